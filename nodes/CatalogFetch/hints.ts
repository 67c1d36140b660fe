import type { NodeExecutionHint } from 'n8n-workflow';
import {
	type AvailabilityCounts,
	availabilityInShort,
	availabilityRemarks,
	type PriceFileCounts,
	priceFileInShort,
	priceFileRemarks,
} from '../../lib/catalog/fetch/fetch-summary';

/**
 * What the editor shows above the output of a price file: the run in one line, then what a person
 * should know.
 */
export function priceFileHints(counts: PriceFileCounts): NodeExecutionHint[] {
	return [info(priceFileInShort(counts)), ...priceFileRemarks(counts).map(warning)];
}

/** The same for price and availability. */
export function availabilityHints(counts: AvailabilityCounts): NodeExecutionHint[] {
	return [info(availabilityInShort(counts)), ...availabilityRemarks(counts).map(warning)];
}

function info(message: string): NodeExecutionHint {
	return { message, type: 'info', location: 'outputPane' };
}

function warning(message: string): NodeExecutionHint {
	return { message, type: 'warning', location: 'outputPane' };
}
