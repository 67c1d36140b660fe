import type { Problem } from '../../shared/problem';
import type { Poll } from '../context';
import type { Comparison } from '../diff/compare';
import { attentionEvent } from '../diff/events';
import { digest, sameKnown } from '../diff/snapshot';
import type { PendingDelivery, HistoryEntry } from '../diff/status-block';
import type { StatusAnswer } from '../fetch/query-order';
import type { TrackedOrder } from '../select/eligibility';
import {
	DEVICES,
	DEVICES_WAIT,
	type Known,
	type OrderEvent,
	RECEIVING,
	type SnapshotFault,
} from '../types';
import { type FieldPlan, planFields } from './field-plan';
import { type Device, planDevices } from './device-plan';
import { compared, isToClose, isTriedAgain } from './needs-update';
import { historyOf, notesOf, type OrderNotes } from './order-notes';
import { lineItems, type MatchedOrder, type StatusItem } from './po-lines';
import type { ReceivingInput } from './receiving-facts';
import { receivingOf } from './receiving-input';
import type { Receiving } from './receiving-plan';

/** One order, what TD SYNNEX said about it, and the comparison of that with what is recorded. */
export interface OrderUpdate {
	order: TrackedOrder;
	answer: StatusAnswer;
	comparison: Comparison;
	/** Its lines in Autotask. */
	items: StatusItem[];
}

/** What is read once for all orders of a batch that are to be recorded. */
export interface PlanInput {
	/** SKUs by product id. */
	skus: ReadonlyMap<string, string>;
	/** A Problem says why receipts cannot be read; `null` = nothing is received at all. */
	receiving: ReceivingInput | Problem | null;
}

/** What is to be done about one order, and what is to be reported of it. */
export interface OrderPlan {
	/** Milliseconds since 1970. */
	time: number;
	/** What is to be remembered from now on. */
	known: Known;
	fields: FieldPlan;
	receivings: Receiving[];
	/** Why goods wait that should have been received; `null` = none do. */
	pending: SnapshotFault | null;
	/** Configuration items to make of what is received. */
	devices: Device[];
	/** Why devices are not made that should be; `null` = nothing is in the way. */
	devicesPending: SnapshotFault | null;
	events: OrderEvent[];
	/** How the block says who hands the events on. */
	pendingDelivery: PendingDelivery | null;
	/** Whether no earlier change is left that nobody was reported of. */
	isComplete: boolean;
	history: HistoryEntry[];
	note: OrderNotes | null;
	/** The ticket of each line of TD SYNNEX; empty = none, or nobody can tell. */
	ticketOf: ReadonlyMap<number, string>;
	/** Nothing is to be written to Autotask. */
	isEmpty: boolean;
}

/** Pure: the same order, answer, input and time give the same plan. */
export function planOrder(poll: Poll, update: OrderUpdate, input: PlanInput): OrderPlan {
	const { settings } = poll;
	const { order, comparison } = update;
	const time = poll.ports.clock.now();
	const matched = matchedOrder(update, input);
	const fields = matched === null ? NO_FIELDS : planFields(matched, poll);
	const { receivings, pending } = receivingOf(poll, matched, input.receiving);
	const making = planDevices(poll, matched, input.receiving, receivings);
	const known = withPending(comparison.known, [
		...(pending ? [RECEIVING] : []),
		...(making.pending ? [DEVICES] : []),
		...(making.waiting > 0 ? [DEVICES_WAIT] : []),
	]);
	const { events, pendingDelivery, isComplete } = eventsToTell(poll, update);
	const ticketOf = ticketsOf(update, matched);
	return {
		time,
		known,
		fields,
		receivings,
		pending,
		devices: making.devices,
		devicesPending: making.pending,
		events,
		pendingDelivery,
		isComplete,
		history: settings.write.history ? historyOf(order, comparison, time) : [],
		note: notesOf(settings.write, order, events, ticketOf),
		ticketOf,
		isEmpty:
			sameKnown(order.before, known) &&
			receivings.length === 0 &&
			making.devices.length === 0 &&
			order.block !== null &&
			!(order.eventBaseline !== order.before && pendingDelivery !== null) &&
			!isToClose(order, settings),
	};
}

/** A purchase order may hold goods of several tickets, and of several customers. */
function ticketsOf(
	{ order, items }: OrderUpdate,
	matched: MatchedOrder | null,
): Map<number, string> {
	const sent = (order.journal?.lines ?? []).map(({ lineNumber, itemId }) => {
		const own = items.filter(({ id }) => id === itemId);
		return [lineNumber, own] as const;
	});
	return new Map(
		[...(matched?.byLine ?? sent)].map(([line, own]) => {
			const [ticket = '', ...others] = [...new Set(own.map(({ ticketId }) => ticketId))];
			return [line, others.length > 0 ? '' : ticket];
		}),
	);
}

/** The order with the lines that its answer is about; `null` where nothing of the answer counts. */
function matchedOrder(update: OrderUpdate, { skus }: PlanInput): MatchedOrder | null {
	const { order, answer, comparison, items } = update;
	if (answer.kind !== 'snapshot' || comparison.stale) return null;
	const { snapshot } = answer;
	return { order, comparison, snapshot, byLine: lineItems(order, snapshot, items, skus) };
}

const NO_FIELDS: FieldPlan = { order: {}, items: [], changes: [], notes: [] };

/** What waits is remembered, so that it is reported once and tried again at every poll. */
function withPending(known: Known, waiting: string[]): Known {
	const reported = known.reported.filter((one) => !isTriedAgain(one));
	return { ...known, reported: [...reported, ...waiting.map(digest)].sort() };
}

/**
 * The changes of this poll, or all since those that nobody was reported of; and how the block says
 * who reports them.
 */
function eventsToTell(
	poll: Poll,
	{ order, answer, comparison, items }: OrderUpdate,
): Pick<OrderPlan, 'events' | 'pendingDelivery' | 'isComplete'> {
	const { deliveryTracking } = poll.settings;
	const again = order.eventBaseline !== order.before;
	if (again && (answer.kind !== 'snapshot' || comparison.stale))
		return {
			events: comparison.events,
			pendingDelivery: order.block?.pendingDelivery ?? null,
			isComplete: false,
		};
	if (!order.emitsEvents) {
		const events = order.damaged ? [attentionEvent(comparison.known, BLOCK_DAMAGED)] : [];
		return { events, pendingDelivery: null, isComplete: true };
	}
	const { events } = again
		? compared(poll, { ...order, before: order.eventBaseline }, answer, items)
		: comparison;
	const pendingDelivery =
		deliveryTracking && events.some(({ kind }) => deliveryTracking.kinds.includes(kind))
			? { by: deliveryTracking.by, at: deliveryTracking.at, before: order.eventBaseline }
			: null;
	return { events, pendingDelivery, isComplete: true };
}

const BLOCK_DAMAGED: SnapshotFault = {
	key: 'block damaged',
	cause:
		'the status block in its General Memo could not be read, because somebody changed it. It was written again, and changes in the meantime were not reported',
	remedy: 'Compare the status with what you know of the order, and leave the block alone.',
};
