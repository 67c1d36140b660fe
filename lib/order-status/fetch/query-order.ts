import { billedQuantity, compare } from '../diff/compare';
import type { TrackedOrder } from '../select/eligibility';
import { invoicesDue, type PaceMemory, remember } from '../select/schedule';
import type { InvoiceSnapshot, OrderSnapshot, SnapshotFault } from '../types';
import { fromEcStatus, isNotFound } from './from-ec-status';
import { fromInvoices, type Invoices } from './from-invoice';
import { withPartnerInvoice, withPartnerShipment } from './from-partner';
import { ourNumbers, ownItems } from './own-items';
import { invoicePriceFaults } from './reply-checks';
import { type Attempt, attemptOn, type SideServices } from './side-services';
import type { StatusSources } from './status-gateway';

/** What TD SYNNEX said about one order. */
export type StatusAnswer =
	| { kind: 'snapshot'; snapshot: OrderSnapshot; warnings: string[] }
	| { kind: 'notFound'; fault: SnapshotFault }
	/** The answer is about something else, or about nothing: nothing of it may be taken over. */
	| { kind: 'refused'; faults: SnapshotFault[] };

export interface QueryContext {
	sources: StatusSources;
	/** Of the account. */
	currency: string;
	memory: PaceMemory;
	/** Shared by all orders of the poll. */
	services: SideServices;
	now: number;
}

interface Asking extends QueryContext {
	/** Order numbers under our PO number that are not ours. */
	others: string[];
}

/**
 * Asks about one order: its status always; its invoices when something has shipped and it moved, or
 * when it was long not asked; the partner API for what is new.
 *
 * @throws Problem when the status gave no clear answer; what fails besides is a warning
 */
export async function queryOrder(
	order: TrackedOrder,
	context: QueryContext,
): Promise<StatusAnswer> {
	const { sources } = context;
	const sent = order.journal?.lines ?? [];
	const answer = await sources.status(order.poNumber);
	if (isOther(answer.poNumber, order))
		return { kind: 'refused', faults: [foreignAnswer('about', answer.poNumber, order)] };
	if (isNotFound(answer)) return { kind: 'notFound', fault: await notFound(order, context) };
	const coded = answer.items.map((item) =>
		item.code === '' ? { ...item, code: answer.code } : item,
	);
	const own = ownItems(order, coded);
	if (own.kind === 'foreign') return { kind: 'refused', faults: [own.fault] };
	const read = fromEcStatus({ ...answer, items: own.items }, sent);
	const snapshot = { ...read, faults: [...own.faults, ...read.faults] };
	if (snapshot.lines.length === 0)
		return {
			kind: 'refused',
			faults: [
				{
					key: `no lines ${answer.code}`,
					cause: `TD SYNNEX answers “${answer.code}” and names no line`,
					remedy: 'Ask TD SYNNEX for the order by its PO number.',
				},
			],
		};
	return await withMore(order, snapshot, { ...context, others: own.others });
}

/** The status with whatever the other services add. */
async function withMore(
	order: TrackedOrder,
	status: OrderSnapshot,
	context: Asking,
): Promise<Extract<StatusAnswer, { kind: 'snapshot' }>> {
	const { memory, now } = context;
	const warnings: string[] = [];
	const shipped = status.lines.some((line) => line.shipped > 0);
	const { same, stale } = compare(order.before, status, {
		now,
		settled: false,
		overdue: false,
		billed: 0,
		faults: [],
	});
	if (!shipped || stale || (same && !invoicesDue(memory, order.po.id, now)))
		return { kind: 'snapshot', snapshot: status, warnings };
	const attempt = attemptOn(context.services, warnings);
	const snapshot = await withShipments(order, status, context, attempt);
	return {
		kind: 'snapshot',
		snapshot: await withInvoices(order, snapshot, context, attempt),
		warnings,
	};
}

async function withShipments(
	order: TrackedOrder,
	status: OrderSnapshot,
	{ sources: { partner } }: QueryContext,
	attempt: Attempt,
): Promise<OrderSnapshot> {
	if (partner === null || !status.lines.some(lacksTracking)) return status;
	let snapshot = status;
	for (const number of status.orderNumbers) {
		const shipment = await attempt('partner API', () => partner.shipment(number));
		if (shipment && !isOther(shipment.poNumber, order))
			snapshot = withPartnerShipment(snapshot, shipment);
	}
	return snapshot;
}

async function withInvoices(
	order: TrackedOrder,
	snapshot: OrderSnapshot,
	context: Asking,
	attempt: Attempt,
): Promise<OrderSnapshot> {
	const { sources, memory, now, currency, others } = context;
	const reply = await attempt('invoice service', () =>
		sources.invoices({ poNumber: order.poNumber }, `PO ${order.poNumber}`),
	);
	if (reply === null) return snapshot;
	remember(memory, order.po.id, { invoices: now });
	if (reply.kind === 'invoices' && isOther(reply.poNumber, order)) {
		const foreign = foreignAnswer('with invoices of', reply.poNumber, order);
		return { ...snapshot, faults: [...snapshot.faults, foreign] };
	}
	const documents = reply.kind === 'invoices' ? reply.invoices : [];
	const { invoices, faults } = fromInvoices(
		documents.filter(({ internalReference }) => !others.includes(internalReference)),
		currency,
	);
	remember(memory, order.po.id, { billed: billedQuantity(invoices) });
	const prices = invoicePriceFaults(invoices, order.journal?.lines ?? []);
	const more = await withPartnerInvoices(order, invoices, context, attempt);
	return {
		...snapshot,
		invoices: more.invoices,
		faults: [...snapshot.faults, ...faults, ...prices, ...more.faults],
	};
}

/** New invoices with what the partner API adds to them. */
async function withPartnerInvoices(
	order: TrackedOrder,
	invoices: InvoiceSnapshot[],
	{ sources: { partner }, currency }: QueryContext,
	attempt: Attempt,
): Promise<Invoices> {
	const all: Invoices = { invoices: [], faults: [] };
	for (const invoice of invoices) {
		const isNew = !order.before.invoices.includes(invoice.number);
		const found =
			partner && isNew ? await attempt('partner API', () => partner.invoice(invoice.number)) : null;
		if (found === null || isOther(found.poNumber, order)) {
			all.invoices.push(invoice);
			continue;
		}
		const joined = withPartnerInvoice(invoice, found, currency);
		all.invoices.push(joined.invoice);
		all.faults.push(...joined.faults);
	}
	return all;
}

/** Whether an answer names another purchase order than the one that was asked for. */
function isOther(poNumber: string, order: TrackedOrder): boolean {
	return poNumber !== '' && poNumber.toUpperCase() !== order.poNumber.toUpperCase();
}

function foreignAnswer(what: string, poNumber: string, order: TrackedOrder): SnapshotFault {
	return {
		key: `answer ${poNumber}`,
		cause: `TD SYNNEX answers ${what} PO ${poNumber} to a request for PO ${order.poNumber}`,
		remedy: 'Ask TD SYNNEX. Nothing of the answer was used.',
	};
}

function lacksTracking({ shipped, packages }: OrderSnapshot['lines'][number]): boolean {
	return shipped > 0 && packages.every(({ trackingNumber }) => trackingNumber === '');
}

/** Not found, and if an order number is at hand, whose it is. */
async function notFound(
	order: TrackedOrder,
	{ sources, services }: QueryContext,
): Promise<SnapshotFault> {
	const plain: SnapshotFault = {
		key: 'not found',
		cause: `TD SYNNEX does not know PO ${order.poNumber} (anymore). This does not prove a cancellation, and the status stays ${order.before.status}`,
		remedy:
			'Ask TD SYNNEX for the order. If it was ordered under another number, set PO Number Pattern.',
	};
	const [number] = ourNumbers(order);
	if (number === undefined) return plain;
	const service = sources.partner === null ? 'invoice service' : 'partner API';
	const attempt = attemptOn(services, []);
	const owner = await attempt(service, () => ownerOf(number, order, sources));
	if (owner === null || !isOther(owner, order)) return plain;
	return {
		key: `foreign ${number}`,
		cause: `order ${number} belongs to PO ${owner} at TD SYNNEX, not to PO ${order.poNumber}`,
		remedy: 'Correct External P.O. Number in Autotask, or PO Number Pattern in the node.',
	};
}

/** The PO number that an order number belongs to; empty = nobody says. */
async function ownerOf(
	number: string,
	order: TrackedOrder,
	{ partner, invoices }: StatusSources,
): Promise<string> {
	if (partner !== null) return (await partner.order(number))?.poNumber ?? '';
	const reply = await invoices({ orderNumber: number }, `PO ${order.po.number}`);
	return reply.kind === 'invoices' ? reply.poNumber : '';
}
