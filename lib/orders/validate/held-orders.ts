import Big from 'big.js';
import { SPECIAL_PRICE_TYPES, VENDOR_PROMOTION } from '../request/option-types';
import type { OrderRequest } from '../types';
import { PRICE_TOLERANCE } from './settings';
import { type RuleInput, type Fault, stop, stopLine, warn } from './types';

/**
 * What makes TD SYNNEX's sales desk hold an order for its price: cents, where the cost rule thinks
 * in percent.
 */
export function heldPrice(input: RuleInput): Fault[] {
	const { order, settings } = input;
	return pricesApart(input).map(({ lineNumber, sku, unitPrice, theirs }) => {
		const cause = `SKU ${sku} costs ${theirs} at TD SYNNEX now, and the purchase order says ${unitPrice}`;
		if (settings.priceApart === 'sendTheirs')
			return warn(
				lineNumber,
				`${cause}: the order is sent at ${theirs}`,
				'Correct the unit cost in Autotask.',
			);
		const held = `${cause}: TD SYNNEX's sales desk holds orders with a price that differs by more than ${tolerance(order, settings.priceTolerance)}`;
		return settings.priceApart === 'stop'
			? stopLine(lineNumber, held, 'Correct the unit cost in the purchase order.')
			: warn(
					lineNumber,
					held,
					"Correct the unit cost, or set When the Price Is Apart to Send TD SYNNEX's Price. Do not send a held order again.",
				);
	});
}

/** Every comment sends the order to the sales desk, where a person must release it. */
export function comments({ order: { options } }: RuleInput): Fault[] {
	return [
		['comment', options.comment],
		['ship comment', options.shipComment],
	]
		.filter(([, text]) => text !== '')
		.map(([name]) =>
			warn(
				0,
				`it has a ${name}, and TD SYNNEX's sales desk holds every order that has one until a person has read it`,
				`If the order should be processed automatically, remove the ${name}. Only a ship comment is printed on the packing slip.`,
			),
		);
}

/**
 * A special price has a type from the list, and the maker's deal number where the type needs one.
 */
export function specialPrice({ order: { options } }: RuleInput): Fault[] {
	const { specialPriceType: type, specialPriceReference: reference } = options;
	if (type === '')
		return reference === ''
			? []
			: [
					stop(
						`it has the special price reference ${reference} and no special price type`,
						`Fill in Special Price Type: ${SPECIAL_PRICE_TYPES.join(', ')}.`,
					),
				];
	if (!SPECIAL_PRICE_TYPES.includes(type))
		return [
			stop(
				`its special price type "${type}" is not one that TD SYNNEX knows`,
				`Select one of ${SPECIAL_PRICE_TYPES.join(', ')}.`,
			),
		];
	return type === VENDOR_PROMOTION && reference === ''
		? [
				stop(
					`its special price type ${type} requires the manufacturer's deal number`,
					'Fill in Special Price Reference.',
				),
			]
		: [];
}

/** Lines whose price TD SYNNEX would not take without a look. */
export function pricesApart({
	order,
	live,
	settings,
}: Pick<RuleInput, 'order' | 'live' | 'settings'>) {
	return order.lines.flatMap(({ lineNumber, sku, unitPrice }) => {
		const theirs = live?.get(sku)?.price ?? null;
		if (theirs === null || !/^\d+(\.\d+)?$/.test(unitPrice)) return [];
		const apart = new Big(unitPrice).minus(theirs).abs();
		return apart.gt(tolerance(order, settings.priceTolerance))
			? [{ lineNumber, sku, unitPrice, theirs }]
			: [];
	});
}

function tolerance({ account }: OrderRequest, own: string): string {
	return own === '' ? PRICE_TOLERANCE[account.country] : own;
}
