import { Problem } from '../problem';
import { buildOrder, differences } from './build';
import { problemOf } from './caught';
import type { Journal } from './journal';
import { type MemoReading, readMemo } from './memo';
import { nextStep, type NextStep } from './next-step';
import { type OptionTexts, readMarks, resolveOptions, type ResolvedOptions } from './options';
import type { OrderSettings } from './settings';
import type {
	Account,
	Finding,
	LiveItem,
	OrderOptions,
	OrderRequest,
	PurchaseOrder,
} from './types';
import { validate } from './validate';

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
	/** Only of an order that may be sent. */
	findings: Finding[];
	/** What the purchase order says now and did not say when it was sent. */
	changed: string[];
}

/** Pure: the same purchase order, terms and time give the same evaluation. */
export function evaluate(
	po: PurchaseOrder,
	terms: OrderTerms,
	live: ReadonlyMap<string, LiveItem> | null,
	spent: string,
	now: number,
): Evaluation {
	const memo = readMemo(po.memo, po.id);
	const journal = memo.kind === 'journal' ? memo.journal : null;
	const assessed = assess(po, journal, terms, live, spent);
	const next = decide(memo, journal, assessed.revision, terms, now);
	const { order } = assessed;
	return {
		po,
		memo,
		journal,
		...assessed,
		next,
		findings: next.step === 'send' ? assessed.findings : [],
		changed:
			journal === null || order instanceof Problem || next.step === 'send'
				? []
				: differences(journal, order),
	};
}

/**
 * What would be sent, and what speaks against it; whether it may be sent at all is for the journal to
 * say. `journal` is the one that the sending builds on.
 */
export function assess(
	po: PurchaseOrder,
	journal: Journal | null,
	terms: OrderTerms,
	live: ReadonlyMap<string, LiveItem> | null,
	spent: string,
): Pick<Evaluation, 'resolved' | 'order' | 'findings'> & { revision: number } {
	const { account, settings, defaults } = terms;
	const resolved = resolveOptions([...terms.texts(po.id), readMarks(po.memo)], defaults);
	const revision = Math.max(resolved.revision, journal?.revision ?? 1);
	const order = built(() => buildOrder(po, resolved.options, revision, account, settings.poNumber));
	const findings =
		order instanceof Problem
			? []
			: validate({ po, order, journal, resolved, live, settings: settings.rules, spent });
	return { resolved, revision, order, findings };
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
