import { callCounter } from '../../shared/call-counter';
import type { RecordCalls } from '../../autotask/types';
import { type Applied, isWrite, result, untouched } from './outcome';
import { forEachConcurrently } from '../../shared/concurrency';
import { inSlices, resting } from '../../shared/in-slices';
import {
	createdTwice,
	createInBatches,
	type CreationSteps,
	idsBySku,
	OTHER_RUN,
	createdMeanwhile,
} from './create-in-batches';
import { checked, notWritten } from './after-write';
import { withoutLost } from './prove-user-fields';
import { withoutFields } from './without-fields';
import { withoutMeanwhileChanged } from './recheck';
import type { Decision } from '../plan/decision';
import type { UpsertSettings } from '../settings';
import { skuPattern } from '../../shared/sku';
import { type ApplyPorts, type UpsertRun, stopFor } from './run-state';
import { workOrder } from './work-order';
import { writeDecision, type Written } from './write-product';
import {
	CANCELLED,
	COST_IGNORED,
	callFailure,
	withConsequence,
	type CallFailure,
} from './failures';

export interface ApplyResult {
	applied: Applied[];
	/** What concerns the run as a whole, a sentence each. */
	warnings: string[];
}

/**
 * Carries the plan out: existing products first, since their prices are what quotes use, then new
 * ones ({@link createInBatches}), then vendor entries that were left for later; three at once. A
 * failed item never touches the others. When the budget is used up, the login is lost, or the run
 * is cancelled, the rest comes out as deferred.
 */
export async function applyPlan(
	decisions: Decision[],
	settings: UpsertSettings,
	ports: ApplyPorts,
): Promise<ApplyResult> {
	const run: UpsertRun = {
		settings,
		ports,
		stop: null,
		rowStop: null,
		cost: 'unknown',
		visible: false,
		userFields: { kept: new Set(), lost: new Set() },
		noEntries: null,
		streak: null,
		warnings: [],
	};
	const results = new Map<number, Applied>();
	const total = decisions.filter(isWrite).length;
	const rest = resting(ports.pause);
	const one = async (decision: Decision) => {
		const applied = await measured(decision, run);
		results.set(decision.index, applied);
		ports.onProgress?.(applied, results.size, total);
		// once the run has stopped, thousands pass without a call to wait for
		const due = applied.usage ? undefined : rest();
		if (due) await due;
	};
	const now = ports.clock.now();
	const inOrder = async (some: Decision[]) =>
		await inSlices(workOrder(some, ports.failedBefore ?? NONE, now), ports.pause);
	const updates = ofAction(decisions, 'update');
	const isLeft = (decision: Decision) => isLeftForLater(decision, settings);
	const left = updates.filter(isLeft);
	const [first, ...others] = await inOrder(updates.filter((decision) => !isLeft(decision)));
	if (first) await one(first);
	await forEachConcurrently(others, one);
	// products that refuse every change keep no new one out, night after night
	run.rowStop = null;
	run.streak = null;
	const creations = await inOrder(ofAction(decisions, 'create'));
	await createInBatches(creations, creationSteps(run, results, one));
	await forEachConcurrently(await inOrder(left), one);
	return {
		applied: decisions.map((decision) => results.get(decision.index) ?? untouched(decision)),
		warnings: run.warnings,
	};
}

const NONE: ReadonlySet<string> = new Set();

function ofAction(decisions: Decision[], action: Decision['action']): Decision[] {
	return decisions.filter((decision) => decision.action === action);
}

/** A vendor entry and nothing else: it waits until all new products are there. */
function isLeftForLater({ record, link, doubles }: Decision, { newProducts }: UpsertSettings) {
	const isEntryAlone = link.kind === 'create' && Object.keys(record).length + doubles.length === 0;
	return newProducts.vendorEntries === 'later' && isEntryAlone;
}

function creationSteps(
	run: UpsertRun,
	results: Map<number, Applied>,
	create: CreationSteps['create'],
): CreationSteps {
	const { autotask } = run.ports;
	const pattern = skuPattern(run.settings.skuPattern);
	return {
		create,
		createdId: ({ index }) => {
			// one whose vendor entry failed is there as well
			return results.get(index)?.productId ?? null;
		},
		async existingIds(decisions) {
			// what was under way when another run was met may be doubled as well
			const isOver = run.stop === OTHER_RUN && decisions.every((one) => this.createdId(one));
			try {
				if (!run.stop || isOver) return await idsBySku(autotask, decisions, pattern);
			} catch (error) {
				stopFor(callFailure(error), run);
			}
			return null;
		},
		createdElsewhere(decision, id) {
			const facts = createdMeanwhile(decision, id);
			results.set(decision.index, result(decision, 'deferred', id, facts));
		},
		async duplicated(decision, own, id) {
			const kept = await autotask.update('Products', { id: own, isActive: false }).then(
				() => '',
				(error: unknown) => callFailure(error).cause,
			);
			const facts = createdTwice(decision, own, id, kept);
			const { usage: effort } = results.get(decision.index) ?? {};
			results.set(decision.index, {
				...result(decision, 'failed', own, facts),
				usage: effort && { ...effort, calls: effort.calls + 1 },
			});
			if (!run.stop) run.warnings.push(`${OTHER_RUN.cause} ${OTHER_RUN.remedy}`);
			run.stop ??= OTHER_RUN;
		},
	};
}

async function measured(decision: Decision, run: UpsertRun): Promise<Applied> {
	const { autotask, clock } = run.ports;
	const started = clock.now();
	const counter = callCounter();
	const counted = counter.count<RecordCalls>(autotask, ['query', 'get', 'create', 'update']);
	const applied = await applyOne(decision, run, counted);
	if (counter.calls() === 0) return applied;
	const at = clock.now();
	return { ...applied, usage: { at, ms: at - started, calls: counter.calls() } };
}

async function applyOne(
	decision: Decision,
	run: UpsertRun,
	autotask: RecordCalls,
): Promise<Applied> {
	if (run.ports.signal?.aborted) run.stop ??= CANCELLED;
	const stop = run.stop ?? run.rowStop;
	if (stop) return result(decision, 'deferred', decision.productId, stop);
	const costLost = run.cost === 'ignored' && 'unitCost' in decision.record;
	if (costLost && decision.action === 'create') return result(decision, 'held', null, COST_IGNORED);
	const costed = costLost ? withoutFields(decision, ['unitCost']) : decision;
	if (costed.action === 'leave') return result(costed, 'held', costed.productId, COST_IGNORED);
	const planned = withoutLost(costed, run.userFields);
	if (planned.action === 'leave') return result(planned, 'unchanged', planned.productId);
	if (run.noEntries && planned.link.kind !== 'keep')
		return await withoutEntry(planned, run.noEntries, run, autotask);
	return await write(planned, run, autotask);
}

async function write(planned: Decision, run: UpsertRun, autotask: RecordCalls): Promise<Applied> {
	const now = await recheck(planned, run, autotask);
	if ('failure' in now) return notWritten(planned, now, now.failure, run);
	if (now.action === 'leave') return result(now, 'unchanged', now.productId);
	const written = await writeDecision(autotask, now, run.settings.vendorId);
	if (written.failure) return notWritten(now, written, written.failure, run);
	run.streak = null;
	return await checked(result(now, 'done', written.productId), run, autotask);
}

async function recheck(
	planned: Decision,
	{ settings }: UpsertRun,
	autotask: RecordCalls,
): Promise<Decision | (Written & { failure: NonNullable<Written['failure']> })> {
	try {
		return await withoutMeanwhileChanged(autotask, planned, settings);
	} catch (error) {
		return { productId: planned.productId, failure: { error, step: 'product' } };
	}
}

/**
 * Prices are written all the same where no vendor entry can be; a new product without one could not
 * be ordered.
 */
async function withoutEntry(
	decision: Decision,
	why: CallFailure,
	run: UpsertRun,
	autotask: RecordCalls,
): Promise<Applied> {
	if (decision.productId === null) return result(decision, 'deferred', null, why);
	const product: Decision = { ...decision, link: { kind: 'keep' } };
	const now = await recheck(product, run, autotask);
	if ('failure' in now) return notWritten(decision, now, now.failure, run);
	const written = await writeDecision(autotask, now, run.settings.vendorId);
	if (written.failure) return notWritten(decision, written, written.failure, run);
	run.streak = null;
	const worded = withConsequence(why, 'vendor entry', decision, decision.productId);
	return result(decision, 'failed', decision.productId, worded);
}
