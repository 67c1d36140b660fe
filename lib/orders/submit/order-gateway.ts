import { doubled, withBackoff } from '../../shared/backoff';
import { type Clock, isoTime } from '../../shared/clock';
import { NoAnswer, type Send, type WireResponse } from '../../shared/http';
import { Problem, problemOf } from '../../shared/problem';
import { buildFreightQuote, parseFreightReply } from '../../tdsynnex/ec-xml/freight';
import { parsePoReply } from '../../tdsynnex/ec-xml/order-reply';
import { buildPo } from '../../tdsynnex/ec-xml/order-request';
import { buildPoStatus, parsePoStatus, type PoStatus } from '../../tdsynnex/ec-xml/order-status';
import {
	type Availability,
	priceAndAvailability,
	type PriceTerms,
} from '../../tdsynnex/ec-xml/price-availability';
import { noAnswerProblem } from '../../tdsynnex/ec-xml/reply-errors';
import { PATH } from '../../tdsynnex/hosts';
import type { LiveAnswer, PostOutcome, TdSynnex } from '../ports';
import { documentOf, type WireForm } from '../request/document';
import type { Account, LiveItem, OrderRequest } from '../types';

export interface TdSynnexOptions {
	/** Signs and sends; it must never send a request twice. */
	send: Send;
	clock: Clock;
	account: Account;
	/** Base of the EC XML services. */
	ecUrl: string;
	signal?: AbortSignal;
}

/** TD SYNNEX's services as orders need them. */
export function createTdSynnex(options: TdSynnexOptions): TdSynnex {
	return {
		post: (order, form) => post(options, order, form),
		lookUp: (poNumber) => lookUp(options, poNumber),
		live: (skus, terms) => live(options, skus, terms),
		freight: async (order, warehouse) => {
			const response = await ask(options, PATH.freight, freightXml(options, order, warehouse));
			return typeof response === 'string' ? null : parseFreightReply(response.body);
		},
	};
}

/** How long an answer to an order is awaited; afterwards the order is in doubt. */
const POST_TIMEOUT_MS = 120_000;
const LOOK_UP_TIMEOUT_MS = 60_000;
const LOOK_UP_TRIES = 3;
const FIRST_PAUSE_MS = 2_000;

/** The only place where an order leaves. There is no loop around it, and there must be none. */
async function post(
	options: TdSynnexOptions,
	order: OrderRequest,
	form?: WireForm,
): Promise<PostOutcome> {
	const body = buildPo(documentOf(order, isoTime(options.clock.now()), form));
	try {
		const response = await options.send(request(options, PATH.order, body, POST_TIMEOUT_MS));
		return { kind: 'reply', status: response.status, reply: parsePoReply(response.body) };
	} catch (error) {
		if (error instanceof NoAnswer) {
			const { cause } = noAnswerProblem(error, { service: 'purchase order' });
			return { kind: 'silence', reached: error.reached, why: cause };
		}
		// The credential refuses to sign before anything leaves.
		if (error instanceof Problem) return { kind: 'silence', reached: false, why: error.cause };
		const why = error instanceof Error ? error.message : String(error);
		return { kind: 'silence', reached: true, why: `the call was interrupted (${why})` };
	}
}

async function lookUp(options: TdSynnexOptions, poNumber: string): Promise<PoStatus> {
	const body = buildPoStatus(options.account.customerNumber, poNumber);
	let isTurnedAway = false;
	const once = async (): Promise<PoStatus> => {
		const response = await ask(options, PATH.orderStatus, body);
		if (typeof response === 'string') return { kind: 'unreadable', why: response };
		isTurnedAway = response.status === 401;
		return response.status >= 300
			? { kind: 'unreadable', why: `TD SYNNEX answered HTTP ${response.status}` }
			: parsePoStatus(response.body);
	};
	return await withBackoff(options.clock, LOOK_UP_TRIES, once, ({ kind }, attempt) =>
		kind === 'status' || isTurnedAway ? null : doubled(FIRST_PAUSE_MS, attempt),
	);
}

async function live(
	options: TdSynnexOptions,
	skus: string[],
	terms: PriceTerms = {},
): Promise<LiveAnswer> {
	if (skus.length === 0) return { items: new Map(), problem: null, ended: null };
	const { send, clock, ecUrl, account, signal } = options;
	const { answers, ended = null } = await priceAndAvailability(
		skus.map((sku) => ({ sku })),
		{
			send,
			clock,
			ecUrl,
			customerNumber: account.customerNumber,
			country: account.country,
			signal,
			terms,
		},
	);
	const items = new Map<string, LiveItem>();
	answers.forEach(({ found }, index) => {
		const [first] = found;
		if (first) items.set(skus[index] ?? '', liveItem(first, skus[index] ?? ''));
	});
	return { items, problem: answers.find(({ problem }) => problem)?.problem ?? null, ended };
}

/**
 * One request; why there was no answer, in words, instead of an error. A cancelled run does throw.
 */
async function ask(
	options: TdSynnexOptions,
	path: string,
	body: string,
): Promise<WireResponse | string> {
	options.signal?.throwIfAborted();
	try {
		return await options.send(request(options, path, body, LOOK_UP_TIMEOUT_MS));
	} catch (error) {
		options.signal?.throwIfAborted();
		if (error instanceof NoAnswer)
			return noAnswerProblem(error, { service: 'order look-up' }).cause;
		return problemOf(error).cause;
	}
}

function request(options: TdSynnexOptions, path: string, body: string, timeoutMs: number) {
	return {
		method: 'POST' as const,
		url: `${options.ecUrl}${path}`,
		headers: { 'Content-Type': 'application/xml', Accept: 'application/xml' },
		body,
		timeoutMs,
	};
}

/** The service names every method of the account only where none is asked for. */
const ALL_METHODS = '';

function freightXml(options: TdSynnexOptions, order: OrderRequest, warehouse: string): string {
	return buildFreightQuote({
		customerNumber: order.account.customerNumber,
		time: isoTime(options.clock.now()),
		warehouse,
		shipTo: order.shipTo,
		shipMethod: ALL_METHODS,
		items: order.lines.map(({ lineNumber, sku, name, quantity }) => ({
			lineNumber,
			sku,
			name,
			quantity,
		})),
	});
}

function liveItem(found: Availability, sku: string): LiveItem {
	const etas = found.warehouses.flatMap(({ eta }) => eta ?? []).sort();
	return {
		sku,
		status: found.sku === '0' ? 'not-found' : found.status,
		price: found.price,
		currency: found.currency,
		counted: found.counted,
		stock: found.totalQuantity,
		stockByWarehouse: found.warehouses.map(({ number, quantity }) => ({
			warehouse: number,
			quantity,
		})),
		eta: etas[0] ?? null,
		endUserRequired: found.endUserRequired ?? false,
	};
}
