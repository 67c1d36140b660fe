import { Problem, problemOf } from '../../shared/problem';
import { isCopiedMemo, type MemoReading, readMemo } from '../journal/memo';
import { nextStep, type NextStep } from '../journal/next-step';
import { type Journal, UNKNOWN_ACCOUNT } from '../journal/types';
import {
	isCopiedLine,
	type LineMark,
	type LineMarkReading,
	readLineMark,
	unexplainedMark,
} from '../journal/line-mark';
import { isNoName } from '../request/approval';
import { buildOrder, differences, draftOf } from '../request/build';
import {
	type OptionTexts,
	readOptionMarks,
	type ResolvedOptions,
	resolveOptions,
} from '../request/options';
import type { OrderSettings } from '../settings';
import type {
	Account,
	Finding,
	LiveItem,
	OrderOptions,
	OrderRequest,
	PurchaseOrder,
} from '../types';
import { validate } from '../validate';
import type { Besides } from '../validate/types';

/** What a buyer has set for all orders of a run. */
export interface OrderTerms {
	account: Account;
	settings: OrderSettings;
	/** Where no option is given by a record or a memo. */
	defaults: OrderOptions;
	/**
	 * Texts from the node's parameters and from mapped fields, by PO id; the memo's marks come on
	 * top.
	 */
	texts: (poId: string) => OptionTexts[];
	/**
	 * The same as they stand now, for the last look before an order is sent: an approval in a mapped
	 * field may have been taken back. Absent = they cannot change.
	 */
	textsNow?: (po: PurchaseOrder) => Promise<OptionTexts[]>;
}

/** The terms with the texts of one purchase order as they stand now. */
export async function termsNow(terms: OrderTerms, po: PurchaseOrder): Promise<OrderTerms> {
	const now = await terms.textsNow?.(po);
	return now === undefined ? terms : { ...terms, texts: () => now };
}

/** What a purchase order comes to, before anything is written or sent. */
export interface Evaluation {
	po: PurchaseOrder;
	memo: MemoReading;
	mark: LineMarkReading;
	/**
	 * `null` where there is no trustworthy journal. Where only the mark of a line tells of an order,
	 * one in doubt.
	 */
	journal: Journal | null;
	resolved: ResolvedOptions;
	/** A Problem where no order can be built. */
	order: OrderRequest | Problem;
	next: NextStep;
	/** What the purchase order says now and did not say when it was sent. */
	changed: string[];
}

/** Pure: the same purchase order, terms and time give the same evaluation. */
export function evaluate(po: PurchaseOrder, terms: OrderTerms, now: number): Evaluation {
	const { account, settings } = terms;
	const memo = readMemo(po.memo, po.id);
	const lines = po.items.map(({ memo: text }) => text);
	const mark = readLineMark(lines, po.id);
	const resolved = optionsOf(po, terms);
	const kept = memo.kind === 'journal' ? memo.journal : null;
	const trace = unexplainedMark(mark, kept);
	const build = (revision: number) =>
		built(() => {
			const sentAs = [trace, kept].find((sent) => sent?.revision === revision)?.poNumber;
			const form = sentAs === undefined ? settings : { ...settings, sentAs };
			return buildOrder(po, resolved.options, revision, account, form);
		});
	const journal = trace === null ? kept : inDoubt(trace, kept, build(trace.revision));
	const revision = Math.max(resolved.revision, journal?.revision ?? 1);
	const order = build(revision);
	const next = decide({ memo, mark, journal, revision: resolved.revision }, terms, now);
	const sent =
		journal !== null &&
		next.step !== 'send' &&
		journal.revision === revision &&
		!(order instanceof Problem);
	const changed = sent ? differences(journal, order) : [];
	return { po, memo, mark, journal, resolved, order, next, changed };
}

/** Whoever approved a purchase order did not approve its copies. Limits of an approval stay. */
function optionsOf(po: PurchaseOrder, { texts, defaults }: OrderTerms): ResolvedOptions {
	const said = readOptionMarks(po.memo);
	const lines = po.items.map(({ memo }) => memo);
	const copied = isCopiedMemo(po.memo, po.id) || isCopiedLine(lines, po.id);
	const approvedElsewhere =
		copied && (said.approvedBy ?? '') !== '' && !isNoName(said.approvedBy ?? '');
	const own = approvedElsewhere ? { ...said, approvedBy: '' } : said;
	return { ...resolveOptions([...texts(po.id), own], defaults), approvedElsewhere };
}

/** The journal of an order of which only the mark of a line is left. */
function inDoubt(mark: LineMark, kept: Journal | null, order: OrderRequest | Problem): Journal {
	const draft = order instanceof Problem ? null : draftOf(order);
	const claim = { token: mark.token, time: mark.time, settle: mark.settle };
	return {
		poId: mark.poId,
		state: 'UNCERTAIN',
		answer: null,
		poNumber: mark.poNumber,
		revision: mark.revision,
		attempt: (kept?.revision === mark.revision ? kept.attempt : 0) + 1,
		environment: UNKNOWN_ACCOUNT,
		customerNumber: UNKNOWN_ACCOUNT,
		payloadHash: draft?.payloadHash ?? '0'.repeat(64),
		parts: draft?.parts ?? { lines: '0', shipTo: '0', options: '0' },
		claim,
		changed: mark.time,
		uncertainSince: mark.time,
		reason: `the memo of a line says that it was sent as PO ${mark.poNumber} at ${mark.time}, and the order block ${kept === null ? 'is gone' : 'does not show that'}`,
		lines: draft?.lines ?? [],
		log: kept?.log ?? [],
		folded: kept?.folded ?? 0,
	};
}

/**
 * Who has decided what to do with an order in doubt that TD SYNNEX does not know after the waiting
 * window: a person in its memo, or the buyer for all orders; `null` = nobody, or another account is
 * meant than the one it may stand in.
 */
export function decidedToSendAgain(
	{ journal, next, changed }: Evaluation,
	{ settings }: OrderTerms,
): 'revision' | 'sendAgain' | null {
	if (next.step !== 'lookUp') return null;
	if (next.newRevision) return 'revision';
	const known = journal?.environment !== UNKNOWN_ACCOUNT;
	const again = settings.afterWindow === 'sendAgain' && changed.length === 0 && known;
	return again ? 'sendAgain' : null;
}

/** The order, where one can be built. */
export function orderOf({ order }: Evaluation): OrderRequest | null {
	return order instanceof Problem ? null : order;
}

/**
 * What speaks against sending the order, and what the reader should know.
 *
 * @param base the journal that the sending builds on
 */
export function findingsOf(
	{ po, order, resolved }: Evaluation,
	terms: OrderTerms,
	base: Journal | null,
	live: ReadonlyMap<string, LiveItem> | null,
	besides: Besides,
): Finding[] {
	if (order instanceof Problem) return [];
	const { rules: settings, lengths, reseller } = terms.settings;
	const facts = { po, order, journal: base, resolved, live };
	return validate({ ...facts, settings, lengths, reseller, ...besides });
}

function decide(
	{
		memo,
		mark,
		journal,
		revision,
	}: Pick<Evaluation, 'memo' | 'mark' | 'journal'> & { revision: number },
	{ account, settings }: OrderTerms,
	now: number,
): NextStep {
	if (memo.kind === 'damaged')
		return damaged(
			`the TD SYNNEX order block in its General Memo was changed by a person: ${memo.why}`,
			'everything that is left of the block',
		);
	if (mark.kind === 'damaged') return damaged(mark.why, 'what is left of those words');
	const claim = mark.kind === 'marks' ? mark.claim : null;
	return nextStep(journal, { claim, revision }, account, settings.timing, now);
}

function damaged(cause: string, what: string): NextStep {
	return {
		step: 'stop',
		code: 'journal-damaged',
		cause,
		remedy: `Ask TD SYNNEX whether it has the order. If it has, write its order number into External P.O. Number, set the status to Submitted, and remove ${what}: nothing more is then sent. If it does not, remove ${what}, and the words "[TD SYNNEX PO ...]" from the memos of its lines: it is then sent again.`,
	};
}

function built(build: () => OrderRequest): OrderRequest | Problem {
	try {
		return build();
	} catch (error) {
		return problemOf(error);
	}
}
