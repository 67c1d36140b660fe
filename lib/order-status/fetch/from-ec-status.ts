import { eachPieceOnce } from '../../tdsynnex/ec-xml/line-items';
import { isDead, KNOWN_CODES, meaningOf } from '../../tdsynnex/ec-xml/line-meaning';
import { isoDay, NON_STOCK_SKU, plainCode } from '../../tdsynnex/ec-xml/order-codes';
import type { PoPackage, PoStatus, PoStatusItem } from '../../tdsynnex/ec-xml/order-status';
import type { JournalLine } from '../../orders/journal/types';
import { answerFaults } from './reply-checks';
import { countQuantities, DEAD } from './quantities';
import { trackingLink, trackingNumbersIn } from '../tracking';
import type { LineSnapshot, OrderSnapshot, PackageSnapshot } from '../types';

type Answer = Extract<PoStatus, { kind: 'status' }>;

/**
 * The order as EC XML's order status shows it.
 *
 * Known codes: accepted, shipped, invoiced, deleted, rejected, notFound; the SOAP twin adds HOLD
 * and UNKNOWN. What code and order type mean together is one table: `ec-xml/line-meaning.ts`.
 *
 * @param sent the lines that were ordered; empty where there is no order block
 */
export function fromEcStatus(answer: Answer, sent: JournalLine[]): OrderSnapshot {
	const header = headerOf(answer, sent);
	const byLine = new Map<number, PoStatusItem[]>();
	for (const [index, item] of answer.items.entries()) {
		const line = lineOf(item, index, answer.items, sent);
		const coded = item.code === '' ? { ...item, code: answer.code } : item;
		byLine.set(line, [...(byLine.get(line) ?? []), coded]);
	}
	const lines = [...byLine]
		.sort(([one], [other]) => one - other)
		.map(([line, items]) =>
			lineSnapshot(
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
		faults: answerFaults(lines, sent),
	};
}

/** Whether TD SYNNEX says that it has no such order. That proves nothing. */
export function isNotFound(answer: Answer): boolean {
	return plainCode(answer.code) === 'notfound';
}

const KNOWN = [...KNOWN_CODES, 'notfound'];
/** What stands for a carrier where there is none: back orders and deleted lines. */
const NO_CARRIER = 'NL';

/**
 * The header's code. Beside a quotation that is left over it stays open for good, so that the code
 * of all other items stands for it.
 */
function headerOf({ code, items }: Answer, sent: JournalLine[]): string {
	const numbers = [...new Set(items.map(({ lineNumber }) => lineNumber))];
	const counted = numbers.flatMap((number) =>
		eachPieceOnce(
			items.filter(({ lineNumber }) => number !== null && lineNumber === number),
			sent.find(({ lineNumber }) => lineNumber === number)?.quantity ?? null,
		),
	);
	const alive = counted.filter((item) => !isDead(item));
	const through = alive.length > 0 && alive.every((item) => plainCode(item.code) === 'invoiced');
	return through && counted.length < items.length ? 'invoiced' : plainCode(code);
}

/**
 * By its number; where the reply numbers none, by a SKU that was ordered once; else by its place.
 */
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
function refused({ lineNumber, sku, quantity, orderNumbers }: JournalLine): LineSnapshot {
	return {
		line: lineNumber,
		sku,
		otherSkus: [],
		mpn: '',
		name: '',
		ordered: quantity,
		stated: quantity,
		shipped: 0,
		delivered: 0,
		cancelled: quantity,
		backOrdered: 0,
		eta: '',
		invoiced: false,
		over: true,
		held: false,
		quote: false,
		allocated: false,
		orderNumbers,
		warehouses: [],
		shipDate: '',
		estimatedDelivery: '',
		estimatedShip: '',
		carrier: '',
		service: '',
		unitPrices: [],
		packages: [],
	};
}

function lineSnapshot(
	line: number,
	all: PoStatusItem[],
	sent: JournalLine | undefined,
	header: string,
): LineSnapshot {
	const { items, ...pieces } = countQuantities(all, sent, header, ({ eta }) => isoDay(eta) !== '');
	const [first] = items as [PoStatusItem];
	const alive = items.filter(({ code }) => !DEAD.includes(plainCode(code)));
	const carried = items.find(({ shipMethod }) => shipMethod.toUpperCase() !== NO_CARRIER);
	const packages = all.flatMap((item) => item.packages.map((box) => packageOf(box, item)));
	const latest = (pick: (item: PoStatusItem) => string, some = items) =>
		some
			.map((item) => isoDay(pick(item)))
			.sort()
			.at(-1) ?? '';
	return {
		line,
		...pieces,
		sku: ['', NON_STOCK_SKU].includes(first.sku) ? (sent?.sku ?? first.sku) : first.sku,
		otherSkus: otherSkus(items, sent),
		mpn: first.mpn,
		name: first.name,
		delivered: Math.min(deliveredOf(packages), pieces.shipped),
		eta: pieces.backOrdered > 0 ? latest(({ eta }) => eta, alive) : '',
		invoiced: alive.length > 0 && alive.every(({ code }) => plainCode(code) === 'invoiced'),
		held: items.some((item) => meaningOf(item) === 'held' && !item.shipQuantity),
		quote: items.some((item) => meaningOf(item) === 'nonStock'),
		allocated: alive.every(({ orderNumber, warehouse }) => orderNumber !== '' && warehouse !== ''),
		orderNumbers: unique(items.map(({ orderNumber }) => orderNumber)),
		warehouses: unique(items.map(({ warehouse }) => warehouse)),
		shipDate: latest(({ shipTime }) => shipTime),
		estimatedDelivery: latest(({ estimatedDelivery }) => estimatedDelivery),
		estimatedShip: latest(({ estimatedShip }) => estimatedShip, alive),
		carrier: carried?.shipMethodName || carried?.shipMethod || '',
		service: carried?.shipMethod ?? '',
		unitPrices: unique(alive.map(({ unitPrice }) => unitPrice)),
		packages,
	};
}

function otherSkus(items: PoStatusItem[], sent: JournalLine | undefined): string[] {
	if (sent === undefined || sent.sku === '') return [];
	return unique(items.map(({ sku }) => sku)).filter(
		(sku) => sku !== NON_STOCK_SKU && sku !== sent.sku,
	);
}

function packageOf(box: PoPackage, item: PoStatusItem): PackageSnapshot {
	const carrier = item.shipMethodName || item.shipMethod;
	// One element may list several numbers; the first leads to the carrier's page all the same.
	const [number = ''] = trackingNumbersIn(box.trackingNumber);
	return {
		trackingNumber: box.trackingNumber,
		trackingLink: trackingLink(number, carrier),
		carrier,
		weight: box.weight,
		quantity: box.quantity,
		serialNumbers: unique(
			box.serialNumbers
				.flatMap((text) => text.split(/[,;]/))
				.map((serial) => serial.replace(/^\s*SN:\s*/i, '').trim()),
		),
		deliveredAt: box.deliveredAt,
		refusedAt: box.refusedAt,
	};
}

function deliveredOf(packages: PackageSnapshot[]): number {
	return packages
		.filter(({ deliveredAt, refusedAt }) => deliveredAt !== '' && refusedAt === '')
		.reduce((sum, { quantity, serialNumbers }) => sum + (quantity ?? serialNumbers.length), 0);
}

function unique(values: string[]): string[] {
	return [...new Set(values.filter((value) => value !== ''))];
}
