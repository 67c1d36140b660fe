import type { PoPackage, PoStatus, PoStatusItem } from '../../tdsynnex/po-status';
import { plainCode } from '../answer';
import type { JournalLine } from '../journal';
import { isoDay } from '../look-up';
import { trackingLink } from './tracking';
import type { LinePicture, OrderPicture, PackagePicture, PictureFault } from './types';

type Answer = Extract<PoStatus, { kind: 'status' }>;

/**
 * The order as EC XML's order status tells it.
 *
 * Known codes: accepted, shipped, invoiced, deleted, rejected, notFound; the SOAP twin adds HOLD and
 * UNKNOWN. There is none for a back order: an expected date and fewer pieces shipped than ordered tell.
 *
 * @param sent the lines that were ordered; empty where no order block tells
 */
export function fromEcStatus(answer: Answer, sent: JournalLine[]): OrderPicture {
	const header = plainCode(answer.code);
	const byLine = new Map<number, PoStatusItem[]>();
	for (const [index, item] of answer.items.entries()) {
		const line = lineOf(item, index, answer.items, sent);
		byLine.set(line, [...(byLine.get(line) ?? []), item]);
	}
	const lines = [...byLine]
		.sort(([one], [other]) => one - other)
		.map(([line, items]) =>
			picture(
				line,
				items,
				sent.find(({ lineNumber }) => lineNumber === line),
				header,
			),
		);
	const codes = [
		...new Set(
			[answer.code, ...answer.items.map(({ code }) => code)].filter((code) => code !== ''),
		),
	];
	return {
		answeredAt: answer.answeredAt ?? '',
		codes,
		unknownCodes: codes.filter((code) => !KNOWN.includes(plainCode(code))),
		reason: answer.reason,
		orderNumbers: unique(answer.items.map(({ orderNumber }) => orderNumber)),
		lines: lines.length === 0 && DEAD.includes(header) ? sent.map(refused) : lines,
		invoices: null,
		faults: serialFaults(lines),
	};
}

/** Whether TD SYNNEX says that it has no such order. That proves nothing. */
export function isNotFound(answer: Answer): boolean {
	return plainCode(answer.code) === 'notfound';
}

const DEAD = ['deleted', 'rejected'];
const HOLD = ['hold', 'held'];
const KNOWN = ['accepted', 'shipped', 'invoiced', ...DEAD, 'notfound', ...HOLD];
/** Order type 99: taken, waiting for TD SYNNEX's sales desk. */
const PENDING = '99';
const QUOTE = 'QO';
const NON_STOCK = '99';

/** By its number; where the reply numbers none, by a SKU that was ordered once; else by its place. */
function lineOf(
	item: PoStatusItem,
	index: number,
	all: PoStatusItem[],
	sent: JournalLine[],
): number {
	if (item.lineNumber !== null) return item.lineNumber;
	const same = sent.filter(({ sku }) => sku !== '' && sku === item.sku);
	if (same.length === 1 && same[0]) return same[0].lineNumber;
	const first = all.findIndex(({ sku }) => sku !== '' && sku === item.sku);
	return (first < 0 ? index : first) + 1;
}

/** An order that was refused or deleted whole may come without a single line. */
function refused({ lineNumber, sku, quantity, orderNumbers }: JournalLine): LinePicture {
	return {
		line: lineNumber,
		sku,
		mpn: '',
		name: '',
		ordered: quantity,
		shipped: 0,
		delivered: 0,
		cancelled: quantity,
		backOrdered: 0,
		eta: '',
		invoiced: false,
		held: false,
		quote: false,
		allocated: false,
		orderNumbers,
		warehouses: [],
		shipDate: '',
		estimatedDelivery: '',
		carrier: '',
		service: '',
		packages: [],
	};
}

function picture(
	line: number,
	items: PoStatusItem[],
	sent: JournalLine | undefined,
	header: string,
): LinePicture {
	const [first] = items as [PoStatusItem];
	const codes = items.map(({ code }) => plainCode(code));
	const ordered = orderedOf(items, sent);
	const parts = items.map((item) => ({ item, ...counts(item) }));
	const shipped = parts.reduce((sum, part) => sum + part.shipped, 0);
	const open = Math.max(ordered - shipped, 0);
	// An order that is invoiced or deleted as a whole has nothing more to come.
	const over = ['invoiced', ...DEAD].includes(header) || codes.every((code) => DEAD.includes(code));
	const whole = over && codes.every((code) => ['invoiced', ...DEAD].includes(code));
	const dead = parts
		.filter(({ item }) => DEAD.includes(plainCode(item.code)))
		.reduce((sum, part) => sum + part.open, 0);
	const cancelled = whole ? open : Math.min(dead, open);
	const waiting = parts.filter(
		({ item }) => isoDay(item.eta) !== '' && !DEAD.includes(plainCode(item.code)),
	);
	const backOrdered = Math.min(
		waiting.reduce((sum, part) => sum + part.open, 0),
		open - cancelled,
	);
	const packages = items.flatMap((item) => item.packages.map((box) => packageOf(box, item)));
	const alive = items.filter(({ code }) => !DEAD.includes(plainCode(code)));
	return {
		line,
		sku: ['', NON_STOCK].includes(first.sku) ? (sent?.sku ?? first.sku) : first.sku,
		mpn: first.mpn,
		name: first.name,
		ordered,
		shipped,
		delivered: Math.min(deliveredOf(packages), shipped),
		cancelled,
		backOrdered,
		eta:
			backOrdered > 0
				? (waiting
						.map(({ item }) => isoDay(item.eta))
						.sort()
						.at(-1) ?? '')
				: '',
		invoiced: alive.length > 0 && alive.every(({ code }) => plainCode(code) === 'invoiced'),
		held: items.some(
			({ orderType, code, shipQuantity }) =>
				(orderType === PENDING || HOLD.includes(plainCode(code))) && !shipQuantity,
		),
		quote: items.some(({ orderType, sku }) => orderType === QUOTE || sku === NON_STOCK),
		allocated: alive.every(({ orderNumber, warehouse }) => orderNumber !== '' && warehouse !== ''),
		orderNumbers: unique(items.map(({ orderNumber }) => orderNumber)),
		warehouses: unique(items.map(({ warehouse }) => warehouse)),
		shipDate:
			items
				.map(({ shipTime }) => isoDay(shipTime))
				.sort()
				.at(-1) ?? '',
		estimatedDelivery:
			items
				.map(({ estimatedDelivery }) => isoDay(estimatedDelivery))
				.sort()
				.at(-1) ?? '',
		carrier: first.shipMethodName || first.shipMethod,
		service: first.shipMethod,
		packages,
	};
}

/**
 * A line that is split comes as several items. Whether each then carries its part or the whole quantity
 * is not documented: where all say what was ordered, it was ordered once.
 */
function orderedOf(items: PoStatusItem[], sent: JournalLine | undefined): number {
	const quantities = items.map(
		({ orderQuantity, shipQuantity }) => orderQuantity ?? shipQuantity ?? 0,
	);
	const wanted = sent?.quantity ?? 0;
	if (wanted > 0 && quantities.every((quantity) => quantity === wanted)) return wanted;
	return quantities.reduce((sum, quantity) => sum + quantity, 0);
}

/** A shipped item without a quantity has shipped whole. */
function counts({ code, orderQuantity, shipQuantity }: PoStatusItem): {
	shipped: number;
	open: number;
} {
	const gone = ['shipped', 'invoiced'].includes(plainCode(code));
	const shipped = Math.max(shipQuantity ?? (gone ? (orderQuantity ?? 0) : 0), 0);
	return { shipped, open: Math.max((orderQuantity ?? 0) - shipped, 0) };
}

function packageOf(box: PoPackage, item: PoStatusItem): PackagePicture {
	const carrier = item.shipMethodName || item.shipMethod;
	// One element may list several numbers; the first leads to the carrier's page all the same.
	const [number = ''] = box.trackingNumber.split(/[,;\s]+/).filter(Boolean);
	return {
		trackingNumber: box.trackingNumber,
		trackingLink: trackingLink(number, carrier),
		carrier,
		weight: box.weight,
		quantity: box.quantity,
		serialNumbers: unique(box.serialNumbers.map((serial) => serial.replace(/^SN:\s*/i, ''))),
		deliveredAt: box.deliveredAt,
	};
}

function deliveredOf(packages: PackagePicture[]): number {
	return packages
		.filter(({ deliveredAt }) => deliveredAt !== '')
		.reduce((sum, { quantity, serialNumbers }) => sum + (quantity ?? serialNumbers.length), 0);
}

function serialFaults(lines: LinePicture[]): PictureFault[] {
	const seen = new Map<string, number>();
	const faults: PictureFault[] = [];
	for (const { line, packages } of lines) {
		for (const serial of packages.flatMap(({ serialNumbers }) => serialNumbers)) {
			const before = seen.get(serial);
			if (before !== undefined)
				faults.push({
					key: `serial ${serial}`,
					cause: `TD SYNNEX names serial number ${serial} twice (line ${before} and line ${line})`,
					remedy: 'Look at the label: it is received once, under the first line that names it.',
				});
			seen.set(serial, before ?? line);
		}
	}
	return faults;
}

function unique(values: string[]): string[] {
	return [...new Set(values.filter((value) => value !== ''))];
}
