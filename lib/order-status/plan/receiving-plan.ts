import { lineName } from '../diff/event-text';
import type { ReceiveWhen } from '../settings';
import type { KnownLine, OrderSnapshot } from '../types';

/** An Autotask line that goods may be received on. */
export interface ReceivableItem {
	itemId: string;
	/** TD SYNNEX's line number. */
	line: number;
	ordered: number;
	/** Autotask takes a serialised product one piece at a time, each under a number of its own. */
	serialised: boolean;
	/** The charge that it serves, and how many units that still waits for; `null` = none known. */
	charge: { id: string; open: number } | null;
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
	/** Some of it is above what a charge waits for. */
	aboveCharge: boolean;
}

/**
 * What is still to be received: a pure function of what TD SYNNEX sent and what Autotask has, so
 * that it may be done again after any failure. Never above what was ordered, nor above what the
 * charge of a line waits for; a serial number once, whoever it was that received it.
 */
export function planReceiving(
	when: ReceiveWhen,
	known: KnownLine[],
	snapshot: OrderSnapshot,
	items: ReceivableItem[],
	receipts: Receipt[],
): ReceivePlan {
	const plan: ReceivePlan = { receivings: [], notes: [], aboveCharge: false };
	if (when === 'never') return plan;
	const shares = new Map<string, Share>();
	for (const line of known) {
		const left = arrived(when, line, snapshot);
		if (left === 0) continue;
		const [other] = snapshot.lines.find((one) => one.line === line.line)?.otherSkus ?? [];
		const mine = items.filter((item) => item.line === line.line);
		if (other !== undefined)
			plan.notes.push(`${lineName(line.line, '')} came as SKU ${other}: nothing was received`);
		else if (mine.length === 0)
			plan.notes.push(
				`${lineName(line.line, '')} belongs to no line of the purchase order: nothing was received`,
			);
		else {
			const over = shareOut(shares, mine, left);
			if (over > 0)
				plan.notes.push(
					`${lineName(line.line, '')}: TD SYNNEX sent ${over} more than are on the purchase order; they were not received`,
				);
		}
	}
	const used = new Set(
		receipts.map(({ serialNumber }) => plainSerial(serialNumber)).filter(Boolean),
	);
	const taken = new Map<string, number>();
	for (const { item, lines, pieces } of shares.values()) {
		const already = receipts
			.filter(({ itemId }) => itemId === item.itemId)
			.reduce((sum, { quantity }) => sum + quantity, 0);
		const serials = lines.flatMap((line) => serialsOf(line, snapshot));
		const invoice = lines.map((line) => invoiceOf(line, snapshot)).find(Boolean) ?? '';
		const missing = withinCharge(plan, item, pieces - already, taken);
		receiveItem(plan, item, missing, used, { serials, invoice });
	}
	return plan;
}

/** As many of the pieces as the charge of the line waits for; two lines may serve one charge. */
function withinCharge(
	plan: ReceivePlan,
	{ charge, line }: ReceivableItem,
	missing: number,
	taken: Map<string, number>,
): number {
	if (charge === null || missing <= 0) return missing;
	const before = taken.get(charge.id) ?? 0;
	const some = Math.min(missing, charge.open - before);
	taken.set(charge.id, before + some);
	if (some === missing) return missing;
	plan.aboveCharge = true;
	plan.notes.push(
		`${lineName(line, '')}: ${missing - some} of ${missing} pieces are above what charge ${charge.id} still waits for; they were not received`,
	);
	return some;
}

/** What Autotask would refuse for want of a vendor invoice number waits for the invoice. */
export function untilInvoiced({ receivings, notes, aboveCharge }: ReceivePlan): ReceivePlan {
	const waiting = receivings.filter((one) => one.vendorInvoiceNumber === '');
	const pieces = waiting.reduce((sum, { quantity }) => sum + quantity, 0);
	return {
		receivings: receivings.filter((one) => one.vendorInvoiceNumber !== ''),
		notes: pieces === 0 ? notes : [...notes, `${pieces} pieces ${AWAITS_INVOICE}`],
		aboveCharge,
	};
}

export const AWAITS_INVOICE =
	"wait for TD SYNNEX's invoice, because Autotask requires a vendor invoice number for each receipt";

/** What to do about it, in the words of Autotask's screens. */
export const INVOICE_SETTING =
	'Wait: the node receives them as soon as the invoice is there. Or allow Autotask to receive without a vendor invoice number: Admin > Features & Settings > Application-wide (Shared) Features > System Settings > Inventory.';

/** What arrived for one line of the purchase order: several lines of TD SYNNEX may stand for it. */
interface Share {
	item: ReceivableItem;
	lines: number[];
	pieces: number;
}

/**
 * Gives the pieces of a line to the items that it stands for, each up to what it orders. Returns
 * what is left over.
 */
function shareOut(shares: Map<string, Share>, items: ReceivableItem[], pieces: number): number {
	let left = pieces;
	for (const item of items) {
		const share = shares.get(item.itemId) ?? { item, lines: [], pieces: 0 };
		const some = Math.min(left, item.ordered - share.pieces);
		if (some <= 0) continue;
		shares.set(item.itemId, {
			item,
			lines: [...share.lines, item.line],
			pieces: share.pieces + some,
		});
		left -= some;
	}
	return left;
}

function receiveItem(
	plan: ReceivePlan,
	{ itemId, serialised, line }: ReceivableItem,
	missing: number,
	used: Set<string>,
	{ serials, invoice: vendorInvoiceNumber }: { serials: string[]; invoice: string },
): void {
	if (missing <= 0) return;
	if (!serialised) {
		plan.receivings.push({ itemId, quantity: missing, serialNumber: '', vendorInvoiceNumber });
		return;
	}
	let received = 0;
	for (const serialNumber of serials) {
		if (received === missing || used.has(plainSerial(serialNumber))) continue;
		used.add(plainSerial(serialNumber));
		plan.receivings.push({ itemId, quantity: 1, serialNumber, vendorInvoiceNumber });
		received += 1;
	}
	if (received < missing)
		plan.notes.push(
			`${lineName(line, '')}: ${missing - received} pieces wait, because TD SYNNEX has named no serial number for them`,
		);
}

/** Order status and invoice may spell one serial number in capitals and small letters. */
export function plainSerial(serialNumber: string): string {
	return serialNumber.trim().toUpperCase();
}

function arrived(when: ReceiveWhen, line: KnownLine, snapshot: OrderSnapshot): number {
	if (when === 'shipped') return line.shipped;
	if (when === 'delivered') return line.delivered;
	if (line.invoiced) return line.shipped;
	const billed = (snapshot.invoices ?? [])
		.flatMap(({ lines }) => lines)
		.filter((one) => one.line === line.line)
		.reduce((sum, { quantity }) => sum + quantity, 0);
	return Math.max(Math.min(billed, line.shipped), 0);
}

/** In the order of their packages, then those that only an invoice names; each once. */
export function serialsOf(line: number, snapshot: OrderSnapshot): string[] {
	const packed = snapshot.lines
		.filter((one) => one.line === line)
		.flatMap(({ packages }) => packages.flatMap(({ serialNumbers }) => serialNumbers));
	const billed = (snapshot.invoices ?? [])
		.filter(({ credit }) => !credit)
		.flatMap(({ lines }) => lines.filter((one) => one.line === line))
		.flatMap(({ serialNumbers }) => serialNumbers);
	return [...new Set([...packed, ...billed])];
}

function invoiceOf(line: number, snapshot: OrderSnapshot): string {
	return (
		(snapshot.invoices ?? [])
			.filter(({ credit, lines }) => !credit && lines.some((one) => one.line === line))
			.at(-1)?.number ?? ''
	);
}
