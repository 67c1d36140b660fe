import {
	joinFolded,
	readLine,
	readOrderRange,
	writeLine,
	writeOrderRanges,
	writeOrdersShort,
} from './line-format';
import type { Journal, JournalLine, LogEntry } from './types';
import type { Answer, OrderState } from '../types';
import { sha256 } from '../../shared/hash';

export const BLOCK_START = '=== TD SYNNEX order, kept by n8n: please do not edit ===';
export const BLOCK_END = '=== end of TD SYNNEX order ===';

/**
 * The block in the longest form that fits. To fit, the oldest log entries go first, then the detail
 * of the lines (order numbers stay). `null` = even the shortest form does not fit.
 */
export function formatJournal(journal: Journal, fits: (text: string) => boolean): string | null {
	const lines = journal.lines.map(writeLine);
	for (let dropped = 0; dropped <= journal.log.length; dropped++) {
		const text = write(journal, dropped, lines);
		if (fits(text)) return text;
	}
	return (
		[writeOrderRanges, writeOrdersShort]
			.map((short) => write(journal, journal.log.length, short(journal.lines)))
			.find(fits) ?? null
	);
}

/** The lines between start and end of a block, read. */
export interface ParsedBlock {
	/** A `string` says why it cannot be read. */
	journal: Journal | string;
	/** Lines that are none of ours: someone wrote into the block. */
	strays: string[];
}

export function parseJournal(lines: string[]): ParsedBlock {
	const fields = new Map<string, string>();
	const orderLines: JournalLine[] = [];
	const log: LogEntry[] = [];
	const strays: string[] = [];
	let twice = '';
	for (const line of lines.map((text) => text.trim()).filter((text) => text !== '')) {
		const entry = LOG_LINE.exec(line);
		const whole = readLine(line);
		const range = readOrderRange(line);
		const field = FIELD_LINE.exec(line);
		if (entry) log.push({ time: entry[1] ?? '', text: entry[2] ?? '' });
		else if (whole) orderLines.push(whole);
		else if (range) orderLines.push(...range);
		else if (field && LABELS.has(key(field[1]))) {
			const value = (field[2] ?? '').trim();
			if ((fields.get(key(field[1])) ?? value) !== value) twice = field[1] ?? '';
			fields.set(key(field[1]), value);
		} else strays.push(line);
	}
	if (twice !== '') return { journal: `its line ${twice} appears twice, with two values`, strays };
	const journal = assemble((label) => fields.get(key(label)) ?? '');
	if (typeof journal === 'string') return { journal, strays };
	journal.lines = joinFolded(orderLines);
	journal.log = log;
	return { journal, strays };
}

/**
 * One sentence as one line: line ends and runs of blanks become a blank, and it is cut at `length`.
 */
export function oneLine(text: string, length = 240): string {
	const plain = text.replace(/[\s\p{Cc}]+/gu, ' ').trim();
	return plain.length > length
		? `${[...plain]
				.slice(0, length - 1)
				.join('')
				.trim()}…`
		: plain;
}

function write(journal: Journal, dropped: number, lines: string[]): string {
	const folded = journal.folded + dropped;
	const { parts } = journal;
	const fields: [string, string][] = [
		['State', journal.state],
		['Answer', journal.answer ?? ''],
		['PO number', journal.poNumber],
		['Revision', String(journal.revision)],
		['Attempt', String(journal.attempt)],
		['Account', `${journal.environment}, customer ${journal.customerNumber}`],
		['Autotask id', journal.poId],
		['Claim', claimText(journal.claim)],
		['Changed', journal.changed],
		['Uncertain since', journal.uncertainSince],
		['Reason', oneLine(journal.reason)],
		['Content', `lines ${parts.lines}, ship-to ${parts.shipTo}, options ${parts.options}`],
		['SHA-256', journal.payloadHash],
		['Check', checkOf(journal)],
		['Folded log entries', folded > 0 ? String(folded) : ''],
	];
	return [
		BLOCK_START,
		...fields.filter(([, value]) => value !== '').map(([label, value]) => `${label}: ${value}`),
		...lines,
		...journal.log.slice(dropped).map(({ time, text }) => `[${time}] ${oneLine(text)}`),
		BLOCK_END,
	].join('\n');
}

function assemble(field: (label: string) => string): Journal | string {
	const state = stateOf(field('State').toUpperCase());
	const account = /^(.*), customer (.*)$/.exec(field('Account'));
	const claim = /^(\S+) at ([^\s,]+)(?:, settling ([\d.]+) s)?$/.exec(field('Claim'));
	const parts = /^lines (\w+), ship-to (\w+), options (\w+)$/.exec(field('Content'));
	const revision = wholeNumber(field('Revision'));
	const attempt = wholeNumber(field('Attempt'));
	if (!state) return `it names no known state ("${oneLine(field('State'), 40)}")`;
	if (!account || !claim || !parts || !revision || !attempt)
		return 'one of its lines Account, Claim, Content, Revision or Attempt is missing or changed';
	if (!/^[0-9a-f]{64}$/.test(field('SHA-256')) || field('PO number') === '')
		return 'its line SHA-256 or PO number is missing or changed';
	if (!/^\d+$/.test(field('Autotask id'))) return 'its line Autotask id is missing or changed';
	const journal: Journal = {
		poId: field('Autotask id'),
		state,
		answer: ANSWERS.find((known) => known === field('Answer').toUpperCase()) ?? null,
		poNumber: field('PO number'),
		revision,
		attempt,
		environment: account[1] ?? '',
		customerNumber: account[2] ?? '',
		payloadHash: field('SHA-256'),
		parts: { lines: parts[1] ?? '', shipTo: parts[2] ?? '', options: parts[3] ?? '' },
		claim: {
			token: claim[1] ?? '',
			time: claim[2] ?? '',
			settle: claim[3] === undefined ? null : Number(claim[3]) * 1000,
		},
		changed: field('Changed'),
		uncertainSince: field('Uncertain since'),
		reason: field('Reason'),
		lines: [],
		log: [],
		folded: wholeNumber(field('Folded log entries')),
	};
	// Blocks of old versions state neither.
	const old = journal.claim.settle === null && field('Check') === '';
	if (!old && field('Check').toLowerCase() !== checkOf(journal))
		return 'one of its lines was changed: they no longer fit its line Check';
	return journal;
}

/** SENDING of old versions was written before the claim had settled: an order may exist. */
function stateOf(word: string): OrderState | undefined {
	return word === 'SENDING' ? 'POSTING' : STATES.find((known) => known === word);
}

function claimText({ token, time, settle }: Journal['claim']): string {
	return `${token} at ${time}${settle === null ? '' : `, settling ${settle / 1000} s`}`;
}

/**
 * Over all that decides what may be done with the order: a block that was retyped by hand is seen.
 */
function checkOf(journal: Journal): string {
	const { poId, state, answer, poNumber, revision, attempt, claim, payloadHash, parts } = journal;
	const { environment, customerNumber, changed, uncertainSince } = journal;
	return sha256(
		JSON.stringify([
			...[poId, state, answer, poNumber, revision, attempt, environment, customerNumber],
			...[claim.token, claim.time, claim.settle, changed, uncertainSince, payloadHash],
			...[parts.lines, parts.shipTo, parts.options],
		]),
	).slice(0, CHECK_LENGTH);
}

const CHECK_LENGTH = 8;

function wholeNumber(text: string): number {
	return /^\d{1,6}$/.test(text) ? Number(text) : 0;
}

function key(label: string | undefined): string {
	return (label ?? '').toLowerCase();
}

const FIELD_LINE = /^([A-Za-z][A-Za-z0-9 -]*): *(.*)$/;
const LOG_LINE = /^\[(\d{4}-\d{2}-\d{2}T[0-9:]+Z)\] (.*)$/;
const STATES: readonly OrderState[] = [
	'PLANNED',
	'CLAIMED',
	'POSTING',
	'ACCEPTED',
	'PARTIAL',
	'HELD',
	'REJECTED',
	'UNCERTAIN',
	'RECORDED',
];
const ANSWERS: readonly Answer[] = ['ACCEPTED', 'PARTIAL', 'HELD', 'REJECTED'];
const LABELS = new Set(
	[
		'State',
		'Answer',
		'PO number',
		'Revision',
		'Attempt',
		'Account',
		'Autotask id',
		'Claim',
		'Changed',
		'Uncertain since',
		'Reason',
		'Content',
		'SHA-256',
		'Check',
		'Folded log entries',
	].map(key),
);
