import type { Problem } from '../../shared/problem';
import type { Poll } from '../context';
import type { Comparison } from '../diff/compare';
import { attentionEvent } from '../diff/events';
import { digest, sameKnown } from '../diff/snapshot';
import type { Handed, HistoryEntry } from '../diff/status-block';
import type { Asked } from '../fetch/query-order';
import type { Followed } from '../select/eligibility';
import { type Known, type OrderEvent, type PictureFault, RECEIVING } from '../types';
import { type FieldPlan, planFields } from './field-plan';
import { compared, isToClose } from './needs-update';
import { historyOf, noteOf, type OrderNote } from './order-notes';
import { lineItems, type MatchedOrder, type ReceivingGround, type StatusItem } from './po-lines';
import { pendingFault, receivingOf } from './receiving-input';
import type { Receiving } from './receiving-plan';

/** One order, what TD SYNNEX said about it, and the comparison of that with what is recorded. */
export interface OrderUpdate {
	order: Followed;
	answer: Asked;
	comparison: Comparison;
	/** Its lines in Autotask. */
	items: StatusItem[];
}

/** What is read once for all orders of a batch that are to be recorded. */
export interface PlanInput {
	/** SKUs by product id. */
	skus: ReadonlyMap<string, string>;
	/** A Problem says why receipts cannot be read; `null` = nothing is received at all. */
	receiving: ReceivingGround | Problem | null;
}

/** What is to be done about one order, and what is to be told of it. */
export interface OrderPlan {
	/** Milliseconds since 1970. */
	time: number;
	/** What is to be remembered from now on. */
	known: Known;
	fields: FieldPlan;
	receivings: Receiving[];
	/** Why goods wait that should have been received; `null` = none do. */
	pending: PictureFault | null;
	events: OrderEvent[];
	/** How the block says who hands the events on. */
	handed: Handed | null;
	/** Whether no earlier change is left that nobody was told of. */
	isComplete: boolean;
	history: HistoryEntry[];
	note: OrderNote | null;
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
	const { receivings, notes } = receivingOf(poll, matched, input.receiving);
	const pending = pendingFault(notes, input.receiving);
	const known = withPending(comparison.known, pending);
	const { events, handed, isComplete } = eventsToTell(poll, update);
	return {
		time,
		known,
		fields,
		receivings,
		pending,
		events,
		handed,
		isComplete,
		history: settings.write.history ? historyOf(order, comparison, time) : [],
		note: noteOf(settings.write, order, events),
		isEmpty:
			sameKnown(order.before, known) &&
			receivings.length === 0 &&
			order.block !== null &&
			!(order.tellFrom !== order.before && handed !== null) &&
			!isToClose(order, settings),
	};
}

/** The order with the lines that its answer is about; `null` where nothing of the answer counts. */
function matchedOrder(update: OrderUpdate, { skus }: PlanInput): MatchedOrder | null {
	const { order, answer, comparison, items } = update;
	if (answer.kind !== 'picture' || comparison.stale) return null;
	const { picture } = answer;
	return { order, comparison, picture, byLine: lineItems(order, picture, items, skus) };
}

const NO_FIELDS: FieldPlan = { order: {}, items: [], changes: [], notes: [] };

/** Goods that wait are remembered, so that they are told once and tried again at every poll. */
function withPending(known: Known, pending: PictureFault | null): Known {
	const told = known.told.filter((one) => one !== digest(RECEIVING));
	return { ...known, told: [...told, ...(pending ? [digest(RECEIVING)] : [])].sort() };
}

/**
 * The changes of this poll, or all since those that nobody was told of; and how the block says who
 * tells them.
 */
function eventsToTell(
	poll: Poll,
	{ order, answer, comparison, items }: OrderUpdate,
): Pick<OrderPlan, 'events' | 'handed' | 'isComplete'> {
	const { handOver } = poll.settings;
	const again = order.tellFrom !== order.before;
	if (again && (answer.kind !== 'picture' || comparison.stale))
		return {
			events: comparison.events,
			handed: order.block?.handed ?? null,
			isComplete: false,
		};
	if (!order.tells) {
		const events = order.damaged ? [attentionEvent(comparison.known, BLOCK_DAMAGED)] : [];
		return { events, handed: null, isComplete: true };
	}
	const { events } = again
		? compared(poll, { ...order, before: order.tellFrom }, answer, items)
		: comparison;
	const handed =
		handOver && events.some(({ kind }) => handOver.kinds.includes(kind))
			? { by: handOver.by, at: handOver.at, before: order.tellFrom }
			: null;
	return { events, handed, isComplete: true };
}

const BLOCK_DAMAGED: PictureFault = {
	key: 'block damaged',
	cause:
		'the status block in its General Memo could not be read, since somebody changed it: it was written anew, and what happened meanwhile was not told',
	remedy: 'Compare the status with what you know of the order, and leave the block alone.',
};
