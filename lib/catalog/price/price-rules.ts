import Big from 'big.js';
import { moneyText, readMoney } from '../../shared/money';
import { Problem } from '../../shared/problem';
import { list } from '../fetch/typed-filter';
import { categoryBegins, isMaker } from '../manufacturer';
import type { Priceable, PriceRule, PriceWay, Pricing } from './types';

/** A rule as a person types it: lists with commas between, amounts as text or numbers. */
export interface TypedPriceRule {
	category?: string;
	manufacturer?: string;
	costFrom?: string | number;
	costTo?: string | number;
	basis: PriceWay['basis'];
	percent?: number | string;
}

/** The way of pricing that holds for an item, and its name in words. */
export function ruleFor(pricing: Pricing, item: Priceable): { way: PriceWay; name: string } {
	const at = pricing.rules.findIndex((rule) => fits(rule, item));
	const rule = pricing.rules[at];
	return rule
		? { way: rule, name: `price rule ${at + 1} (${conditionsOf(rule)})` }
		: { way: pricing.otherwise, name: 'default price' };
}

/** Whether a rule might come first if the item stated its category or its maker. */
export function isUndecided({ rules }: Pricing, item: Priceable): boolean {
	const noCategory = item.categoryCode === null && item.category === null;
	const first = rules.find((rule) =>
		fits(
			{
				...rule,
				categories: noCategory ? [] : rule.categories,
				manufacturers: item.manufacturer === null ? [] : rule.manufacturers,
			},
			item,
		),
	);
	return first !== undefined && !fits(first, item);
}

/** @throws Problem `price-rules` that names the rule and the field when an amount is none */
export function readPriceRule(typed: TypedPriceRule, at: number): PriceRule {
	const amount = (field: string, value: string | number | undefined) => {
		const read = readMoney(value);
		if ('fault' in read) throw bad(ruleName(at), `${field}: ${read.fault}`, `Correct ${field}.`);
		return read.amount;
	};
	return {
		basis: typed.basis,
		percent: readPercent(typed.percent),
		categories: list(typed.category).map((one) => one.replace(/\*$/, '')),
		manufacturers: list(typed.manufacturer),
		costFrom: amount('Cost From', typed.costFrom),
		costTo: amount('Cost Up To', typed.costTo),
	};
}

/**
 * A number however it is typed; not a number, which {@link checkPricing} turns down, when it is
 * empty or none.
 */
export function readPercent(typed: unknown): number {
	const text = String(typed ?? '').trim();
	return text === '' ? NaN : Number(text);
}

/**
 * Turns down pricing that cannot be meant. Rules that overlap are fine: the first that fits counts.
 *
 * @throws Problem `price-rules` that names the rule, with the remedy
 */
export function checkPricing({ rules, otherwise, minMarginPercent }: Pricing): void {
	checkPercent('First Unit Price', otherwise);
	rules.forEach((rule, at) => {
		const name = ruleName(at);
		checkPercent(name, rule);
		if (conditionsOf(rule) === '') {
			throw bad(
				name,
				'it has no condition, so it would price every product, and no later rule would ever apply',
				'Add a category, a manufacturer, or a cost, or remove it. First Unit Price applies to everything that no rule names.',
			);
		}
		const { costFrom, costTo } = rule;
		if (costFrom !== null && costTo !== null && new Big(costFrom).gt(costTo)) {
			throw bad(
				name,
				`Cost From ${costFrom} is above Cost Up To ${costTo}, so it matches nothing`,
				'Exchange the two.',
			);
		}
	});
	if (!(minMarginPercent >= 0 && minMarginPercent < 100)) {
		throw bad('Price Limits', `Minimum Margin is ${minMarginPercent} %`, MARGIN_REMEDY);
	}
}

function fits(rule: PriceRule, item: Priceable): boolean {
	return (
		(rule.categories.length === 0 || rule.categories.some((one) => inCategory(item, one))) &&
		(rule.manufacturers.length === 0 ||
			rule.manufacturers.some((one) => isMaker(item.manufacturer ?? '', one))) &&
		(rule.costFrom === null || (item.cost !== null && new Big(item.cost).gte(rule.costFrom))) &&
		(rule.costTo === null || (item.cost !== null && new Big(item.cost).lte(rule.costTo)))
	);
}

function inCategory({ categoryCode, category }: Priceable, typed: string): boolean {
	return (
		(categoryCode !== null && categoryBegins(categoryCode, typed)) ||
		(category !== null && category.toLowerCase().startsWith(typed.toLowerCase()))
	);
}

function conditionsOf({ categories, manufacturers, costFrom, costTo }: PriceRule): string {
	return [
		categories.length > 0 && `category ${categories.join(', ')}`,
		manufacturers.length > 0 && manufacturers.join(', '),
		costFrom !== null && `cost from ${moneyText(costFrom)}`,
		costTo !== null && `cost up to ${moneyText(costTo)}`,
	]
		.filter((part) => part !== false)
		.join(', ');
}

function checkPercent(name: string, { basis, percent }: PriceWay): void {
	if (basis === 'none') return;
	if (!Number.isFinite(percent) || percent < 0) {
		const is = Number.isNaN(percent) ? 'empty or no number' : percent;
		throw bad(name, `Percent is ${is}`, 'Enter a number of zero or more, such as 20.');
	}
	if (basis === 'margin' && percent >= 100) {
		throw bad(name, `a margin of ${percent} % would make the price infinite`, MARGIN_REMEDY);
	}
}

function ruleName(at: number): string {
	return `Price rule ${at + 1}`;
}

function bad(record: string, cause: string, remedy: string): Problem {
	return new Problem({ code: 'price-rules', record, cause, remedy });
}

const MARGIN_REMEDY =
	'Enter a margin of zero or more and below 100. For more than that, use Cost Plus Markup.';
