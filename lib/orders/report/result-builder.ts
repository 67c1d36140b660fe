import type { Problem } from '../../shared/problem';
import type { Journal, JournalLine } from '../journal/types';
import type {
	Account,
	Finding,
	LineResult,
	OrderRequest,
	OrderResult,
	OrderStep,
	PurchaseOrder,
} from '../types';
import { needsAttention, backOrders, orderNumbers, unwantedBackOrder } from './needs-attention';

/** Time and calls since the step before. */
export type StepMeter = () => Pick<OrderStep, 'time' | 'durationMs' | 'calls'>;

/**
 * Builds the result of one purchase order: whatever happens to it is reported here, and the result
 * is made from that in one place.
 */
export class ResultBuilder {
	private readonly warnings: string[] = [];
	private readonly steps: OrderStep[] = [];
	private findings: Finding[] = [];
	private order: OrderRequest | null = null;
	private etas: ReadonlyMap<number, string> = new Map();
	private known: Journal | null = null;
	private isPosted = false;

	/**
	 * @param po what is known of the purchase order, where it could not be read: its name alone
	 * @param meter absent where nothing is done with the order
	 */
	constructor(
		private readonly account: Account,
		private readonly po: Pick<PurchaseOrder, 'id' | 'number'>,
		private readonly meter: StepMeter = () => ({ time: '', durationMs: 0, calls: 0 }),
	) {}

	/** The journal as far as it is known, for the result of a run that breaks off. */
	get journal(): Journal | null {
		return this.known;
	}

	/** Whether this run has posted the order. */
	get posted(): boolean {
		return this.isPosted;
	}

	step(action: string, outcome: OrderStep['outcome'], cause = ''): void {
		const { time, durationMs, calls } = this.meter();
		this.steps.push({ time, action, outcome, cause, durationMs, calls });
	}

	/** The same warning is reported once. */
	warn(text: string): void {
		if (!this.warnings.includes(text)) this.warnings.push(text);
	}

	/** What the order is now; a Problem where none can be built. */
	setOrder(order: OrderRequest | Problem): void {
		this.order = order instanceof Error ? null : order;
	}

	setFindings(findings: Finding[]): void {
		this.findings = findings;
	}

	/** @param etas ISO dates by line number */
	setEtas(etas: ReadonlyMap<number, string>): void {
		this.etas = etas;
	}

	/** Where the order stands now. Returns it, for the next step. */
	setJournal<Known extends Journal | null>(journal: Known): Known {
		this.known = journal;
		return journal;
	}

	/** @param mayBeThere whether TD SYNNEX may have an order now */
	setPosted(mayBeThere: boolean): void {
		this.isPosted = mayBeThere;
	}

	/** The result, from the journal as it stands now; `null` = nothing was ever sent. */
	build(journal: Journal | null, problem: OrderResult['problem'] = null): OrderResult {
		return {
			poId: this.po.id,
			purchaseOrderNumber: this.po.number,
			poNumber: journal?.poNumber ?? this.order?.poNumber ?? '',
			state: journal?.state ?? 'PLANNED',
			answer: journal?.answer ?? null,
			sent: this.isPosted,
			revision: journal?.revision ?? this.order?.revision ?? 1,
			environment: journal?.environment ?? this.account.environment,
			host: this.account.host,
			orderNumbers: orderNumbers(journal?.lines ?? []),
			lines: this.lines(journal),
			total: this.order?.total ?? '',
			currency: this.account.currency,
			contentCode: this.order?.contentCode ?? '',
			warnings: [
				...this.warnings,
				...[backOrders(journal)].filter((text) => text !== ''),
				...this.findings
					.filter(({ level }) => level === 'warn')
					.map(({ cause, remedy }) => `${cause}. ${remedy}`),
			],
			findings: this.findings,
			problem: plain(problem) ?? needsAttention(journal) ?? this.unwanted(journal),
			steps: this.steps,
		};
	}

	private unwanted(journal: Journal | null): OrderResult['problem'] {
		const forbidden = this.order?.options.backOrder === false;
		return journal && forbidden && backOrders(journal) !== '' ? unwantedBackOrder(journal) : null;
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

/** A Problem is an Error; a result is plain data. */
function plain(problem: OrderResult['problem']): OrderResult['problem'] {
	return problem && { code: problem.code, cause: problem.cause, remedy: problem.remedy };
}
