import type { Journal } from '../../orders/journal/types';
import { formatKnown } from './status-block';
import type { Known, KnownLine, LineSnapshot, OrderSnapshot } from '../types';

/** What an order block says before any poll: accepted as it was sent, nothing shipped. */
export function knownFromJournal(journal: Journal): Known {
	const held = journal.lines.some(({ result }) => result === 'held' || result === 'nonStockQuote');
	return {
		status: held || journal.answer === 'HELD' ? 'Held' : 'Received',
		asOf: '',
		lines: journal.lines
			.filter(({ quantity }) => quantity > 0)
			.map(({ lineNumber, quantity, accepted, result }) => ({
				...BLANK,
				line: lineNumber,
				ordered: quantity,
				cancelled:
					result === 'rejected' ? quantity : Math.max(quantity - (accepted ?? quantity), 0),
			})),
		invoices: [],
		tracking: [],
		reported: [],
	};
}

/** A line joined with what was recorded of it. */
export interface MergedLine {
	known: KnownLine;
	/** What TD SYNNEX shows now; `null` = it leaves the line out. */
	snapshot: LineSnapshot | null;
	before: KnownLine;
	/** TD SYNNEX shows less than was recorded. */
	behind: boolean;
}

/**
 * Lines as recorded, brought up to what TD SYNNEX shows now. What has shipped, was delivered or
 * cancelled only ever grows: less than before is either an old answer or a correction, and in both
 * cases goods that were reported, noted and received cannot be un-received. It is flagged instead.
 */
export function mergeLines(before: KnownLine[], snapshot: OrderSnapshot): MergedLine[] {
	const numbers = [
		...new Set([...before.map(({ line }) => line), ...snapshot.lines.map(({ line }) => line)]),
	].sort((one, other) => one - other);
	return numbers.map((line) => {
		const found = snapshot.lines.find((one) => one.line === line) ?? null;
		const old = before.find((one) => one.line === line) ?? { ...BLANK, line };
		return { ...merge(old, found), snapshot: found, before: old };
	});
}

/** Whether two memories say the same, the time of the answer aside. */
export function sameKnown(one: Known, other: Known): boolean {
	return formatKnown({ ...one, asOf: '' }) === formatKnown({ ...other, asOf: '' });
}

/**
 * Five characters that stand for a long text, so that a hundred tracking numbers fit into a memo.
 */
export function digest(text: string): string {
	let hash = 0xcbf29ce484222325n;
	for (const character of text) {
		hash ^= BigInt(character.codePointAt(0) ?? 0);
		hash = (hash * 0x100000001b3n) & 0xffffffffffffffffn;
	}
	return (hash % 60466176n).toString(36).padStart(5, '0');
}

const BLANK: KnownLine = {
	line: 0,
	ordered: 0,
	shipped: 0,
	delivered: 0,
	cancelled: 0,
	backOrdered: 0,
	eta: '',
	invoiced: false,
};

function merge(before: KnownLine, now: LineSnapshot | null): { known: KnownLine; behind: boolean } {
	if (now === null) return { known: before, behind: before.ordered > before.cancelled };
	// Pieces that were refused or deleted before may no longer be listed at all.
	const unlisted = Math.min(Math.max(before.ordered - now.ordered, 0), before.cancelled);
	const behind =
		now.shipped < before.shipped || Math.max(now.cancelled, unlisted) < before.cancelled;
	const shipped = Math.max(now.shipped, before.shipped);
	const least = Math.max(now.cancelled, before.cancelled);
	const ordered = Math.max(now.ordered, before.ordered, least + shipped);
	const cancelled = now.over && !behind ? ordered - shipped : least;
	const open = Math.max(ordered - shipped - cancelled, 0);
	// A date that is left out is unknown, not gone: the last one stands while pieces are open.
	const silent = behind || (now.eta === '' && now.backOrdered === 0);
	const backOrdered = Math.min(silent ? before.backOrdered : now.backOrdered, open);
	return {
		behind,
		known: {
			line: before.line,
			ordered,
			shipped,
			delivered: Math.max(now.delivered, before.delivered),
			cancelled,
			backOrdered,
			eta: backOrdered === 0 ? '' : now.eta === '' || silent ? before.eta : now.eta,
			invoiced: now.invoiced || (before.invoiced && shipped === before.shipped),
		},
	};
}

/** Every piece that has left was handed over. */
export function allDelivered(lines: KnownLine[]): boolean {
	return lines.every(({ shipped, delivered }) => delivered >= shipped);
}

/** Both lists, each word once, the first in front. */
export function union(one: string[], other: string[]): string[] {
	return [...new Set([...one, ...other])];
}
