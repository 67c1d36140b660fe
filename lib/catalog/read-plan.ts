import type { Filter } from '../autotask/types';
import type { SkuPattern } from '../shared/sku';

/** Autotask takes at most 500 OR conditions a query, each value of `in` being one; and gives at most 500 records a page. */
export const VALUES_A_CALL = 500;
const RECORDS_A_PAGE = 500;

/** Below so many list calls no count is asked: the count would cost what it might save. */
const CALLS_WORTH_A_COUNT = 2;

export type ReadWay = 'list' | 'all';

/** Whether to ask how many records there are in all before choosing the way. */
export function countIsWorthwhile(values: number): boolean {
	return listCalls(values) > CALLS_WORTH_A_COUNT;
}

/**
 * The way of fewer calls: `list` asks for the wanted values, 500 a call; `all` pages through every
 * record of the kind, `total` of them (`null` = unknown or not possible).
 */
export function cheaperWay(values: number, total: number | null): ReadWay {
	if (total === null) return 'list';
	return Math.max(1, Math.ceil(total / RECORDS_A_PAGE)) < listCalls(values) ? 'all' : 'list';
}

/** Products whose SKU follows the pattern; `null` where the pattern has no fixed text to search by. */
export function patternFilter(pattern: SkuPattern): Filter | null {
	if (pattern.prefix !== '') return { op: 'beginsWith', field: 'sku', value: pattern.prefix };
	if (pattern.suffix !== '') return { op: 'endsWith', field: 'sku', value: pattern.suffix };
	return null;
}

/** The values in portions that one call takes. */
export function portions<T>(values: T[]): T[][] {
	return Array.from({ length: listCalls(values.length) }, (_, at) =>
		values.slice(at * VALUES_A_CALL, (at + 1) * VALUES_A_CALL),
	);
}

function listCalls(values: number): number {
	return Math.ceil(values / VALUES_A_CALL);
}
