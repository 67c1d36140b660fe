import Big from 'big.js';
import type { WireRecord } from '../../autotask/types';
import { priceOf } from '../price/pricing';
import { isUndecided } from '../price/price-rules';
import { type Price } from '../price/types';
import type { UpsertSettings } from '../settings';
import type { DesiredProduct } from './desired';

/**
 * The unit price for the product that Autotask holds, or for a new one (`null`). Price and availability
 * states neither category nor MAP, and mostly no maker: an item that does not state what a rule asks
 * for moves no price that is there, and one that cannot know MAP lowers none. The price file does.
 *
 * @returns `null` where there is none to write
 */
export function unitPriceFor(
	item: DesiredProduct,
	held: WireRecord | null,
	{ price: pricing }: UpsertSettings,
	warnings: string[],
): Price | null {
	const maker = item.manufacturer ?? (String(held?.manufacturerName ?? '').trim() || null);
	const known = { ...item, manufacturer: maker };
	const price = priceOf(pricing, known);
	if (price !== null && isUndecided(pricing, known)) {
		if (held) return null;
		warnings.push('the item does not state what the price rules ask for (category, manufacturer)');
	}
	const standing = held?.unitPrice ?? null;
	const isLower = standing !== null && price !== null && new Big(price.amount).lt(String(standing));
	return isLower && pricing.notBelowMap && !item.knowsMap ? null : price;
}
