import Big from 'big.js';
import { z } from 'zod';
import { readIn, TEXT } from '../../autotask/records/read-in-batches';
import type { Autotask } from '../../autotask/types';
import { moneyText, readMoney } from '../../shared/money';

/** A quote item's price and what is taken off it, as Autotask holds them. */
export const QUOTE_PRICE = z.object({
	quantity: TEXT,
	unitPrice: TEXT,
	unitDiscount: TEXT,
	lineDiscount: TEXT,
	percentageDiscount: TEXT,
});

/**
 * The price of one after the discount that the quote gives, if it gives one; empty where nothing is
 * to be made of it.
 */
export function quotedPrice(item: z.infer<typeof QUOTE_PRICE>): string {
	const read = (text: string) => {
		const money = readMoney(text);
		return 'amount' in money ? (money.amount ?? '0') : null;
	};
	const [price, unit, line, percent] = [
		item.unitPrice === '' ? null : read(item.unitPrice),
		read(item.unitDiscount),
		read(item.lineDiscount),
		read(item.percentageDiscount),
	];
	if (price === null || unit === null || line === null || percent === null) return '';
	if (!(Number(item.quantity) > 0)) return '';
	const discounted = new Big(price)
		.minus(unit)
		.minus(new Big(line).div(item.quantity))
		.minus(new Big(price).times(percent).div(100));
	return moneyText(discounted);
}

/** A line as far as its mark goes. */
interface MarkedLine {
	id: string;
	productId: string;
	memo: string;
}

/**
 * What the deal sold the goods of lines for that were made by product from its quote, by line: one
 * call, none where no line has such a mark. A line whose product somebody has changed has no price.
 */
export async function quotedPrices(
	autotask: Autotask,
	lines: MarkedLine[],
): Promise<Map<string, string>> {
	const marked = lines.flatMap(({ id, productId, memo }) => {
		const [, quote, item] = /\[from quote (\d+), item (\d+)\]/.exec(memo) ?? [];
		return quote && item ? [{ id, productId, quote, item }] : [];
	});
	const ids = marked.map(({ item }) => item);
	const records = await readIn(autotask, 'QuoteItems', 'id', ids, FIELDS);
	const items = new Map(records.map((record) => [TEXT.parse(record.id), ITEM.parse(record)]));
	return new Map(
		marked.map(({ id, productId, quote, item }) => {
			const found = items.get(item);
			const isSame = found?.quoteID === quote && found.productID === productId;
			return [id, isSame ? quotedPrice(found) : ''];
		}),
	);
}

const ITEM = QUOTE_PRICE.extend({ quoteID: TEXT, productID: TEXT });
/** averageCost and highestCost cannot be queried at all, so the fields are named. */
const FIELDS = ['id', ...Object.keys(ITEM.shape)];
