import type { ChargeKind } from '../purchase-order/charge-types';

/** The rules that a buyer may switch off, each under the name that findings carry. */
export const RULE_NAMES = [
	'vendor',
	'status',
	'orderedElsewhere',
	'lines',
	'product',
	'cost',
	'heldPrice',
	'comments',
	'specialPrice',
	'quantity',
	'stock',
	'endUser',
	'address',
	'poBox',
	'destination',
	'currency',
	'capPerOrder',
	'capPerRun',
	'capPerDay',
	'approval',
	'margin',
] as const;
export type RuleName = (typeof RULE_NAMES)[number];

/** Warn and send, send TD SYNNEX's price instead, or stop. */
export type PriceApart = 'warn' | 'sendTheirs' | 'stop';

/**
 * An order whose price lies further apart waits for TD SYNNEX's sales desk; a profile may say
 * otherwise.
 */
export const PRICE_TOLERANCE = { US: '0.01', CA: '0.02' } as const;

export interface RuleSettings {
	/** Rules that are switched off. */
	off: RuleName[];
	/** Autotask company id of TD SYNNEX. */
	vendorId: string;
	/**
	 * The only status from which an order goes out; empty = any. A label, which a run turns into the
	 * picklist value.
	 */
	readyStatus: string;
	/**
	 * The status of a canceled purchase order; empty = this Autotask has none. A label, which a run
	 * turns into the picklist value.
	 */
	canceledStatus: string;
	/** What to do with lines that are no TD SYNNEX product. */
	otherLines: 'refuse' | 'leaveOut';
	/**
	 * How far the purchase order's cost may lie from the live price; both must hold. Empty = no limit
	 * of that kind.
	 */
	costTolerance: { percent: string; amount: string };
	/** What to do where TD SYNNEX would hold the order for its price. */
	priceApart: PriceApart;
	/** From which difference on it does, for one piece; empty = by the account's country. */
	priceTolerance: string;
	/** The currency of costs in Autotask. */
	currency: string;
	/** Decimal amounts; empty = no cap. */
	capPerOrder: string;
	capPerRun: string;
	/** Of all that is ordered within 24 hours, by any workflow. */
	capPerDay: string;
	/** An order above this amount needs an approval; empty = none does. */
	approvalAbove: string;
	/** An order that earns less needs an approval: of its price, or in all; empty = no floor. */
	marginFloor: { percent: string; amount: string };
	/** With a floor, what to do with an order whose lines have not all a selling price. */
	withoutSellingPrice: 'stop' | 'warn';
	/**
	 * Modules that this Autotask does not have: that their charges cannot be read hides no demand.
	 */
	modulesNotInUse: readonly ChargeKind[];
}

export const DEFAULT_RULES: RuleSettings = {
	off: [],
	vendorId: '',
	readyStatus: '',
	canceledStatus: 'Canceled',
	otherLines: 'refuse',
	costTolerance: { percent: '5', amount: '50' },
	priceApart: 'warn',
	priceTolerance: '',
	currency: 'USD',
	capPerOrder: '10000',
	capPerRun: '25000',
	capPerDay: '50000',
	approvalAbove: '5000',
	marginFloor: { percent: '', amount: '' },
	withoutSellingPrice: 'stop',
	modulesNotInUse: [],
};
