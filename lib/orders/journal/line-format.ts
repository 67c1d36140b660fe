import type { JournalLine } from './types';
import type { LineState } from '../types';

/**
 * `Line 1: item 5001, SKU 1234567, 2 x 101.50, accepted 2, order 40000001`; where another price was
 * sent, `2 x 101.50 sent at 101.60`.
 */
export function writeLine(line: JournalLine): string {
	if (line.sku === '') return `Line ${line.lineNumber}: order ${orderList(line) || NONE}`;
	const answer = line.result === null ? '' : `, ${WORDS[line.result]}${taken(line)}`;
	const sentAt = line.sentPrice === undefined ? '' : ` sent at ${line.sentPrice}`;
	const order = line.orderNumbers.length === 0 ? '' : `, order ${orderList(line)}`;
	return `Line ${line.lineNumber}: item ${line.itemId}, SKU ${line.sku}, ${line.quantity} x ${line.unitPrice}${sentAt}${answer}${order}`;
}

/** The reverse of {@link writeLine}; `null` when the text is something else. */
export function readLine(text: string): JournalLine | null {
	const bare = /^Line (\d+): order (.+)$/.exec(text);
	if (bare) return folded(Number(bare[1]), orders(bare[2]));
	const found = LINE.exec(text);
	if (!found) return null;
	const [, lineNumber, itemId, sku, quantity, unitPrice, sentPrice, word, accepted, order] = found;
	return {
		lineNumber: Number(lineNumber),
		itemId: itemId ?? '',
		sku: sku ?? '',
		quantity: Number(quantity),
		unitPrice: unitPrice ?? '',
		...(sentPrice !== undefined && { sentPrice }),
		result: STATES.find((state) => WORDS[state] === word) ?? null,
		accepted: accepted === undefined ? null : Number(accepted),
		orderNumbers: orders(order),
	};
}

/**
 * `Order 40000001: lines 1-12, 14`: all that is kept of the lines when there is no room for them.
 */
export function writeOrderRanges(lines: JournalLine[]): string[] {
	return byOrder(lines).map(([order, numbers]) => `Order ${order}: lines ${ranges(numbers)}`);
}

/**
 * The same in one line, `Orders: 40000001=1-12,14 40000002=13`: for many lines with numbers of
 * their own.
 */
export function writeOrdersShort(lines: JournalLine[]): string[] {
	const orders = byOrder(lines).map(
		([order, numbers]) => `${order}=${ranges(numbers).replaceAll(' ', '')}`,
	);
	return [`Orders: ${orders.join(' ')}`];
}

/** The reverse of {@link writeOrderRanges} for one text, and of {@link writeOrdersShort}. */
export function readOrderRange(text: string): JournalLine[] | null {
	const short = /^Orders: ((?:\S+=[\d,-]+(?: |$))+)$/.exec(text);
	if (short)
		return (short[1] ?? '')
			.trim()
			.split(' ')
			.flatMap((entry) => {
				const [order, numbers] = entry.split('=');
				return linesIn(order ?? '', numbers ?? '');
			});
	const found = /^Order (\S+): lines ([\d, -]+)$/.exec(text);
	return found ? linesIn(found[1] ?? '', found[2] ?? '') : null;
}

/** A folded line that stands under several orders is one line with several numbers. */
export function joinFolded(lines: JournalLine[]): JournalLine[] {
	const joined = new Map<number, JournalLine>();
	for (const line of lines) {
		const known = joined.get(line.lineNumber);
		const orderNumbers = [...new Set([...(known?.orderNumbers ?? []), ...line.orderNumbers])];
		joined.set(line.lineNumber, { ...(known ?? line), orderNumbers });
	}
	return [...joined.values()].sort((one, other) => one.lineNumber - other.lineNumber);
}

function byOrder(lines: JournalLine[]): [string, number[]][] {
	const numbers = new Map<string, number[]>();
	for (const line of lines) {
		for (const order of line.orderNumbers.length > 0 ? line.orderNumbers : [NONE]) {
			numbers.set(order, [...(numbers.get(order) ?? []), line.lineNumber]);
		}
	}
	return [...numbers];
}

function linesIn(name: string, numbers: string): JournalLine[] {
	const order = name === NONE ? [] : [name];
	return numbers.split(',').flatMap((part) => {
		const [from, to] = part.split('-').map((number) => Number(number.trim()));
		const first = from ?? 0;
		const count = Math.min(Math.max((to ?? first) - first + 1, 0), MOST_LINES);
		return Array.from({ length: count }, (_, index) => folded(first + index, order));
	});
}

const NONE = 'none';
/** More lines than a purchase order can hold; a damaged range must not fill the memory. */
const MOST_LINES = 10_000;

const WORDS: Record<LineState, string> = {
	accepted: 'accepted',
	backOrdered: 'back-ordered',
	held: 'held',
	rejected: 'rejected',
	nonStockQuote: 'NON-STOCK QUOTE',
	unknown: 'not clear',
};

const STATES = Object.keys(WORDS) as LineState[];
const LINE = new RegExp(
	`^Line (\\d+): item (\\d+), SKU ([^,\\s]+), (\\d+) x ([\\d.]+)(?: sent at ([\\d.]+))?(?:, (${Object.values(WORDS).join('|')})(?: (\\d+))?)?(?:, order ([^,\\s]+(?: \\+ [^,\\s]+)*))?$`,
);

function taken(line: JournalLine): string {
	return line.accepted === null ? '' : ` ${line.accepted}`;
}

function orderList(line: JournalLine): string {
	return line.orderNumbers.join(' + ');
}

function orders(text: string | undefined): string[] {
	return (text ?? '').split(' + ').filter((order) => !['', NONE].includes(order));
}

function folded(lineNumber: number, orderNumbers: string[]): JournalLine {
	return {
		lineNumber,
		itemId: '',
		sku: '',
		quantity: 0,
		unitPrice: '',
		result: null,
		accepted: null,
		orderNumbers,
	};
}

function ranges(numbers: number[]): string {
	const runs: [number, number][] = [];
	for (const number of [...numbers].sort((one, other) => one - other)) {
		const last = runs.at(-1);
		if (last && last[1] === number - 1) last[1] = number;
		else runs.push([number, number]);
	}
	return runs.map(([from, to]) => (from === to ? `${from}` : `${from}-${to}`)).join(', ');
}
