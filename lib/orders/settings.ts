import { DEFAULT_TIMING, type Timing } from './journal/timing';
import { DEFAULT_PO_NUMBER, type PoNumberRule } from './request/po-number';
import type { Reseller } from './request/option-types';
import { TEXT_LENGTHS, type TextLengths } from './request/text-lengths';
import { DEFAULT_RULES, type RuleSettings } from './validate/settings';

/**
 * Where TD SYNNEX's order number goes. `memo` = into the General Memo alone; `afterAccounting` =
 * into External P.O. Number behind the number that accounting has written there, since accounting
 * takes over only purchase orders in which that is empty.
 */
export type OrderNumberField =
	'externalPONumber' | 'vendorInvoiceNumber' | 'memo' | 'afterAccounting';

export interface OrderSettings {
	poNumber: PoNumberRule;
	lengths: TextLengths;
	/**
	 * The account's own company, for orders with a licensee or an end user; `null` = not filled in.
	 */
	reseller: Reseller | null;
	orderNumberField: OrderNumberField;
	/** Label of the PO status to set once TD SYNNEX has taken the order; empty = leave it. */
	statusAfterOrder: string;
	/**
	 * Whether expected arrival dates are written to the lines: one Autotask call for each line that
	 * has one.
	 */
	writeEta: boolean;
	timing: Timing;
	/**
	 * What to do with an order that TD SYNNEX still does not know after the waiting window.
	 * `sendAgain` may order twice: TD SYNNEX's `notFound` does not prove that there is no order.
	 */
	afterWindow: 'review' | 'sendAgain';
	rules: RuleSettings;
}

export const DEFAULT_SETTINGS: OrderSettings = {
	poNumber: DEFAULT_PO_NUMBER,
	lengths: TEXT_LENGTHS,
	reseller: null,
	orderNumberField: 'afterAccounting',
	statusAfterOrder: 'Submitted',
	writeEta: true,
	timing: DEFAULT_TIMING,
	afterWindow: 'review',
	rules: DEFAULT_RULES,
};
