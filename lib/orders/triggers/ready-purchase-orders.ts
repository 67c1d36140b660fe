import Big from 'big.js';
import type { Autotask } from '../../autotask/types';
import { builderIn } from '../journal/source-marks';
import { memoSays, otherText } from '../journal/memo';
import type { ProductSource } from '../purchase-order/products';
import { readLines } from '../purchase-order/read-lines';
import { readHeaders } from '../purchase-order/read-purchase-orders';
import { sha256 } from '../../shared/hash';
import type { PurchaseOrder } from '../types';
import type { RecordSnapshot } from './newly-ready';

/** When a purchase order is ready. Everything that is given must hold. */
export interface ReadyRule {
	/** Autotask company id of TD SYNNEX. */
	vendorId: string;
	/** Picklist value. */
	status: string;
	/** Text that must stand in the General Memo; empty = any. */
	memoMark: string;
	/** Total of the lines, decimal text; empty = no bound. */
	atLeast: string;
	atMost: string;
	/** Autotask resource ids; empty = anybody. */
	creatorIds: string[];
}

/**
 * The purchase orders that meet the rule now, oldest first: one Autotask call when none is there,
 * else three or four.
 */
export async function readReady(
	autotask: Autotask,
	rule: ReadyRule,
	source: ProductSource,
	now: () => number,
): Promise<PurchaseOrder[]> {
	const { vendorId, status, memoMark } = rule;
	const { headers } = await readHeaders(autotask, { by: 'ready', vendorId, status, memoMark }, now);
	const candidates = headers.map(({ po }) => po).filter((po) => headerFits(po, rule));
	const orders = await readLines(autotask, candidates, source);
	return orders.filter((po) => linesFit(po, rule));
}

/**
 * The purchase order as the trigger compares it from one look to the next: what a person would call
 * a change.
 */
export function snapshotOf({ id, items, shipTo, memo }: PurchaseOrder): RecordSnapshot {
	const lines = items.map((item) => [item.id, item.productId, item.quantity, item.unitCost]);
	const content = JSON.stringify([lines, shipTo, otherText(memo).trim()]);
	return { id, mark: sha256(content).slice(0, 16) };
}

/** Quantity times unit cost over all lines; a line without a number counts nothing. */
export function linesTotal({ items }: PurchaseOrder): string {
	const number = (text: string) => (/^\d+(\.\d+)?$/.test(text) ? text : '0');
	return items
		.reduce(
			(sum, { quantity, unitCost }) => sum.plus(new Big(number(quantity)).times(number(unitCost))),
			new Big(0),
		)
		.toFixed(2);
}

function headerFits({ cancelled, memo, fields }: PurchaseOrder, rule: ReadyRule): boolean {
	const { memoMark, creatorIds } = rule;
	if (cancelled || builderIn(memo) !== null) return false;
	if (!memoSays(memo, memoMark)) return false;
	return creatorIds.length === 0 || creatorIds.includes(fields.creatorResourceID ?? '');
}

/** Without lines it is still being written. */
function linesFit(po: PurchaseOrder, { atLeast, atMost }: ReadyRule): boolean {
	if (po.items.length === 0) return false;
	const total = new Big(linesTotal(po));
	return (atLeast === '' || total.gte(atLeast)) && (atMost === '' || total.lte(atMost));
}
