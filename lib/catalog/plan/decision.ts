import type { WireRecord } from '../../autotask/types';
import type { Change } from '../../shared/activity';
import type { SkuPattern } from '../../shared/sku';
import type { DesiredProduct } from './desired';

/** What is to be done about one item: what dry run shows, what is applied, what tests look at. */
export interface Decision {
	/** Place among the input items. */
	index: number;
	/** TD SYNNEX SKU. */
	sku: string;
	/** The product's SKU in Autotask, such as `TDS-14152708`. */
	autotaskSku: string;
	name: string;
	action: 'create' | 'update' | 'leave' | 'skip';
	/** `null` when there is no product yet. */
	productId: number | null;
	/** Product fields to write, without id; empty when the product itself stays as it is. */
	record: WireRecord;
	link: LinkDecision;
	/**
	 * Changes that are written together or not at all, such as *Active* and the state that says who
	 * set it; by field.
	 */
	together: string[];
	/** Products that two runs made of one SKU at the same moment, to be set inactive. */
	doubles: number[];
	/** Old and new of every field written; for a new product every field is new. */
	changes: Change[];
	/**
	 * Which rule made the unit price that is to be written, in words; empty where people own the
	 * price.
	 */
	pricedBy: string;
	/**
	 * The Unit Price that Autotask holds and that is to stay; `null` where there is none, or a new
	 * one is written.
	 */
	standingPrice: string | null;
	/** Why it is skipped, kebab-case; empty otherwise. */
	code: '' | SkipCode;
	/** One sentence; empty when there is nothing to explain. */
	reason: string;
	/** What to do, one sentence; empty when nothing is to be done. */
	remedy: string;
	warnings: string[];
}

/** The product's vendor entry (ProductVendors) for the chosen vendor. */
export type LinkDecision =
	| { kind: 'keep' }
	| { kind: 'create'; record: WireRecord }
	| { kind: 'update'; id: number; record: WireRecord };

export type SkipCode =
	| 'cost-none'
	| 'cost-jump'
	| 'price-jump'
	| 'new-product'
	| 'category-not-wanted'
	| 'currency'
	| 'not-sold'
	| 'not-authorized'
	| 'not-found'
	| 'no-answer'
	| 'other-product'
	| 'other-vendor'
	| 'name-none'
	| 'sku-too-long'
	| 'hand-made'
	| 'hidden'
	| 'none-visible'
	| 'retire-brake'
	| 'price-brake';

/** Why an item is held back. */
export interface Hold {
	code: SkipCode;
	reason: string;
	remedy: string;
}

/** The same item left alone, with the reason. */
export function skip(base: Decision, held: Hold): Decision {
	return {
		...base,
		...held,
		action: 'skip',
		record: {},
		link: { kind: 'keep' },
		together: [],
		doubles: [],
		changes: [],
		pricedBy: '',
	};
}

/** An item about which nothing is decided yet. */
export function blank(item: DesiredProduct, pattern: SkuPattern): Decision {
	return {
		index: item.index,
		sku: item.sku,
		autotaskSku: pattern.toAutotask(item.sku),
		name: item.name ?? item.description ?? '',
		action: 'leave',
		productId: null,
		record: {},
		link: { kind: 'keep' },
		together: [],
		doubles: [],
		changes: [],
		pricedBy: '',
		standingPrice: null,
		code: '',
		reason: '',
		remedy: '',
		warnings: [...item.warnings],
	};
}
