import type { Threshold } from '../../../autotask/types';
import { pluralize } from '../../../shared/pluralize';
import type { Evidence } from '../../evidence';
import type { CheckVerdict } from '../../types';
import { median } from '../reach/verdicts';
import { failed, onAnswer, passed, warned } from '../../verdict';

/** What the hour's calls leave, and what a sync takes of it. */
export function budgetVerdicts({ autotask, settings }: Evidence): Record<string, CheckVerdict> {
	const { login } = autotask;
	return {
		'budget.used':
			login.state === 'refused' && login.code === 'autotask-rate-limit'
				? failed('all of them', login.cause)
				: onAnswer(login, used),
		'budget.full-sync': onAnswer(login, (threshold) => {
			const answered = autotask.seen.filter(({ answer }) => answer);
			const latencyMs = median(answered.map(({ ms }) => ms));
			const plan = { ...settings, threshold, latencyMs };
			return fullSync(plan, settings.productsToSync);
		}),
	};
}

/**
 * Autotask slows every call down above half of the limit, and refuses all above it (Autotask REST:
 * thresholds and limits).
 */
function used({ limit, used: calls, timeframeMinutes }: Threshold): CheckVerdict {
	const percent = limit > 0 ? Math.round((calls / limit) * 100) : 0;
	const found = `${percent} % (${calls.toLocaleString('en-US')} of ${limit.toLocaleString('en-US')})`;
	const evidence = `Calls of all tools in the last ${timeframeMinutes} minutes, counted at the start of the check`;
	if (percent < 50) return passed(found, evidence);
	if (percent < 90)
		return warned(found, `${evidence}; Autotask now delays each call by ${delayMs(percent)} ms`);
	return failed(found, evidence);
}

export interface SyncPlan {
	threshold: Threshold;
	/** Milliseconds of one call, as measured in this run. */
	latencyMs: number;
	/** Percent of the limit that this package may use. */
	budgetShare: number;
}

/** What one sync of so many products takes. */
export interface SyncCost {
	calls: number;
	minutes: number;
	/** Whether it fits what is left of the share in this hour. */
	fits: boolean;
}

/** Share of the products that change from day to day, for the reckoning only. */
const CHANGED = 0.05;
const PAGE = 500;
/** Calls at once that Autotask allows on one endpoint. */
const THREADS = 3;

/** A day's sync: everything read by pages of 500, one call for each changed product. */
export function dailySync(products: number, plan: SyncPlan): SyncCost {
	const pages = 2 * Math.ceil(products / PAGE);
	return cost(pages, Math.ceil(products * CHANGED), plan);
}

/** The first load: product and vendor entry are created one by one. */
export function firstLoad(products: number, plan: SyncPlan): SyncCost {
	return cost(2 * Math.ceil(products / PAGE), 2 * products, plan);
}

function cost(reads: number, writes: number, plan: SyncPlan): SyncCost {
	const { limit, used: calls, timeframeMinutes } = plan.threshold;
	const share = Math.max(1, Math.floor((limit * plan.budgetShare) / 100));
	const total = reads + writes;
	const call = plan.latencyMs + delayMs(limit > 0 ? (calls / limit) * 100 : 0);
	const working = ((reads + writes / THREADS) * call) / 60_000;
	const waiting = Math.floor((total - 1) / share) * timeframeMinutes;
	return {
		calls: total,
		minutes: Math.max(1, Math.ceil(Math.max(working, waiting))),
		// the share is of what all tools use together
		fits: total <= share - calls,
	};
}

function fullSync(plan: SyncPlan, products: number): CheckVerdict {
	const daily = dailySync(products, plan);
	const first = firstLoad(products, plan);
	const found = `${pluralize(daily.calls, 'call')}, about ${time(daily.minutes)}`;
	const evidence = `For ${pluralize(products, 'product')} of which one in twenty changes. The first load takes ${pluralize(first.calls, 'call')}, about ${time(first.minutes)}. Calculated with ${Math.round(plan.latencyMs)} ms for each call, as measured now, and a share of ${plan.budgetShare} % of the hour's calls`;
	return daily.fits ? passed(found, evidence) : warned(found, evidence);
}

/** What Autotask adds to each call at that use of the limit, in percent. */
function delayMs(percent: number): number {
	if (percent < 50) return 0;
	return percent < 75 ? 500 : 1000;
}

function time(minutes: number): string {
	if (minutes < 90) return pluralize(minutes, 'minute');
	const hours = Math.round(minutes / 30) / 2;
	return `${hours} hours`;
}
