import type { Activity } from '../../shared/activity';
import { pluralize } from '../../shared/pluralize';
import type { PriceQuery } from '../../tdsynnex/ec-xml/price-availability';
import type { Country } from '../../tdsynnex/price-file/columns';
import type { PriceFileContent } from '../../tdsynnex/price-file/read';
import type { CatalogItem, Feed } from '../types';

/** A reading of a price file in one line. */
export function priceFileInShort(summary: PriceFileCounts): string {
	const { file, fileKind, fileCreated, rowsRead, matched, returned } = summary;
	return `${file} (${fileKind === 'full' ? 'full file' : 'update file'}${fileCreated ? ` of ${fileCreated}` : ''}): ${pluralize(rowsRead, 'row')} read, ${matched} matched, ${returned} returned.`;
}

/** What a person should know of it, a sentence or two each. */
export function priceFileRemarks(summary: PriceFileCounts): string[] {
	const { file, rowsRead, matched, cut, badRows, duplicateSkus, withoutCost } = summary;
	return [
		cut > 0 &&
			`${pluralize(matched, 'product')} matched, ${cut.toLocaleString('en-US')} cut by Maximum Products: raise it, set it to 0 for all, or use more filters.`,
		matched === 0 && rowsRead > 0 && `No row of ${file} matched the filters. Check them.`,
		badRows > 0 &&
			`${pluralize(badRows, 'damaged row')} of ${file} skipped (${summary.badRowExamples.join('; ')}).`,
		summary.lastRowCut &&
			`The last row of ${file} is incomplete and was skipped: the file may have been fetched before it was complete. Fetch it again.`,
		duplicateSkus.length > 0 &&
			`${pluralize(duplicateSkus.length, 'SKU')} in two rows of ${file} (${named(duplicateSkus)}); the last row counts.`,
		withoutCost > 0 &&
			`${pluralize(withoutCost, 'product')} without a cost above zero; each says so in its warnings.`,
	].filter((remark) => remark !== false);
}

/** A check of price and availability in one line. */
export function availabilityInShort(summary: AvailabilityCounts): string {
	const { asked, unique, returned, calls, environment } = summary;
	return `TD SYNNEX ${environment}: ${pluralize(asked, 'product')} asked for${unique < asked ? ` (${unique} different ones)` : ''}, ${returned} returned, ${pluralize(calls, 'call')}.`;
}

/** What a person should know of it. */
export function availabilityRemarks(summary: AvailabilityCounts): string[] {
	const { notFound, unknown } = summary;
	return [
		notFound.length > 0 &&
			`TD SYNNEX does not know ${pluralize(notFound.length, 'product')} (${named(notFound)}).`,
		unknown.length > 0 &&
			`${pluralize(unknown.length, 'product')} got no answer (${named(unknown)}): ${summary.problem} They have status unknown. Run again later.`,
	].filter((remark) => remark !== false);
}

/** A summary before its records are made of it. */
export type PriceFileCounts = Omit<PriceFileSummary, 'activity'>;
export type AvailabilityCounts = Omit<AvailabilitySummary, 'activity'>;

function named(keys: string[]): string {
	return keys.slice(0, 5).join(', ') + (keys.length > 5 ? ', ...' : '');
}

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
	/**
	 * Whether the products returned are the whole catalog, which takes the user's word that TD
	 * SYNNEX leaves nothing out of the file: only then is a missing SKU a product that is gone.
	 */
	complete: boolean;
	seconds: number;
	activity: Activity[];
}

/** The counts of a reading, with what follows from them. */
export function summarizePriceFile(
	content: PriceFileContent<CatalogItem>,
	run: {
		/** Products without a cost above zero. */
		withoutCost: number;
		file: string;
		country: Country;
		filtered: boolean;
		unfilteredFile: boolean;
		seconds: number;
	},
): Omit<PriceFileSummary, 'activity'> {
	const { header, returned, read, matched, cut, bad, badRows, repeatedSkus, lastRowCut } = content;
	return {
		source: 'price-file',
		file: run.file,
		fileKind: header.kind,
		fileCreated: header.created,
		tradingPartner: header.tradingPartner,
		country: run.country,
		rowsRead: read,
		matched,
		returned,
		cut,
		badRows: bad,
		badRowExamples: badRows,
		duplicateSkus: repeatedSkus,
		lastRowCut,
		withoutCost: run.withoutCost,
		complete: isComplete(content, run),
		seconds: run.seconds,
	};
}

/** What Product Upsert must know of the file, to tell whether a product is missing from it. */
export function feedOf({ fileKind, fileCreated, complete }: PriceFileCounts): Feed {
	return { kind: fileKind, created: fileCreated, complete };
}

function isComplete(
	{ header, cut, bad, lastRowCut }: PriceFileContent<CatalogItem>,
	{ filtered, unfilteredFile }: { filtered: boolean; unfilteredFile: boolean },
): boolean {
	const whole = header.kind === 'full' && cut === 0 && bad === 0 && !lastRowCut;
	return whole && !filtered && unfilteredFile;
}

/** What one check of price and availability came to: the second output of Catalog Fetch. */
export interface AvailabilitySummary {
	source: 'price-availability';
	/** Such as `test (testec.us.tdsynnex.com)`. */
	environment: string;
	country: Country;
	asked: number;
	/** Different ones among them: each is asked for once. */
	unique: number;
	returned: number;
	/** SKUs or part numbers that TD SYNNEX does not know. */
	notFound: string[];
	/** Those without an answer: nothing is known of them. */
	unknown: string[];
	/** Why the first of the unknown got none; empty when there are none. */
	problem: string;
	calls: number;
	seconds: number;
	activity: Activity[];
}

/** Counts the items that the answers gave, in the order of what was asked. */
export function summarizeAvailability(
	wanted: PriceQuery[],
	items: CatalogItem[],
	run: { environment: string; country: Country; calls: number; seconds: number },
): Omit<AvailabilitySummary, 'activity'> {
	const ofStatus = (status: string) => items.filter((item) => item.status === status);
	const unknown = ofStatus('unknown');
	return {
		source: 'price-availability',
		environment: run.environment,
		country: run.country,
		asked: wanted.length,
		unique: new Set(wanted.map((one) => ('sku' in one ? `sku ${one.sku}` : `mpn ${one.mpn}`))).size,
		returned: items.length,
		notFound: ofStatus('not-found').map(nameOf),
		unknown: unknown.map(nameOf),
		problem: unknown[0]?.warnings[0] ?? '',
		calls: run.calls,
		seconds: run.seconds,
	};
}

function nameOf({ sku, mpn }: CatalogItem): string {
	return sku || (mpn ?? '');
}
