import { trackingNumbersIn } from '../tracking';
import type {
	EventKind,
	EventLine,
	Known,
	KnownLine,
	OrderEvent,
	OrderSnapshot,
	SnapshotFault,
} from '../types';
import {
	backOrderedWords,
	backwardsWords,
	cancelledWords,
	deliveredWords,
	etaWords,
	invoiceWords,
	shippedWords,
	trackingWords,
} from './event-text';
import { allDelivered, digest, type MergedLine, union } from './snapshot';
import { RANK } from './status-rules';

/**
 * What is to be reported of the step from one memory to the next: each change one event, in the
 * order of an order's life.
 */
export function eventsOf(
	before: Known,
	next: Known,
	lines: MergedLine[],
	snapshot: OrderSnapshot,
	faults: SnapshotFault[],
): OrderEvent[] {
	return [
		...milestones(before, next, snapshot),
		...movements({ before, next, lines, snapshot }),
		...invoices(before, next, snapshot),
		...attentionEvents(before, next, faults),
	];
}

/** Accepted and held, and a step back that quantities do not explain. */
function milestones(before: Known, next: Known, { lines }: OrderSnapshot): OrderEvent[] {
	const events: OrderEvent[] = [];
	const taken = RANK[next.status] >= RANK.Received && next.status !== 'Cancelled';
	if (RANK[before.status] < RANK.Received && taken)
		events.push(
			event('accepted', before, next, {
				what:
					before.status === 'Held'
						? 'TD SYNNEX released the order'
						: 'TD SYNNEX accepted the order',
				complete: true,
			}),
		);
	if (next.status === 'Held') {
		// A line that was filed as a quote is an event of its own: releasing the order does not
		// ship it.
		if (before.status !== 'Held' && lines.some(({ held }) => held))
			events.push(
				event('held', before, next, {
					what: 'TD SYNNEX holds the order for its sales desk: do not order again, ask TD SYNNEX to release it',
					complete: false,
				}),
			);
	} else if (RANK[next.status] < RANK[before.status])
		events.push(
			event('needsAttention', before, next, {
				what: backwardsWords(before.status, next.status),
				complete: false,
				fault: {
					key: 'backwards',
					cause: backwardsWords(before.status, next.status),
					remedy:
						'Ask TD SYNNEX if the order is not what you expect. Nothing that was received was undone.',
				},
			}),
		);
	return events;
}

/** One step from a memory to the next, with the lines and the answer that it comes from. */
interface Step {
	before: Known;
	next: Known;
	lines: MergedLine[];
	snapshot: OrderSnapshot;
}

/** What moved: goods shipped, delivered, cancelled, put on back order, delayed. */
function movements(step: Step): OrderEvent[] {
	const waiting = grown(step, (line) => line.backOrdered);
	return [
		...shipments(step),
		...deliveries(step),
		...cancellations(step),
		...backOrders(step, waiting),
		...delays(step, waiting),
	];
}

function grown({ lines }: Step, pick: (line: KnownLine) => number): EventLine[] {
	return lines
		.filter((line) => pick(line.known) > pick(line.before))
		.map((line) => eventLine(line, pick(line.known) - pick(line.before)));
}

function shipments(step: Step): OrderEvent[] {
	const { before, next, snapshot } = step;
	const shipped = grown(step, (line) => line.shipped);
	const tracking = trackingOf(snapshot).filter(
		(number) => !before.tracking.includes(digest(number)),
	);
	if (shipped.length === 0 && tracking.length === 0) return [];
	const complete = allShipped(next);
	return [
		event(complete ? 'shipped' : 'partlyShipped', before, next, {
			what:
				shipped.length > 0
					? `${shippedWords(shipped, next.lines)}${trackingWords(tracking)}`
					: `tracking number added: ${tracking.join(', ')}`,
			complete,
			lines: shipped,
			trackingNumbers: tracking,
			serialNumbers: serialsOf(snapshot, shipped),
			carrier: snapshot.lines.find(({ carrier }) => carrier !== '')?.carrier ?? '',
		}),
	];
}

function deliveries(step: Step): OrderEvent[] {
	const { before, next } = step;
	const lines = grown(step, (line) => line.delivered);
	if (lines.length === 0) return [];
	const complete = allDelivered(next.lines) && allShipped(next);
	return [event('delivered', before, next, { what: deliveredWords(next.lines), complete, lines })];
}

function cancellations(step: Step): OrderEvent[] {
	const { before, next } = step;
	const lines = grown(step, (line) => line.cancelled);
	if (lines.length === 0) return [];
	const complete = next.status === 'Cancelled';
	return [event('cancelled', before, next, { what: cancelledWords(lines), complete, lines })];
}

function backOrders({ before, next }: Step, lines: EventLine[]): OrderEvent[] {
	if (lines.length === 0) return [];
	const what = backOrderedWords(lines);
	return [event('backOrdered', before, next, { what, complete: false, lines })];
}

function delays({ before, next, lines: all }: Step, waiting: EventLine[]): OrderEvent[] {
	const lines = all
		.filter(({ before: old, known }) => known.eta !== '' && old.eta !== known.eta)
		.filter(({ known }) => !waiting.some(({ line }) => line === known.line))
		.map((line) => eventLine(line, line.known.backOrdered));
	if (lines.length === 0) return [];
	const what = etaWords(lines, before.lines);
	return [event('etaMoved', before, next, { what, complete: false, lines })];
}

function allShipped({ lines }: Known): boolean {
	return lines.every((line) => line.shipped >= line.ordered - line.cancelled);
}

function invoices(before: Known, next: Known, snapshot: OrderSnapshot): OrderEvent[] {
	return (snapshot.invoices ?? [])
		.filter(({ number }, index, all) => all.findIndex((one) => one.number === number) === index)
		.filter(({ number }) => !before.invoices.includes(number))
		.map((invoice) =>
			event('invoiced', before, next, {
				source: 'invoice service',
				what: invoiceWords(invoice),
				complete: RANK[next.status] >= RANK.Invoiced,
				serialNumbers: invoice.lines.flatMap(({ serialNumbers }) => serialNumbers),
				trackingNumbers: union(invoice.trackingNumbers.flatMap(trackingNumbersIn), []),
				invoice,
			}),
		);
}

/** One event for each thing that was not reported before. */
export function attentionEvents(before: Known, next: Known, faults: SnapshotFault[]): OrderEvent[] {
	return faults
		.filter(({ key }, index) => faults.findIndex((one) => one.key === key) === index)
		.filter(({ key }) => !before.reported.includes(digest(key)))
		.map((fault) =>
			event('needsAttention', before, next, { what: fault.cause, complete: false, fault }),
		);
}

function event(
	kind: EventKind,
	before: Known,
	next: Known,
	rest: Partial<OrderEvent> & { what: string; complete: boolean },
): OrderEvent {
	return {
		kind,
		source: 'order status',
		before: before.status,
		after: next.status,
		lines: [],
		trackingNumbers: [],
		serialNumbers: [],
		carrier: '',
		invoice: null,
		fault: null,
		...rest,
	};
}

function eventLine({ known, snapshot }: MergedLine, quantity: number): EventLine {
	return {
		line: known.line,
		sku: snapshot?.sku ?? '',
		quantity,
		ordered: known.ordered,
		eta: known.eta,
	};
}

/** Each tracking number once, of packages and invoices alike. */
export function trackingOf({ lines, invoices: bills }: OrderSnapshot): string[] {
	return union(
		lines.flatMap(({ packages }) =>
			packages.flatMap(({ trackingNumber }) => trackingNumbersIn(trackingNumber)),
		),
		(bills ?? []).flatMap(({ trackingNumbers }) => trackingNumbers.flatMap(trackingNumbersIn)),
	);
}

/**
 * Serial numbers of the lines that moved; those of an earlier package of the same line come along.
 */
function serialsOf({ lines }: OrderSnapshot, moved: EventLine[]): string[] {
	return lines
		.filter(({ line }) => moved.some((one) => one.line === line))
		.flatMap(({ packages }) => packages.flatMap(({ serialNumbers }) => serialNumbers));
}

/** Something on Autotask's side that a person must look at, as an event. */
export function attentionEvent(known: Known, fault: SnapshotFault): OrderEvent {
	const rest = { source: 'Autotask', what: fault.cause, complete: false, fault } as const;
	return event('needsAttention', known, known, rest);
}
