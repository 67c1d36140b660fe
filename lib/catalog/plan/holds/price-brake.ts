import Big from 'big.js';
import { eachInSteps, type Steps } from '../../../shared/in-slices';
import type { Change } from '../../../shared/activity';
import { changePercent } from '../../../shared/money';
import type { Guards } from '../../settings';
import { type Decision, type Hold, skip } from '../decision';
import { VENDOR_COST } from '../vendor-entry';

/**
 * A wrong or shifted file must not move the prices of the catalog: past the share of products, or
 * past the average change, everything that was to be written is held; {@link repricingExamples} has
 * some of it.
 *
 * @param found products that Autotask holds of the wanted ones
 */
export function* holdMassRepricing(
	decisions: Decision[],
	found: number,
	{ maxRepricedPercent, maxAverageChangePercent }: Guards,
): Steps<Decision[]> {
	const moves = (yield* eachInSteps(decisions, moveOf)).flat();
	const held = decisions.filter(({ code }) => code === 'cost-jump' || code === 'price-jump').length;
	const count = moves.length + held;
	if (count <= MOVED_AT_LEAST) return decisions;
	const average = averageOf(moves);
	const isMany = maxRepricedPercent > 0 && count * 100 > found * maxRepricedPercent;
	const isFar = maxAverageChangePercent > 0 && average.gt(maxAverageChangePercent);
	if (!isMany && !isFar) return decisions;
	const limit = isMany
		? `the limit is ${maxRepricedPercent} % of the products`
		: `the limit for the average is ${maxAverageChangePercent} %`;
	const hold: Hold = {
		code: 'price-brake',
		// the shipped Daily catalog sync finds the reason by its last four words
		reason: `${count} of ${found} products would get a different cost or price, with an average change of ${average.toFixed(0)} %; ${limit}. So nothing is written.`,
		remedy: `Check the changes. If they are correct, run once with a higher ${isMany ? 'Most Prices Changed (%)' : 'Largest Average Change (%)'} under Guards, or with 0.`,
	};
	return decisions.map((decision) =>
		decision.action === 'create' || decision.action === 'update'
			? {
					...skip(decision, hold),
					changes: decision.changes,
					pricedBy: decision.pricedBy,
				}
			: decision,
	);
}

/** Ten of the changes that the brake held, the farthest first, in one sentence. */
export function repricingExamples(decisions: Decision[]): string {
	const moves = decisions.filter(({ code }) => code === 'price-brake').flatMap(moveOf);
	const farthest = moves.sort((a, b) => b.percent.cmp(a.percent)).slice(0, EXAMPLES);
	const told = farthest.map(
		({ autotaskSku, change, percent }) =>
			`${autotaskSku} from ${String(change.old)} to ${String(change.new)} (${percent.toFixed(0)} %)`,
	);
	return told.length === 0 ? '' : ` For example: ${told.join(', ')}.`;
}

/** In a small catalog, or in one portion of a refresh, all prices may move at once. */
const MOVED_AT_LEAST = 50;
const EXAMPLES = 10;
const MONEY = ['unitCost', 'unitPrice', VENDOR_COST];

interface Move {
	autotaskSku: string;
	change: Change;
	percent: Big;
}

/** How far the cost of a product moves, or its price; a first one is no move. */
function moveOf({ autotaskSku, changes }: Decision): Move[] {
	const moves = changes.flatMap((change): Move[] => {
		if (!MONEY.includes(change.field) || change.old === null || change.new === null) return [];
		const percent = changePercent(String(change.old), String(change.new));
		return percent ? [{ autotaskSku, change, percent }] : [];
	});
	return moves.slice(0, 1);
}

function averageOf(moves: Move[]): Big {
	if (moves.length === 0) return new Big(0);
	return moves.reduce((sum, { percent }) => sum.plus(percent), new Big(0)).div(moves.length);
}
