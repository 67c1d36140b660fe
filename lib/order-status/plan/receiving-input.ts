import { endsTheRun, Problem, problemOf } from '../../shared/problem';
import type { Poll } from '../context';
import type { Comparison } from '../diff/compare';
import type { Followed } from '../select/eligibility';
import { stageOf } from '../select/po-stages';
import { type OrderPicture, type PictureFault, RECEIVING } from '../types';
import {
	cannotReadReceipts,
	readReceivingGround,
	receivable,
	type ReceivingGround,
	type StatusItem,
} from './po-lines';
import { planReceiving, type ReceivePlan } from './receiving-plan';

/** What receiving stands on, read for many orders at once; a Problem where receipts cannot be read, `null` where none are wanted. */
export async function groundFor(
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

/** What is to be received of one order now: nothing of one that was cancelled, or whose answer is no news. */
export function receivingOf(
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

/** Why goods wait that should have been received; `null` = none do. */
export function pendingFault(
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
