import Big from 'big.js';
import { z } from 'zod';
import { moneyText, readMoney } from '../../shared/money';
import { TEXT } from './read-in-batches';

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
