import { Problem } from '../../problem';
import { endsTheRun, problemOf } from '../caught';
import { applyOrder, historyLine, type OrderDone, rereadHeaders } from './apply';
import type { Asked } from './ask';
import { type Comparison, compare, compareFaults, compareNotFound } from './compare';
import { follow, type Followed, isCancelledByHand } from './follow';
import type { HistoryEntry } from './history';
import {
	cannotReadReceipts,
	changedByHand,
	lineItems,
	readItems,
	readReceivingGround,
	readSkus,
	receivable,
	type ReceivingGround,
	type StatusItem,
} from './items';
import { digest, sameKnown } from './known';
import { readLinked, writeNotes } from './notes';
import { remember } from './pace';
import { planFields } from './plan';
import type { Poll } from './poll';
import { planReceiving, type ReceivePlan } from './receive';
import { statusChange } from './result';
import { stageOf } from './stages';
import type { OrderEvent, OrderPicture, PictureFault } from './types';

/** Compares what was asked with what is known, and writes what changed: order by order, none stops another. */
export async function recordOrders(poll: Poll, asked: Map<Followed, Asked>): Promise<void> {
	const { autotask, clock } = poll.ports;
	const orders = [...asked.keys()];
	const items = await readItems(
		autotask,
		orders.map(({ po }) => po.id),
	);
	const changed = orders.filter((order) =>
		needsWork(order, compared(poll, order, asked.get(order), items)),
	);
	for (const order of orders)
		if (!changed.includes(order)) unchanged(poll, order, asked.get(order));
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
			changed.some(({ po, journal }) => po.id === orderId && journal === null),
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
				keptOf(poll, order),
			);
		if (!header || !fresh || !('before' in fresh)) {
			if (fresh && 'cause' in fresh) poll.report.left(fresh);
			continue;
		}
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
				},
			);
		} catch (error) {
			const problem = problemOf(error);
			poll.report.failed(order.po, problem);
			if (endsTheRun(problem)) throw problem;
		}
	}
}

/** The key of goods that could not be received yet: tried again at every poll, told once. */
const RECEIVING = 'receiving';

interface Ground {
	header: Parameters<typeof applyOrder>[1]['header'];
	items: StatusItem[];
	skus: ReadonlyMap<string, string>;
	/** A Problem says why receipts cannot be read; `null` = nothing is received at all. */
	ground: ReceivingGround | Problem | null;
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
	if (!needsWork(order, comparison)) return unchanged(poll, order, answer);
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
	const events = order.tells ? [...comparison.events] : [];
	const time = ports.clock.now();
	const quiet =
		sameKnown(order.before, known) && receiving.receivings.length === 0 && order.block !== null;
	let done: OrderDone = { warnings: [], received: 0, refused: null, known, unwritten: null };
	if (!poll.dryRun && !quiet)
		done = await applyOrder(ports, {
			order,
			header,
			known,
			fields: plan,
			receivings: receiving.receivings,
			history: settings.write.history ? historyOf(order, comparison, time) : [],
			notes: notesOf(poll, order, events, items),
		});
	const waiting = done.refused ?? pending;
	if (waiting && !order.before.told.includes(digest(RECEIVING)))
		events.push(attention(comparison, waiting));
	if (!poll.dryRun && !quiet)
		remember(ports.memory, order.po.id, { known: done.unwritten ?? undefined });
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

/** Old against new, with all that Autotask's side adds. */
function compared(
	poll: Poll,
	order: Followed,
	answer: Asked | undefined,
	items: StatusItem[],
): Comparison {
	const { before, journal, po } = order;
	if (answer === undefined) return { known: before, events: [], same: true, stale: false };
	if (answer.kind === 'notFound')
		return journal === null || answer.fault.key.startsWith('foreign')
			? compareFaults(before, [answer.fault])
			: compareNotFound(before, answer.fault);
	if (answer.kind === 'refused') return compareFaults(before, answer.faults);
	const { picture } = answer;
	const own = items.filter(({ orderId }) => orderId === po.id);
	const byHand = isCancelledByHand(po, poll.stages)
		? cancelledByHand(picture)
		: changedByHand(journal?.lines ?? [], own);
	return compare(before, picture, {
		settled: isSettled(poll, order, picture),
		faults: byHand,
		kept: before.told.filter((one) => one === digest(RECEIVING)),
	});
}

function needsWork(order: Followed, { same }: Comparison): boolean {
	// A first look is recorded even where nothing has changed: what is not remembered is told later as new.
	return !same || order.block === null || order.before.told.includes(digest(RECEIVING));
}

/** Nothing more is expected of an order that Autotask has received in full, or that left long ago. */
function isSettled(
	{ settings, stages, ports }: Poll,
	{ po }: Followed,
	picture: OrderPicture,
): boolean {
	const last = Date.parse(
		picture.lines
			.map(({ shipDate }) => shipDate)
			.sort()
			.at(-1) ?? '',
	);
	const long = ports.clock.now() - last > settings.closeAfterDays * 86_400_000;
	return stageOf(po.status, stages) === 'full' || (!Number.isNaN(last) && long);
}

function cancelledByHand({ lines }: OrderPicture): PictureFault[] {
	if (lines.every(({ ordered, cancelled }) => cancelled >= ordered)) return [];
	return [
		{
			key: 'cancelled by hand',
			cause:
				'the purchase order was cancelled by hand in Autotask, and the order at TD SYNNEX goes on',
			remedy:
				'Cancel the order with TD SYNNEX too, or expect the goods. Nothing is received on this purchase order.',
		},
	];
}

/** Nothing to write; what went wrong beside is still said. */
function unchanged({ report }: Poll, order: Followed, answer: Asked | undefined): void {
	const warnings = answer === undefined ? [] : warningsOf(answer);
	if (warnings.length > 0) report.note(order.po, 'ask', 'warning', { cause: warnings.join('; ') });
}

function warningsOf(answer: Asked): string[] {
	return answer.kind === 'picture' ? answer.warnings : [];
}

function receivingOf(
	{ settings, stages }: Poll,
	order: Followed,
	comparison: Comparison,
	picture: OrderPicture | null,
	byLine: Map<number, StatusItem[]>,
	ground: ReceivingGround | Problem | null,
): ReceivePlan {
	const none: ReceivePlan = { receivings: [], notes: [] };
	const stage = stageOf(order.po.status, stages);
	if (picture === null || comparison.stale || ground === null || ground instanceof Problem)
		return none;
	if (stage === 'cancelled' || order.po.cancelled) return none;
	return planReceiving(
		settings.write.receive,
		comparison.known.lines,
		picture,
		receivable(byLine, ground),
		ground.receipts,
	);
}

function pendingFault(
	plan: ReceivePlan,
	ground: ReceivingGround | Problem | null,
): PictureFault | null {
	if (ground instanceof Problem)
		return { key: RECEIVING, cause: ground.cause, remedy: ground.remedy };
	if (plan.notes.length === 0) return null;
	return {
		key: RECEIVING,
		cause: plan.notes.join('; '),
		remedy:
			'Receive them by hand in Autotask, or wait: they are received as soon as it can be done.',
	};
}

async function groundFor(
	{ ports, settings }: Poll,
	items: StatusItem[],
): Promise<ReceivingGround | Problem | null> {
	if (settings.write.receive === 'never' || items.length === 0) return null;
	try {
		return await readReceivingGround(ports.autotask, items);
	} catch (error) {
		const problem = problemOf(error);
		if (problem.retryable || endsTheRun(problem)) throw problem;
		return cannotReadReceipts(problem.cause);
	}
}

function historyOf(
	{ before, tells }: Followed,
	{ events, known }: Comparison,
	time: number,
): HistoryEntry[] {
	if (!tells) return [historyLine(time, known.status, known.status, 'order status', 'first seen')];
	if (events.length === 0)
		return known.status === before.status
			? []
			: [historyLine(time, before.status, known.status, 'order status', '')];
	return events.map(({ source, what, fault }, index) =>
		historyLine(
			time,
			index === 0 ? before.status : known.status,
			known.status,
			source,
			fault ? `attention: ${what}` : what,
		),
	);
}

/** One note for all the news of a poll. */
function notesOf(
	{ ports, settings }: Poll,
	order: Followed,
	events: OrderEvent[],
	items: StatusItem[],
): (() => Promise<number>) | null {
	const { ticketNote, opportunityNote } = settings.write;
	if (events.length === 0 || (!ticketNote && !opportunityNote)) return null;
	const [first] = events;
	const title = `TD SYNNEX, PO ${order.po.number}: ${first?.what ?? ''}`.slice(0, 120);
	const text = events
		.map(({ what, serialNumbers }) =>
			serialNumbers.length > 0 ? `${what}\nSerial numbers: ${serialNumbers.join(', ')}` : what,
		)
		.join('\n\n');
	return async () =>
		await writeNotes(
			ports.autotask,
			await readLinked(ports.autotask, items, {
				tickets: ticketNote,
				opportunities: opportunityNote,
			}),
			{ title, text },
			ports.clock.now(),
		);
}

function attention({ known }: Comparison, fault: PictureFault): OrderEvent {
	return {
		kind: 'needsAttention',
		source: 'Autotask',
		what: fault.cause,
		before: known.status,
		after: known.status,
		complete: false,
		lines: [],
		trackingNumbers: [],
		serialNumbers: [],
		carrier: '',
		invoice: null,
		fault,
	};
}

function keptOf({ ports }: Poll, { po, before }: Followed): Followed['before'] | null {
	return ports.memory.orders[po.id]?.known === undefined ? null : before;
}
