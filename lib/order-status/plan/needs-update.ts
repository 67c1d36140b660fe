import type { Poll } from '../context';
import { compare, compareFaults, compareNotFound, type Comparison } from '../diff/compare';
import { digest } from '../diff/snapshot';
import { FINISHED } from '../diff/status-rules';
import type { StatusAnswer } from '../fetch/query-order';
import { type TrackedOrder, isCancelledByHand, isOwn } from '../select/eligibility';
import { stageOf } from '../select/po-stages';
import type { StatusSettings } from '../settings';
import { DEVICES, DEVICES_WAIT, type OrderSnapshot, RECEIVING, type SnapshotFault } from '../types';
import { changedByHand, type StatusItem } from './po-lines';

/**
 * Old against new, with all that Autotask's side adds.
 *
 * @param items the order's own lines in Autotask
 */
export function compared(
	poll: Poll,
	order: TrackedOrder,
	answer: StatusAnswer,
	items: StatusItem[],
): Comparison {
	const { before, journal, po } = order;
	if (answer.kind === 'notFound')
		return journal === null || answer.fault.key.startsWith('foreign')
			? compareFaults(before, [answer.fault])
			: compareNotFound(before, answer.fault);
	if (answer.kind === 'refused') return compareFaults(before, answer.faults);
	const { snapshot } = answer;
	const byHand = isCancelledByHand(po, poll.stages)
		? cancelledByHand(snapshot)
		: changedByHand(journal?.lines ?? [], items);
	return compare(before, snapshot, {
		now: poll.ports.clock.now(),
		settled: stageOf(po.status, poll.stages) === 'full',
		overdue: isOverdue(poll, snapshot),
		billed: poll.ports.memory.orders[po.id]?.billed ?? 0,
		faults: byHand,
		kept: before.reported.filter(isTriedAgain),
	});
}

/** Whether there is anything to write or to try again. */
export function needsWork({ settings }: Poll, order: TrackedOrder, { same }: Comparison): boolean {
	// A first look is recorded even where nothing has changed: what is not remembered is reported
	// later as new.
	return (
		!same ||
		order.block === null ||
		order.eventBaseline !== order.before ||
		isToClose(order, settings) ||
		order.before.reported.some(isTriedAgain)
	);
}

/** Whether a digest stands for goods or devices that wait. */
export function isTriedAgain(reported: string): boolean {
	return TRIED_AGAIN.includes(reported);
}

const TRIED_AGAIN = [RECEIVING, DEVICES, DEVICES_WAIT].map(digest);

/** Finished, and its block still waits for word that its last changes were handed on: they were. */
export function isToClose(order: TrackedOrder, settings: StatusSettings): boolean {
	return (
		FINISHED.includes(order.before.status) &&
		isOwn(order.block, settings) &&
		order.eventBaseline === order.before
	);
}

/** Nothing more is expected of what left long ago. */
function isOverdue({ settings, ports }: Poll, snapshot: OrderSnapshot): boolean {
	const last = Date.parse(
		snapshot.lines
			.map(({ shipDate }) => shipDate)
			.sort()
			.at(-1) ?? '',
	);
	return ports.clock.now() - last > settings.closeAfterDays * 86_400_000;
}

function cancelledByHand({ lines }: OrderSnapshot): SnapshotFault[] {
	if (lines.every(({ ordered, cancelled }) => cancelled >= ordered)) return [];
	return [
		{
			key: 'cancelled by hand',
			cause:
				'the purchase order was canceled by a person in Autotask, but the order at TD SYNNEX continues',
			remedy:
				'Cancel the order with TD SYNNEX too, or expect the goods. Nothing is received for this purchase order.',
		},
	];
}
