import type { IExecuteFunctions } from 'n8n-workflow';
import { Problem } from '../../lib/shared/problem';

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
	const name = fileName ?? nameless;
	return {
		name,
		bytes: async () =>
			readable(name, async () =>
				id
					? await context.helpers.getBinaryStream(id, READ_SIZE)
					: inPieces(await context.helpers.getBinaryDataBuffer(index, property)),
			),
	};
}

/** What keeps n8n from reading its own store says nothing about the file. */
async function* readable(
	record: string,
	open: () => Promise<AsyncIterable<Uint8Array>>,
): AsyncGenerator<Uint8Array> {
	try {
		yield* await open();
	} catch (error) {
		throw unreadable(record, error);
	}
}

function unreadable(record: string, error: unknown): Problem {
	return new Problem({
		code: 'file-unreadable',
		record,
		cause: `n8n could not read the file from its binary data storage: ${error instanceof Error ? error.message : String(error)}`,
		remedy:
			'Run again from the node that fetches the file. If the problem persists, check the storage of binary data of n8n, and its free space.',
		retryable: true,
	});
}

/**
 * n8n may hold binary data in memory; then it comes whole, and is looked at in pieces all the same.
 */
async function* inPieces(whole: Uint8Array): AsyncGenerator<Uint8Array> {
	for (let at = 0; at < whole.length; at += READ_SIZE) yield whole.subarray(at, at + READ_SIZE);
}
