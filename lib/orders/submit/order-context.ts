import { isoTime } from '../../shared/clock';
import type { OrderTerms } from './evaluate';
import type { Journal, JournalLine } from '../journal/types';
import type { OrderPorts } from '../ports';
import { attention, orderNumbers } from './needs-attention';
import type {
	Account,
	Finding,
	LineResult,
	LiveItem,
	OrderRequest,
	OrderResult,
	OrderStep,
	PurchaseOrder,
} from '../types';

/** What all orders of one run share. */
export interface Run {
	ports: OrderPorts;
	terms: OrderTerms;
	/** Picklist value of the status to set after an order; `null` = leave the status. */
	statusAfterOrder: number | null;
	till: Till;
	/** Made so far, to both systems. */
	calls: () => number;
}

/** Keeps count for the cap of a run: one till for all that a run orders, however many jobs it is. */
export interface Till {
	/** Decimal: what was sent so far. */
	spent: string;
}

/** One purchase order under work: collects what the result will tell. */
export class Work {
	readonly warnings: string[] = [];
	readonly steps: OrderStep[] = [];
	findings: Finding[] = [];
	order: OrderRequest | null = null;
	sent = false;
	/** ISO dates by line number. */
	etas: ReadonlyMap<number, string> = new Map();
	/** The journal as far as it is known, for the result of a run that breaks off. */
	known: Journal | null = null;
	/** The journal that a sending builds on. */
	base: Journal | null = null;
	live: ReadonlyMap<string, LiveItem> | null = null;

	/** Orders are worked on one after the other, so that all calls meanwhile are this order's. */
	private last: { at: number; calls: number };

	constructor(
		readonly run: Run,
		readonly po: PurchaseOrder,
	) {
		this.last = { at: this.now, calls: run.calls() };
	}

	get now(): number {
		return this.run.ports.clock.now();
	}

	get time(): string {
		return isoTime(this.now);
	}

	note(action: string, outcome: OrderStep['outcome'], cause = ''): void {
		const { last } = this;
		this.last = { at: this.now, calls: this.run.calls() };
		this.steps.push({
			time: this.time,
			action,
			outcome,
			cause,
			durationMs: this.last.at - last.at,
			calls: this.last.calls - last.calls,
		});
	}

	warn(text: string): void {
		if (!this.warnings.includes(text)) this.warnings.push(text);
	}

	/** The outcome, from the journal as it stands now; `null` = nothing was ever sent. */
	result(journal: Journal | null, problem: OrderResult['problem'] = null): OrderResult {
		const { account } = this.run.terms;
		return {
			poId: this.po.id,
			purchaseOrderNumber: this.po.number,
			poNumber: journal?.poNumber ?? this.order?.poNumber ?? '',
			state: journal?.state ?? 'PLANNED',
			answer: journal?.answer ?? null,
			sent: this.sent,
			revision: journal?.revision ?? this.order?.revision ?? 1,
			environment: journal?.environment ?? account.environment,
			host: account.host,
			orderNumbers: orderNumbers(journal?.lines ?? []),
			lines: this.lines(journal),
			total: this.order?.total ?? '',
			currency: account.currency,
			warnings: [
				...this.warnings,
				...this.findings
					.filter(({ level }) => level === 'warn')
					.map(({ cause, remedy }) => `${cause}. ${remedy}`),
			],
			findings: this.findings,
			problem: plain(problem) ?? attention(journal),
			steps: this.steps,
		};
	}

	private lines(journal: Journal | null): LineResult[] {
		if (journal === null) return (this.order?.lines ?? []).map((line) => this.line(line));
		return journal.lines.map((line) => this.line(line, line));
	}

	private line(
		line: { lineNumber: number; itemId: string; sku: string; quantity: number },
		answered?: JournalLine,
	): LineResult {
		const { lineNumber, itemId, sku, quantity } = line;
		return {
			lineNumber,
			itemId,
			sku,
			ordered: quantity,
			accepted: answered?.accepted ?? null,
			result: answered?.result ?? 'unknown',
			orderNumbers: answered?.orderNumbers ?? [],
			reason: '',
			eta: this.etas.get(lineNumber) ?? '',
		};
	}
}

/** The outcome of something that is no purchase order, or none that can be read. */
export function blankResult(
	account: Account,
	name: string,
	problem: NonNullable<OrderResult['problem']>,
): OrderResult {
	return {
		poId: '',
		purchaseOrderNumber: name,
		poNumber: '',
		state: 'PLANNED',
		answer: null,
		sent: false,
		revision: 1,
		environment: account.environment,
		host: account.host,
		orderNumbers: [],
		lines: [],
		total: '',
		currency: account.currency,
		warnings: [],
		findings: [],
		problem: plain(problem),
		steps: [],
	};
}

/** A Problem is an Error; a result is plain data. */
function plain(problem: OrderResult['problem']): OrderResult['problem'] {
	return problem && { code: problem.code, cause: problem.cause, remedy: problem.remedy };
}
