import { isoTime } from '../../shared/clock';
import type { Poll } from '../context';
import type { StatusAnswer } from '../fetch/query-order';
import type { OrderPlan, OrderUpdate } from '../plan/order-plan';
import type { OrderEvent, SnapshotFault, WriteOutcome } from '../types';
import { statusChange } from './status-change';

/** Counts one order, hands its changes on, and notes what was done, or would be. */
export function reportOrder(
	poll: Poll,
	update: OrderUpdate,
	plan: OrderPlan,
	done: WriteOutcome,
	toReport: { events: OrderEvent[]; waiting: SnapshotFault | null },
): void {
	const { report } = poll;
	const { order, answer, comparison } = update;
	const { events, waiting } = toReport;
	report.counts.received += done.received;
	report.counts.devices += done.devices;
	if (events.length > 0) report.counts.changed += 1;
	else if (!plan.isEmpty) report.counts.recorded += 1;
	report.addChanges(changesOf(poll, update, plan, events));
	const warnings = [
		...done.warnings,
		...warningsOf(answer),
		...(order.emitsEvents
			? []
			: comparison.events.filter(({ fault }) => fault).map(({ what }) => what)),
	];
	const isWrong = warnings.length > 0 || waiting !== null;
	report.note(order.po, 'record', poll.dryRun ? 'planned' : isWrong ? 'warning' : 'done', {
		changes: [
			...(order.before.status === plan.known.status
				? []
				: [{ field: 'TD SYNNEX status', old: order.before.status, new: plan.known.status }]),
			...plan.fields.changes,
			...(done.received > 0 ? [{ field: 'received', old: null, new: done.received }] : []),
			...(done.devices > 0 ? [{ field: 'devices', old: null, new: done.devices }] : []),
		],
		// What waits is reported once, and the cause of it stands in every record.
		cause: [
			...events.map(({ what }) => what),
			...(waiting === null || events.some(({ fault }) => fault) ? [] : [waiting.cause]),
			...warnings,
		].join('; '),
		remedy: events.find(({ fault }) => fault)?.fault?.remedy ?? waiting?.remedy ?? '',
	});
}

/** What went wrong while an order was asked about, beside its answer. */
export function warningsOf(answer: StatusAnswer): string[] {
	return answer.kind === 'snapshot' ? answer.warnings : [];
}

function changesOf(
	{ environment, webUrl }: Poll,
	{ order, answer, comparison, items }: OrderUpdate,
	plan: OrderPlan,
	events: OrderEvent[],
) {
	const snapshot = answer.kind === 'snapshot' ? answer.snapshot : null;
	const about = {
		environment,
		webUrl,
		time: isoTime(plan.time),
		known: comparison.known,
		ticketOf: plan.ticketOf,
	};
	return events.map((event) => statusChange(event, order, snapshot, items, about));
}
