import { once } from 'node:events';
import { Readable } from 'node:stream';
import { ZipFile } from 'yazl';
import {
	type PriceFileContent,
	readPriceFile,
	type ReadOptions,
} from '../../../../lib/tdsynnex/price-file/read';
import { Problem } from '../../../../lib/shared/problem';

/** Hand-made from the vendor's column table: position (from 1) to value; the rest is empty. */
export function row(values: Record<number, string> = {}, fields = 70): string {
	const all = Array<string>(fields).fill('');
	const defaults = {
		1: 'DEMO846',
		2: 'DTL',
		3: 'MPN-1',
		5: '1000001',
		6: 'A',
		7: 'DEMO CABLE',
		13: '10.00',
	};
	for (const [position, value] of Object.entries({ ...defaults, ...values }))
		all[Number(position) - 1] = value;
	return all.join('~');
}

export const HEADER = 'DEMO846~HDR~260115~260115~C~~~~~';
export const DELTA_HEADER = 'DEMO846~HDR~260115~260115~U~~~~~';

export function apFile(rows: string[], header = HEADER, end = '\r\n'): Buffer {
	return Buffer.from([header, ...rows].join(end) + end, 'latin1');
}

/** Several good rows with SKUs from 1000001 on. */
export function rows(count: number, values: Record<number, string> = {}): string[] {
	const around = row({ 5: '{sku}', ...values }).split('{sku}');
	return Array.from({ length: count }, (_, index) => around.join(String(1000001 + index)));
}

/** Bytes in pieces of a size, as a stream brings them. */
export async function* pieces(bytes: Uint8Array, size = 1000): AsyncGenerator<Uint8Array> {
	for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

/** A ZIP as a streaming writer makes it: sizes only at the end; with ZIP64 records when told. */
export async function zipOf(
	files: Record<string, Buffer>,
	{ compress = true, forceZip64Format = false } = {},
): Promise<Buffer> {
	const zip = new ZipFile();
	for (const [name, content] of Object.entries(files)) {
		if (name.endsWith('/')) zip.addEmptyDirectory(name);
		else zip.addReadStream(Readable.from([content]), name, { compress, forceZip64Format });
	}
	zip.end({ forceZip64Format, comment: '' });
	const parts: Buffer[] = [];
	zip.outputStream.on('data', (part: Buffer) => parts.push(part));
	await once(zip.outputStream, 'end');
	return Buffer.concat(parts);
}

/** A ZIP as a writer with the whole file at hand makes it: sizes at the start. */
export async function plainZipOf(name: string, content: Buffer): Promise<Buffer> {
	const zip = new ZipFile();
	zip.addBuffer(content, name);
	zip.end();
	const parts: Buffer[] = [];
	zip.outputStream.on('data', (part: Buffer) => parts.push(part));
	await once(zip.outputStream, 'end');
	return Buffer.concat(parts);
}

export interface Read {
	sku: string;
	name: string;
	cost: string;
	repeated: boolean;
}

export async function read(
	bytes: Uint8Array,
	options: Partial<ReadOptions> = {},
	size = 1000,
): Promise<PriceFileContent<Read>> {
	return await readPriceFile(
		pieces(bytes, size),
		{ name: '100001.zip', expected: 'full', cap: 0, ...options },
		(one) => ({
			sku: one.field(5),
			name: one.field(7),
			cost: one.field(13),
			repeated: one.repeated,
		}),
	);
}

/** The Problem that something ends in. */
export async function problemOf(work: Promise<unknown>): Promise<Problem> {
	const result = await work.then(
		() => undefined,
		(error: unknown) => error,
	);
	if (result instanceof Problem) return result;
	throw result instanceof Error ? result : new Error('a Problem was expected');
}
