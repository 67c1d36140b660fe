import { Problem } from '../../../shared/problem';
import type { Availability, PriceQuery, Reply } from './replies';

/**
 * The answer for one wanted product: one MPN may stand for several SKUs. A problem means: not
 * known.
 */
export interface PriceAnswer {
	found: Availability[];
	problem?: Problem;
}

/** The replies that belong to the line sent at `index`. */
export function answerOf(replies: Reply[], wanted: PriceQuery, index: number): PriceAnswer {
	const own = replies.filter(({ lineNumber, found }) => {
		const isSame = belongs(found, wanted);
		return lineNumber === index + 1
			? isSame || found.sku === '0' || 'mpn' in wanted
			: lineNumber === undefined && isSame;
	});
	const failed = own.find(({ problem }) => problem !== undefined);
	if (failed) return { found: [], problem: failed.problem };
	if (own.length > 0) return { found: own.map(({ found }) => found) };
	return {
		found: [],
		problem: new Problem({
			code: 'tdsynnex-no-line',
			record: recordOf(wanted),
			cause: 'TD SYNNEX answered the call, but did not mention this product',
			remedy: 'Try again later; this does not mean that the product is gone.',
			retryable: true,
		}),
	};
}

function belongs(found: Availability, wanted: PriceQuery): boolean {
	return 'sku' in wanted
		? found.sku.replace(/^0+(?=\d)/, '') === wanted.sku.replace(/^0+(?=\d)/, '')
		: found.mpn?.toUpperCase() === wanted.mpn.toUpperCase();
}

/** In the words of messages, such as `SKU 14152708`. */
export function recordOf(wanted: PriceQuery): string {
	return 'sku' in wanted ? `SKU ${wanted.sku}` : `MPN ${wanted.mpn}`;
}
