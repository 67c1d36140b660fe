import { retryTransient } from '../../shared/backoff';
import type { Clock } from '../../shared/clock';
import { NoAnswer, type Send, type WireRequest, type WireResponse } from '../../shared/http';
import { Problem } from '../../shared/problem';
import {
	buildInvoiceQuery,
	type InvoiceKey,
	type InvoiceReply,
	readInvoices,
} from '../../tdsynnex/ec-xml/invoice';
import { buildPoStatus, type PoStatus, poStatusIn } from '../../tdsynnex/ec-xml/order-status';
import { noAnswerProblem, readReply, type ReplyOf } from '../../tdsynnex/ec-xml/reply-errors';
import { PATH } from '../../tdsynnex/hosts';
import {
	PARTNER_PATH,
	type PartnerInvoice,
	type PartnerOrder,
	type PartnerShipment,
	readPartnerInvoice,
	readPartnerOrder,
	readPartnerShipment,
} from '../../tdsynnex/partner-api/documents';

/**
 * TD SYNNEX's reads as a poll needs them. Every method throws a Problem when there is no clear
 * answer.
 */
export interface StatusSources {
	status(poNumber: string): Promise<Extract<PoStatus, { kind: 'status' }>>;
	/** `none` where TD SYNNEX has no invoice yet. */
	invoices(
		key: InvoiceKey,
		record: string,
	): Promise<Extract<InvoiceReply, { kind: 'invoices' | 'none' }>>;
	/** `null` = no partner credential was given. */
	partner: PartnerSource | null;
	/** Calls made so far, of all services together. */
	calls(): number;
	/**
	 * From now on no more than so many calls in all: a Problem `tdsynnex-hour-used` stands for the
	 * next.
	 */
	limit(calls: number): void;
}

export interface PartnerSource {
	order(number: string): Promise<PartnerOrder | null>;
	shipment(number: string): Promise<PartnerShipment | null>;
	invoice(number: string): Promise<PartnerInvoice | null>;
}

export interface SourceOptions {
	/** Signs and sends EC XML and invoice requests. */
	send: Send;
	clock: Clock;
	customerNumber: string;
	ecUrl: string;
	invoiceUrl: string;
	partner?: { send: Send; baseUrl: string };
	signal?: AbortSignal;
}

/** All calls of a poll. What may pass is tried again, a refused login never. */
export function createSources(options: SourceOptions): StatusSources {
	const { customerNumber, ecUrl, invoiceUrl, partner } = options;
	let calls = 0;
	let most = Infinity;
	const ask = async <T>(
		send: Send,
		request: WireRequest,
		of: ReplyOf,
		read: (response: WireResponse) => T,
	): Promise<T> =>
		await withRetries(options, async () => {
			if (calls >= most) throw hourUsed(most, of);
			calls += 1;
			return read(await sendOnce(send, request, of));
		});
	const xml = (url: string, body: string): WireRequest => ({
		method: 'POST',
		url,
		headers: { 'Content-Type': 'application/xml', Accept: 'application/xml' },
		body,
		timeoutMs: TIMEOUT_MS,
	});
	return {
		calls: () => calls,
		limit: (count) => void (most = count),
		status: (poNumber) => {
			const of = { service: 'order status', record: `PO ${poNumber}`, lines: 'Item' };
			const body = buildPoStatus(customerNumber, poNumber);
			return ask(options.send, xml(ecUrl + PATH.orderStatus, body), of, (response) => {
				const answer = poStatusIn(readReply(response, of));
				if (answer.kind === 'status') return answer;
				throw unclear(of, answer.kind === 'error' ? answer.message : answer.why);
			});
		},
		invoices: (key, record) => {
			const of = { service: 'invoice', record, lines: 'Invoice' };
			const body = buildInvoiceQuery(customerNumber, key);
			return ask(options.send, xml(invoiceUrl + PATH.invoice, body), of, (response) =>
				readInvoices(response, of),
			);
		},
		partner: partner === undefined ? null : partnerSource(partner, ask),
	};
}

const TIMEOUT_MS = 60_000;
const TRIES = 3;
const FIRST_PAUSE_MS = 2_000;

type Ask = <T>(
	send: Send,
	request: WireRequest,
	of: ReplyOf,
	read: (response: WireResponse) => T,
) => Promise<T>;

function partnerSource(
	{ send, baseUrl }: NonNullable<SourceOptions['partner']>,
	ask: Ask,
): PartnerSource {
	const get = <T>(
		path: string,
		record: string,
		read: (response: WireResponse, record: string) => T,
	) =>
		ask(
			send,
			{
				method: 'GET',
				url: baseUrl + path,
				headers: { Accept: 'application/json' },
				timeoutMs: TIMEOUT_MS,
			},
			{ service: 'partner API', record, credential: 'TD SYNNEX Partner API' },
			(response) => read(response, record),
		);
	return {
		order: (number) => get(PARTNER_PATH.order(number), `order ${number}`, readPartnerOrder),
		shipment: (number) =>
			get(PARTNER_PATH.shipment(number), `order ${number}`, readPartnerShipment),
		invoice: (number) => get(PARTNER_PATH.invoice(number), `invoice ${number}`, readPartnerInvoice),
	};
}

async function sendOnce(send: Send, request: WireRequest, of: ReplyOf): Promise<WireResponse> {
	try {
		return await send(request);
	} catch (error) {
		throw error instanceof NoAnswer ? noAnswerProblem(error, of) : error;
	}
}

async function withRetries<T>(
	{ clock, signal }: SourceOptions,
	work: () => Promise<T>,
): Promise<T> {
	const once = async () => {
		signal?.throwIfAborted();
		return await work();
	};
	return await retryTransient(clock, once, { attempts: TRIES, firstPauseMs: FIRST_PAUSE_MS });
}

function hourUsed(most: number, { record }: ReplyOf): Problem {
	return new Problem({
		code: 'tdsynnex-hour-used',
		reach: 'pause',
		record,
		cause: `The ${most} calls to TD SYNNEX that are allowed in this hour are used up`,
		remedy: 'No action is needed: the next poll continues. Or raise TD SYNNEX Calls per Hour.',
	});
}

function unclear({ service, record }: ReplyOf, why: string): Problem {
	return new Problem({
		code: 'tdsynnex-reply-unclear',
		record,
		cause: `TD SYNNEX's reply to the ${service} request is not clear: ${why}`,
		remedy: 'Run again. If the problem persists, ask TD SYNNEX for the order by its PO number.',
	});
}
