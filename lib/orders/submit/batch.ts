import Big from 'big.js';
import { statusValue } from '../../autotask/metadata/picklist';
import type { Autotask } from '../../autotask/types';
import { endsTheRun, Problem, problemOf } from '../../shared/problem';
import { callCounter } from '../../shared/call-counter';
import { memoSays } from '../journal/memo';
import type { OrderPorts } from '../ports';
import type { ProductSource } from '../purchase-order/products';
import {
	type Header,
	type Missing,
	readHeaders,
	type Selection,
} from '../purchase-order/read-purchase-orders';
import type { LiveItem, OrderResult, PurchaseOrder } from '../types';
import { decidedToSendAgain, evaluate, type OrderTerms } from './evaluate';
import {
	countToday,
	liveIn,
	orderContext,
	type Run,
	type RunTotal,
	throwIfEnded,
} from './order-context';
import { notPreviewed, type OrderPreview, previewOrder } from './preview';
import { readLines } from '../purchase-order/read-lines';
import { ResultBuilder } from '../report/result-builder';
import { reconcileOrder, submitBatch } from './submit';

export interface OrderJob {
	/** A status in it is a label. */
	selection: Selection;
	source: ProductSource;
	/**
	 * Built once the purchase orders are read, since options may come from fields of their records.
	 */
	terms: (headers: Header[]) => Promise<OrderTerms>;
	/**
	 * Only orders whose total lies within; empty = no bound. Others are passed over without a word.
	 */
	amount: { from: string; to: string };
	/**
	 * What the run has ordered so far, where it does so in several jobs; absent = this is its only
	 * one.
	 */
	runTotal?: RunTotal;
	/** Asked between orders: an order that is begun is brought to its end. */
	cancelled: () => boolean;
	onResult?: (result: OrderResult, done: number, total: number) => void;
}

/** Submits all purchase orders of a selection, by their ids. */
export async function submitOrders(ports: OrderPorts, job: OrderJob): Promise<OrderResult[]> {
	const { run, headers, missing } = await prepare(ports, job);
	const live = await liveFor(run, headers);
	const results = new Map<string, OrderResult>();
	const watch = {
		cancelled: job.cancelled,
		onResult: (result: OrderResult, done: number) => job.onResult?.(result, done, headers.length),
	};
	const problem = await submitBatch(run, headers, live, watch, results).then(() => null, problemOf);
	// What is done already must be reported, or its order numbers would be lost with the failure.
	if (problem !== null && results.size === 0) throw problem;
	const told = headers.flatMap(
		(header) => results.get(header.po.id) ?? (problem ? broken(run)(header, problem) : []),
	);
	return [...told, ...missing.map((one) => absent(run, one))];
}

/** Settles the orders of a selection that are in doubt or half recorded; sends nothing. */
export async function reconcileOrders(ports: OrderPorts, job: OrderJob): Promise<OrderResult[]> {
	const { run, headers, missing } = await prepare(ports, job);
	const results = await each(job, headers, (header) => reconcileOrder(run, header), broken(run));
	return [...results, ...missing.map((one) => absent(run, one))];
}

/** What Submit would do with the orders of a selection; nothing is written anywhere. */
export async function previewOrders(ports: OrderPorts, job: OrderJob): Promise<OrderPreview[]> {
	const { run, headers, missing } = await prepare(ports, job);
	const live = await liveFor(run, headers);
	const preview = ({ po }: Header) => previewOrder(run, po, live);
	const notTaken = (header: Header, problem: Problem) => notPreviewed(broken(run)(header, problem));
	const previews = await each(job, headers, preview, notTaken);
	return [...previews, ...missing.map((one) => notPreviewed(absent(run, one)))];
}

/**
 * How the orders of a selection stand, as Autotask shows it; nothing is asked of TD SYNNEX or
 * written.
 */
export async function showOrders(ports: OrderPorts, job: OrderJob): Promise<OrderResult[]> {
	const { run, headers, missing } = await prepare(ports, job);
	const results = headers.map(({ po }) => {
		const { journal, order } = evaluate(po, run.terms, ports.clock.now());
		const { report } = orderContext(run, po);
		report.setOrder(order);
		return report.build(journal);
	});
	return results.concat(missing.map((one) => absent(run, one)));
}

/** The purchase orders with lines, what the run shares, and those named that are not there. */
async function prepare(
	ports: OrderPorts,
	job: OrderJob,
): Promise<{ run: Run; headers: Header[]; missing: Missing[] }> {
	const { autotask, clock } = ports;
	const selection = await resolved(autotask, job.selection);
	const unselected = (po: PurchaseOrder) => notSelected(po, selection, job.amount);
	const found = await readHeaders(autotask, selection, () => clock.now());
	const orders = await readLines(
		autotask,
		found.headers.map(({ po }) => po),
		job.source,
	);
	const headers = found.headers
		.map(({ readAt }, index) => ({ po: orders[index], readAt }))
		.filter((header): header is Header => header.po !== undefined && unselected(header.po) === '');
	const run = await openRun(ports, await job.terms(headers), job.runTotal);
	const memoMark = selection.by === 'ready' ? selection.memoMark : '';
	return { headers, run: { ...run, notSelected: unselected, memoMark }, missing: found.missing };
}

function absent({ terms }: Run, { id, number, problem }: Missing): OrderResult {
	return new ResultBuilder(terms.account, { id, number }).build(null, problem);
}

async function resolved(autotask: Autotask, selection: Selection): Promise<Selection> {
	if (selection.by !== 'ready') return selection;
	return { ...selection, status: await statusValue(autotask, selection.status) };
}

/** What all orders of a run share; status labels are looked up before anything is sent. */
export async function openRun(
	ports: OrderPorts,
	terms: OrderTerms,
	runTotal: RunTotal = { spent: '0' },
): Promise<Run> {
	throwIfEnded({ runTotal, terms });
	const statuses = await readStatuses(ports.autotask, terms);
	const counter = callCounter();
	const tdSynnex = counter.count(ports.tdSynnex, ['post', 'lookUp', 'live', 'freight']);
	return {
		ports: { ...ports, tdSynnex },
		terms: statuses.terms,
		statusAfterOrder: statuses.after,
		runTotal,
		notSelected: () => '',
		memoMark: '',
		calls: () => ports.autotask.stats().calls + counter.calls(),
	};
}

/**
 * Live data of everything that may be sent, in one go; `null` = TD SYNNEX could not be asked. Where
 * something may be sent, what others have ordered today is counted too.
 */
export async function liveFor(
	run: Run,
	headers: Header[],
): Promise<ReadonlyMap<string, LiveItem> | null> {
	const { ports, terms } = run;
	const skus = headers.flatMap(({ po }) => {
		const evaluation = evaluate(po, terms, ports.clock.now());
		const { next, order } = evaluation;
		const again = decidedToSendAgain(evaluation, terms) !== null;
		if (order instanceof Problem || (next.step !== 'send' && !again)) return [];
		return order.lines.map(({ sku }) => sku);
	});
	if (skus.length === 0) return new Map();
	if (terms.settings.rules.capPerDay !== '') await countToday(run);
	return liveIn(run, await ports.tdSynnex.live([...new Set(skus)]));
}

/** An Autotask whose status has another name is left with the cancel date. */
async function valueIfAny(autotask: Autotask, label: string): Promise<string> {
	if (label === '') return '';
	const value = await statusValue(autotask, label).catch(problemOf);
	if (!(value instanceof Problem)) return value;
	if (value.code === 'status-unknown') return '';
	throw value;
}

/**
 * Status labels become values before anything is sent: a wrong label must not be found out
 * afterwards.
 */
async function readStatuses(
	autotask: Autotask,
	terms: OrderTerms,
): Promise<{ terms: OrderTerms; after: number | null }> {
	const { settings } = terms;
	const { readyStatus } = settings.rules;
	const ready = readyStatus === '' ? '' : await statusValue(autotask, readyStatus);
	const after =
		settings.statusAfterOrder === ''
			? null
			: Number(await statusValue(autotask, settings.statusAfterOrder));
	const canceled = await valueIfAny(autotask, settings.rules.canceledStatus);
	const rules = { ...settings.rules, readyStatus: ready, canceledStatus: canceled };
	return { terms: { ...terms, settings: { ...settings, rules } }, after };
}

async function each<Result extends OrderResult>(
	job: OrderJob,
	headers: Header[],
	take: (header: Header) => Promise<Result>,
	notTaken: (header: Header, problem: Problem) => Result,
): Promise<Result[]> {
	const results: Result[] = [];
	for (const header of headers) {
		if (job.cancelled()) break;
		const taken = await take(header).catch(problemOf);
		if (taken instanceof Problem && endsTheRun(taken)) {
			// What is done already must be reported, or its order numbers would be lost with the failure.
			if (results.length === 0) throw taken;
			const rest = headers.slice(results.length);
			return [...results, ...rest.map((one) => notTaken(one, taken))];
		}
		const result = taken instanceof Problem ? notTaken(header, taken) : taken;
		results.push(result);
		job.onResult?.(result, results.length, headers.length);
	}
	return results;
}

/** Of an order that the run did not come to, because it broke off for good. */
function broken({ terms }: Run) {
	return ({ po }: Header, problem: Problem): OrderResult =>
		new ResultBuilder(terms.account, po).build(null, problem);
}

/** A person may take a purchase order out of the selection until right before it is sent. */
function notSelected(po: PurchaseOrder, selection: Selection, amount: OrderJob['amount']): string {
	if (!within(po, amount)) return 'its total is no longer within Amount From and Amount To';
	if (selection.by !== 'ready') return '';
	const { vendorId, status, memoMark } = selection;
	if (po.vendorId !== vendorId || po.status !== status)
		return 'it is no longer among the purchase orders that are ready';
	return memoSays(po.memo, memoMark) ? '' : `"${memoMark}" is no longer in its General Memo`;
}

function within(po: Header['po'], { from, to }: OrderJob['amount']): boolean {
	if (from === '' && to === '') return true;
	const total = po.items.reduce(
		(sum, { quantity, unitCost }) => sum.plus(new Big(quantity || 0).times(unitCost || 0)),
		new Big(0),
	);
	return (from === '' || total.gte(from)) && (to === '' || total.lte(to));
}
