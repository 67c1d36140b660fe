import type { Header } from '../../orders/purchase-order/read-purchase-orders';
import { endsTheRun, problemOf } from '../../shared/problem';
import type { Poll } from '../context';
import { attentionEvent } from '../diff/events';
import { digest } from '../diff/snapshot';
import { formatKnown } from '../diff/status-block';
import type { DeviceSource } from '../plan/device-facts';
import type { StatusAnswer } from '../fetch/query-order';
import { compared, needsWork } from '../plan/needs-update';
import { type OrderPlan, type OrderUpdate, planOrder, type PlanInput } from '../plan/order-plan';
import { needsSkus, readItems, readSkus } from '../plan/po-lines';
import { receivingInputFor } from '../plan/receiving-input';
import { reportOrder, warningsOf } from '../report/order-report';
import type { Effort } from '../report/report';
import { trackOrSkip, type TrackedOrder } from '../select/eligibility';
import { remember } from '../select/schedule';
import type { SnapshotFault, WriteOutcome } from '../types';
import {
	claimReceiving,
	receivingClaimIn,
	RECEIVING_SETTLE_MS,
	type ReceivingClaim,
	type ReceivingClaiming,
	verifyReceivingClaim,
} from './receiving-claim';
import { applyOrder, nothingDone, rereadHeaders } from './write-order';

/**
 * Compares what was asked with what is known, and writes what changed: order by order, none stops
 * another.
 */
export async function recordOrders(
	poll: Poll,
	asked: Map<TrackedOrder, StatusAnswer>,
): Promise<void> {
	const { autotask, clock } = poll.ports;
	const updates = await changedOrders(poll, asked);
	if (updates.length === 0) return;
	const headers = await rereadHeaders(
		autotask,
		updates.map(({ order }) => order.po.id),
		() => clock.now(),
	);
	const input = await readPlanInput(poll, updates);
	const claimed: Claimed[] = [];
	for (const update of updates) {
		const header = headers.get(update.order.po.id);
		const fresh = header && freshOrder(poll, header);
		if (!header || !fresh) {
			wasAsked(poll, update.order);
			continue;
		}
		const effort = stopwatch(poll);
		try {
			const now = refreshed(poll, fresh, update);
			const claiming = await claimIfReceiving(poll, now, input);
			if (claiming?.kind === 'claimed') {
				poll.report.took(fresh.po, effort());
				claimed.push({ update: now, claim: claiming.claim });
			}
			const receiving = claiming?.kind === 'impossible' ? claiming.problem : input.receiving;
			if (claiming === null || claiming.kind === 'impossible')
				await recordOrder(poll, header, now, { ...input, receiving }, effort);
		} catch (error) {
			failed(poll, fresh, effort, error);
		}
	}
	await receiveClaimed(poll, claimed, input);
}

/** An order whose goods this poll may receive, once the claim has stood for a while. */
interface Claimed {
	update: OrderUpdate;
	claim: ReceivingClaim;
}

/** `null` = nothing is to be received of it. */
async function claimIfReceiving(
	poll: Poll,
	update: OrderUpdate,
	input: PlanInput,
): Promise<ReceivingClaiming | null> {
	if (poll.dryRun || !claimsGoods(planOrder(poll, update, input))) return null;
	return await claimReceiving(poll.ports, update.order.po);
}

/** Receipts and devices are written by one poll at a time: Autotask keeps nobody from a second. */
function claimsGoods({ receivings, devices }: OrderPlan): boolean {
	return receivings.length + devices.length > 0;
}

/** One pause for all; then receipts and purchase order are read once more, right before each. */
async function receiveClaimed(poll: Poll, claimed: Claimed[], input: PlanInput): Promise<void> {
	if (claimed.length === 0) return;
	await poll.ports.clock.sleep(RECEIVING_SETTLE_MS);
	for (const { update, claim } of claimed) {
		const { po } = update.order;
		const effort = stopwatch(poll);
		try {
			const header = await verifyReceivingClaim(poll.ports, po, claim);
			const fresh = header && freshOrder(poll, header);
			if (!header || !fresh) continue;
			const receiving = await receivingInputFor(poll, [sourceOf(update)]);
			const now = refreshed(poll, fresh, update);
			await recordOrder(poll, header, now, { ...input, receiving }, effort);
		} catch (error) {
			failed(poll, update.order, effort, error);
		}
	}
}

/**
 * Those of which there is something to write or to try again; of the others what went wrong is
 * said.
 */
async function changedOrders(
	poll: Poll,
	asked: Map<TrackedOrder, StatusAnswer>,
): Promise<OrderUpdate[]> {
	const all = await readItems(
		poll.ports.autotask,
		[...asked.keys()].map(({ po }) => po.id),
	);
	const updates: OrderUpdate[] = [];
	for (const [order, answer] of asked) {
		const items = all.filter(({ orderId }) => orderId === order.po.id);
		const comparison = compared(poll, order, answer, items);
		if (needsWork(poll, order, comparison)) updates.push({ order, answer, comparison, items });
		else unchanged(poll, order, answer);
	}
	return updates;
}

async function readPlanInput(poll: Poll, updates: OrderUpdate[]): Promise<PlanInput> {
	const unnamed = updates.filter(({ order }) => needsSkus(order)).flatMap(({ items }) => items);
	return {
		skus: await readSkus(poll.ports.autotask, unnamed, poll.settings),
		receiving: await receivingInputFor(poll, updates.map(sourceOf)),
	};
}

function sourceOf({ order, answer, items }: OrderUpdate): DeviceSource {
	const snapshot = answer.kind === 'snapshot' ? answer.snapshot : null;
	return { items, snapshot, companyId: order.po.purchaseForCompanyId };
}

/** The order as its header says now; `null` where it is not to be followed any more. */
function freshOrder(poll: Poll, { po }: Header): TrackedOrder | null {
	const fresh = trackOrSkip(
		po,
		{ ...poll.settings, scope: { kind: 'given', numbers: [] } },
		poll.account,
		poll.ports.memory.orders[po.id],
	);
	if ('before' in fresh) return fresh;
	poll.report.left(fresh);
	return null;
}

/**
 * The update of the order as it is now: the comparison is handed on unless what it rests on
 * changed.
 */
function refreshed(poll: Poll, fresh: TrackedOrder, update: OrderUpdate): OrderUpdate {
	const { order: seen, answer, items } = update;
	const order = { ...fresh, emitsEvents: fresh.emitsEvents && seen.emitsEvents };
	const isSame =
		fresh.po.memo === seen.po.memo &&
		fresh.po.status === seen.po.status &&
		fresh.po.cancelled === seen.po.cancelled;
	return isSame
		? { ...update, order }
		: { order, answer, items, comparison: compared(poll, order, answer, items) };
}

/** One order through all stages: plan, write, remember, report. */
async function recordOrder(
	poll: Poll,
	header: Header,
	update: OrderUpdate,
	input: PlanInput,
	effort: () => Effort,
): Promise<void> {
	const { order, answer, comparison } = update;
	const claims = receivingClaimIn(header.po.memo) !== null;
	if (!claims && !needsWork(poll, order, comparison)) return unchanged(poll, order, answer);
	const plan = planOrder(poll, update, input);
	const done =
		poll.dryRun || (plan.isEmpty && !claims)
			? nothingDone(plan)
			: await applyOrder(poll.ports, header, update, plan);
	const waiting = done.refused ?? plan.pending;
	rememberOrder(poll, order, plan, done);
	const noDevices = done.devicesRefused ?? plan.devicesPending;
	const events = [
		...plan.events,
		...newlyWaiting(update, waiting),
		...newlyWaiting(update, noDevices),
	];
	poll.report.took(order.po, effort());
	reportOrder(poll, update, plan, done, { events, waiting: waiting ?? noDevices });
}

/** Goods that cannot be received, and devices that cannot be made, are reported once. */
function newlyWaiting({ order, comparison }: OrderUpdate, waiting: SnapshotFault | null) {
	const isNew = waiting !== null && !order.before.reported.includes(digest(waiting.key));
	return isNew ? [attentionEvent(comparison.known, waiting)] : [];
}

function rememberOrder(poll: Poll, order: TrackedOrder, plan: OrderPlan, done: WriteOutcome): void {
	const { memory } = poll.ports;
	if (poll.dryRun) return;
	if (done.needsInvoice) memory.needsInvoice = poll.ports.clock.now();
	if (!plan.isEmpty) remember(memory, order.po.id, { known: done.unwritten ?? undefined });
	if (plan.isComplete) remember(memory, order.po.id, { untold: undefined });
	wasAsked(poll, order);
}

/** An order that could not be recorded is reported as such, and the others go on. */
function failed(poll: Poll, order: TrackedOrder, effort: () => Effort, error: unknown): void {
	poll.report.took(order.po, effort());
	const problem = problemOf(error);
	poll.report.failed(order.po, problem);
	// Perhaps its last write arrived: what was to be reported is not reported yet.
	if (!poll.dryRun && order.emitsEvents)
		remember(poll.ports.memory, order.po.id, { untold: formatKnown(order.eventBaseline) });
	if (endsTheRun(problem)) throw problem;
}

/** Orders are recorded one after the other, so that all calls meanwhile are this order's. */
function stopwatch({ ports: { autotask, clock } }: Poll): () => Effort {
	const [started, before] = [clock.now(), autotask.stats().calls];
	return () => ({ ms: clock.now() - started, calls: autotask.stats().calls - before });
}

/** Nothing to write; what went wrong beside is still said. */
function unchanged(poll: Poll, order: TrackedOrder, answer: StatusAnswer): void {
	const warnings = warningsOf(answer);
	if (warnings.length > 0)
		poll.report.note(order.po, 'ask', 'warning', { cause: warnings.join('; ') });
	wasAsked(poll, order);
}

/** An order whose answer could not be recorded is due again at once. */
function wasAsked({ ports, dryRun }: Poll, { po }: TrackedOrder): void {
	if (!dryRun) remember(ports.memory, po.id, { asked: ports.clock.now() });
}
