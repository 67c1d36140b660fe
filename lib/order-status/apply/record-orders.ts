import { endsTheRun, type Problem, problemOf } from '../../shared/problem';
import type { Poll } from '../context';
import type { Comparison } from '../diff/compare';
import { attention } from '../diff/events';
import { digest, sameKnown } from '../diff/snapshot';
import { formatKnown, type Handed } from '../diff/status-block';
import type { Asked } from '../fetch/query-order';
import { planFields } from '../plan/field-plan';
import { compared, isToClose, needsWork } from '../plan/needs-update';
import {
	lineItems,
	needsSkus,
	readItems,
	readSkus,
	type ReceivingGround,
	type StatusItem,
} from '../plan/po-lines';
import { groundFor, pendingFault, receivingOf } from '../plan/receiving-input';
import type { Effort } from '../report/report';
import { statusChange } from '../report/status-change';
import { follow, type Followed } from '../select/eligibility';
import { remember } from '../select/schedule';
import { type OrderEvent, type PictureFault, RECEIVING } from '../types';
import { historyOf, notesOf } from './notes';
import { applyOrder, type OrderDone, rereadHeaders } from './write-order';

/** Compares what was asked with what is known, and writes what changed: order by order, none stops another. */
export async function recordOrders(poll: Poll, asked: Map<Followed, Asked>): Promise<void> {
	const { autotask, clock } = poll.ports;
	const orders = [...asked.keys()];
	const items = await readItems(
		autotask,
		orders.map(({ po }) => po.id),
	);
	const changed = orders.filter((order) =>
		needsWork(poll, order, compared(poll, order, asked.get(order), items)),
	);
	for (const order of orders)
		if (!changed.includes(order)) unchanged(poll, order, asked.get(order) as Asked);
	if (changed.length === 0) return;
	const headers = await rereadHeaders(
		autotask,
		changed.map(({ po }) => po.id),
		() => clock.now(),
	);
	const mine = items.filter(({ orderId }) => changed.some(({ po }) => po.id === orderId));
	const skus = await readSkus(
		autotask,
		mine.filter(({ orderId }) =>
			changed.some((order) => order.po.id === orderId && needsSkus(order)),
		),
		poll.settings,
	);
	const ground = await groundFor(poll, mine);
	for (const order of changed) {
		const header = headers.get(order.po.id);
		const fresh =
			header &&
			follow(
				header.po,
				{ ...poll.settings, scope: { kind: 'given', numbers: [] } },
				poll.account,
				poll.ports.memory.orders[order.po.id],
			);
		if (!header || !fresh || !('before' in fresh)) {
			if (fresh && 'cause' in fresh) poll.report.left(fresh);
			wasAsked(poll, order);
			continue;
		}
		const since = stopwatch(poll);
		try {
			await recordOrder(
				poll,
				{ ...fresh, tells: fresh.tells && order.tells },
				asked.get(order) as Asked,
				{
					header,
					items: mine.filter(({ orderId }) => orderId === order.po.id),
					skus,
					ground,
					since,
				},
			);
		} catch (error) {
			poll.report.took(order.po, since());
			const problem = problemOf(error);
			poll.report.failed(order.po, problem);
			// Perhaps its last write arrived: what was to be told is not told yet.
			if (!poll.dryRun && fresh.tells)
				remember(poll.ports.memory, order.po.id, { untold: formatKnown(fresh.tellFrom) });
			if (endsTheRun(problem)) throw problem;
		}
	}
}

interface Ground {
	header: Parameters<typeof applyOrder>[1]['header'];
	items: StatusItem[];
	skus: ReadonlyMap<string, string>;
	/** A Problem says why receipts cannot be read; `null` = nothing is received at all. */
	ground: ReceivingGround | Problem | null;
	/** What this order has taken so far. */
	since: () => Effort;
}

async function recordOrder(
	poll: Poll,
	order: Followed,
	answer: Asked,
	given: Ground,
): Promise<void> {
	const { ports, settings, report } = poll;
	const { items, ground, header } = given;
	const comparison = compared(poll, order, answer, items);
	if (!needsWork(poll, order, comparison)) return unchanged(poll, order, answer);
	const picture = answer.kind === 'picture' ? answer.picture : null;
	const byLine = picture
		? lineItems(order, picture, items, given.skus)
		: new Map<number, StatusItem[]>();
	const plan =
		picture && !comparison.stale
			? planFields(
					order,
					comparison,
					picture,
					byLine,
					poll.stages,
					settings.write,
					poll.account.currency,
				)
			: { order: {}, items: [], changes: [], notes: [] };
	const receiving = receivingOf(poll, order, comparison, picture, byLine, ground);
	const pending = pendingFault(receiving, ground);
	const known = {
		...comparison.known,
		told: [
			...comparison.known.told.filter((one) => one !== digest(RECEIVING)),
			...(pending ? [digest(RECEIVING)] : []),
		].sort(),
	};
	const { events, handed, whole } = toTell(poll, order, answer, comparison, items);
	const time = ports.clock.now();
	const quiet =
		sameKnown(order.before, known) &&
		receiving.receivings.length === 0 &&
		order.block !== null &&
		!(order.tellFrom !== order.before && handed !== null) &&
		!isToClose(order, settings);
	let done: OrderDone = { warnings: [], received: 0, refused: null, known, unwritten: null };
	if (!poll.dryRun && !quiet)
		done = await applyOrder(ports, {
			order,
			header,
			known,
			fields: plan,
			receivings: receiving.receivings,
			history: settings.write.history ? historyOf(order, comparison, time) : [],
			handed,
			notes: notesOf(poll, order, events, items),
		});
	const waiting = done.refused ?? pending;
	if (waiting && !order.before.told.includes(digest(RECEIVING)))
		events.push(attention(comparison, waiting));
	if (!poll.dryRun && !quiet)
		remember(ports.memory, order.po.id, { known: done.unwritten ?? undefined });
	if (!poll.dryRun && whole) remember(ports.memory, order.po.id, { untold: undefined });
	wasAsked(poll, order);
	report.counts.received += done.received;
	if (events.length > 0) report.counts.changed += 1;
	else if (!quiet) report.counts.recorded += 1;
	report.tell(
		events.map((event) =>
			statusChange(event, order, picture, items, {
				environment: poll.environment,
				time: new Date(time).toISOString().replace(/\.\d{3}Z$/, 'Z'),
				webUrl: poll.webUrl,
				known: comparison.known,
			}),
		),
	);
	const warnings = [
		...done.warnings,
		...warningsOf(answer),
		...(order.tells ? [] : comparison.events.filter(({ fault }) => fault).map(({ what }) => what)),
	];
	report.took(order.po, given.since());
	report.note(
		order.po,
		'record',
		poll.dryRun ? 'planned' : warnings.length + (waiting ? 1 : 0) > 0 ? 'warning' : 'done',
		{
			changes: [
				...(order.before.status === known.status
					? []
					: [{ field: 'TD SYNNEX status', old: order.before.status, new: known.status }]),
				...plan.changes,
				...(done.received > 0 ? [{ field: 'received', old: null, new: done.received }] : []),
			],
			cause: [...events.map(({ what }) => what), ...warnings].join('; '),
			remedy: events.find(({ fault }) => fault)?.fault?.remedy ?? waiting?.remedy ?? '',
		},
	);
}

/** The changes of this poll, or all since those that nobody was told of; and how the block says who tells them. */
function toTell(
	poll: Poll,
	order: Followed,
	answer: Asked,
	comparison: Comparison,
	items: StatusItem[],
): { events: OrderEvent[]; handed: Handed | null; whole: boolean } {
	const { handOver } = poll.settings;
	const standing = order.block?.handed ?? null;
	const again = order.tellFrom !== order.before;
	if (again && (answer.kind !== 'picture' || comparison.stale))
		return { events: [...comparison.events], handed: standing, whole: false };
	const { events } = again
		? compared(poll, { ...order, before: order.tellFrom }, answer, items)
		: comparison;
	if (!order.tells) {
		const told = order.damaged ? [attention(comparison, BLOCK_DAMAGED)] : [];
		return { events: told, handed: null, whole: true };
	}
	const handed =
		handOver && events.some(({ kind }) => handOver.kinds.includes(kind))
			? { by: handOver.by, at: handOver.at, before: order.tellFrom }
			: null;
	return { events: [...events], handed, whole: true };
}

const BLOCK_DAMAGED: PictureFault = {
	key: 'block damaged',
	cause:
		'the status block in its General Memo could not be read, since somebody changed it: it was written anew, and what happened meanwhile was not told',
	remedy: 'Compare the status with what you know of the order, and leave the block alone.',
};

/** Orders are recorded one after the other, so that all calls meanwhile are this order's. */
function stopwatch({ ports: { autotask, clock } }: Poll): () => Effort {
	const [started, before] = [clock.now(), autotask.stats().calls];
	return () => ({ ms: clock.now() - started, calls: autotask.stats().calls - before });
}

/** Nothing to write; what went wrong beside is still said. */
function unchanged(poll: Poll, order: Followed, answer: Asked): void {
	const warnings = warningsOf(answer);
	if (warnings.length > 0)
		poll.report.note(order.po, 'ask', 'warning', { cause: warnings.join('; ') });
	wasAsked(poll, order);
}

/** An order whose answer could not be recorded is due again at once. */
function wasAsked({ ports, dryRun }: Poll, { po }: Followed): void {
	if (!dryRun) remember(ports.memory, po.id, { asked: ports.clock.now() });
}

function warningsOf(answer: Asked): string[] {
	return answer.kind === 'picture' ? answer.warnings : [];
}
