import type { Activity } from '../shared/activity';
import type { Country } from '../tdsynnex/price-file/columns';
import type { PriceFileContent } from '../tdsynnex/price-file/read';
import type { CatalogItem } from './types';

/** What one reading of a price file came to: the second output of Catalog Fetch. */
export interface PriceFileSummary {
	source: 'price-file';
	file: string;
	fileKind: 'full' | 'delta';
	/** ISO date of the file's header. */
	fileCreated: string | null;
	/** The code in front of its header line, which is the feed's own. */
	tradingPartner: string;
	country: Country;
	rowsRead: number;
	matched: number;
	returned: number;
	/** Matched, but kept back by Maximum Products. */
	cut: number;
	badRows: number;
	/** The first few, in words. */
	badRowExamples: string[];
	/** SKUs that stood in two rows; the last row counts. */
	duplicateSkus: string[];
	lastRowCut: boolean;
	/** Products whose cost is missing, zero or negative. */
	withoutCost: number;
	/** Whether the products returned are the whole catalogue: only then is a missing SKU a product that is gone. */
	complete: boolean;
	seconds: number;
	activity: Activity[];
}

/** The counts of a reading, with what follows from them. */
export function summarizePriceFile(
	content: PriceFileContent<CatalogItem>,
	run: { file: string; country: Country; filtered: boolean; seconds: number },
): Omit<PriceFileSummary, 'activity'> {
	const { header, items, read, matched, cut, bad, badRows, repeatedSkus, lastRowCut } = content;
	return {
		source: 'price-file',
		file: run.file,
		fileKind: header.kind,
		fileCreated: header.created,
		tradingPartner: header.tradingPartner,
		country: run.country,
		rowsRead: read,
		matched,
		returned: items.length,
		cut,
		badRows: bad,
		badRowExamples: badRows,
		duplicateSkus: repeatedSkus,
		lastRowCut,
		withoutCost: items.filter(({ cost }) => cost === null || Number(cost) <= 0).length,
		complete: header.kind === 'full' && !run.filtered && cut === 0 && bad === 0 && !lastRowCut,
		seconds: run.seconds,
	};
}
