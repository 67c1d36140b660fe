import { holdReasons } from '../../tdsynnex/ec-xml/hold-reasons';
import { eachPieceOnce } from '../../tdsynnex/ec-xml/line-items';
import {
	type CodedItem,
	isDead,
	type LineMeaning,
	meaningOf,
} from '../../tdsynnex/ec-xml/line-meaning';
import { NON_STOCK_SKU, plainCode } from '../../tdsynnex/ec-xml/order-codes';
import type { PoReply, PoReplyItem } from '../../tdsynnex/ec-xml/order-reply';
import { refusal } from '../../tdsynnex/ec-xml/reply-errors';
import { endsTheRun, type Problem } from '../../shared/problem';
import type { JournalLine } from '../journal/types';
import { samePoNumber } from '../request/po-number';
import type { PostOutcome } from '../ports';
import { isWholeRefusal } from '../../tdsynnex/ec-xml/whole-refusal';
import type { Answer, LineState } from '../types';

/** How the log of an order tells that TD SYNNEX refused it for the sake of another one. */
export const DUPLICATE_NOTED = 'TD SYNNEX says that it already has this PO number';

/** What one posting of an order came to. Only `answer` settles it. */
export type ReplyClass =
	| { kind: 'answer'; answer: Answer; lines: JournalLine[]; why: string }
	/**
	 * No order: it never left, or TD SYNNEX turned it away. Unless `certain`, a look-up must say so
	 * too. `endsRun` is what every further order would meet as well, such as a refused login.
	 */
	| { kind: 'notSent'; why: string; remedy: string; certain: boolean; endsRun: Problem | null }
	/** TD SYNNEX has an order of this number: ours or somebody else's. */
	| { kind: 'duplicate'; why: string }
	/** Neither a clear yes nor a clear no. */
	| { kind: 'unclear'; why: string };

/**
 * Reads TD SYNNEX's answer to an order. Whatever is not plainly an acceptance or a rejection of
 * every line is `unclear`: an error page, an unknown code, a missing line, a SKU that is not ours,
 * a greater quantity, an HTTP error of any kind.
 */
export function classifyReply(
	outcome: PostOutcome,
	poNumber: string,
	sent: JournalLine[],
): ReplyClass {
	if (outcome.kind === 'silence')
		return outcome.reached
			? { kind: 'unclear', why: outcome.why }
			: {
					kind: 'notSent',
					why: outcome.why,
					certain: true,
					endsRun: null,
					remedy:
						'Check the network of n8n and the environment in the TD SYNNEX EC API credential.',
				};
	const { status, reply } = outcome;
	if (reply.kind === 'unreadable') return { kind: 'unclear', why: `${reply.why}${http(status)}` };
	if (reply.kind === 'error') return ofError(reply, status);
	if (status >= 300) return { kind: 'unclear', why: `TD SYNNEX answered HTTP ${status}` };
	if (reply.poNumber !== '' && !samePoNumber(reply.poNumber, poNumber))
		return { kind: 'unclear', why: `the answer is about PO ${reply.poNumber}` };
	if (isDuplicate(reply))
		return {
			kind: 'duplicate',
			why: `${DUPLICATE_NOTED} (${said(reply, [])})`,
		};
	return ofReply(reply, sent);
}

/** What a line came to, from what its items mean; `null` when there is no telling. */
export function lineState(items: CodedItem[], sku: string): LineState | null {
	const states = new Set(items.map((item) => itemState(item, sku)));
	if (states.has(null) || items.length === 0) return null;
	return ORDER_OF_STATES.find((state) => states.has(state)) ?? null;
}

/** One answer for the whole order from its lines; `null` when a line is not clear. */
export function wholeAnswer(lines: JournalLine[]): Answer | null {
	const has = (state: LineState) => lines.some(({ result }) => result === state);
	if (lines.length === 0 || has('unknown') || lines.some(({ result }) => result === null))
		return null;
	if (lines.every(({ result }) => result === 'rejected')) return 'REJECTED';
	const short = lines.some(({ accepted, quantity }) => accepted !== null && accepted < quantity);
	if (has('rejected') || short) return 'PARTIAL';
	return has('held') || has('nonStockQuote') ? 'HELD' : 'ACCEPTED';
}

/** The vendor's own spelling is DUPPLICATED. */
const DUPLICATE = /dupp?licat|already exists/i;
const DUPLICATE_REFERENCE = /^DUPREJECT/i;
/** The request itself is wrong. That nothing was taken is inferred, so a look-up comes on top. */
const INCOMPLETE = 'tdsynnex-request-incomplete';

const ORDER_OF_STATES: LineState[] = [
	'nonStockQuote',
	'held',
	'backOrdered',
	'accepted',
	'rejected',
];

function ofError(error: Extract<PoReply, { kind: 'error' }>, status: number): ReplyClass {
	const problem = refusal(error, { service: 'purchase order' });
	const { code, cause, remedy } = problem;
	if (!isWholeRefusal(error, status)) return { kind: 'unclear', why: `${cause}${http(status)}` };
	const endsRun = endsTheRun(problem) ? problem : null;
	return { kind: 'notSent', why: cause, remedy, certain: code !== INCOMPLETE, endsRun };
}

function isDuplicate(reply: Extract<PoReply, { kind: 'reply' }>): boolean {
	return (
		DUPLICATE.test(reply.reason) ||
		reply.items.some(
			({ reason, internalReference }) =>
				DUPLICATE.test(reason) || DUPLICATE_REFERENCE.test(internalReference),
		)
	);
}

function ofReply(reply: Extract<PoReply, { kind: 'reply' }>, sent: JournalLine[]): ReplyClass {
	const header = plainCode(reply.code);
	const lines = sent.map((line) => answered(line, itemsOf(reply.items, line, sent)));
	if (header === 'rejected') {
		const allRefused = reply.items.every(({ code }) => ['', 'rejected'].includes(plainCode(code)));
		return allRefused
			? { kind: 'answer', answer: 'REJECTED', lines: lines.map(refused), why: said(reply, []) }
			: { kind: 'unclear', why: 'TD SYNNEX rejected the order and took some of its lines' };
	}
	if (!TAKEN_HEADERS.includes(header))
		return { kind: 'unclear', why: `TD SYNNEX answered with the unknown code "${reply.code}"` };
	// Without a code in the header, people at TD SYNNEX process the order by hand.
	const shown = BY_HAND.includes(header) ? lines.map(reviewed) : lines;
	const answer = wholeAnswer(shown);
	const odd = shown.find(({ result }) => result === 'unknown');
	if (answer === null || answer === 'REJECTED')
		return {
			kind: 'unclear',
			why: odd
				? `TD SYNNEX took the order, but says nothing clear about line ${odd.lineNumber} (SKU ${odd.sku})`
				: 'TD SYNNEX took the order and rejected all of its lines',
		};
	return { kind: 'answer', answer, lines: shown, why: said(reply, sent) };
}

/** Header codes that say nothing: empty, or the word `null`. */
const BY_HAND = ['', 'null'];
const TAKEN_HEADERS = ['accepted', 'accept', ...BY_HAND];

function reviewed(line: JournalLine): JournalLine {
	const taken = line.result === 'accepted' || line.result === 'backOrdered';
	return taken ? { ...line, result: 'held' } : line;
}

/**
 * Items of a line: by line number; where the reply numbers none, by a SKU that stands on one line
 * only.
 */
function itemsOf(items: PoReplyItem[], line: JournalLine, sent: JournalLine[]): PoReplyItem[] {
	const unique = sent.filter(({ sku }) => sku === line.sku).length === 1;
	return items.filter(({ lineNumber, sku }) =>
		lineNumber === null ? unique && sku === line.sku : lineNumber === line.lineNumber,
	);
}

function answered(line: JournalLine, all: PoReplyItem[]): JournalLine {
	const items = eachPieceOnce(
		all.map((item) => ({ ...item, orderQuantity: item.quantity, shipQuantity: null })),
		line.quantity,
	);
	const orderNumbers = [...new Set(all.map(({ orderNumber }) => orderNumber).filter(Boolean))];
	const state = lineState(items, line.sku);
	const quantity = sum(items.filter((item) => !isDead(item)));
	const clear =
		state !== null &&
		(state === 'rejected' || orderNumbers.length > 0) &&
		(quantity === null || quantity <= line.quantity);
	return {
		...line,
		result: clear ? state : 'unknown',
		accepted: state === 'rejected' ? 0 : quantity,
		orderNumbers: state === 'rejected' ? [] : orderNumbers,
	};
}

function itemState(item: CodedItem, sku: string): LineState | null {
	const meaning = meaningOf(item);
	const foreign = !['', NON_STOCK_SKU, sku].includes(item.sku);
	return foreign && meaning !== 'rejected' ? null : STATE_OF[meaning];
}

const STATE_OF: Record<LineMeaning, LineState | null> = {
	taken: 'accepted',
	backOrdered: 'backOrdered',
	held: 'held',
	nonStock: 'nonStockQuote',
	rejected: 'rejected',
	unknown: null,
};

/** `null` as soon as one item states no quantity. */
function sum(items: { orderQuantity: number | null }[]): number | null {
	return items.reduce<number | null>(
		(so, { orderQuantity }) => (so === null || orderQuantity === null ? null : so + orderQuantity),
		0,
	);
}

function refused(line: JournalLine): JournalLine {
	return { ...line, result: 'rejected', accepted: 0, orderNumbers: [] };
}

/** TD SYNNEX's own words, and why lines are held. */
function said({ reason, items }: Extract<PoReply, { kind: 'reply' }>, sent: JournalLine[]): string {
	const numbers = new Map<string, number[]>();
	for (const item of items.filter((each) => meaningOf(each) === 'held'))
		for (const { words } of holdReasons(item.internalReference))
			numbers.set(words, [...(numbers.get(words) ?? []), item.lineNumber ?? 0]);
	const holds = [...numbers].map(([words, lines]) =>
		lines.length < sent.length ? `line ${lines.join(', ')}: ${words}` : words,
	);
	return [...new Set([reason, ...items.map((item) => item.reason), ...holds])]
		.filter(Boolean)
		.join('; ');
}

function http(status: number): string {
	return status >= 300 ? ` (HTTP ${status})` : '';
}
