import type { IExecuteFunctions } from 'n8n-workflow';

/** Bytes at a time: small enough for memory, large enough for the disk. */
const READ_SIZE = 64 * 1024;

export interface BinaryFile {
	name: string;
	bytes(): Promise<AsyncIterable<Uint8Array>>;
}

/** A binary field of an input item, to be read as it streams from wherever n8n keeps it. */
export function binaryFile(
	context: IExecuteFunctions,
	index: number,
	property: string,
	nameless: string,
): BinaryFile {
	const { id, fileName } = context.helpers.assertBinaryData(index, property);
	return {
		name: fileName ?? nameless,
		bytes: async () =>
			id
				? await context.helpers.getBinaryStream(id, READ_SIZE)
				: inPieces(await context.helpers.getBinaryDataBuffer(index, property)),
	};
}

/**
 * n8n may hold binary data in memory; then it comes whole, and is looked at in pieces all the same.
 */
async function* inPieces(whole: Uint8Array): AsyncGenerator<Uint8Array> {
	for (let at = 0; at < whole.length; at += READ_SIZE) yield whole.subarray(at, at + READ_SIZE);
}
