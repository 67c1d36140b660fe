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
			`the API user may not read ${unseenInWords(each)}, so whether its goods are still wanted, or ordered already on another purchase order, is not known`,
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
						`${nameOf(item)} is on PO ${poNumber} as well, which was sent to TD SYNNEX and only then canceled in Autotask`,
						`Ask TD SYNNEX what became of the order of PO ${poNumber}. If it delivers, cancel this purchase order; once TD SYNNEX has canceled it, take the TD SYNNEX order block out of the General Memo of PO ${poNumber}, and the words "[TD SYNNEX PO ...]" out of the memos of its lines, and empty its External P.O. Number.`,
					)
				: stop(
						`${nameOf(item)} is on PO ${poNumber} as well`,
						`Find out which of the two purchase orders is to buy it, and cancel the other one in Autotask: never send both.`,
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
					'Cancel this purchase order in Autotask: what of it is still wanted comes onto another one.',
				),
			];
		return Number(quantity) > Number(charge.quantity || quantity)
			? [
					stop(
						`${quantity} of ${nameOf(item)} are on it, and the charge sells ${charge.quantity}`,
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
				`charge ${charge.id} (${productName}) stands twice on it`,
				'Cancel this purchase order in Autotask and make it anew: a line cannot be deleted.',
			),
		];
	});
}
