import { many } from '../../shared/pluralize';
import type { AvailabilitySummary } from '../availability-summary';
import type { PriceFileSummary } from '../price-file-summary';

/** A reading of a price file in one line. */
export function priceFileInShort(summary: PriceFileCounts): string {
	const { file, fileKind, fileCreated, rowsRead, matched, returned } = summary;
	return `${file} (${fileKind === 'full' ? 'full file' : 'update file'}${fileCreated ? ` of ${fileCreated}` : ''}): ${many(rowsRead, 'row')} read, ${matched} matched, ${returned} returned.`;
}

/** What a person should know of it, a sentence or two each. */
export function priceFileRemarks(summary: PriceFileCounts): string[] {
	const { file, rowsRead, matched, cut, badRows, duplicateSkus, withoutCost } = summary;
	return [
		cut > 0 &&
			`${many(matched, 'product')} matched, ${cut.toLocaleString('en-US')} cut by Maximum Products: raise it, set it to 0 for all, or narrow the filters.`,
		matched === 0 && rowsRead > 0 && `No row of ${file} matched the filters. Check them.`,
		badRows > 0 &&
			`${many(badRows, 'damaged row')} of ${file} passed over (${summary.badRowExamples.join('; ')}).`,
		summary.lastRowCut &&
			`The last row of ${file} breaks off in the middle and was passed over: the file may have been fetched before it was complete. Fetch it again.`,
		duplicateSkus.length > 0 &&
			`${many(duplicateSkus.length, 'SKU')} in two rows of ${file} (${named(duplicateSkus)}); the last row counts.`,
		withoutCost > 0 &&
			`${many(withoutCost, 'product')} without a cost above zero; each says so in its warnings.`,
	].filter((remark) => remark !== false);
}

/** A check of price and availability in one line. */
export function availabilityInShort(summary: AvailabilityCounts): string {
	const { asked, unique, returned, calls, environment } = summary;
	return `TD SYNNEX ${environment}: ${many(asked, 'product')} asked for${unique < asked ? ` (${unique} different ones)` : ''}, ${returned} returned, ${many(calls, 'call')}.`;
}

/** What a person should know of it. */
export function availabilityRemarks(summary: AvailabilityCounts): string[] {
	const { notFound, unknown } = summary;
	return [
		notFound.length > 0 &&
			`TD SYNNEX does not know ${many(notFound.length, 'product')} (${named(notFound)}).`,
		unknown.length > 0 &&
			`${many(unknown.length, 'product')} got no answer (${named(unknown)}): ${summary.problem} They have status unknown; ask again later.`,
	].filter((remark) => remark !== false);
}

/** A summary before its records are made of it. */
export type PriceFileCounts = Omit<PriceFileSummary, 'activity'>;
export type AvailabilityCounts = Omit<AvailabilitySummary, 'activity'>;

function named(keys: string[]): string {
	return keys.slice(0, 5).join(', ') + (keys.length > 5 ? ', ...' : '');
}
