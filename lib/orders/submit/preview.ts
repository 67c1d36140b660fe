import Big from 'big.js';
import { isoTime } from '../../shared/clock';
import { Problem } from '../../shared/problem';
import { buildPo } from '../../tdsynnex/ec-xml/order-request';
import { withDealPrices } from '../request/deal-prices';
import { evaluate, type Evaluation, findingsOf, orderOf } from './evaluate';
import type { NextStep } from '../journal/next-step';
import { documentOf } from '../request/document';
import {
	type FreightEstimate,
	freightEstimate,
	freightWarehouse,
	NO_FREIGHT,
} from '../request/freight-estimate';
import { asSent } from '../validate/as-sent';
import type {
	LiveItem,
	OrderOptions,
	OrderRequest,
	OrderResult,
	OrderState,
	PurchaseOrder,
	ShipTo,
} from '../types';
import { mayBeSent } from '../validate';
import { marginOf, type OrderMargin } from '../validate/margin';
import { worth } from '../validate/money-rules';
import { orderContext, type Run, spend, besides } from './order-context';

/** What a submission would do, without a write anywhere. */
export interface OrderPreview extends OrderResult, FreightEstimate {
	/** Whether Submit would send it now. */
	wouldSend: boolean;
	/** What Submit would do, in a word or two. */
	nextStep: string;
	shipTo: ShipTo | null;
	options: OrderOptions | null;
	previewLines: PreviewLine[];
	/** At TD SYNNEX's prices of now; empty where one is not known. */
	liveTotal: string;
	/** With the freight estimate taken off; `null` where no selling price is known. */
	margin: OrderMargin | null;
	/** The XML that would be posted; user id and password are not in it. */
	xml: string;
}

export interface PreviewLine {
	lineNumber: number;
	sku: string;
	name: string;
	quantity: number;
	unitCost: string;
	livePrice: string | null;
	stock: number | null;
	eta: string | null;
	status: string;
	lineTotal: string;
}

/** One purchase order as Submit would see it now, with live price, stock and freight. */
export async function previewOrder(
	run: Run,
	po: PurchaseOrder,
	listed: ReadonlyMap<string, LiveItem> | null,
): Promise<OrderPreview> {
	const { terms, ports } = run;
	const evaluation = evaluate(po, terms, ports.clock.now());
	const { journal, next, changed } = evaluation;
	const order = orderOf(evaluation);
	const live = order ? await withDealPrices(ports, order, listed) : listed;
	const { report } = orderContext(run, po, live);
	const { rules: settings } = terms.settings;
	const sendable = next.step === 'send' && order !== null ? order : null;
	const leaving = sendable && asSent({ order: sendable, live, settings });
	report.setOrder(leaving ?? evaluation.order);
	const findings = sendable ? findingsOf(evaluation, terms, journal, live, besides(run)) : [];
	report.setFindings(findings);
	for (const difference of changed) report.warn(`changed after it was sent: ${difference}`);
	const freight = sendable ? await askFreight(run, sendable, live) : NO_FREIGHT;
	if (sendable && freight.freight.length === 0) report.warn(freight.freightNote);
	const wouldSend = sendable !== null && mayBeSent(findings);
	if (wouldSend) spend(run, worth({ order: sendable, live, settings }));
	return {
		...report.build(journal, problemFor(evaluation)),
		wouldSend,
		nextStep: wordFor(next, journal?.state),
		shipTo: order?.shipTo ?? null,
		options: order?.options ?? null,
		previewLines: order ? previewLines(leaving ?? order, live) : [],
		liveTotal: order ? liveTotal(order, live) : '',
		margin: order ? marginOf(order, po.items, live, freight.freightEstimate) : null,
		...freight,
		xml: leaving ? xmlOf(leaving, run) : '',
	};
}

/** In the place of a preview, for a purchase order that could not be looked at. */
export function notPreviewed(result: OrderResult): OrderPreview {
	return {
		...result,
		wouldSend: false,
		nextStep: WORDS.stop,
		shipTo: null,
		options: null,
		previewLines: [],
		liveTotal: '',
		margin: null,
		...NO_FREIGHT,
		xml: '',
	};
}

const WORDS: Record<NextStep['step'], string> = {
	send: 'send',
	lookUp: 'look up at TD SYNNEX',
	record: 'complete the write-back',
	done: 'nothing: it is already ordered',
	wait: 'wait',
	stop: 'stop',
};

function wordFor(next: NextStep, state: OrderState | undefined): string {
	if (next.step === 'lookUp' && next.newRevision)
		return 'look up at TD SYNNEX, and send the new revision if TD SYNNEX has no order';
	return state === 'REJECTED' && next.step === 'done'
		? 'nothing: it was rejected'
		: WORDS[next.step];
}

async function askFreight(
	{ ports }: Run,
	order: OrderRequest,
	live: ReadonlyMap<string, LiveItem> | null,
): Promise<FreightEstimate> {
	const warehouse = freightWarehouse(order, live);
	return freightEstimate(await ports.tdSynnex.freight(order, warehouse), order, warehouse);
}

/** The XML as it would leave now, without login. */
function xmlOf(leaving: OrderRequest, run: Run): string {
	const { settings } = run.terms;
	return buildPo(documentOf(leaving, isoTime(run.ports.clock.now()), settings));
}

function problemFor({ order, next }: Evaluation): OrderResult['problem'] {
	if (next.step === 'stop') return next;
	if (next.step === 'wait')
		return { code: 'order-busy', cause: next.cause, remedy: `Run again after ${next.until}.` };
	return order instanceof Problem ? order : null;
}

function previewLines(
	order: OrderRequest,
	live: ReadonlyMap<string, LiveItem> | null,
): PreviewLine[] {
	return order.lines.map(({ lineNumber, sku, name, quantity, unitPrice, sentPrice }) => {
		const item = live?.get(sku);
		return {
			lineNumber,
			sku,
			name,
			quantity,
			unitCost: unitPrice,
			livePrice: item?.price ?? null,
			stock: item?.stock ?? null,
			eta: item?.eta ?? null,
			status: item?.status ?? 'unknown',
			lineTotal: amount(sentPrice ?? unitPrice, quantity),
		};
	});
}

function liveTotal(order: OrderRequest, live: ReadonlyMap<string, LiveItem> | null): string {
	const prices = order.lines.map(({ sku, quantity }) => ({
		price: live?.get(sku)?.price ?? null,
		quantity,
	}));
	if (prices.some(({ price }) => price === null)) return '';
	return prices
		.reduce((sum, { price, quantity }) => sum.plus(new Big(price ?? 0).times(quantity)), new Big(0))
		.toFixed(2);
}

function amount(price: string, quantity: number): string {
	const countable = /^\d+(\.\d+)?$/.test(price) && Number.isFinite(quantity);
	return countable ? new Big(price).times(quantity).toFixed(2) : '';
}
