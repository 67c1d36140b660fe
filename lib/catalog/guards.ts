import Big from 'big.js';
import type { WireRecord } from '../autotask/types';
import { fromWire } from './fields';
import { changePercent } from './money';
import type { SkipCode } from './plan';
import { LET_SEE } from './screens';
import type { Guards } from './settings';
import type { Wanted } from './wanted';

/** Why an item is held back. */
export interface Held {
	code: SkipCode;
	reason: string;
	remedy: string;
}

/** Whether TD SYNNEX will not sell it any more: discontinued and none left. While stock lasts, it sells. */
export function isGone(item: Wanted): boolean {
	return ['discontinued', 'inactive'].includes(item.status ?? '') && !((item.stockTotal ?? 0) > 0);
}

/** What speaks against the item itself, whatever Autotask holds. */
export function heldByItem(item: Wanted, currency: string | null): Held | null {
	if (currency !== null && item.currency !== null && item.currency !== currency) {
		return {
			code: 'currency',
			reason: `The cost is in ${item.currency}, and this run writes ${currency}.`,
			remedy: `Send items of one currency to this node, or set Currency to ${item.currency}.`,
		};
	}
	if (item.status === 'not-found') return { code: 'not-found', ...notFound(`SKU ${item.sku}`) };
	if (item.status === 'unknown' && item.cost === null) {
		return { code: 'no-answer', ...noAnswer(`SKU ${item.sku}`) };
	}
	if (item.status === 'not-authorized') {
		return {
			code: 'not-authorized',
			reason: 'Your TD SYNNEX account may not buy this product.',
			remedy: 'Ask your TD SYNNEX representative for authorisation, or filter the item out.',
		};
	}
	return null;
}

/** @param product such as `SKU 14152708` */
export function notFound(product: string): { reason: string; remedy: string } {
	return {
		reason: `TD SYNNEX does not know ${product}.`,
		remedy: 'Check it in TD SYNNEX EC Express.',
	};
}

/** Nothing is known of it then, not even that it is gone. */
export function noAnswer(product: string): { reason: string; remedy: string } {
	return {
		reason: `TD SYNNEX gave no answer for ${product}.`,
		remedy: 'Run again later; TD SYNNEX Catalog Fetch says why in the warnings of the item.',
	};
}

/** The product that Autotask holds under the SKU is plainly another one. */
export function otherProduct(item: Wanted, product: WireRecord): Held {
	const theirs = `${String(product.manufacturerProductName)} of ${String(product.manufacturerName)}`;
	return {
		code: 'other-product',
		reason: `Product ${String(product.id)} has this SKU, but is ${theirs}, while TD SYNNEX sells ${item.mpn} of ${item.manufacturer} under it.`,
		remedy:
			'If it is the same product, empty its Manufacturer Product Number in Autotask; if not, take the SKU out of it.',
	};
}

/** What speaks against the cost; `held` is the product in Autotask, where there is one. */
export function heldByCost(item: Wanted, held: WireRecord | null, guards: Guards): Held | null {
	const none = item.cost === null || new Big(item.cost).eq(0);
	if (none) {
		if (guards.zeroCost !== 'skip') return null;
		return {
			code: 'cost-none',
			reason: item.cost === null ? 'The cost is missing.' : 'The cost is zero.',
			remedy:
				'Ask TD SYNNEX for the price of this SKU, or change Cost of Zero or None under Guards.',
		};
	}
	const before = held === null ? null : fromWire('unitCost', held.unitCost);
	if (guards.maxCostChangePercent === 0 || before === null) return null;
	const percent = changePercent(String(before), item.cost as string);
	if (percent === null || percent.lte(guards.maxCostChangePercent)) return null;
	return {
		code: 'cost-jump',
		reason: `The cost moves from ${String(before)} to ${item.cost}, ${percent.toFixed(0)} % of the old one; the limit is ${guards.maxCostChangePercent} %.`,
		remedy:
			'Check the cost at TD SYNNEX; if it is right, run this item with Largest Cost Change set to 0.',
	};
}

/** What speaks against creating a product for the item. */
export function heldFromCreation(
	item: Wanted,
	autotaskSku: string,
	skuLength: number,
	noneVisible: boolean,
): Held | null {
	if (noneVisible) return NONE_VISIBLE;
	if (autotaskSku.length > skuLength) {
		return {
			code: 'sku-too-long',
			reason: `SKU ${autotaskSku} is longer than the ${skuLength} characters that Autotask takes.`,
			remedy: 'Choose a shorter SKU Pattern.',
		};
	}
	if (isGone(item)) {
		return {
			code: 'not-sold',
			reason: `TD SYNNEX lists it as ${item.status} with none in stock, so no product is created.`,
			remedy: '',
		};
	}
	if (item.name === null && item.description === null) {
		return {
			code: 'name-none',
			reason: 'A new product needs a name, and the item has neither name nor description.',
			remedy: 'Fill the field name in the node before this one.',
		};
	}
	return null;
}

/** An Autotask without a single product is rarer than an API user who may not see them; and products cannot be deleted. */
export const NONE_VISIBLE: Held = {
	code: 'none-visible',
	reason:
		'Autotask shows this API user no product at all. Most likely it may not see them, and creating them would double your catalogue.',
	remedy: `${LET_SEE} If Autotask really holds no product yet, switch on First Load under Guards.`,
};
