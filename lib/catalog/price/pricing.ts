import Big from 'big.js';
import { moneyText } from '../../shared/money';
import { ruleFor } from './price-rules';
import type { Price, Priceable, PriceWay, Pricing, Rounding } from './types';

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
