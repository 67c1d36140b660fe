import type { Filter } from '../../autotask/types';
import type { SkuPattern } from '../../shared/sku';

/**
 * Products whose SKU follows the pattern; `null` where the pattern has no fixed text to search
 * by.
 */
export function patternFilter(pattern: SkuPattern): Filter | null {
	if (pattern.prefix !== '') return { op: 'beginsWith', field: 'sku', value: pattern.prefix };
	if (pattern.suffix !== '') return { op: 'endsWith', field: 'sku', value: pattern.suffix };
	return null;
}
