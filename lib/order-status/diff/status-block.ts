import { oneLine } from '../../orders/journal/journal';
import {
	type BlockMarks,
	cutBlocks,
	joinLines,
	MEMO_LENGTH,
	memoSize,
} from '../../orders/journal/memo-block';
import { FINISHED } from './status-rules';
import { type Known, type KnownLine, STATUSES } from '../types';

/** One line of the history that people read. */
export interface HistoryEntry {
	/** UTC ISO 8601. */
	time: string;
	text: string;
}

/** What the General Memo says about an order's status, beside the order block. */
export interface StatusBlock {
	/**
	 * The Autotask id of the PO it belongs to: a copied memo brings a block that is not that one's.
	 */
	poId: string;
	known: Known;
	history: HistoryEntry[];
	/** Older entries that had to make room. */
	folded: number;
	/** `null` = whoever wrote it does not ask whether its changes were handed on. */
	pendingDelivery: PendingDelivery | null;
}

/**
 * Who took on to report the last changes, and what they were compared with. n8n may die between
 * this record and handing them on: then the same poller reports them again.
 */
export interface PendingDelivery {
	by: string;
	/** UTC ISO 8601 with milliseconds. */
	at: string;
	before: Known;
}

/** In the memo of every order that is still followed: Autotask can be asked for it. */
export const OPEN_MARK = 'TD SYNNEX status (open)';
/** How the line begins that claims the receiving of an order. */
export const RECEIVING_MARK = '=== TD SYNNEX receiving: ';

/** The status block of the given purchase order; `null` = none that can be read. */
export function readStatusBlock(memo: string, poId: string): StatusBlock | null {
	const own = cutBlocks(memo, MARKS)
		.blocks.map(parse)
		.filter((block) => block?.poId === poId)
		.sort((one, other) => (other?.known.asOf ?? '').localeCompare(one?.known.asOf ?? ''));
	return own[0] ?? null;
}

/**
 * Whether a block of the purchase order is there and none that can be read: a person has changed
 * it.
 */
export function isStatusBlockDamaged(memo: string, poId: string): boolean {
	if (readStatusBlock(memo, poId) !== null) return false;
	return cutBlocks(memo, MARKS).blocks.some(
		(lines) => parse(lines) === null && [poId, undefined].includes(fieldsOf(lines).get('po id')),
	);
}

/**
 * The memo with the block in it, every other word (the order block above all) where it was. To fit
 * into the 4,000 characters the oldest history goes first, then `handed`. `null` = no room for even
 * what must be remembered.
 *
 * Some room is left free: the order block must be able to grow without asking.
 */
export function writeStatusBlock(memo: string, block: StatusBlock): string | null {
	const { around } = cutBlocks(memo, MARKS);
	const before = joinLines(around[0] ?? []);
	// A block goes where the first one was.
	const after = joinLines(around.slice(1).flat());
	const put = (text: string) => [before, text, after].filter((part) => part !== '').join('\n\n');
	for (let dropped = 0; dropped <= block.history.length; dropped++) {
		const whole = put(write(block, dropped));
		if (memoSize(whole) <= MEMO_LENGTH - RESERVE) return whole;
	}
	return block.pendingDelivery === null
		? null
		: writeStatusBlock(memo, { ...block, pendingDelivery: null });
}

/** What must be remembered, in one text, for a memory other than the memo. */
export function formatKnown(known: Known): string {
	return remembered(known).join('\n');
}

export function parseKnown(text: string): Known | null {
	return assemble(fieldsOf(text.split('\n')));
}

const RESERVE = 300;
const MARKS: BlockMarks = {
	start: /^=*\s*TD SYNNEX status \((open|finished)\), kept by n8n: please do not edit\s*=*$/i,
	end: /^=*\s*end of TD SYNNEX status\s*=*$/i,
	isOwn: isOurs,
	keepsStrayEnds: true,
};
const HISTORY = /^\[(\d{4}-\d{2}-\d{2}T[0-9:]+Z)\] (.*)$/;
const FIELD = /^([A-Za-z][A-Za-z ]*?)(?: \([^)]*\))?: *(.*)$/;
const HANDED = /^Handed on by (\S+) at (\S+), before: (.*)$/;
/** What the letters behind a line's number mean, for people. */
const LEGEND = 'shipped/ordered, d delivered, x cancelled, b on back order until, i invoiced';

function write(block: StatusBlock, dropped: number): string {
	const { poId, known, history, folded, pendingDelivery } = block;
	const gone = folded + dropped;
	// Still to be found once it is finished, until its last changes are known to have been handed on.
	const open = pendingDelivery !== null || !FINISHED.includes(known.status);
	return [
		`=== TD SYNNEX status (${open ? 'open' : 'finished'}), kept by n8n: please do not edit ===`,
		`PO id: ${poId}`,
		...remembered(known),
		...(pendingDelivery ? [writeHanded(pendingDelivery)] : []),
		...(gone > 0 ? [`Folded history lines: ${gone}`] : []),
		...history.slice(dropped).map(({ time, text }) => `[${time}] ${oneLine(text)}`),
		'=== end of TD SYNNEX status ===',
	].join('\n');
}

function writeHanded({ by, at, before }: PendingDelivery): string {
	return `Handed on by ${by} at ${at}, before: ${remembered(before, '').join(' | ')}`;
}

function readHanded(lines: string[]): PendingDelivery | null {
	const found = lines.map((line) => HANDED.exec(line.trim())).find((match) => match !== null);
	const before = found ? parseKnown((found[3] ?? '').split(' | ').join('\n')) : null;
	return found && before ? { by: found[1] ?? '', at: found[2] ?? '', before } : null;
}

function remembered(known: Known, legend = ` (${LEGEND})`): string[] {
	const fields: [string, string][] = [
		['Status', known.status],
		['As of', known.asOf],
		[`Lines${legend}`, known.lines.map(writeLine).join('; ')],
		['Invoices', known.invoices.join(', ')],
		['Tracking seen', known.tracking.join(' ')],
		['Told', known.reported.join(' ')],
	];
	return fields.filter(([, value]) => value !== '').map(([label, value]) => `${label}: ${value}`);
}

/** `1: 2/5 d1 x1 b2 2026-12-01`. */
function writeLine(line: KnownLine): string {
	const parts = [
		`${line.line}: ${line.shipped}/${line.ordered}`,
		line.delivered > 0 ? `d${line.delivered}` : '',
		line.cancelled > 0 ? `x${line.cancelled}` : '',
		line.backOrdered > 0 ? `b${line.backOrdered} ${line.eta}`.trim() : '',
		line.invoiced ? 'i' : '',
	];
	return parts.filter((part) => part !== '').join(' ');
}

function readLine(text: string): KnownLine | null {
	const found =
		/^(\d+): (\d+)\/(\d+)(?: d(\d+))?(?: x(\d+))?(?: b(\d+)(?: (\d{4}-\d{2}-\d{2}))?)?( i)?$/.exec(
			text.trim(),
		);
	if (!found) return null;
	const [, line, shipped, ordered, delivered, cancelled, backOrdered, eta, invoiced] = found;
	return {
		line: Number(line),
		shipped: Number(shipped),
		ordered: Number(ordered),
		delivered: Number(delivered ?? 0),
		cancelled: Number(cancelled ?? 0),
		backOrdered: Number(backOrdered ?? 0),
		eta: eta ?? '',
		invoiced: invoiced !== undefined,
	};
}

function parse(lines: string[]): StatusBlock | null {
	const fields = fieldsOf(lines);
	const known = assemble(fields);
	if (known === null) return null;
	return {
		poId: fields.get('po id') ?? '',
		known,
		history: lines.flatMap((line) => {
			const entry = HISTORY.exec(line.trim());
			return entry ? [{ time: entry[1] ?? '', text: entry[2] ?? '' }] : [];
		}),
		folded: Number(fields.get('folded history lines') ?? 0) || 0,
		pendingDelivery: readHanded(lines),
	};
}

function fieldsOf(lines: string[]): Map<string, string> {
	const fields = new Map<string, string>();
	for (const line of lines) {
		const ours = HISTORY.test(line.trim()) || HANDED.test(line.trim());
		const field = ours ? null : FIELD.exec(line.trim());
		if (field) fields.set((field[1] ?? '').toLowerCase(), (field[2] ?? '').trim());
	}
	return fields;
}

/** A line that cannot be read spoils the whole: half a memory would report old changes as new. */
function assemble(fields: Map<string, string>): Known | null {
	const status = STATUSES.find((one) => one === fields.get('status'));
	const lines = (fields.get('lines') ?? '')
		.split(';')
		.filter((text) => text.trim() !== '')
		.map(readLine);
	if (status === undefined || lines.includes(null)) return null;
	return {
		status,
		asOf: fields.get('as of') ?? '',
		lines: lines as KnownLine[],
		invoices: words(fields.get('invoices'), /,\s*/),
		tracking: words(fields.get('tracking seen'), /\s+/),
		reported: words(fields.get('told'), /\s+/),
	};
}

function words(text: string | undefined, between: RegExp): string[] {
	return (text ?? '').split(between).filter((word) => word !== '');
}

function isOurs(line: string): boolean {
	return (
		HISTORY.test(line) ||
		HANDED.test(line) ||
		LABELS.has((FIELD.exec(line)?.[1] ?? '').toLowerCase())
	);
}

const LABELS = new Set([
	'po id',
	'status',
	'as of',
	'lines',
	'invoices',
	'tracking seen',
	'told',
	'folded history lines',
]);
