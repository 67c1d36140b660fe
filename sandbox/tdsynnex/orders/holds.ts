import type { Country } from '../../world/warehouses';
import type { WorldProduct } from '../../world/product';
import type { World } from '../../world/world';
import { toleranceCents, type Manners } from '../manners';
import { shipMethod } from '../ship-methods';
import type { Scenario } from './scenario';
import type { SubmittedLine, SubmittedOrder } from './types';

/** What a line says that waits because of another, or of the order's head. */
export const LINE_IS_FINE = 'CONVERTOK';
/** What the head says when a line is the reason. */
export const A_LINE_IS_NOT = 'POLINEQC';

/** Reasons to wait in the sales queue. OKCOMMENTS, PRICEVAR and SKUERR are the vendor's own codes, the others are invented. */
export const HEAD = {
	comment: 'OKCOMMENTS',
	noProfile: 'NOAUTOFILL',
	method: 'SHIPVIA',
	reserved: 'RESERVED',
} as const;
export const LINE = {
	price: 'PRICEVAR',
	sku: 'SKUERR',
	stock: 'QTYSHORT',
	endUser: 'EUINFO',
} as const;

const SPECIAL_TYPES = ['VendorPromotion', 'FederalGovernment', 'StateGovernment', 'Education'];

/** Why the whole order waits, whatever its lines; empty: nothing in its head holds it. */
export function headHold(
	order: SubmittedOrder,
	manners: Manners,
	country: Country,
	scenario: Pick<Scenario, 'outcome' | 'holdCode' | 'recut'>,
): string {
	if (!manners.autoFill) return HEAD.noProfile;
	const comments = [...order.comments, ...order.lines.flatMap((line) => line.comments)];
	if (manners.comments === 'hold' && comments.length > 0) return HEAD.comment;
	if (!shipMethod(country, order.shipMethod)) return HEAD.method;
	const reserved = order.reserved.length > 0 || order.lines.some((line) => line.reserved.length);
	if (reserved) return HEAD.reserved;
	return scenario.outcome === 'hold' || scenario.recut > 0 ? A_LINE_IS_NOT : '';
}

/** Why a line's price or its missing data hold the order; empty: they do not. */
export function lineHold(
	line: SubmittedLine,
	product: WorldProduct,
	order: SubmittedOrder,
	manners: Manners,
	world: World,
): string {
	const tolerance = toleranceCents(manners, world.country);
	const agreed = agreedPrice(order, line, product, world);
	// whole cents in binary fractions
	const apart = Math.abs(Number(line.unitPrice) - Number(agreed)) * 100 - 1e-6;
	if (tolerance !== null && apart > tolerance) return LINE.price;
	return manners.endUserMissing === 'hold' && lacksEndUser(product, order) ? LINE.endUser : '';
}

/** A licence without its block, or a product whose end user is wanted and told in neither place. */
export function lacksEndUser(product: WorldProduct, order: SubmittedOrder): boolean {
	if (order.licensee) return false;
	if (product.category.media === 'SWL') return true;
	return product.endUserRequired && (order.endUser?.contact ?? '') === '';
}

/** What the account pays for a line: its contract price, or that of a deal that the order names as it must. */
export function agreedPrice(
	{ special: { type, reference } }: SubmittedOrder,
	line: SubmittedLine,
	product: WorldProduct,
	world: World,
): string {
	if (!SPECIAL_TYPES.includes(type)) return world.priceOf(product);
	if (type !== 'VendorPromotion') return world.priceOf(product, type, reference);
	const named = reference !== '' && line.specialReference === reference;
	return named ? world.priceOf(product, 'PROMOTION', reference) : world.priceOf(product);
}
