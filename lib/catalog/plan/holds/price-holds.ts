import Big from 'big.js';
import type { WireRecord } from '../../../autotask/types';
import type { Change, Plain } from '../../../shared/activity';
import { changePercent, moneyText } from '../../../shared/money';
import type { Guards, UpsertSettings } from '../../settings';
import type { Hold } from '../decision';
import type { DesiredProduct } from '../desired';
import { fromWire } from '../field-rules';
import { VENDOR_COST } from '../vendor-entry';

/** What speaks against the cost and the price that would be written into a product. */
export function heldByMoney(
	item: DesiredProduct,
	product: WireRecord,
	values: Map<string, Plain>,
	entryChanges: Change[],
	{ owners, guards }: UpsertSettings,
): Hold | null {
	const moved = (field: 'unitCost' | 'unitPrice') =>
		heldByJump(field, fromWire(field, product[field]), values.get(field) ?? null, guards);
	if (owners.unitCost === 'sync')
		return heldByNoCost(item, guards) ?? moved('unitCost') ?? moved('unitPrice');
	const vendorCost = entryChanges.find(({ field }) => field === VENDOR_COST);
	return (
		moved('unitPrice') ??
		(vendorCost ? heldByJump('unitCost', vendorCost.old, vendorCost.new, guards) : null)
	);
}

/** What speaks against a cost of nothing. */
export function heldByNoCost({ cost }: DesiredProduct, guards: Guards): Hold | null {
	if (guards.zeroCost !== 'skip' || (cost !== null && !new Big(cost).eq(0))) return null;
	return {
		code: 'cost-none',
		reason: cost === null ? 'The cost is missing.' : 'The cost is zero.',
		remedy: 'Ask TD SYNNEX for the price of this SKU, or change Cost of Zero or None under Guards.',
	};
}

/** Whether the price to be written lies below the cost. */
export function belowCost(values: Map<string, Plain>): boolean {
	const [price, cost] = [values.get('unitPrice'), values.get('unitCost')];
	return price != null && cost != null && new Big(String(price)).lt(String(cost));
}

/** What speaks against moving an amount that Autotask holds. */
function heldByJump(
	field: 'unitCost' | 'unitPrice',
	old: Plain,
	wanted: Plain,
	{ maxCostChangePercent, maxCostChange }: Guards,
): Hold | null {
	if (old === null || wanted === null || Number(wanted) === 0) return null;
	const [before, after] = [String(old), String(wanted)];
	const percent = changePercent(before, after);
	const amount = new Big(after).minus(before).abs();
	const farInPercent =
		maxCostChangePercent > 0 && percent !== null && percent.gt(maxCostChangePercent);
	const farInAmount = maxCostChange > 0 && amount.gt(maxCostChange);
	if (!farInPercent && !farInAmount) return null;
	const [far, limit, guard] = farInPercent
		? [`${percent.toFixed(0)} % of the old one`, `${maxCostChangePercent} %`, '(%)']
		: [moneyText(amount), moneyText(maxCostChange), '(Amount)'];
	return {
		...NAMES[field],
		reason: `${NAMES[field].reason} changes from ${before} to ${after}, by ${far}; the limit is ${limit}.`,
		remedy: `${NAMES[field].remedy}; if it is correct, run this item with Largest Change ${guard} set to 0.`,
	};
}

const NAMES = {
	unitCost: { code: 'cost-jump', reason: 'The cost', remedy: 'Check the cost at TD SYNNEX' },
	unitPrice: {
		code: 'price-jump',
		reason: 'The Unit Price',
		remedy: 'Check the cost and the price rules',
	},
} as const;
