import Big from 'big.js';
import type { LiveItem, OrderRequest, PurchaseOrder } from '../types';
import { approvedBy, isAmount } from './money-rules';
import { type Fault, type RuleInput, stop, warn } from './types';

/** What one line earns, decimal amounts; only of lines whose selling price is known. */
export interface LineMargin {
	lineNumber: number;
	sku: string;
	/** Of one piece: the customer's price, and TD SYNNEX's of now, else the purchase order's cost. */
	soldPrice: string;
	cost: string;
	/** Of the whole line. */
	margin: string;
	/** Of the selling price. */
	percent: string;
}

/** What an order earns. Freight is taken off where an estimate is given. */
export interface OrderMargin {
	lines: LineMargin[];
	sold: string;
	cost: string;
	freight: string;
	margin: string;
	percent: string;
	/** Lines without a selling price, which are in no sum. */
	withoutPrice: number;
}

/**
 * The margin of an order at the prices of now; `null` where no line was sold for a known price. Of
 * a charge the price is what the customer pays, of a quote item that after its discounts.
 *
 * @param freight decimal; empty = not known
 */
export function marginOf(
	order: Pick<OrderRequest, 'lines'>,
	items: PurchaseOrder['items'],
	live: ReadonlyMap<string, LiveItem> | null,
	freight = '',
): OrderMargin | null {
	const priceOf = new Map(items.map(({ id, soldPrice }) => [id, soldPrice]));
	let [sold, cost] = [new Big(0), new Big(0)];
	const lines: LineMargin[] = [];
	for (const { lineNumber, itemId, sku, quantity, unitPrice } of order.lines) {
		const soldPrice = priceOf.get(itemId) ?? '';
		const each = live?.get(sku)?.price ?? unitPrice;
		if (!isAmount(soldPrice) || !isAmount(each) || !Number.isFinite(quantity)) continue;
		const [lineSold, lineCost] = [new Big(soldPrice), new Big(each)].map((one) =>
			one.times(quantity),
		) as [Big, Big];
		sold = sold.plus(lineSold);
		cost = cost.plus(lineCost);
		lines.push({ lineNumber, sku, soldPrice, cost: each, ...earned(lineSold, lineCost) });
	}
	if (lines.length === 0) return null;
	const withoutPrice = order.lines.length - lines.length;
	const spent = isAmount(freight) ? cost.plus(freight) : cost;
	return {
		lines,
		sold: sold.toFixed(2),
		cost: cost.toFixed(2),
		freight,
		...earned(sold, spent),
		withoutPrice,
	};
}

/**
 * Below the floor, of the order in percent or amount or of a line in percent, a person decides: the
 * order waits for an approval. Freight is not in it, since only a preview asks for it.
 */
export function margin(candidate: RuleInput): Fault[] {
	const { order, po, live, settings } = candidate;
	const { percent, amount } = settings.marginFloor;
	if (percent === '' && amount === '') return [];
	const found = marginOf(order, po.items, live);
	const unpriced = withoutPrice(candidate, found);
	if (found === null) return unpriced;
	const low = found.lines.filter((line) => isBelow(line.percent, percent));
	const isLow = isBelow(found.percent, percent) || isBelow(found.margin, amount);
	if ((!isLow && low.length === 0) || approvedBy(candidate)) return unpriced;
	const floor = [percent && `${percent} %`, amount && `${amount} in all`].filter(Boolean);
	return [
		stop(
			`its margin is ${inWords(found)}${found.withoutPrice > 0 ? `, ${found.withoutPrice} lines without a selling price left out` : ''}; the floor is ${floor.join(' and ')}${low.map(lineInWords).join('')}`,
			`Correct the price in the charge or quote, have it approved ("TDS approved by: NAME" in the General Memo, with "TDS approved content: ${order.contentCode}" for only this order), or lower Minimum Margin in the node.`,
		),
	];
}

/** What has no selling price may earn anything: with a floor set, a person decides. */
function withoutPrice(candidate: RuleInput, found: OrderMargin | null): Fault[] {
	const priced = new Set((found?.lines ?? []).map(({ lineNumber }) => lineNumber));
	const lines = candidate.order.lines.filter(({ lineNumber }) => !priced.has(lineNumber));
	if (lines.length === 0) return [];
	const which = lines.map(({ lineNumber, sku }) => `${lineNumber} (SKU ${sku})`).join(', ');
	const cause = `no selling price is known for line ${which}, so its margin cannot be compared with the floor`;
	if (candidate.settings.withoutSellingPrice === 'warn')
		return [
			warn(0, cause, 'Create purchase orders from charges or quotes to have their margin checked.'),
		];
	if (approvedBy(candidate)) return [];
	return [
		stop(
			cause,
			`Create the purchase order from charges or a quote, have it approved ("TDS approved by: NAME" in the General Memo, with "TDS approved content: ${candidate.order.contentCode}" for only this order), or set Rules > Without a Selling Price to Warn in the node.`,
		),
	];
}

function inWords({ margin: amount, percent, sold }: OrderMargin): string {
	return `${amount} of ${sold} sold (${percent} %)`;
}

function lineInWords({ lineNumber, sku, soldPrice, cost, percent }: LineMargin): string {
	return `; line ${lineNumber}, SKU ${sku}: sold for ${soldPrice}, costs ${cost} (${percent} %)`;
}

/** A thing that is sold for nothing has no margin in percent: it counts as nothing earned. */
function earned(sold: Big, cost: Big): { margin: string; percent: string } {
	const left = sold.minus(cost);
	const percent = sold.gt(0) ? left.div(sold).times(100) : new Big(left.lt(0) ? -100 : 0);
	return { margin: left.toFixed(2), percent: percent.toFixed(1) };
}

function isBelow(value: string, floor: string): boolean {
	return floor !== '' && new Big(value).lt(floor);
}
