import type { EventLine, InvoiceSnapshot, KnownLine, OrderStatus } from '../types';

/** Longest list that a sentence spells out. */
const NAMED = 3;

/** `line 1 (SKU 1234567): 2 of 5 shipped`; more than three lines are counted. */
export function shippedWords(lines: EventLine[], known: KnownLine[]): string {
	return listed(
		lines.map(({ line, sku, ordered }) => {
			const now = known.find((one) => one.line === line);
			return `${lineName(line, sku)}: ${now?.shipped ?? 0} of ${ordered} shipped`;
		}),
	);
}

export function deliveredWords(known: KnownLine[]): string {
	const sum = (pick: (line: KnownLine) => number) => known.reduce((so, line) => so + pick(line), 0);
	return `${sum(({ delivered }) => delivered)} of ${sum(({ ordered, cancelled }) => ordered - cancelled)} pieces delivered`;
}

export function cancelledWords(lines: EventLine[]): string {
	return listed(
		lines.map(
			({ line, sku, quantity, ordered }) =>
				`${lineName(line, sku)}: ${quantity} of ${ordered} cancelled by TD SYNNEX`,
		),
	);
}

export function backOrderedWords(lines: EventLine[]): string {
	return listed(
		lines.map(
			({ line, sku, quantity, eta }) =>
				`${lineName(line, sku)}: ${quantity} on back order, ${eta === '' ? 'no date given' : `expected ${eta}`}`,
		),
	);
}

export function etaWords(lines: EventLine[], before: KnownLine[]): string {
	return listed(
		lines.map(({ line, sku, eta }) => {
			const old = before.find((one) => one.line === line)?.eta ?? '';
			return `${lineName(line, sku)}: expected ${eta}, ${old === '' ? 'no date was given' : `was ${old}`}`;
		}),
	);
}

export function invoiceWords({ number, total, currency, credit }: InvoiceSnapshot): string {
	const amount = total === '' ? '' : ` of ${total} ${currency}`;
	return `${credit ? 'credit note' : 'invoice'} ${number}${amount}`;
}

/** `, tracking 7123, 7124`; empty for none. */
export function trackingWords(numbers: string[]): string {
	return numbers.length === 0 ? '' : `, tracking ${listed(numbers, ', ')}`;
}

export function backwardsWords(before: OrderStatus, after: OrderStatus): string {
	return `the state of the order went back from ${before} to ${after}`;
}

export function lineName(line: number, sku: string): string {
	return `line ${line}${sku === '' ? '' : ` (SKU ${sku})`}`;
}

function listed(parts: string[], between = '; '): string {
	const more = parts.length - NAMED;
	return more > 0 ? `${parts.slice(0, NAMED).join(between)} and ${more} more` : parts.join(between);
}
