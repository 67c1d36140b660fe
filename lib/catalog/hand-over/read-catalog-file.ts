import type { z } from 'zod';
import { GzipFault, gunzipLines } from './gzip-lines';
import { Problem } from '../../shared/problem';
import type { Feed } from '../types';
import { END, HEADER, HEADER_1, VERSION } from './format';

/**
 * The products of a file that {@link catalogFileWriter} wrote, some at a time, as it streams.
 * Whether it is whole shows at its end, so the reader must not act before.
 *
 * @returns the price file that the products are from; `null` where an older version wrote the file
 * @param record the file in messages
 * @throws Problem when the file is another one, of a newer version of the package, cut off or
 * damaged
 */
export async function* readCatalogFile(
	file: AsyncIterable<Uint8Array>,
	record: string,
): AsyncGenerator<Record<string, unknown>[], Feed | null> {
	let fields: string[] | undefined;
	let products = 0;
	let told: z.infer<typeof END> | undefined;
	try {
		for await (const lines of gunzipLines(file)) {
			const rows: Record<string, unknown>[] = [];
			for (const line of lines) {
				if (told !== undefined) throw cutOff(record);
				if (!fields) {
					fields = fieldsOf(line, record);
					continue;
				}
				const values = parsed(line);
				if (Array.isArray(values)) rows.push(named(fields, values));
				else told = END.safeParse(values).data ?? fail(cutOff(record));
			}
			products += rows.length;
			if (rows.length > 0) yield rows;
		}
	} catch (error) {
		throw inWords(error, record);
	}
	if (!fields) throw foreign(record);
	if (told?.products !== products) throw cutOff(record);
	return told.feed;
}

function inWords(error: unknown, record: string): unknown {
	if (!(error instanceof GzipFault)) return error;
	return error.kind === 'foreign' ? foreign(record) : cutOff(record);
}

function fieldsOf(line: string, record: string): string[] {
	const header = HEADER.safeParse(parsed(line));
	if (!header.success) throw foreign(record);
	const { version } = header.data;
	if (version > VERSION) throw newer(record, version);
	return HEADER_1.safeParse(parsed(line)).data?.fields ?? fail(foreign(record));
}

/** `undefined` where the line is no JSON. */
function parsed(line: string): unknown {
	try {
		return JSON.parse(line);
	} catch {
		return undefined;
	}
}

function named(fields: string[], values: unknown[]): Record<string, unknown> {
	const row: Record<string, unknown> = {};
	for (let at = 0; at < fields.length; at++) row[fields[at] as string] = values[at];
	return row;
}

function fail(problem: Problem): never {
	throw problem;
}

function foreign(record: string): Problem {
	return new Problem({
		code: 'catalog-file-foreign',
		record,
		cause: 'This is not a catalog file of TD SYNNEX Catalog Fetch',
		remedy:
			'Connect TD SYNNEX Catalog Fetch in front of this node, with Hand On As set to File. A price file must go through that node first.',
	});
}

function newer(record: string, version: number): Problem {
	return new Problem({
		code: 'catalog-file-newer',
		record,
		cause: `The catalog file has version ${version}, and this node reads up to version ${VERSION}: a newer version of the package wrote it`,
		remedy:
			'Install the same version of the package everywhere n8n runs, then run the workflow from its start.',
	});
}

function cutOff(record: string): Problem {
	return new Problem({
		code: 'catalog-file-cut',
		record,
		cause: 'The catalog file is incomplete or damaged, so nothing was written',
		remedy:
			'Run the workflow from its start, so that TD SYNNEX Catalog Fetch writes the file anew.',
		retryable: true,
	});
}
