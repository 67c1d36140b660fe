import { same } from '../../autotask/metadata/picklist';
import type { PurchaseOrderItem } from '../types';
import { letSee, unseenInWords, type UnseenPart } from '../purchase-order/unseen-demand';
import { type RuleInput, type Fault, stop } from './types';

/**
 * Each demand is ordered once: a charge that stands on another purchase order, or twice on this
 * one, is bought there already, whoever made that, and so is a product of a deal whose charge
 * stands there. Never switched off.
 */
export function demand({ po, settings }: RuleInput): Fault[] {
	return [
		...elsewhere(po.items),
		...twice(po.items),
		...notWanted(po.items),
		...unseen(po.items, settings.modulesNotInUse),
	];
}

/**
 * What cannot be read may hold the same demand. Only where the line comes from no charge may a
 * module be said not to be there.
 */
function unseen(items: PurchaseOrderItem[], notInUse: readonly UnseenPart[]): Fault[] {
	const parts = items.flatMap(({ unseen: hidden, charge }) =>
		hidden.filter((part) => charge !== null || !notInUse.includes(part)),
	);
	if (parts.length === 0) return [];
	const each = [...new Set(parts)];
	return [
		stop(
			`the API user is not allowed to read ${unseenInWords(each)}, so it is not known whether its goods are still wanted, or already ordered on another purchase order`,
			letSee(
				each,
				items.some(({ charge }) => charge !== null),
			),
		),
	];
}

function elsewhere(items: PurchaseOrderItem[]): Fault[] {
	return items.flatMap((item) =>
		item.elsewhere.map(({ poNumber, canceled }) =>
			canceled
				? stop(
						`${nameOf(item)} is also on PO ${poNumber}, which was sent to TD SYNNEX and only then canceled in Autotask`,
						`Ask TD SYNNEX what happened to the order of PO ${poNumber}. If TD SYNNEX delivers it, cancel this purchase order. If TD SYNNEX has canceled it, remove the TD SYNNEX order block from the General Memo of PO ${poNumber}, and the words "[TD SYNNEX PO ...]" from the memos of its lines, and clear its External P.O. Number.`,
					)
				: stop(
						`${nameOf(item)} is also on PO ${poNumber}`,
						`Find out which of the two purchase orders should buy it, and cancel the other one in Autotask. Never send both.`,
					),
		),
	);
}

/**
 * A charge that was canceled, is covered, or was lowered since its line was made is not bought, or
 * not as much of it. What stock covers of it is known only when charges are planned.
 */
function notWanted(items: PurchaseOrderItem[]): Fault[] {
	return items.flatMap((item) => {
		const { charge, quantity } = item;
		if (charge === null) return [];
		if (OVER.some((label) => same(charge.status, label)))
			return [
				stop(
					`${nameOf(item)} is ${charge.status} in Autotask`,
					'Cancel this purchase order in Autotask. Charges that are still wanted are put on another one.',
				),
			];
		return Number(quantity) > Number(charge.quantity || quantity)
			? [
					stop(
						`${quantity} of ${nameOf(item)} are on it, but the charge sells ${charge.quantity}`,
						'Correct the quantity of the line, or of the charge, in Autotask.',
					),
				]
			: [];
	});
}

/** Statuses of a charge that nothing is bought for: it was given up, or the goods are there. */
const OVER = ['Canceled', 'Ready to Deliver/Ship', 'Delivered/Shipped Full'];

function nameOf({ productName, charge }: PurchaseOrderItem): string {
	return charge === null ? `${productName} of this deal` : `${productName} (charge ${charge.id})`;
}

function twice(items: PurchaseOrderItem[]): Fault[] {
	const seen = new Set<string>();
	return items.flatMap(({ charge, productName }) => {
		if (charge === null || !seen.has(charge.id)) {
			if (charge !== null) seen.add(charge.id);
			return [];
		}
		return [
			stop(
				`charge ${charge.id} (${productName}) is on it twice`,
				'Cancel this purchase order in Autotask and create it again, because a line cannot be deleted.',
			),
		];
	});
}
