import Big from 'big.js';
import { moneyText } from './money';

/** How the first unit price of a new product is made. */
export interface PriceRule {
	/** `markup`: on cost; `margin`: of the price; `msrp`: the maker's price, else markup; `none`: left empty. */
	basis: 'markup' | 'margin' | 'msrp' | 'none';
	/** Percent: markup on cost, or margin on price (below 100). */
	percent: number;
	rounding: Rounding;
}
/** `cent`: to the nearest cent; `whole`: up to a whole amount; `99`: up to the next amount that ends in .99. */
export type Rounding = 'cent' | 'whole' | '99';

/** Unit price in decimal text; `null` where the rule gives none. Decimal arithmetic throughout. */
export function firstPrice(
	rule: PriceRule,
	item: { cost: string | null; msrp: string | null },
): string | null {
	const raw = rawPrice(rule, item);
	return raw === null || raw.lte(0) ? null : moneyText(rounded(raw, rule.rounding));
}

function rawPrice(rule: PriceRule, item: { cost: string | null; msrp: string | null }): Big | null {
	if (rule.basis === 'none') return null;
	if (rule.basis === 'msrp' && item.msrp !== null && new Big(item.msrp).gt(0)) {
		return new Big(item.msrp);
	}
	if (item.cost === null) return null;
	const percent = new Big(rule.percent);
	if (rule.basis !== 'margin') return new Big(item.cost).times(percent.plus(100)).div(100);
	return percent.gte(100) ? null : new Big(item.cost).times(100).div(new Big(100).minus(percent));
}

function rounded(price: Big, rounding: Rounding): Big {
	if (rounding === 'cent') return price.round(2, Big.roundHalfUp);
	if (rounding === 'whole') return price.round(0, Big.roundUp);
	return price.plus('0.01').round(0, Big.roundUp).minus('0.01');
}
