import type { NodeExecutionHint } from 'n8n-workflow';
import type { AvailabilitySummary } from '../../lib/catalog/availability-summary';
import type { PriceFileSummary } from '../../lib/catalog/price-file-summary';

/** What the editor shows above the output of a price file: the run in one line, then what a person should know. */
export function priceFileHints(summary: PriceFileSummary): NodeExecutionHint[] {
	const { file, rowsRead, matched, returned, cut, badRows, duplicateSkus, withoutCost } = summary;
	return [
		info(
			`${file} (${summary.fileKind === 'full' ? 'full file' : 'update file'}${summary.fileCreated ? ` of ${summary.fileCreated}` : ''}): ${rowsRead} rows read, ${matched} matched, ${returned} returned.`,
		),
		cut > 0 &&
			warning(
				`${matched} products matched and ${cut} were cut by Maximum Products: raise it, set it to 0 for all, or narrow the filters.`,
			),
		matched === 0 && rowsRead > 0 && warning(`No row of ${file} matched the filters. Check them.`),
		badRows > 0 &&
			warning(
				`${badRows} damaged rows of ${file} were passed over (${summary.badRowExamples.join('; ')}).`,
			),
		summary.lastRowCut &&
			warning(
				`The last row of ${file} breaks off in the middle and was passed over: the file may have been fetched before it was complete. Fetch it again.`,
			),
		duplicateSkus.length > 0 &&
			warning(
				`${duplicateSkus.length} SKUs stand in two rows of ${file} (${named(duplicateSkus)}); the last row counts.`,
			),
		withoutCost > 0 &&
			warning(`${withoutCost} products have no cost above zero; each says so in its warnings.`),
	].filter((hint) => hint !== false);
}

/** The same for price and availability. */
export function availabilityHints(summary: AvailabilitySummary): NodeExecutionHint[] {
	const { asked, unique, returned, notFound, unknown, calls, environment } = summary;
	return [
		info(
			`TD SYNNEX ${environment}: ${asked} products asked for${unique < asked ? ` (${unique} different ones)` : ''}, ${returned} returned, ${calls} calls.`,
		),
		notFound.length > 0 &&
			warning(`TD SYNNEX does not know ${notFound.length} of them (${named(notFound)}).`),
		unknown.length > 0 &&
			warning(
				`${unknown.length} products got no answer (${named(unknown)}): ${summary.problem} They have status unknown; try them again later.`,
			),
	].filter((hint) => hint !== false);
}

function named(keys: string[]): string {
	return keys.slice(0, 5).join(', ') + (keys.length > 5 ? ', ...' : '');
}

function info(message: string): NodeExecutionHint {
	return { message, type: 'info', location: 'outputPane' };
}

function warning(message: string): NodeExecutionHint {
	return { message, type: 'warning', location: 'outputPane' };
}
