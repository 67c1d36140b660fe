import { isoTime } from '../clock';
import type { Evidence } from './evidence';
import type { Write } from './proof/recorder';
import type { Row, Status } from './types';

/** What leaves a run: one row a check, and the whole in a few lines. */
export interface Report {
	rows: Row[];
	summary: Summary;
	/** Every write of a proof, in order; empty without one. */
	writes: Write[];
}

export interface Summary {
	/** One sentence. */
	verdict: string;
	/** Whether each half of the work can be done with what is set up; `unknown` where not all could be tested. */
	catalogueSync: Readiness;
	orders: Readiness;
	counts: Record<Status, number>;
	/** The rows that failed, in the order in which to mend them. */
	toDo: { check: string; status: Status; remedy: string }[];
	/** UTC ISO 8601. */
	started: string;
	finished: string;
	zone: string;
	environment: string;
	calls: { autotask: number; autotaskWrites: number; tdSynnex: number };
}
export type Readiness = 'ready' | 'not ready' | 'unknown';

/** Rows without which the catalogue, or orders, cannot work at all. */
const CATALOGUE = [
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
export interface Run {
	/** Milliseconds since 1970. */
	started: number;
	writes?: Write[];
	/** Autotask calls of the proof, on top of the check's. */
	proofCalls?: number;
}

/** Counts and sentences from the rows. */
export function summarise(
	rows: Row[],
	evidence: Evidence,
	{ started, writes = [], proofCalls = 0 }: Run,
): Report {
	const counts: Record<Status, number> = { pass: 0, warn: 0, fail: 0, 'not tested': 0 };
	for (const { status } of rows) counts[status]++;
	const { autotask, tdSynnex, now } = evidence;
	return {
		rows,
		writes,
		summary: {
			verdict: verdict(counts),
			catalogueSync: readiness(rows, CATALOGUE),
			orders: readiness(rows, ORDERS),
			counts,
			toDo: (['fail', 'warn'] as const).flatMap((wanted) =>
				rows
					.filter(({ status, area }) => status === wanted && area !== 'Common set-up issues')
					.map(({ check, status, remedy }) => ({ check, status, remedy })),
			),
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

function verdict({ fail, warn, 'not tested': open }: Record<Status, number>): string {
	if (fail > 0)
		return `${fail} ${fail === 1 ? 'check' : 'checks'} failed${open > 0 ? `; ${open} could not be tested` : ''}: mend the first one first.`;
	if (warn > 0) return `Nothing failed; ${warn} ${warn === 1 ? 'point' : 'points'} to look at.`;
	return open > 0 ? `All that could be tested is right; ${open} not tested.` : 'All is right.';
}

function readiness(rows: Row[], ids: string[]): Readiness {
	const states = ids.map((id) => rows.find((row) => row.id === id)?.status ?? 'not tested');
	if (states.includes('fail')) return 'not ready';
	// a failure anywhere before them shows as "not tested" here
	if (states.includes('not tested'))
		return rows.some(({ status, id }) => status === 'fail' && /^(reach|identity)\./.test(id))
			? 'not ready'
			: 'unknown';
	return 'ready';
}
