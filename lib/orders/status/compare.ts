import { deriveStatus, FINISHED, RANK } from './derive';
import { digest, mergeLines, type MergedLine, sameKnown } from './known';
import {
	backOrderedWords,
	backwardsWords,
	cancelledWords,
	deliveredWords,
	etaWords,
	invoiceWords,
	lineName,
	shippedWords,
	trackingWords,
} from './sentences';
import type {
	EventKind,
	EventLine,
	Known,
	KnownLine,
	OrderEvent,
	OrderPicture,
	PictureFault,
} from './types';

/** What is known besides TD SYNNEX's answer. */
export interface Circumstances {
	/** Received in full in Autotask, or shipped so long ago that nothing more is expected. */
	settled: boolean;
	/** What a person must look at on Autotask's side. */
	faults: PictureFault[];
	/** Digests of what was told and is not for this comparison to judge. */
	kept?: string[];
}

export interface Comparison {
	/** What is to be remembered from now on. */
	known: Known;
	events: OrderEvent[];
	/** Nothing is to be written. */
	same: boolean;
	/** The answer is older than what is recorded and was left aside. */
	stale: boolean;
}

/**
 * Old against new, each change once. Pure: the same memory and the same answer give the same events, and
 * the memory that comes out of it gives none.
 *
 * @param before what was recorded; for an order that is seen for the first time, what its block says
 */
export function compare(
	before: Known,
	picture: OrderPicture,
	{ settled, faults, kept = [] }: Circumstances,
): Comparison {
	const stale = before.asOf !== '' && picture.answeredAt !== '' && picture.answeredAt < before.asOf;
	if (stale) return { known: before, events: [], same: true, stale };
	const lines = mergeLines(before.lines, picture);
	const known = lines.map((line) => line.known);
	const facts = {
		order: 'sent' as const,
		seen: true,
		held: picture.lines.some(({ held }) => held),
		allocated: picture.lines.every(({ allocated }) => allocated),
		lines: known,
	};
	const first = deriveStatus({
		...facts,
		settled: settled || (known.some(({ delivered }) => delivered > 0) && allDelivered(known)),
	});
	// What is closed stays closed, whatever trickles in: a late tracking number opens nothing.
	const status =
		before.status === 'Closed' && RANK[first] >= RANK.Shipped && sameShipped(lines)
			? 'Closed'
			: first;
	const attention = [
		...picture.faults,
		...faults,
		...behindFaults(lines, picture),
		...codeFaults(picture),
	];
	const next: Known = {
		status,
		asOf: picture.answeredAt || before.asOf,
		lines: known,
		invoices: union(
			before.invoices,
			(picture.invoices ?? []).map(({ number }) => number),
		),
		tracking: union(before.tracking, trackingOf(picture).map(digest)),
		told: union(
			kept,
			attention.map(({ key }) => digest(key)),
		).sort(),
	};
	const events = [
		...milestones(before, next),
		...movements(before, next, lines, picture),
		...invoices(before, next, picture),
		...attentions(before, next, attention),
	];
	return { known: next, events, same: sameKnown(before, next), stale };
}

/**
 * A look-up that found nothing. It proves nothing, and above all no cancellation: the status stays; an order
 * that was never seen waits as Submitted.
 */
export function compareNotFound(before: Known, fault: PictureFault): Comparison {
	const status = before.asOf === '' && before.status !== 'Held' ? 'Submitted' : before.status;
	// Right after an order the look-up may lag behind: no news.
	if (status === 'Submitted') return { known: before, events: [], same: true, stale: false };
	const told = [...new Set([...before.told, digest(fault.key)])].sort();
	const next: Known = { ...before, told };
	return {
		known: next,
		events: attentions(before, next, [fault]),
		same: sameKnown(before, next),
		stale: false,
	};
}

/** Only what is wrong is told; nothing of the answer is taken over. */
export function compareFaults(before: Known, faults: PictureFault[]): Comparison {
	const next: Known = {
		...before,
		told: union(
			before.told,
			faults.map(({ key }) => digest(key)),
		).sort(),
	};
	return {
		known: next,
		events: attentions(before, next, faults),
		same: sameKnown(before, next),
		stale: false,
	};
}

/** Accepted and held, and a step back that quantities do not explain. */
function milestones(before: Known, next: Known): OrderEvent[] {
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
	if (next.status === 'Held' && before.status !== 'Held')
		events.push(
			event('held', before, next, {
				what: 'TD SYNNEX holds the order for review',
				complete: false,
			}),
		);
	else if (RANK[next.status] < RANK[before.status])
		events.push(
			event('needsAttention', before, next, {
				what: backwardsWords(before.status, next.status),
				complete: false,
				fault: {
					key: 'backwards',
					cause: backwardsWords(before.status, next.status),
					remedy:
						'Ask TD SYNNEX if the order is not as you expect it; nothing that was received was taken back.',
				},
			}),
		);
	return events;
}

/** What moved: goods shipped, delivered, cancelled, put on back order, delayed. */
function movements(
	before: Known,
	next: Known,
	lines: MergedLine[],
	picture: OrderPicture,
): OrderEvent[] {
	const grown = (pick: (line: KnownLine) => number): EventLine[] =>
		lines
			.filter((line) => pick(line.known) > pick(line.before))
			.map((line) => eventLine(line, pick(line.known) - pick(line.before)));
	const shipped = grown((line) => line.shipped);
	const tracking = trackingOf(picture).filter(
		(number) => !before.tracking.includes(digest(number)),
	);
	const delivered = grown((line) => line.delivered);
	const cancelled = grown((line) => line.cancelled);
	const waiting = grown((line) => line.backOrdered);
	const moved = lines
		.filter(({ before: old, known }) => old.eta !== '' && known.eta !== '' && old.eta !== known.eta)
		.filter(({ known }) => !waiting.some(({ line }) => line === known.line))
		.map((line) => eventLine(line, line.known.backOrdered));
	const whole = next.lines.every((line) => line.shipped >= line.ordered - line.cancelled);
	const events: OrderEvent[] = [];
	if (shipped.length > 0 || tracking.length > 0)
		events.push(
			event(whole ? 'shipped' : 'partlyShipped', before, next, {
				what:
					shipped.length > 0
						? `${shippedWords(shipped, next.lines)}${trackingWords(tracking)}`
						: `tracking number added: ${tracking.join(', ')}`,
				complete: whole,
				lines: shipped,
				trackingNumbers: tracking,
				serialNumbers: serialsOf(picture, shipped),
				carrier: picture.lines.find(({ carrier }) => carrier !== '')?.carrier ?? '',
			}),
		);
	if (delivered.length > 0)
		events.push(
			event('delivered', before, next, {
				what: deliveredWords(next.lines),
				complete: allDelivered(next.lines) && whole,
				lines: delivered,
			}),
		);
	if (cancelled.length > 0)
		events.push(
			event('cancelled', before, next, {
				what: cancelledWords(cancelled),
				complete: next.status === 'Cancelled',
				lines: cancelled,
			}),
		);
	if (waiting.length > 0)
		events.push(
			event('backOrdered', before, next, {
				what: backOrderedWords(waiting),
				complete: false,
				lines: waiting,
			}),
		);
	if (moved.length > 0)
		events.push(
			event('etaMoved', before, next, {
				what: etaWords(moved, before.lines),
				complete: false,
				lines: moved,
			}),
		);
	return events;
}

function invoices(before: Known, next: Known, picture: OrderPicture): OrderEvent[] {
	return (picture.invoices ?? [])
		.filter(({ number }, index, all) => all.findIndex((one) => one.number === number) === index)
		.filter(({ number }) => !before.invoices.includes(number))
		.map((invoice) =>
			event('invoiced', before, next, {
				source: 'invoice service',
				what: invoiceWords(invoice),
				complete: RANK[next.status] >= RANK.Invoiced,
				serialNumbers: invoice.lines.flatMap(({ serialNumbers }) => serialNumbers),
				trackingNumbers: invoice.trackingNumbers,
				invoice,
			}),
		);
}

function attentions(before: Known, next: Known, faults: PictureFault[]): OrderEvent[] {
	return faults
		.filter(({ key }, index) => faults.findIndex((one) => one.key === key) === index)
		.filter(({ key }) => !before.told.includes(digest(key)))
		.map((fault) =>
			event('needsAttention', before, next, { what: fault.cause, complete: false, fault }),
		);
}

function behindFaults(lines: MergedLine[], picture: OrderPicture): PictureFault[] {
	return lines
		.filter(({ behind }) => behind)
		.map(({ picture: now, before }) => ({
			key: `behind ${before.line} ${now?.shipped ?? 'gone'} ${now?.cancelled ?? ''}`,
			cause:
				now === null
					? `TD SYNNEX no longer shows ${lineName(before.line, '')} (${before.ordered} ordered)`
					: `TD SYNNEX shows less of ${lineName(before.line, now.sku)} than before: ${now.shipped} shipped, ${now.cancelled} cancelled; ${before.shipped} and ${before.cancelled} were recorded (codes ${picture.codes.join(', ')})`,
			remedy: 'Ask TD SYNNEX which is right; what was recorded was left.',
		}));
}

function codeFaults({ unknownCodes, lines }: OrderPicture): PictureFault[] {
	return [
		...unknownCodes.map((code) => ({
			key: `code ${code}`,
			cause: `TD SYNNEX uses the code “${code}”, which this package does not know`,
			remedy: 'Ask TD SYNNEX what it means. Quantities and dates are followed all the same.',
		})),
		...lines
			.filter(({ quote }) => quote)
			.map(({ line, sku }) => ({
				key: `quote ${line}`,
				cause: `TD SYNNEX filed ${lineName(line, sku)} as a quote for goods that it does not stock: it will never ship`,
				remedy:
					'Call TD SYNNEX, have the quote cancelled, and order the product under its right SKU.',
			})),
	];
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

function eventLine({ known, picture }: MergedLine, quantity: number): EventLine {
	return {
		line: known.line,
		sku: picture?.sku ?? '',
		quantity,
		ordered: known.ordered,
		eta: known.eta,
	};
}

/** Each tracking number once, of packages and invoices alike. */
function trackingOf({ lines, invoices: bills }: OrderPicture): string[] {
	return union(
		lines.flatMap(({ packages }) =>
			packages.flatMap(({ trackingNumber }) => trackingNumber.split(/[,;\s]+/)),
		),
		(bills ?? []).flatMap(({ trackingNumbers }) => trackingNumbers),
	).filter((number) => number !== '');
}

/** Serial numbers of the lines that moved; those of an earlier package of the same line come along. */
function serialsOf({ lines }: OrderPicture, moved: EventLine[]): string[] {
	return lines
		.filter(({ line }) => moved.some((one) => one.line === line))
		.flatMap(({ packages }) => packages.flatMap(({ serialNumbers }) => serialNumbers));
}

function allDelivered(lines: KnownLine[]): boolean {
	return lines.every(({ shipped, delivered }) => delivered >= shipped);
}

function sameShipped(lines: MergedLine[]): boolean {
	return lines.every(({ known, before }) => known.shipped === before.shipped);
}

function union(one: string[], other: string[]): string[] {
	return [...new Set([...one, ...other])];
}

/** Whether nothing more is to be asked about an order. */
export function isFinished(known: Known): boolean {
	return FINISHED.includes(known.status);
}
