import type { AttributeSettings } from './plan/attributes/settings';
import type { Pricing } from './price/types';

/** Product fields whose owner the user chooses. Names are Autotask's. */
export type OwnedField =
	| 'name'
	| 'description'
	| 'manufacturerName'
	| 'manufacturerProductName'
	| 'vendorProductNumber'
	| 'unitCost'
	| 'msrp'
	| 'unitPrice'
	| 'isActive'
	| 'productCategory';

/**
 * Who may write a field: the sync at every run, the sync once at creation, or people only; `blank`:
 * the sync as long as nothing stands in it; `merge` (description alone): both, see
 * {@link mergedText}.
 */
export type Owner = 'sync' | 'first' | 'human' | 'blank' | 'merge';

/** The settings of one run of the upsert. Ids are Autotask's numbers. */
export interface UpsertSettings {
	/** A company of type Vendor: TD SYNNEX as the MSP keeps it. */
	vendorId: number;
	/** The Material billing code of new products. */
	billingCodeId: number;
	/** See {@link skuPattern}. */
	skuPattern: string;
	owners: Record<OwnedField, Owner>;
	category: CategoryRule;
	/** Whether new products start active. */
	isActive: boolean;
	price: Pricing;
	/**
	 * Which cost counts: what the account pays now, or what it would pay without promotion, where the
	 * item states that.
	 */
	cost: 'now' | 'withoutPromotion';
	newProducts: NewProducts;
	attributes: AttributeSettings;
	guards: Guards;
	/**
	 * `first`: the vendor's cost is written once, with the vendor entry; `current`: at each change,
	 * which doubles the calls.
	 */
	vendorCost: 'first' | 'current';
}

/** Which products the sync may create. */
export interface NewProducts {
	/**
	 * `create`: all; `approved`: those whose item says `approved: true`, the others are held for
	 * review.
	 */
	mode: 'create' | 'approved';
	/** Beginnings of TD SYNNEX category codes; empty = any. */
	categories: string[];
	/**
	 * `now`: with the product, which takes a second call; `later`: by runs that find the product
	 * without one, once all new products are there. Absent = `now`.
	 */
	vendorEntries?: 'now' | 'later';
}

/** A TD SYNNEX category that no mapping names, and how many items have it. */
export interface UnmappedCategory {
	code: string;
	items: number;
}

export interface CategoryMapping {
	code: string;
	/** `null` = the default category. */
	category: string | null;
	/** The Material billing code of new products; absent or `null` = that of the node. */
	billingCodeId?: number | null;
}

/** Product categories are picklist values in text, as Autotask's field information gives them. */
export interface CategoryRule {
	/** TD SYNNEX category codes or their beginnings; the longest that fits counts. */
	byCode: CategoryMapping[];
	/** The same as a person pastes it, by names: see {@link parseCategoryTable}; absent = none. */
	table?: string;
	/** For items without a rule; `null` leaves the category unset. */
	otherwise: string | null;
}

export interface Guards {
	/**
	 * A cost of zero or none: `skip` the item, `keep` the item but leave the cost alone, or `write`
	 * the zero.
	 */
	zeroCost: 'skip' | 'keep' | 'write';
	/**
	 * A cost, or a unit price that the sync owns, that moves by more than so many percent is held for
	 * review; 0 = no limit.
	 */
	maxCostChangePercent: number;
	/** The same as an amount, in the currency of the costs. */
	maxCostChange: number;
	/**
	 * Products that TD SYNNEX no longer sells: `leave` as they are or set `inactive`. New ones are
	 * never created.
	 */
	discontinued: 'leave' | 'inactive';
	/**
	 * Products that a complete full price file no longer has, {@link missingFiles} times in a row:
	 * `leave` them, `mark` them in their state, or set them `inactive`.
	 */
	missing: 'leave' | 'mark' | 'inactive';
	/** At least 1. */
	missingFiles: number;
	/** Products that the sync set inactive and that a full file has again. */
	returned: 'leave' | 'reactivate';
	/**
	 * No more than this share of the products found is set inactive in one run, in percent; 0 = no
	 * limit.
	 */
	maxRetiredPercent: number;
	/**
	 * Where more than this share of the products found would get another cost or price, in percent,
	 * nothing is written; 0 = no limit.
	 */
	maxRepricedPercent: number;
	/** The same where those changes are greater than so many percent on average; 0 = no limit. */
	maxAverageChangePercent: number;
	/**
	 * A product with the same manufacturer part number but no SKU of ours: create beside it, hold
	 * back and warn, or adopt.
	 */
	handMade: 'ignore' | 'warn' | 'adopt';
	/** Currency of the costs that Autotask expects; `null` = that of the first item. */
	currency: 'USD' | 'CAD' | null;
	/** Autotask holds no product at all, and that is right. */
	firstLoad: boolean;
}

export const DEFAULT_OWNERS: Record<OwnedField, Owner> = {
	name: 'first',
	description: 'first',
	manufacturerName: 'sync',
	manufacturerProductName: 'sync',
	vendorProductNumber: 'sync',
	unitCost: 'sync',
	msrp: 'sync',
	unitPrice: 'first',
	isActive: 'first',
	productCategory: 'first',
};

/**
 * A promotion moves a hardware cost by 10 to 30 percent; a slipped decimal moves it by 90 or 900.
 * Half up or half down lies between the two.
 */
export const DEFAULT_GUARDS: Guards = {
	zeroCost: 'skip',
	maxCostChangePercent: 50,
	maxCostChange: 0,
	discontinued: 'leave',
	missing: 'leave',
	missingFiles: 3,
	returned: 'leave',
	maxRetiredPercent: 10,
	maxRepricedPercent: 50,
	maxAverageChangePercent: 30,
	handMade: 'warn',
	currency: null,
	firstLoad: false,
};

export const DEFAULT_PRICING: Pricing = {
	rules: [],
	otherwise: { basis: 'markup', percent: 20 },
	rounding: 'cent',
	minMarginPercent: 0,
	notBelowMap: true,
	notAboveMsrp: false,
};
