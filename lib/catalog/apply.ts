import type { Autotask } from '../autotask/types';
import { Problem } from '../problem';
import { atOnce } from './at-once';
import { costReadBack, withoutCost, type CostVerdict } from './cost-check';
import type { Decision } from './plan';
import type { UpsertSettings } from './settings';
import { CREATE_UNCERTAIN, writeDecision, type Written } from './write';

/** How an item came out. `deferred`: nothing was tried, or not all of it; running again does the rest. */
export type Outcome =
	'done' | 'planned' | 'unchanged' | 'held' | 'failed' | 'uncertain' | 'deferred';

export interface Applied {
	decision: Decision;
	outcome: Outcome;
	productId: number | null;
	code: string;
	cause: string;
	remedy: string;
}

export interface ApplyPorts {
	autotask: Autotask;
	signal?: AbortSignal;
	/** Called after every item written. */
	onProgress?: (done: number, total: number) => void;
}

export interface ApplyResult {
	applied: Applied[];
	/** What concerns the run as a whole, a sentence each. */
	warnings: string[];
}

/**
 * Carries the plan out: existing products first, since their prices are what quotes use, then new
 * ones; three at once. A failed item never touches the others. When the budget is used up, the login
 * is lost, or the run is cancelled, the rest comes out as deferred.
 */
export async function applyPlan(
	decisions: Decision[],
	settings: UpsertSettings,
	ports: ApplyPorts,
): Promise<ApplyResult> {
	const run: Run = { settings, ports, stop: null, cost: 'unknown', streak: null, warnings: [] };
	const results = new Map<number, Applied>();
	const total = decisions.filter(isWrite).length;
	const one = async (decision: Decision) => {
		results.set(decision.index, await applyOne(decision, run));
		ports.onProgress?.(results.size, total);
	};
	for (const action of ['update', 'create'] as const) {
		const [first, ...rest] = decisions.filter((decision) => decision.action === action);
		// The first of a kind goes alone: it shows whether Autotask takes costs and shows what it took.
		if (first) await one(first);
		await atOnce(rest, one);
	}
	return {
		applied: decisions.map((decision) => results.get(decision.index) ?? untouched(decision)),
		warnings: run.warnings,
	};
}

/** The same shape for a plan that is only shown. */
export function showPlan(decisions: Decision[]): Applied[] {
	return decisions.map((decision) =>
		isWrite(decision) ? result(decision, 'planned', decision.productId) : untouched(decision),
	);
}

/** Every item deferred, for a run that could not even read. */
export function deferAll(decisions: Decision[], problem: Problem): Applied[] {
	return decisions.map((decision) => result(decision, 'deferred', decision.productId, problem));
}

interface Run {
	settings: UpsertSettings;
	ports: ApplyPorts;
	/** Why no further call is made. */
	stop: Facts | null;
	cost: 'unknown' | CostVerdict;
	/** Failures in a row of one kind. */
	streak: { code: string; length: number } | null;
	warnings: string[];
}

interface Facts {
	code: string;
	cause: string;
	remedy: string;
}

async function applyOne(decision: Decision, run: Run): Promise<Applied> {
	if (run.ports.signal?.aborted) run.stop ??= CANCELLED;
	if (run.stop) return result(decision, 'deferred', decision.productId, run.stop);
	const costLost = run.cost === 'ignored' && 'unitCost' in decision.record;
	if (costLost && decision.action === 'create') return result(decision, 'held', null, COST_IGNORED);
	const planned = costLost ? withoutCost(decision) : decision;
	if (planned.action === 'leave') return result(planned, 'held', planned.productId, COST_IGNORED);
	const written = await writeDecision(run.ports.autotask, planned, run.settings.vendorId);
	if (written.failure) return failed(planned, written, written.failure, run);
	run.streak = null;
	return await checked(result(planned, 'done', written.productId), run);
}

/** After the first cost written, and after the first product created, one is read back. */
async function checked(applied: Applied, run: Run): Promise<Applied> {
	const { decision, productId } = applied;
	if (run.cost !== 'unknown' || !('unitCost' in decision.record) || productId === null) {
		return applied;
	}
	try {
		run.cost = await costReadBack(run.ports.autotask, decision, productId);
	} catch {
		// The item itself is written; the next one will meet whatever is wrong and name it.
		return applied;
	}
	if (run.cost === 'ignored') run.warnings.push(`${COST_IGNORED.cause} ${COST_IGNORED.remedy}`);
	if (run.cost === 'invisible') {
		run.stop = INVISIBLE;
		run.warnings.push(`${INVISIBLE.cause} ${INVISIBLE.remedy}`);
	}
	return run.cost === 'ignored' ? { ...applied, ...COST_IGNORED } : applied;
}

function failed(
	decision: Decision,
	{ productId }: Written,
	failure: NonNullable<Written['failure']>,
	run: Run,
): Applied {
	const facts = explained(failure, decision, productId);
	if (run.ports.signal?.aborted) run.stop ??= CANCELLED;
	if (run.stop || STOPPING.has(facts.code)) {
		run.stop ??= facts;
		return result(decision, 'deferred', productId, facts);
	}
	const length = run.streak?.code === facts.code ? run.streak.length + 1 : 1;
	run.streak = { code: facts.code, length };
	if (length >= FAILURES_IN_A_ROW) {
		run.stop = {
			...facts,
			cause: `${length} items in a row failed, so the rest was not tried. The last one: ${facts.cause}`,
		};
		run.warnings.push(run.stop.cause);
	}
	return result(
		decision,
		facts.code === CREATE_UNCERTAIN ? 'uncertain' : 'failed',
		productId,
		facts,
	);
}

/** Problems that the next item would meet as well. */
const STOPPING = new Set([
	'autotask-budget-used',
	'autotask-login-refused',
	'autotask-unreachable',
	'cancelled',
]);

/** So many failures of one kind in a row are one fault, not many; each costs a call of the tenant's budget. */
const FAILURES_IN_A_ROW = 25;

function explained(
	{ error, step }: NonNullable<Written['failure']>,
	decision: Decision,
	productId: number | null,
): Facts {
	const facts: Facts =
		error instanceof Problem
			? { code: error.code, cause: error.cause, remedy: error.remedy }
			: {
					code: 'unexpected',
					cause: error instanceof Error ? error.message : String(error),
					remedy: 'Run again; if it happens again, report it with this message.',
				};
	if (facts.code === CREATE_UNCERTAIN) {
		return {
			...facts,
			cause: `Autotask gave no answer to the creation of ${decision.autotaskSku}, and a look-up does not show it.`,
			remedy:
				'Run again in a few minutes: the next run looks for it first and never creates it twice.',
		};
	}
	if (step === 'product') return facts;
	return {
		...facts,
		cause: `Product ${productId} is written, but its vendor entry is not: ${facts.cause}`,
		remedy: `${facts.remedy} The next run adds the vendor entry.`.trim(),
	};
}

function untouched(decision: Decision): Applied {
	return result(
		decision,
		decision.action === 'skip' ? 'held' : 'unchanged',
		decision.productId,
		decision.action === 'skip'
			? { code: decision.code, cause: decision.reason, remedy: decision.remedy }
			: undefined,
	);
}

function result(
	decision: Decision,
	outcome: Outcome,
	productId: number | null,
	facts: Facts = { code: '', cause: '', remedy: '' },
): Applied {
	const { code, cause, remedy } = facts;
	return { decision, outcome, productId, code, cause, remedy };
}

function isWrite(decision: Decision): boolean {
	return decision.action === 'create' || decision.action === 'update';
}

const CANCELLED: Facts = {
	code: 'cancelled',
	cause: 'The run was cancelled before this item was written.',
	remedy: 'Run again: what is already written is found and left alone.',
};

/** Autotask takes a cost from a user without cost permission, says nothing, and does not store it (Autotask help, Products). */
const COST_IGNORED: Facts = {
	code: 'cost-ignored',
	cause: 'Autotask took the Unit Cost without an error and did not store it.',
	remedy:
		'In Autotask, open Admin > Resources/Users > Security Levels and let the API user see and edit costs; or set the owner of Unit Cost to Human.',
};

const INVISIBLE: Facts = {
	code: 'created-unseen',
	cause: 'Autotask created a product that this API user then could not see.',
	remedy:
		'In Autotask, open Admin > Resources/Users, edit the API user and check its Line of Business assignments and the Product rights of its Security Level; every run would create the same products again.',
};
