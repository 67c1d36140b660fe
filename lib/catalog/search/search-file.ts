import { Problem } from '../../shared/problem';
import type { Country } from '../../tdsynnex/price-file/columns';
import { decoded } from '../../tdsynnex/price-file/kept-rows';
import { readPriceRows } from '../../tdsynnex/price-file/read';
import type { RowFilter } from '../../tdsynnex/price-file/row-filter';
import { searchRows } from '../../tdsynnex/price-file/search-rows';
import type { Bytes } from '../../tdsynnex/price-file/zip/zip';
import type { CatalogItem } from '../types';
import { itemsOfPriceFile } from '../fetch/catalog-item';
import { CountrySigns } from '../fetch/country-check';
import type { KeptFile } from './kept-files';

/** One search of a price file: the second output of Catalog Fetch. */
export interface SearchSummary {
	/** Whether there was a file to search. */
	ready: boolean;
	matched: number;
	returned: number;
	file: string;
	/** ISO date of the file's header. */
	fileCreated: string | null;
	rows: number;
	/** Whether the file was still in memory. */
	fromMemory: boolean;
	seconds: number;
	code: string;
	cause: string;
	remedy: string;
}

/**
 * Reads a full price file to be searched.
 *
 * @param about `now` in milliseconds since 1970
 * @throws Problem as a reading of the file does, and where it is of the other country
 */
export async function readToSearch(
	file: Bytes,
	about: { name: string; country: Country; signal?: AbortSignal; now: number },
): Promise<KeptFile> {
	const { name, country, signal, now } = about;
	const content = await readPriceRows(file, { name, expected: 'full', cap: 0, signal });
	const signs = new CountrySigns();
	const step = Math.max(1, Math.floor(content.matched / SAMPLE));
	let at = 0;
	content.rows.each((row, { line, repeated }) => {
		if (at++ % step === 0) signs.see(decoded(row, line, repeated));
	});
	signs.check(country, name);
	return { name, country, content, readAt: now };
}

/** Rows that the country is checked by: their stock says it many times over. */
const SAMPLE = 2_000;

/**
 * The products of a kept file that a person means, the best first: the SKU or part number that was
 * typed, then what is in stock, then the cheaper one.
 *
 * @throws Problem where nothing is asked for
 */
export function searchFile(
	{ content, country }: KeptFile,
	filter: Partial<RowFilter>,
	most: number,
): { matched: number; items: CatalogItem[] } {
	requireQuestion(filter);
	const itemOf = itemsOfPriceFile(country);
	return searchRows(content.rows, filter, most, (row) => itemOf(row, content.header));
}

/** What every product of a maker or a category costs is a question; what all cost is none. */
export function requireQuestion({ text, manufacturers, categoryPrefixes }: Partial<RowFilter>) {
	if (text || manufacturers?.length || categoryPrefixes?.length) return;
	throw new Problem({
		code: 'search-empty',
		cause: 'Nothing is searched for',
		remedy: 'Enter words, a part number, or a manufacturer.',
	});
}

/** @param said what the node before this one reported in place of a file; empty = nothing */
export function noFile(property: string, said: string): Problem {
	return new Problem({
		code: 'price-file-not-kept',
		cause: `No price file is kept in memory, and the input has none in field "${property}"${said === '' ? '' : `: ${said}`}`,
		remedy: 'Download the price file in the node before this one; check its host, user, and path.',
		retryable: true,
	});
}
