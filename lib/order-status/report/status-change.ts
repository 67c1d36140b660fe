import { screenLink } from '../../autotask/screen-link';
import type { Activity } from '../../shared/activity';
import type { TrackedOrder } from '../select/eligibility';
import type { StatusItem } from '../plan/po-lines';
import { trackingLink } from '../tracking';
import type { EventLine, KnownLine, OrderEvent, OrderSnapshot } from '../types';

/** One change as a flow gets it: flat, so that a mail, a message or a note needs one wire. */
export interface StatusChange {
	kind: OrderEvent['kind'];
	/** What changed, in one sentence. */
	what: string;
	/** The same with the purchase order's number before it: a subject line. */
	title: string;
	/** Autotask's purchase order number. */
	purchaseOrderNumber: string;
	poId: string;
	/** The PO number at TD SYNNEX. */
	poNumber: string;
	orderNumbers: string;
	environment: string;
	statusBefore: string;
	status: string;
	/** TD SYNNEX's own codes. */
	codes: string;
	/** Whether the whole order is through. */
	complete: boolean;
	time: string;
	source: string;
	lines: {
		line: number;
		sku: string;
		name: string;
		quantity: number;
		ordered: number;
		eta: string;
		/** Whose goods they are: a purchase order may be for several tickets, and customers. */
		ticketId: string;
		/** Of this line alone. */
		trackingNumbers: string;
	}[];
	ordered: number;
	shipped: number;
	delivered: number;
	backOrdered: number;
	cancelled: number;
	/** The latest date that anything is expected. */
	eta: string;
	/** The latest dates that TD SYNNEX plans for shipping, and the carrier for delivery. */
	estimatedShip: string;
	estimatedDelivery: string;
	carrier: string;
	trackingNumbers: string;
	trackingLinks: string;
	serialNumbers: string;
	/** Empty unless the kind is `invoiced`; amounts as decimal text. */
	invoiceNumber: string;
	invoiceDate: string;
	invoiceDueDate: string;
	invoiceTotal: string;
	invoiceBalance: string;
	invoiceFreight: string;
	invoiceTax: string;
	invoiceCurrency: string;
	isCredit: boolean;
	/** What to do; empty when nothing is. */
	remedy: string;
	companyId: string;
	ticketId: string;
	/** Screens of Autotask; empty when the node was given no web address. */
	companyLink: string;
	ticketLink: string;
}

export interface StatusReport {
	changes: StatusChange[];
	summary: StatusSummary;
}

export interface StatusSummary {
	/** Purchase orders found in the scope. */
	orders: number;
	/** Asked about at TD SYNNEX. */
	asked: number;
	/** Not due yet. */
	resting: number;
	/** Due, and left for the next poll since the hour's calls, or Autotask's share, are used up. */
	postponed: number;
	/** Closed or cancelled: never asked again. */
	finished: number;
	/** Orders in doubt, of another account, or with a damaged block: see `activity`. */
	left: number;
	changed: number;
	/** Seen for the first time, or changed in a way that is no event. */
	recorded: number;
	failed: number;
	events: Record<string, number>;
	received: number;
	/** Configuration items made. */
	devices: number;
	tdSynnexCalls: number;
	autotaskCalls: number;
	autotaskWrites: number;
	environment: string;
	dryRun: boolean;
	seconds: number;
	/** One sentence on the whole. */
	message: string;
	/** What ended the poll early; empty when nothing did. */
	problem: string;
	activity: Activity[];
}

/** What changes of one order share. */
interface ChangeAbout {
	environment: string;
	time: string;
	webUrl: string;
	known: { lines: OrderLine[] };
	ticketOf: ReadonlyMap<number, string>;
}

/** An event made flat. */
export function statusChange(
	event: OrderEvent,
	order: TrackedOrder,
	snapshot: OrderSnapshot | null,
	items: StatusItem[],
	about: ChangeAbout,
): StatusChange {
	const { po, poNumber, journal } = order;
	const { invoice, fault } = event;
	const lines = event.lines.map((line) => changedLine(line, event, snapshot, about.ticketOf));
	const ticketId =
		(lines.length > 0 ? lines : items).find((one) => one.ticketId !== '')?.ticketId ?? '';
	const orderNumbers =
		snapshot && snapshot.orderNumbers.length > 0
			? snapshot.orderNumbers
			: [...new Set((journal?.lines ?? []).flatMap((line) => line.orderNumbers))];
	const companyId = po.purchaseForCompanyId;
	return {
		kind: event.kind,
		what: event.what,
		title: `PO ${po.number}: ${event.what}`,
		purchaseOrderNumber: po.number,
		poId: po.id,
		poNumber,
		orderNumbers: orderNumbers.join(', '),
		environment: about.environment,
		statusBefore: event.before,
		status: event.after,
		codes: (snapshot?.codes ?? []).join(', '),
		complete: event.complete,
		time: about.time,
		source: event.source,
		lines,
		...quantitiesOf(about.known.lines),
		estimatedShip: latest(snapshot, 'estimatedShip'),
		estimatedDelivery: latest(snapshot, 'estimatedDelivery'),
		carrier: event.carrier,
		trackingNumbers: event.trackingNumbers.join(', '),
		trackingLinks: event.trackingNumbers
			.map((number) => trackingLink(number, event.carrier))
			.filter((link) => link !== '')
			.join('\n'),
		serialNumbers: event.serialNumbers.join(', '),
		...invoiceFields(invoice),
		remedy: fault?.remedy ?? '',
		companyId,
		ticketId,
		companyLink: screenLink(about.webUrl, 'OpenAccount', 'AccountID', companyId),
		ticketLink: screenLink(about.webUrl, 'OpenTicketDetail', 'TicketID', ticketId),
	};
}

function changedLine(
	{ line, sku, quantity, ordered, eta }: EventLine,
	{ trackingNumbers }: OrderEvent,
	snapshot: OrderSnapshot | null,
	ticketOf: ReadonlyMap<number, string>,
): StatusChange['lines'][number] {
	const shown = snapshot?.lines.find((one) => one.line === line);
	const packed = (shown?.packages ?? []).map(({ trackingNumber }) => trackingNumber);
	return {
		line,
		sku,
		name: shown?.name ?? '',
		quantity,
		ordered,
		eta,
		ticketId: ticketOf.get(line) ?? '',
		trackingNumbers: trackingNumbers.filter((number) => packed.includes(number)).join(', '),
	};
}

/** What was ordered and what became of it, over all lines. */
function quantitiesOf(lines: OrderLine[]) {
	const sum = (pick: (line: OrderLine) => number) => lines.reduce((so, line) => so + pick(line), 0);
	return {
		ordered: sum(({ ordered }) => ordered),
		shipped: sum(({ shipped }) => shipped),
		delivered: sum(({ delivered }) => delivered),
		backOrdered: sum(({ backOrdered }) => backOrdered),
		cancelled: sum(({ cancelled }) => cancelled),
		eta:
			lines
				.map(({ eta }) => eta)
				.sort()
				.at(-1) ?? '',
	};
}

function latest(
	snapshot: OrderSnapshot | null,
	field: 'estimatedShip' | 'estimatedDelivery',
): string {
	const dates = (snapshot?.lines ?? []).map((line) => line[field]);
	return dates.sort().at(-1) ?? '';
}

function invoiceFields(invoice: OrderEvent['invoice']) {
	return {
		invoiceNumber: invoice?.number ?? '',
		invoiceDate: invoice?.date ?? '',
		invoiceDueDate: invoice?.dueDate ?? '',
		invoiceTotal: invoice?.total ?? '',
		invoiceBalance: invoice?.balance ?? '',
		invoiceFreight: invoice?.freight ?? '',
		invoiceTax: invoice?.tax ?? '',
		invoiceCurrency: invoice?.currency ?? '',
		isCredit: invoice?.credit ?? false,
	};
}

type OrderLine = Pick<
	KnownLine,
	'ordered' | 'shipped' | 'delivered' | 'backOrdered' | 'cancelled' | 'eta'
>;
