import { isoTime } from '../../shared/clock';
import { type CallCost, callCosts } from './call-costs';
import type { Evidence } from '../evidence';
import type { Write } from '../write-test/recorder';
import type { CheckRow, Status } from '../types';

/** What leaves a run: one row a check, and the whole in a few lines. */
export interface Report {
	rows: CheckRow[];
	summary: CheckSummary;
	/** Every write of a proof, in order; empty without one. */
	writes: Write[];
	/** By row. */
	callCosts: Record<string, CallCost>;
}

export interface CheckSummary {
	/** One sentence. */
	verdict: string;
	/**
	 * Whether each half of the work can be done with what is set up; `unknown` where not all could be
	 * tested.
	 */
	catalogSync: Readiness;
	orders: Readiness;
	/** Rows by status, without the common issues, which only say the same again. */
	counts: Record<Status, number>;
	/** What to mend, in this order; rows with one remedy stand together. */
	toDo: ToDo[];
	/** UTC ISO 8601. */
	started: string;
	finished: string;
	zone: string;
	environment: string;
	calls: { autotask: number; autotaskWrites: number; tdSynnex: number };
}
export interface ToDo {
	checks: string[];
	status: 'fail' | 'warn';
	remedy: string;
}
export type Readiness = 'ready' | 'not ready' | 'unknown';

/** Rows without which the catalog, or orders, cannot work at all. */
const CATALOG = [
	'module.Products',
	'module.ProductVendors',
	'module.cost',
	'line-of-business',
	'set-up.vendor',
	'set-up.material-code',
];
const ORDERS = [
	'module.PurchaseOrders',
	'module.PurchaseOrderItems',
	'module.Companies',
	'line-of-business',
	'set-up.vendor',
	'set-up.purchase-order-states',
	'td-synnex.login',
	'td-synnex.order-status',
];

/** What the run itself knows. */
export interface CheckRun {
	/** Milliseconds since 1970. */
	started: number;
	writes?: Write[];
	/** Autotask calls of the proof, on top of the check's. */
	proofCalls?: number;
}

/** Counts and sentences from the rows. */
export function summarizeCheck(
	rows: CheckRow[],
	evidence: Evidence,
	{ started, writes = [], proofCalls = 0 }: CheckRun,
): Report {
	const counts: Record<Status, number> = { pass: 0, warn: 0, fail: 0, 'not tested': 0 };
	const own = rows.filter(({ area }) => area !== 'Common set-up issues');
	for (const { status } of own) counts[status]++;
	const { autotask, tdSynnex, now } = evidence;
	return {
		rows,
		writes,
		callCosts: callCosts(evidence),
		summary: {
			verdict: verdict(counts),
			catalogSync: readiness(rows, CATALOG),
			orders: readiness(rows, ORDERS),
			counts,
			toDo: toDo(own),
			started: isoTime(started),
			finished: isoTime(now),
			zone: autotask.zone.state === 'found' ? autotask.zone.value.name : '',
			environment: tdSynnex.environment,
			calls: {
				autotask: autotask.seen.length + proofCalls,
				autotaskWrites: writes.length,
				tdSynnex: tdSynnex.seenEc.length + tdSynnex.seenInvoice.length,
			},
		},
	};
}

function toDo(rows: CheckRow[]): ToDo[] {
	const list: ToDo[] = [];
	for (const wanted of ['fail', 'warn'] as const)
		for (const { check, status, remedy } of rows) {
			if (status !== wanted) continue;
			const same = list.find((one) => one.status === status && one.remedy === remedy);
			if (same) same.checks.push(check);
			else list.push({ checks: [check], status, remedy });
		}
	return list;
}

function verdict({ fail, warn, 'not tested': open }: Record<Status, number>): string {
	if (fail > 0)
		return `${fail} ${fail === 1 ? 'check' : 'checks'} failed${open > 0 ? `; ${open} could not be tested` : ''}: fix the first one first.`;
	if (warn > 0) return `Nothing failed; ${warn} ${warn === 1 ? 'point' : 'points'} to check.`;
	return open > 0
		? `Everything that could be tested is fine; ${open} not tested.`
		: 'All is right.';
}

function readiness(rows: CheckRow[], ids: string[]): Readiness {
	const states = ids.map((id) => rows.find((row) => row.id === id)?.status ?? 'not tested');
	if (states.includes('fail')) return 'not ready';
	// a failure anywhere before them shows as "not tested" here
	if (states.includes('not tested'))
		return rows.some(({ status, id }) => status === 'fail' && /^(reach|identity)\./.test(id))
			? 'not ready'
			: 'unknown';
	return 'ready';
}
