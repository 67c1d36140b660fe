import { timeMs } from '../orders/journal/state-machine';
import type { Account } from '../orders/types';
import { type CallCounter, callCounter } from '../shared/call-counter';
import { forEachConcurrently } from '../shared/concurrency';
import { endsTheRun, Problem, problemOf } from '../shared/problem';
import { recordOrders } from './apply/record-orders';
import type { Poll, PollPorts } from './context';
import { queryOrder, type StatusAnswer } from './fetch/query-order';
import { sideServices } from './fetch/side-services';
import type { StatusSources } from './fetch/status-gateway';
import { PollReport, type RunAbout } from './report/report';
import type { StatusReport } from './report/status-change';
import { trackOrSkip, type TrackedOrder, type SkippedOrder } from './select/eligibility';
import { readStages } from './select/po-stages';
import {
	allowance,
	type ScheduledOrder,
	emptyMemory,
	type PaceMemory,
	pickDue,
	remember,
	tidy,
} from './select/schedule';
import { readScope } from './select/scope';
import type { StatusSettings } from './settings';

/** Orders between two writings: what a crash in between costs is at most so many look-ups. */
const BATCH = 250;
/** So many failures in a row, and the next would fail as well. */
const IN_A_ROW = 5;

/**
 * Asks TD SYNNEX about the orders of the scope that are due, records what changed in Autotask, and
 * reports each change once. Orders fail one by one; only what would meet every order ends the poll.
 *
 * @throws Problem when nothing could be asked at all: Autotask cannot be reached, or a label is
 *   unknown
 */
export async function pollStatus(
	given: PollPorts,
	settings: StatusSettings,
	account: Account,
	about: RunAbout & { webUrl: string },
): Promise<StatusReport> {
	const ports = { ...given, memory: given.memory ?? emptyMemory() };
	const { autotask, clock, sources, memory } = ports;
	const now = clock.now();
	const before = { calls: sources.calls(), autotask: autotask.stats() };
	const report = new PollReport(about, () => clock.now());
	const stages = await readStages(autotask, settings.write.statusLabels);
	const orders = await readScope(autotask, settings, stages, now);
	const { followed, left } = sortOut(orders, settings, account, memory);
	missing(settings, orders, report);
	for (const one of left) report.left(one, settings.scope.kind === 'given');
	sources.limit(sources.calls() + allowance(memory, settings.pace.callsPerHour, now));
	const pick = pickDue(followed.map(candidate), memory, settings.pace, now);
	const poll: Poll = {
		ports,
		settings,
		account,
		stages,
		report,
		webUrl: about.webUrl,
		environment: about.environment,
		dryRun: settings.dryRun,
		services: sideServices(),
	};
	Object.assign(report.counts, {
		orders: orders.length,
		resting: pick.resting,
		postponed: pick.postponed,
	});
	const due = pick.ask.flatMap((id) => followed.find(({ po }) => po.id === id) ?? []);
	for (let start = 0; start < due.length; start += BATCH) {
		const batch = due.slice(start, start + BATCH);
		const { asked, ended } = await askAll(poll, batch, start, due.length);
		report.counts.asked += asked.size;
		report.counts.postponed += batch.length - asked.size;
		const stopped = await recordOrders(poll, asked).then(() => ended, asEnd(report));
		if (stopped === undefined) continue;
		report.counts.postponed += due.length - start - batch.length;
		if (stopped instanceof Problem) report.ended(stopped);
		break;
	}
	const known =
		settings.scope.kind === 'given' ? Object.keys(memory.orders) : orders.map(({ id }) => id);
	tidy(memory, known, sources.calls() - before.calls, now);
	const after = autotask.stats();
	return report.result({
		tdSynnex: sources.calls() - before.calls,
		autotask: after.calls - before.autotask.calls,
		writes: after.writes - before.autotask.writes,
	});
}

function sortOut(
	orders: TrackedOrder['po'][],
	settings: StatusSettings,
	account: Account,
	memory: PaceMemory,
): { followed: TrackedOrder[]; left: SkippedOrder[] } {
	const followed: TrackedOrder[] = [];
	const left: SkippedOrder[] = [];
	for (const po of orders) {
		const one = trackOrSkip(po, settings, account, memory.orders[po.id]);
		if ('before' in one) followed.push(one);
		else left.push(one);
	}
	return { followed, left };
}

/** A purchase order that was named and is not there is said; the others go on. */
function missing(
	{ scope }: StatusSettings,
	orders: TrackedOrder['po'][],
	report: PollReport,
): void {
	if (scope.kind !== 'given') return;
	for (const number of new Set(scope.numbers))
		if (!orders.some((po) => po.number === number))
			report.note({ number }, 'find', 'failed', {
				cause: 'Autotask has no such purchase order, or the API user cannot see it',
				remedy: 'Check the number in Autotask under Inventory > Purchase Orders.',
			});
}

function candidate({ po, block, journal, before }: TrackedOrder): ScheduledOrder {
	const etas = before.lines.map(({ eta }) => eta).filter((eta) => eta !== '');
	return {
		poId: po.id,
		moved: timeMs(block?.history.at(-1)?.time ?? journal?.changed ?? po.createdAt),
		eta: etas.sort()[0] ?? '',
		isActive: before.status !== 'Back-ordered' && before.status !== 'Invoiced',
	};
}

type Answers = Map<TrackedOrder, StatusAnswer>;

/** Asks about a batch; `ended` = why no more is to be asked. */
async function askAll(
	poll: Poll,
	orders: TrackedOrder[],
	before: number,
	total: number,
): Promise<{ asked: Answers; ended?: Problem | 'cancelled' | 'pause' }> {
	const { ports, account, report, services } = poll;
	const { sources, clock, memory } = ports;
	const asked: Answers = new Map();
	let failures = 0;
	let ended: Problem | 'cancelled' | 'pause' | undefined;
	await forEachConcurrently(orders, async (order) => {
		if (ports.cancelled?.()) ended ??= 'cancelled';
		if (ended !== undefined) return;
		const now = clock.now();
		const counter = callCounter();
		const context = {
			sources: counted(sources, counter),
			currency: account.currency,
			memory,
			services,
			now,
		};
		try {
			const answer = await queryOrder(order, context).finally(() =>
				report.took(order.po, { ms: clock.now() - now, calls: counter.calls() }),
			);
			asked.set(order, answer);
			failures = 0;
			ports.onProgress?.(before + asked.size, total);
		} catch (error) {
			const problem = problemOf(error);
			if (problem.reach === 'pause') {
				ended ??= 'pause';
				return;
			}
			report.failed(order.po, problem);
			failures += 1;
			if (endsTheRun(problem) || failures >= IN_A_ROW) ended ??= problem;
			// It waits its turn like the others, else those that always fail would be the first of every
			// poll.
			else if (!poll.dryRun) remember(memory, order.po.id, { asked: clock.now() });
		}
	});
	return { asked, ended };
}

/** The same sources, with the calls for one order counted. */
function counted(sources: StatusSources, counter: CallCounter): StatusSources {
	const { partner } = sources;
	return {
		...counter.count(sources, ['status', 'invoices']),
		partner: partner && counter.count(partner, ['order', 'shipment', 'invoice']),
	};
}

/**
 * Whatever fails once changes are reported and recorded ends the poll and no more: thrown, they
 * would be lost.
 */
function asEnd(report: PollReport): (error: unknown) => Problem {
	return (error) => {
		if (error instanceof Problem && endsTheRun(error)) return error;
		if (!report.hasChanges()) throw error;
		if (error instanceof Problem) return error;
		return new Problem({
			code: 'poll-broken-off',
			cause: error instanceof Error ? error.message : String(error),
			remedy: 'Run again. What was not recorded will be asked for again.',
		});
	};
}
