import { endsTheRun, Problem, problemOf } from '../../shared/problem';
import type { Poll } from '../context';
import { isCancelledByHand } from '../select/eligibility';
import { type SnapshotFault, RECEIVING } from '../types';
import { type DeviceSource, readDeviceFacts } from './device-facts';
import type { MatchedOrder } from './po-lines';
import {
	cannotReadReceipts,
	readReceivingFacts,
	receivable,
	type ReceivingInput,
} from './receiving-facts';
import {
	AWAITS_INVOICE,
	INVOICE_SETTING,
	planReceiving,
	type ReceivePlan,
	type Receiving,
	untilInvoiced,
} from './receiving-plan';
import { whyUnproven } from './unproven';

/**
 * What receiving stands on, read for many orders at once; a Problem where receipts cannot be read,
 * `null` where none are wanted.
 */
export async function receivingInputFor(
	{ ports, settings }: Poll,
	orders: DeviceSource[],
): Promise<ReceivingInput | Problem | null> {
	const { receive, devices } = settings.write;
	const items = orders.flatMap((order) => order.items);
	if ((receive === 'never' && devices === 'never') || items.length === 0) return null;
	try {
		const facts = await readReceivingFacts(ports.autotask, items);
		if (devices === 'never') return { ...facts, devices: null };
		const known = await readDeviceFacts(ports.autotask, orders, facts.receipts);
		return { ...facts, devices: known };
	} catch (error) {
		const problem = problemOf(error);
		if (problem.retryable || endsTheRun(problem)) throw problem;
		return cannotReadReceipts(problem);
	}
}

/**
 * What is to be received of one order now, and why goods wait that should have been (`null`
 * = none do): nothing of one that was cancelled, or whose answer changes nothing.
 */
export function receivingOf(
	poll: Poll,
	matched: MatchedOrder | null,
	input: ReceivingInput | Problem | null,
): { receivings: Receiving[]; pending: SnapshotFault | null } {
	if (input instanceof Problem)
		return {
			receivings: [],
			pending: { key: RECEIVING, cause: input.cause, remedy: input.remedy },
		};
	if (matched === null || input === null || isCancelledByHand(matched.order.po, poll.stages))
		return { receivings: [], pending: null };
	const plan = planOf(poll, matched, input);
	const { receivings } = plan;
	const unproven = receivings.length > 0 ? whyUnproven(matched) : null;
	return unproven === null
		? { receivings, pending: pendingFault(plan) }
		: { receivings: [], pending: unproven };
}

function planOf(
	{ settings, ports }: Poll,
	{ comparison, snapshot, byLine }: MatchedOrder,
	input: ReceivingInput,
): ReceivePlan {
	const plan = planReceiving(
		settings.write.receive,
		comparison.known.lines,
		snapshot,
		receivable(byLine, input),
		input.receipts,
	);
	const asked = ports.memory.needsInvoice ?? Number.NEGATIVE_INFINITY;
	return ports.clock.now() - asked < ASKED_AGAIN_MS ? untilInvoiced(plan) : plan;
}

/** The setting may have been switched off: one refusal a month shows it. */
const ASKED_AGAIN_MS = 30 * 86_400_000;

function pendingFault({ notes, aboveCharge }: ReceivePlan): SnapshotFault | null {
	if (notes.length === 0) return null;
	return {
		key: RECEIVING,
		cause: notes.join('; '),
		remedy: aboveCharge
			? ABOVE_CHARGE
			: notes.some((note) => note.endsWith(AWAITS_INVOICE))
				? INVOICE_SETTING
				: 'Receive them by hand in Autotask, or wait: a later poll receives them as soon as this is possible.',
	};
}

const ABOVE_CHARGE =
	'If they were sold, correct the quantity of the charge in Autotask, and the next poll receives them. If they were not, send them back, or receive them by hand as free stock.';
