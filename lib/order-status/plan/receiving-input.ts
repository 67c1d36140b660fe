import { endsTheRun, Problem, problemOf } from '../../shared/problem';
import type { Poll } from '../context';
import { isCancelledByHand } from '../select/eligibility';
import { type SnapshotFault, RECEIVING } from '../types';
import {
	cannotReadReceipts,
	type MatchedOrder,
	readReceivingInput,
	receivable,
	type ReceivingInput,
	type StatusItem,
} from './po-lines';
import {
	AWAITS_INVOICE,
	INVOICE_SETTING,
	planReceiving,
	type ReceivePlan,
	untilInvoiced,
} from './receiving-plan';

/**
 * What receiving stands on, read for many orders at once; a Problem where receipts cannot be read,
 * `null` where none are wanted.
 */
export async function receivingInputFor(
	{ ports, settings }: Poll,
	items: StatusItem[],
): Promise<ReceivingInput | Problem | null> {
	if (settings.write.receive === 'never' || items.length === 0) return null;
	try {
		return await readReceivingInput(ports.autotask, items);
	} catch (error) {
		const problem = problemOf(error);
		if (problem.retryable || endsTheRun(problem)) throw problem;
		return cannotReadReceipts(problem.cause);
	}
}

/**
 * What is to be received of one order now: nothing of one that was cancelled, or whose answer is no
 * news.
 */
export function receivingOf(
	{ settings, stages, ports }: Poll,
	matched: MatchedOrder | null,
	receivingInput: ReceivingInput | Problem | null,
): ReceivePlan {
	const none: ReceivePlan = { receivings: [], notes: [] };
	if (matched === null || receivingInput === null || receivingInput instanceof Problem) return none;
	const { order, comparison, snapshot, byLine } = matched;
	if (isCancelledByHand(order.po, stages)) return none;
	const plan = planReceiving(
		settings.write.receive,
		comparison.known.lines,
		snapshot,
		receivable(byLine, receivingInput),
		receivingInput.receipts,
	);
	const asked = ports.memory.needsInvoice ?? Number.NEGATIVE_INFINITY;
	return ports.clock.now() - asked < ASKED_AGAIN_MS ? untilInvoiced(plan) : plan;
}

/** The setting may have been switched off: one refusal a month tells. */
const ASKED_AGAIN_MS = 30 * 86_400_000;

/** Why goods wait that should have been received; `null` = none do. */
export function pendingFault(
	notes: string[],
	receivingInput: ReceivingInput | Problem | null,
): SnapshotFault | null {
	if (receivingInput instanceof Problem)
		return { key: RECEIVING, cause: receivingInput.cause, remedy: receivingInput.remedy };
	if (notes.length === 0) return null;
	return {
		key: RECEIVING,
		cause: notes.join('; '),
		remedy: notes.some((note) => note.endsWith(AWAITS_INVOICE))
			? INVOICE_SETTING
			: 'Receive them by hand in Autotask, or wait: they are received as soon as it can be done.',
	};
}
