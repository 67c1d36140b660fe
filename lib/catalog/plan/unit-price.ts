import Big from 'big.js';
import type { WireRecord } from '../../autotask/types';
import { priceOf } from '../price/pricing';
import { isUndecided } from '../price/price-rules';
import { type Price } from '../price/types';
import type { UpsertSettings } from '../settings';
import type { DesiredProduct } from './desired';

/**
 * The unit price for the product that Autotask holds, or for a new one (`null`). Price and
 * availability states neither category nor MAP, and mostly no maker: an item that does not state
 * what a rule asks for moves no price that is there, and one that cannot know MAP lowers none. The
 * price file does.
 *
 * @returns the price, `null` where there is none to write, and what the reader should know of it
 */
export function unitPriceFor(
	item: DesiredProduct,
	held: WireRecord | null,
	{ price: pricing }: UpsertSettings,
): { price: Price | null; warnings: string[] } {
	const maker = item.manufacturer ?? (String(held?.manufacturerName ?? '').trim() || null);
	const known = { ...item, manufacturer: maker };
	const price = priceOf(pricing, known);
	const isDoubtful = price !== null && isUndecided(pricing, known);
	if (isDoubtful && held) return { price: null, warnings: [] };
	const warnings = isDoubtful ? [NOT_STATED] : [];
	const standing = held?.unitPrice ?? null;
	const isLower = standing !== null && price !== null && new Big(price.amount).lt(String(standing));
	const stays = isLower && pricing.notBelowMap && !item.knowsMap;
	return { price: stays ? null : price, warnings };
}

const NOT_STATED = 'the item does not contain what the price rules need (category, manufacturer)';
