import { lineName } from './sentences';
import type { KnownLine, OrderPicture } from './types';

/** When goods are taken into Autotask's stock. */
export type ReceiveWhen = 'never' | 'shipped' | 'delivered' | 'invoiced';

/** An Autotask line that goods may be received on. */
export interface ReceivableItem {
	itemId: string;
	/** TD SYNNEX's line number. */
	line: number;
	ordered: number;
	/** Autotask takes a serialised product one piece at a time, each under a number of its own. */
	serialised: boolean;
}

/** What Autotask has received already. */
export interface Receipt {
	itemId: string;
	quantity: number;
	serialNumber: string;
}

/** One call to Autotask. */
export interface Receiving {
	itemId: string;
	quantity: number;
	/** Empty for a product without serial numbers. */
	serialNumber: string;
	vendorInvoiceNumber: string;
}

export interface ReceivePlan {
	receivings: Receiving[];
	/** What was left, and why. */
	notes: string[];
}

/**
 * What is still to be received: a pure function of what TD SYNNEX sent and what Autotask has, so that it may
 * be done again after any failure. Never above what was ordered; a serial number once, whoever it was
 * that received it.
 */
export function planReceiving(
	when: ReceiveWhen,
	known: KnownLine[],
	picture: OrderPicture,
	items: ReceivableItem[],
	receipts: Receipt[],
): ReceivePlan {
	const plan: ReceivePlan = { receivings: [], notes: [] };
	if (when === 'never') return plan;
	const used = new Set(
		receipts.map(({ serialNumber }) => serialNumber.toUpperCase()).filter(Boolean),
	);
	for (const line of known) {
		let left = arrived(when, line, picture);
		const serials = serialsOf(line.line, picture);
		const mine = items.filter((item) => item.line === line.line);
		if (left > 0 && mine.length === 0)
			plan.notes.push(
				`${lineName(line.line, '')} belongs to no line of the purchase order: nothing was received`,
			);
		for (const item of mine) {
			const own = receipts.filter(({ itemId }) => itemId === item.itemId);
			const already = own.reduce((sum, { quantity }) => sum + quantity, 0);
			const share = Math.min(left, item.ordered);
			left -= share;
			receiveItem(plan, item, share - already, serials, used, invoiceOf(line.line, picture));
		}
		if (left > 0 && mine.length > 0)
			plan.notes.push(
				`${lineName(line.line, '')}: TD SYNNEX sent ${left} more than the purchase order holds; they were not received`,
			);
	}
	return plan;
}

function receiveItem(
	plan: ReceivePlan,
	{ itemId, serialised, line }: ReceivableItem,
	missing: number,
	serials: string[],
	used: Set<string>,
	vendorInvoiceNumber: string,
): void {
	if (missing <= 0) return;
	if (!serialised) {
		plan.receivings.push({ itemId, quantity: missing, serialNumber: '', vendorInvoiceNumber });
		return;
	}
	const free = serials.filter((serial) => !used.has(serial.toUpperCase())).slice(0, missing);
	for (const serialNumber of free) {
		used.add(serialNumber.toUpperCase());
		plan.receivings.push({ itemId, quantity: 1, serialNumber, vendorInvoiceNumber });
	}
	if (free.length < missing)
		plan.notes.push(
			`${lineName(line, '')}: ${missing - free.length} pieces wait, since TD SYNNEX has named no serial number for them`,
		);
}

function arrived(when: ReceiveWhen, line: KnownLine, picture: OrderPicture): number {
	if (when === 'shipped') return line.shipped;
	if (when === 'delivered') return line.delivered;
	if (line.invoiced) return line.shipped;
	const billed = (picture.invoices ?? [])
		.flatMap(({ lines }) => lines)
		.filter((one) => one.line === line.line)
		.reduce((sum, { quantity }) => sum + quantity, 0);
	return Math.max(Math.min(billed, line.shipped), 0);
}

/** In the order of their packages, then those that only an invoice names; each once. */
function serialsOf(line: number, picture: OrderPicture): string[] {
	const packed = picture.lines
		.filter((one) => one.line === line)
		.flatMap(({ packages }) => packages.flatMap(({ serialNumbers }) => serialNumbers));
	const billed = (picture.invoices ?? [])
		.filter(({ credit }) => !credit)
		.flatMap(({ lines }) => lines.filter((one) => one.line === line))
		.flatMap(({ serialNumbers }) => serialNumbers);
	return [...new Set([...packed, ...billed])];
}

function invoiceOf(line: number, picture: OrderPicture): string {
	return (
		(picture.invoices ?? [])
			.filter(({ credit, lines }) => !credit && lines.some((one) => one.line === line))
			.at(-1)?.number ?? ''
	);
}
