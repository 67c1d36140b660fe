import { gzipLines } from '../hand-over/gzip-lines';
import { type Pause, resting } from '../../shared/in-slices';
import type { ProductResult } from './result';

/** In the order of the columns. */
const COLUMNS = [
	'action',
	'outcome',
	'productId',
	'sku',
	'autotaskSku',
	'name',
	'changes',
	'pricedBy',
	'code',
	'reason',
	'cause',
	'remedy',
	'warnings',
] as const satisfies (keyof ProductResult)[];

/**
 * Results as a packed CSV file, for runs that have more of them than a list should hold.
 * `changes` is JSON, so that a run can be undone by the file.
 */
export async function resultsFile(results: ProductResult[], pause?: Pause): Promise<Uint8Array> {
	const lines = gzipLines();
	const rest = resting(pause);
	await lines.line(COLUMNS.join(','));
	for (const result of results) {
		const busy = lines.line(COLUMNS.map((column) => cell(result[column])).join(',')) ?? rest();
		if (busy) await busy;
	}
	return await lines.end();
}

function cell(value: ProductResult[(typeof COLUMNS)[number]]): string {
	if (Array.isArray(value)) return quoted(value.length === 0 ? '' : JSON.stringify(value));
	// a spreadsheet would take these for formulas
	return quoted(/^[=+\-@\t\r]/.test(value) ? `'${value}` : value);
}

function quoted(text: string): string {
	return /[",\n\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
