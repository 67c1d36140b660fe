import type { Finding } from '../types';
import { address } from './address-rules';
import { demand } from './demand-rules';
import { destination, poBox } from './destination';
import { comments, heldPrice, specialPrice } from './held-orders';
import { countable, lines, product, quantity } from './lines';
import { approval, capPerDay, capPerOrder, capPerRun, cost, currency } from './money-rules';
import { margin } from './margin';
import { orderedElsewhere, sendable, status, vendor } from './purchase-order';
import type { RuleName } from './settings';
import { endUser, stock } from './supply';
import { type RuleInput, type Rule, stop } from './types';

/**
 * All that speaks against sending, or that the reader should know. Pure. An order may go out when
 * no finding is a `stop`.
 */
export function validate(candidate: RuleInput): Finding[] {
	const off = new Set(candidate.settings.off);
	return [
		...named('order', [...sendable(candidate), ...countable(candidate)]),
		...named('demand', demand(candidate)),
		...named('live', liveData(candidate, off)),
		...(Object.entries(RULES) as [RuleName, Rule][])
			.filter(([name]) => !off.has(name))
			.flatMap(([name, rule]) => named(name, rule(candidate))),
	];
}

export function mayBeSent(findings: Finding[]): boolean {
	return findings.every(({ level }) => level !== 'stop');
}

const RULES: Record<RuleName, Rule> = {
	vendor,
	status,
	orderedElsewhere,
	lines,
	product,
	cost,
	heldPrice,
	comments,
	specialPrice,
	quantity,
	stock,
	endUser,
	address,
	poBox,
	destination,
	currency,
	capPerOrder,
	capPerRun,
	capPerDay,
	approval,
	margin,
};

/** Rules that cannot decide without TD SYNNEX's live data must not be passed over in silence. */
const NEEDS_LIVE: RuleName[] = ['product', 'cost', 'stock', 'endUser'];

function liveData({ live, noLive, order }: RuleInput, off: ReadonlySet<RuleName>) {
	if (live !== null || order.lines.length === 0 || NEEDS_LIVE.every((name) => off.has(name)))
		return [];
	return [
		stop(
			`TD SYNNEX gave no live price and stock, so the order could not be checked${noLive ? `: ${noLive.cause}` : ''}`,
			`${noLive?.remedy ?? 'Run again.'} To order without this check, turn off its rules in the node.`,
		),
	];
}

function named(rule: string, faults: Omit<Finding, 'rule'>[]): Finding[] {
	return faults.map((fault) => ({ rule, ...fault }));
}
