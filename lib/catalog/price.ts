import Big from 'big.js';
import { moneyText } from './money';
import { ruleFor, type PriceRule } from './price-rules';

/** How one unit price is made. */
export interface PriceWay {
	/** `markup`: on cost; `margin`: of the price; `msrp`: the maker's price, else markup; `none`: left empty. */
	basis: 'markup' | 'margin' | 'msrp' | 'none';
	/** Percent: markup on cost, or margin of the price (below 100). */
	percent: number;
}

/** `cent`: to the nearest cent; `whole`: up to a whole amount; `99`: up to the next amount that ends in .99. */
export type Rounding = 'cent' | 'whole' | '99';

/** How unit prices are made: the first rule that fits, else `otherwise`; then within the limits. */
export interface Pricing {
	rules: PriceRule[];
	otherwise: PriceWay;
	rounding: Rounding;
	/** A price is raised until this much of it, in percent, is margin; 0 = no limit. Needs a cost. */
	minMarginPercent: number;
	/** A price below the minimum advertised price is raised to it. */
	notBelowMap: boolean;
	/** A price above MSRP is lowered to it, unless minimum margin or MAP lie higher. */
	notAboveMsrp: boolean;
}

/** What a price is made of. Amounts are decimal text in one currency; `null` = not stated. */
export interface Priceable {
	cost: string | null;
	msrp: string | null;
	map: string | null;
	manufacturer: string | null;
	categoryCode: string | null;
	/** The category's name. */
	category: string | null;
}

export interface Price {
	/** Decimal text. */
	amount: string;
	/** Which rule made it and what moved it, in words. */
	by: string;
}

/** The unit price of an item; `null` where its rule gives none. Decimal arithmetic throughout. */
export function priceOf(pricing: Pricing, item: Priceable): Price | null {
	const { way, name } = ruleFor(pricing, item);
	const raw = rawPrice(way, item);
	if (raw === null || raw.amount.lte(0)) return null;
	const floor = floorOf(pricing, item);
	const isRaised = floor !== null && raw.amount.lt(floor.amount);
	const price = rounded(isRaised ? floor.amount : raw.amount, pricing.rounding);
	const by = `${name}: ${raw.by}${isRaised ? `, raised to ${floor.by}` : ''}`;
	const msrp = positive(item.msrp);
	if (msrp === null || price.lte(msrp)) return { amount: moneyText(price), by };
	if (!pricing.notAboveMsrp) {
		return { amount: moneyText(price), by: `${by}; above MSRP ${moneyText(msrp)}` };
	}
	if (floor === null || floor.amount.lte(msrp)) {
		return { amount: moneyText(msrp), by: `${by}, lowered to MSRP ${moneyText(msrp)}` };
	}
	return {
		amount: moneyText(floor.amount),
		by: `${name}: ${raw.by}, set to ${floor.by}, which is above MSRP ${moneyText(msrp)}`,
	};
}

interface Amount {
	amount: Big;
	by: string;
}

function rawPrice({ basis, percent }: PriceWay, { cost, msrp }: Priceable): Amount | null {
	if (basis === 'none') return null;
	const list = positive(msrp);
	if (basis === 'msrp' && list !== null) return { amount: list, by: 'MSRP' };
	if (cost === null) return null;
	const [base, share] = [new Big(cost), new Big(percent)];
	if (basis === 'margin') {
		const amount = base.times(100).div(new Big(100).minus(share));
		return { amount, by: `margin of ${percent} %` };
	}
	return {
		amount: base.times(share.plus(100)).div(100),
		by: `${basis === 'msrp' ? 'no MSRP, ' : ''}markup of ${percent} %`,
	};
}

/** The lowest price that the limits allow, up to the cent. */
function floorOf({ minMarginPercent, notBelowMap }: Pricing, item: Priceable): Amount | null {
	const cost = positive(item.cost);
	const map = notBelowMap ? positive(item.map) : null;
	const least =
		cost === null || minMarginPercent === 0
			? null
			: cost.times(100).div(new Big(100).minus(minMarginPercent)).round(2, Big.roundUp);
	if (map !== null && (least === null || map.gte(least))) {
		return { amount: map, by: `MAP ${moneyText(map)}` };
	}
	return least && { amount: least, by: `the minimum margin of ${minMarginPercent} %` };
}

function positive(amount: string | null): Big | null {
	const value = amount === null ? null : new Big(amount);
	return value?.gt(0) ? value : null;
}

function rounded(price: Big, rounding: Rounding): Big {
	if (rounding === 'cent') return price.round(2, Big.roundHalfUp);
	if (rounding === 'whole') return price.round(0, Big.roundUp);
	return price.plus('0.01').round(0, Big.roundUp).minus('0.01');
}
