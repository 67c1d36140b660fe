import type { Change } from '../../shared/activity';
import type { Applied, ItemOutcome } from '../apply/outcome';
import type { Decision } from '../plan/decision';
import type { RefusedItem } from '../plan/desired';

/** What came of one input item, ready to be handed on. */
export interface ProductResult {
	/** Place among the input items. */
	index: number;
	action: Decision['action'];
	outcome: ItemOutcome;
	/** Autotask's product id; empty while there is none. */
	productId: string;
	/** TD SYNNEX SKU. */
	sku: string;
	autotaskSku: string;
	name: string;
	/** Money as decimal text. */
	changes: Change[];
	/** Which rule made the unit price, in words; empty where the sync writes none. */
	pricedBy: string;
	/** Stable word for flows that branch, such as `cost-jump`; empty when all is well. */
	code: string;
	/** Why, one sentence each; empty when there is nothing to explain. */
	reason: string;
	cause: string;
	remedy: string;
	warnings: string[];
}

export function productResult(applied: Applied): ProductResult {
	const { decision, outcome, productId, code, cause, remedy } = applied;
	return {
		index: decision.index,
		action: decision.action,
		outcome,
		productId: productId === null ? '' : String(productId),
		sku: decision.sku,
		autotaskSku: decision.autotaskSku,
		name: decision.name,
		changes: decision.changes,
		pricedBy: decision.pricedBy,
		code,
		reason: decision.reason,
		cause,
		remedy,
		warnings: decision.warnings,
	};
}

/** Whether a person should look at it now: it failed, or nobody knows whether it was created. */
export function isFailed({ outcome }: ProductResult): boolean {
	return outcome === 'failed' || outcome === 'uncertain';
}

/** The cause with the product that it is about. */
export function namedCause({ autotaskSku, cause }: ProductResult): string {
	return `${autotaskSku && `${autotaskSku}: `}${cause}`;
}

export function refusedResult(refused: RefusedItem): ProductResult {
	return {
		index: refused.index,
		action: 'skip',
		outcome: refused.code === 'bad-item' ? 'failed' : 'held',
		productId: '',
		sku: refused.sku,
		autotaskSku: '',
		name: '',
		changes: [],
		pricedBy: '',
		code: refused.code,
		reason: refused.reason,
		cause: refused.reason,
		remedy: refused.remedy,
		warnings: [],
	};
}
