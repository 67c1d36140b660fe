import { Problem } from '../../shared/problem';
import type { PriceFileContent } from '../../tdsynnex/price-file/read';

/**
 * Rows of the last full file, each SKU once, by account and country: losing them costs one
 * comparison.
 */
export type KnownLengths = Record<string, number>;

/** A file may shrink by so much, unless told otherwise, in percent. */
export const LARGEST_SHRINKAGE = 30;

/**
 * Whether a full file is much shorter than the last one of its account: half a file reads like any
 * other.
 *
 * @param limit in percent; 0 = no limit
 * @returns the lengths to keep for the next file; those of an update say nothing
 * @throws Problem `price-file-shorter`
 */
export function checkLength(
	{ header, read, replaced }: Pick<PriceFileContent<unknown>, 'header' | 'read' | 'replaced'>,
	known: KnownLengths,
	{ country, limit, record }: { country: string; limit: number; record: string },
): KnownLengths {
	if (header.kind !== 'full') return known;
	const key = `${header.tradingPartner} ${country}`;
	const rows = read - replaced;
	const before = known[key] ?? 0;
	if (limit > 0 && (before - rows) * 100 > before * limit)
		throw new Problem({
			code: 'price-file-shorter',
			record,
			cause: `The file has ${rows} rows and the last one had ${before}: it is shorter by ${Math.round(((before - rows) * 100) / before)} %, and the limit is ${limit} %`,
			remedy:
				'Ask TD SYNNEX whether the file is complete. If it is, run once with Largest Shrinkage (%) set to 0 under File Checks.',
		});
	return { ...known, [key]: rows };
}
