import { Problem, problemOf } from '../../shared/problem';
import { type MemoReading, readMemo } from '../journal/memo';
import { nextStep, type NextStep } from '../journal/next-step';
import type { Journal } from '../journal/types';
import { buildOrder, differences } from '../request/build';
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

/** What a buyer has set for all orders of a run. */
export interface OrderTerms {
	account: Account;
	settings: OrderSettings;
	/** Where no option is given by a record or a memo. */
	defaults: OrderOptions;
	/** Texts from the node's parameters and from mapped fields, by PO id; the memo's marks come on top. */
	texts: (poId: string) => OptionTexts[];
}

/** What a purchase order comes to, before anything is written or sent. */
export interface Evaluation {
	po: PurchaseOrder;
	memo: MemoReading;
	/** `null` where there is no trustworthy journal. */
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
	const { account, settings, defaults } = terms;
	const memo = readMemo(po.memo, po.id);
	const journal = memo.kind === 'journal' ? memo.journal : null;
	const resolved = resolveOptions([...terms.texts(po.id), readOptionMarks(po.memo)], defaults);
	const revision = Math.max(resolved.revision, journal?.revision ?? 1);
	const order = built(() => buildOrder(po, resolved.options, revision, account, settings));
	const next = decide(memo, journal, revision, terms, now);
	const sent = journal !== null && next.step !== 'send' && !(order instanceof Problem);
	const changed = sent ? differences(journal, order) : [];
	return { po, memo, journal, resolved, order, next, changed };
}

/** The order, where one can be built. */
export function orderOf({ order }: Evaluation): OrderRequest | null {
	return order instanceof Problem ? null : order;
}

/**
 * What speaks against sending the order, and what the reader should know.
 *
 * @param base the journal that the sending builds on
 * @param spent what the run has ordered so far, decimal
 */
export function findingsOf(
	{ po, order, resolved }: Evaluation,
	terms: OrderTerms,
	base: Journal | null,
	live: ReadonlyMap<string, LiveItem> | null,
	spent: string,
): Finding[] {
	if (order instanceof Problem) return [];
	const { rules: settings, lengths, reseller } = terms.settings;
	return validate({ po, order, journal: base, resolved, live, settings, lengths, reseller, spent });
}

function decide(
	memo: MemoReading,
	journal: Journal | null,
	revision: number,
	{ account, settings }: OrderTerms,
	now: number,
): NextStep {
	if (memo.kind !== 'damaged') return nextStep(journal, revision, account, settings.timing, now);
	return {
		step: 'stop',
		code: 'journal-damaged',
		cause: `the TD SYNNEX order block in its General Memo was changed by hand: ${memo.why}`,
		remedy:
			'Put the block back as it was (Autotask keeps no history: look into the execution that wrote it). If no order exists at TD SYNNEX under this PO number, remove the whole block.',
	};
}

function built(build: () => OrderRequest): OrderRequest | Problem {
	try {
		return build();
	} catch (error) {
		return problemOf(error);
	}
}
