import Big from 'big.js';
import { moneyText } from '../../shared/money';
import { pacificDay } from '../price/promotion';
import type { ProductNow } from './product-now';
import type { CheckedLine, Finding, QuoteCheckSettings, QuoteLine } from './types';

/**
 * What a line has lost since it was quoted, by how much, and until when what is left of it lasts.
 * Only what has changed since the quote is found: a line that was sold below cost on purpose, and
 * costs what it cost, is fine. Pure.
 *
 * @param product `undefined` = TD SYNNEX said nothing of it
 * @param now in milliseconds since 1970
 */
export function checkLine(
	line: QuoteLine,
	product: ProductNow | undefined,
	settings: QuoteCheckSettings,
	now: number,
): CheckedLine {
	const known = product ?? NOTHING_SAID;
	const findings = [
		...ofMargin(line, known, settings),
		...ofPromotion(line, known, settings, now),
		...ofSupply(line, known),
	];
	const unknown = known.status === 'unknown';
	const promoted = isPromoted(known);
	const costAfter = promoted ? known.costWithoutPromotion : null;
	const lost = lossOf(line, known.cost);
	return {
		...line,
		outcome: findings.length > 0 ? 'attention' : unknown ? 'unknown' : 'fine',
		findings,
		codes: findings.map(({ code }) => code).join(', '),
		what: findings.map(({ text }) => text).join(' '),
		costNow: known.cost,
		marginQuoted: percentText(marginOf(line.unitPrice, line.unitCost)),
		marginNow: percentText(marginOf(line.unitPrice, known.cost)),
		lost: lost !== null && lost.gt(0) ? moneyText(lost.times(line.quantity)) : null,
		promotionEnds: known.promotionEnds,
		costAfter,
		marginAfter: percentText(marginOf(line.unitPrice, costAfter)),
		stock: known.stock,
		eta: known.eta,
		status: known.status,
		lifecycleCode: known.lifecycleCode,
		replacementSku: known.replacementSku,
		cause: unknown ? `TD SYNNEX said nothing of SKU ${line.sku}.` : '',
		remedy: unknown
			? 'Look at the price and availability node of this run, and run again; or check the SKU of the product.'
			: '',
	};
}

const NOTHING_SAID: ProductNow = {
	cost: null,
	costWithoutPromotion: null,
	promotionEnds: null,
	promotionIsOver: false,
	stock: null,
	eta: null,
	status: 'unknown',
	lifecycleCode: null,
	replacementSku: null,
};

function ofMargin(line: QuoteLine, { cost }: ProductNow, settings: QuoteCheckSettings): Finding[] {
	const price = line.unitPrice;
	if (price === null || cost === null || !isWorse(line, cost, settings)) return [];
	const quoted = line.unitCost === null ? '' : `, quoted at ${line.unitCost}`;
	const before = percentText(marginOf(price, line.unitCost));
	const loss = lossOf(line, cost);
	const less =
		loss !== null && loss.gt(0)
			? ` ${moneyText(loss.times(line.quantity))} less on ${line.quantity}.`
			: '';
	if (new Big(cost).gt(price))
		return [
			{
				code: 'below-cost',
				text: `Costs ${cost} now${quoted}, and is sold at ${price}: below cost.${less}`,
			},
		];
	const margin = `margin ${percentText(marginOf(price, cost))} %`;
	const instead = before === null ? '' : ` instead of ${before} %`;
	return [{ code: 'margin-lost', text: `Costs ${cost} now${quoted}: ${margin}${instead}.${less}` }];
}

/** A promotion that the quote rested on and that has ended, or that ends while the quote stands. */
function ofPromotion(
	line: QuoteLine,
	product: ProductNow,
	settings: QuoteCheckSettings,
	now: number,
): Finding[] {
	const { promotionEnds: ends, costWithoutPromotion: after, cost } = product;
	const { unitCost, unitPrice, quoteExpires } = line;
	if (ends === null) return [];
	if (product.promotionIsOver) {
		const restsOnIt = unitCost !== null && cost !== null && new Big(unitCost).lt(cost);
		const below = after === null || (unitCost !== null && new Big(unitCost).lt(after));
		if (!restsOnIt || !below) return [];
		return [{ code: 'promotion-ended', text: `The promotion it rests on ended on ${ends}.` }];
	}
	if (!isPromoted(product) || after === null || unitPrice === null) return [];
	const standsLonger = quoteExpires === null || quoteExpires > ends;
	const until = pacificDay(now + settings.daysAhead * DAY_MS);
	const soon = settings.daysAhead === 0 || ends <= until;
	if (!standsLonger || !soon || !isWorse(line, after, settings)) return [];
	const margin = percentText(marginOf(unitPrice, after));
	return [
		{
			code: 'promotion-ending',
			text: `Its promotion ends on ${ends}${quoteExpires ? `, the quote on ${quoteExpires}` : ''}: then it costs ${after}, margin ${margin} %.`,
		},
	];
}

function ofSupply(line: QuoteLine, product: ProductNow): Finding[] {
	const { status, lifecycleCode, replacementSku, stock, eta } = product;
	const instead = replacementSku ? ` Its replacement is SKU ${replacementSku}.` : '';
	if (status === 'unknown') return [];
	if (status !== 'active')
		return [
			{ code: 'not-sold', text: `TD SYNNEX does not sell it any more (${status}).${instead}` },
		];
	const findings: Finding[] = [];
	const ending = ENDING[lifecycleCode ?? ''];
	if (ending)
		findings.push({
			code: 'end-of-life',
			text: `It is ${ending}: sold while stock lasts.${instead}`,
		});
	if (stock !== null && stock < line.quantity)
		findings.push({
			code: 'out-of-stock',
			text: `${stock} in stock, ${line.quantity} quoted; more ${eta ? `expected on ${eta}` : 'at a date not stated'}.`,
		});
	return findings;
}

const ENDING: Record<string, string> = { C: 'at its end of life', T: 'to be discontinued' };
const DAY_MS = 86_400_000;

/** Whether the line earns so much less at this cost than as quoted that a person should know. */
function isWorse(
	{ unitPrice, unitCost }: QuoteLine,
	cost: string,
	{ leastLoss, minMargin }: QuoteCheckSettings,
): boolean {
	const margin = marginOf(unitPrice, cost);
	if (margin === null) return false;
	const quoted = marginOf(unitPrice, unitCost);
	// without a cost in the quote there is nothing to compare with but the floor
	if (quoted === null) return margin.lt(minMargin);
	const loss = quoted.minus(margin);
	if (loss.lte(0)) return false;
	return loss.gte(leastLoss) || margin.lt(0) || (margin.lt(minMargin) && quoted.gte(minMargin));
}

function isPromoted({ promotionEnds, promotionIsOver, cost, costWithoutPromotion }: ProductNow) {
	return (
		promotionEnds !== null &&
		!promotionIsOver &&
		cost !== null &&
		costWithoutPromotion !== null &&
		new Big(cost).lt(costWithoutPromotion)
	);
}

/** Of one unit, against the quote's cost. */
function lossOf({ unitCost }: QuoteLine, cost: string | null): Big | null {
	return unitCost === null || cost === null ? null : new Big(cost).minus(unitCost);
}

/** Percent of the price. */
function marginOf(price: string | null, cost: string | null): Big | null {
	if (price === null || cost === null || !new Big(price).gt(0)) return null;
	return new Big(price).minus(cost).div(price).times(100);
}

function percentText(percent: Big | null): string | null {
	return percent === null ? null : percent.toFixed(1);
}
