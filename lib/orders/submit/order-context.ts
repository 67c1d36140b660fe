import Big from 'big.js';
import { isoTime } from '../../shared/clock';
import { type Header, rereadHeader } from '../purchase-order/read-purchase-orders';
import type { Problem } from '../../shared/problem';
import { orderedToday } from '../purchase-order/ordered-today';
import { type Reread, rereadOrder } from '../purchase-order/reread';
import { claimWithin } from '../journal/timing';
import type { LiveAnswer, OrderPorts } from '../ports';
import type { Journal } from '../journal/types';
import type { LiveItem, OrderResult, PurchaseOrder } from '../types';
import type { Besides } from '../validate/types';
import type { OrderTerms } from './evaluate';
import { ResultBuilder } from '../report/result-builder';

/** What all orders of one run share. */
export interface Run {
	ports: OrderPorts;
	terms: OrderTerms;
	/** Picklist value of the status to set after an order; `null` = leave the status. */
	statusAfterOrder: number | null;
	runTotal: RunTotal;
	/**
	 * Why a purchase order, as it stands now, is no longer among those that the run is about; empty =
	 * it is.
	 */
	notSelected: (po: PurchaseOrder) => string;
	/** The words in the General Memo by which they are selected; empty = none. */
	memoMark: string;
	/** Made so far, to both systems. */
	calls: () => number;
}

/**
 * What all orders of a run share, however many jobs it is and whichever account they go to: the
 * count for its cap.
 */
export interface RunTotal {
	/** Decimal: what was sent so far. */
	spent: string;
	/** By account. */
	accounts?: Map<string, AccountTotal>;
}

/** What the orders of a run to one account of TD SYNNEX share. */
export interface AccountTotal {
	/** Decimal: what was sent so far. */
	spent: string;
	/**
	 * What was ordered in the last 24 hours before the run's own first order here; absent = not asked
	 * for.
	 */
	before?: string;
	/** What every further order would meet as well, such as a refused login. */
	endedBy?: Problem;
	/** Why TD SYNNEX gave no live price and stock. */
	noLive?: Problem;
}

/** The part of the run's total that is of its account. */
export function accountTotal({ runTotal, terms }: Pick<Run, 'runTotal' | 'terms'>): AccountTotal {
	const { environment, customerNumber } = terms.account;
	const key = `${environment} ${customerNumber}`;
	const accounts = (runTotal.accounts ??= new Map<string, AccountTotal>());
	const total = accounts.get(key) ?? { spent: '0' };
	accounts.set(key, total);
	return total;
}

/** Once a run and account: what the run itself has ordered there before is in the count. */
export async function countToday(run: Run): Promise<void> {
	const total = accountTotal(run);
	if (total.before !== undefined) return;
	const today = await orderedToday(run.ports, run.terms.account);
	total.before = new Big(today).minus(total.spent).toFixed();
}

/** What an order takes of the caps; negative = it is given back. */
export function spend(run: Run, amount: string): void {
	for (const total of [run.runTotal, accountTotal(run)])
		total.spent = new Big(total.spent).plus(amount).toFixed();
}

/**
 * What the rules ask of the run: what counts for the caps, without an order of the run itself that
 * is worth so much, and why there is no live data.
 */
export function besides(run: Run, ownWorth = '0'): Besides {
	const { spent, before, noLive } = accountTotal(run);
	return {
		spent: {
			run: new Big(run.runTotal.spent).minus(ownWorth).toFixed(),
			day: before === undefined ? null : new Big(before).plus(spent).minus(ownWorth).toFixed(),
		},
		noLive,
	};
}

/** Live data by SKU; `null` = TD SYNNEX could not be asked, and the run keeps why. */
export function liveIn(run: Run, { items, problem }: LiveAnswer): LiveAnswer['items'] | null {
	if (items.size > 0 || problem === null) return items;
	accountTotal(run).noLive = problem;
	return null;
}

/**
 * What the work on one purchase order is given. It stays as it is; what happens goes into the
 * report.
 */
export interface OrderContext {
	readonly run: Run;
	/** As the run read it first. */
	readonly po: PurchaseOrder;
	/** Live data by SKU; `null` = TD SYNNEX could not be asked, or need not be. */
	readonly live: ReadonlyMap<string, LiveItem> | null;
	/** The special deal whose prices are in it; absent = none was asked for. */
	readonly deal?: string;
	readonly report: ResultBuilder;
	/**
	 * Other orders of the run had their turn meanwhile: time and calls are this one's again from now
	 * on.
	 */
	readonly takeUp: () => void;
}

/** A refused login is tried once a run: more would lock the user. */
export function throwIfEnded(run: Pick<Run, 'runTotal' | 'terms'>): void {
	const { endedBy } = accountTotal(run);
	if (endedBy) throw endedBy;
}

/** How the work on an order ended: where it stands, and what a person must look at. */
export interface Ending {
	journal: Journal | null;
	problem: OrderResult['problem'];
}

export function ended(journal: Journal | null, problem: OrderResult['problem'] = null): Ending {
	return { journal, problem };
}

export function orderContext(
	run: Run,
	po: PurchaseOrder,
	live: OrderContext['live'] = null,
): OrderContext {
	const meter = stepMeter(run);
	const report = new ResultBuilder(run.terms.account, po, meter);
	return { run, po, live, report, takeUp: () => void meter() };
}

/** Milliseconds since 1970. */
export function nowOf({ run }: OrderContext): number {
	return run.ports.clock.now();
}

export function timeOf(context: OrderContext): string {
	return isoTime(nowOf(context));
}

/** The purchase order as it stands now, with the time at which it was asked for. */
export async function reread(context: OrderContext): Promise<Header> {
	return await recent(context, () =>
		rereadHeader(context.run.ports.autotask, context.po, () => nowOf(context)),
	);
}

/** The same with its lines. */
export async function rereadWhole(context: OrderContext): Promise<Reread> {
	const { autotask, clock } = context.run.ports;
	return await recent(context, () => rereadOrder(autotask, context.po, () => clock.now()));
}

/** Whether a reading is young enough to be written upon: others may have written since. */
export function isRecent(context: OrderContext, { readAt }: Header, allowed: number): boolean {
	return nowOf(context) - readAt <= allowed;
}

/**
 * A process that stood still between the question and its answer would write over what others wrote
 * meanwhile: it asks again. An Autotask that is always slow is taken as it is after some tries.
 */
async function recent<Read extends Header>(
	context: OrderContext,
	read: () => Promise<Read>,
): Promise<Read> {
	const allowed = claimWithin(context.run.terms.settings.timing);
	for (let attempt = 1; ; attempt++) {
		const header = await read();
		if (attempt === READ_TRIES || isRecent(context, header, allowed)) return header;
	}
}

const READ_TRIES = 3;

/** All that happened since the last step, or since the order was taken up again. */
function stepMeter({ ports: { clock }, calls }: Run) {
	let last = { at: clock.now(), calls: calls() };
	return () => {
		const { at, calls: before } = last;
		last = { at: clock.now(), calls: calls() };
		return {
			time: isoTime(last.at),
			durationMs: last.at - at,
			calls: last.calls - before,
		};
	};
}
