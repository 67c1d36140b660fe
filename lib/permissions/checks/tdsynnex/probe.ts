import type { Clock } from '../../../shared/clock';
import { NoAnswer, type Send, type WireResponse } from '../../../shared/http';
import { Problem } from '../../../shared/problem';
import { buildInvoiceQuery, readInvoices } from '../../../tdsynnex/ec-xml/invoice';
import { buildPoStatus, parsePoStatus } from '../../../tdsynnex/ec-xml/order-status';
import { priceAndAvailability } from '../../../tdsynnex/ec-xml/price-availability';
import {
	noAnswerProblem,
	readReply,
	refusal,
	type ReplyOf,
} from '../../../tdsynnex/ec-xml/reply-errors';
import { type AccountSettings, hostsOf, PATH } from '../../../tdsynnex/hosts';
import type { PriceSeen, TdSynnexEvidence } from '../../evidence';
import { probe, tdSynnexOrders, recordHttp, type HttpRecorder } from '../../http-recorder';
import { type ProbeResult, notProbed } from '../../types';

/** Four calls are made; a shaky line may make some of them twice. */
const MOST_CALLS = 10;
/** No reseller uses it: TD SYNNEX must answer "not found". */
export const NO_SUCH_ORDER = 'PERMISSION-CHECK-0';

type Seen = Omit<TdSynnexEvidence, 'priceFile'>;

export const NOT_IN_USE: Seen = {
	inUse: false,
	environment: '',
	passwordSetOn: '',
	hasReadOnlyUser: false,
	seenEc: [],
	seenInvoice: [],
	price: notProbed('No credential'),
	orderStatus: notProbed('No credential'),
	invoices: notProbed('No credential'),
};

/**
 * Three look-ups. A refused login is not tried on the next service; where a read-only user asks for
 * price and order state, the invoice service shows whether the ordering one is let in.
 */
export async function probeTdSynnex(
	{ send, account, clock }: { send: Send; account: AccountSettings; clock: Clock },
	sku: string,
): Promise<Seen> {
	const limits = {
		maxCalls: MOST_CALLS,
		refuses: (request: Parameters<Send>[0]) =>
			tdSynnexOrders(request) ? 'the check places no order' : null,
	};
	const ec = recordHttp(send, clock, limits);
	const invoice = recordHttp(send, clock, limits);
	const on = (recorder: HttpRecorder) => ({ send: recorder.send, account, clock });
	const { passwordSetOn = '', hasReadOnlyUser = false } = account;
	const hosts = await probe(ec, async () => hostsOf(account));
	if (hosts.state !== 'found')
		return { ...NOT_IN_USE, inUse: true, passwordSetOn, hasReadOnlyUser, orderStatus: hosts };
	const orderStatus = await probe(ec, () => lookUpOrder(on(ec), NO_SUCH_ORDER));
	const price = sku
		? await probe(unlessRefused(ec, orderStatus), () => lookUpPrice(on(ec), sku))
		: notProbed('No SKU is known: Autotask has no TD SYNNEX product, and Test SKU is empty');
	const other = hasReadOnlyUser ? [] : [orderStatus, price];
	const invoices = await probe(unlessRefused(invoice, ...other), () =>
		lookUpInvoices(on(invoice), NO_SUCH_ORDER),
	);
	return {
		inUse: true,
		environment: hosts.value.name,
		passwordSetOn,
		hasReadOnlyUser,
		seenEc: ec.seen,
		seenInvoice: invoice.seen,
		price,
		orderStatus,
		invoices,
	};
}

/** One wrong login is enough. */
function unlessRefused(recorder: HttpRecorder, ...earlier: ProbeResult<unknown>[]) {
	const refused = earlier.some(
		(one) =>
			one.state === 'refused' && /^tdsynnex-(login|address|credential|host|foreign)/.test(one.code),
	);
	return { stopped: () => (refused ? 'TD SYNNEX refused the login' : recorder.stopped()) };
}

/** The TD SYNNEX services, each asked once for something harmless. All throw Problems. */
export interface LookUps {
	send: Send;
	account: AccountSettings;
	clock: Clock;
}

export async function lookUpPrice(
	{ send, account, clock }: LookUps,
	sku: string,
): Promise<PriceSeen> {
	const { customerNumber, country } = account;
	const { ecUrl } = hostsOf(account);
	const options = { send, clock, ecUrl, customerNumber, country };
	const { answers } = await priceAndAvailability([{ sku }], options);
	const { found: [first] = [], problem } = answers[0] ?? {};
	if (problem) throw problem;
	return {
		sku,
		status: first?.status ?? 'not-found',
		cost: first?.price ?? null,
		currency: first?.currency ?? '',
	};
}

/** @returns the order's state in TD SYNNEX's own word, such as `notFound` */
export async function lookUpOrder({ send, account }: LookUps, poNumber: string): Promise<string> {
	const of = { service: 'order status', record: `PO ${poNumber}` };
	const url = hostsOf(account).ecUrl + PATH.orderStatus;
	const response = await post(send, url, buildPoStatus(account.customerNumber, poNumber), of);
	const status = parsePoStatus(response.body);
	if (status.kind === 'status') return status.code;
	if (status.kind === 'error') throw refusal(status, of);
	readReply(response, of);
	throw new Problem({
		code: 'tdsynnex-reply-broken',
		record: of.record,
		cause: `The reply to the ${of.service} request cannot be read: ${status.why}`,
		remedy: 'Try again. If the problem persists, check for a proxy between n8n and TD SYNNEX.',
	});
}

/** @returns how many invoices TD SYNNEX has for that order; a refusal that says "none" is 0 */
export async function lookUpInvoices(
	{ send, account }: LookUps,
	poNumber: string,
): Promise<number> {
	const of = { service: 'invoice', lines: 'Invoice' };
	const url = hostsOf(account).invoiceUrl + PATH.invoice;
	const body = buildInvoiceQuery(account.customerNumber, { poNumber });
	try {
		const answer = readInvoices(await post(send, url, body, of), of);
		return answer.kind === 'none' ? 0 : answer.invoices.length;
	} catch (error) {
		return noneOr(error);
	}
}

function noneOr(error: unknown): number {
	if (error instanceof Problem && error.code === 'tdsynnex-refused' && NONE.test(error.cause))
		return 0;
	throw error;
}

async function post(send: Send, url: string, body: string, of: ReplyOf): Promise<WireResponse> {
	const headers = { 'Content-Type': 'application/xml', Accept: 'application/xml' };
	try {
		return await send({ method: 'POST', url, headers, body });
	} catch (error) {
		throw error instanceof NoAnswer ? noAnswerProblem(error, of) : error;
	}
}

/**
 * TD SYNNEX's own words for "there is none" are not known; these are what its services say
 * elsewhere.
 */
const NONE = /no (invoice|data|record|result)|not\s?found|does not exist/i;
