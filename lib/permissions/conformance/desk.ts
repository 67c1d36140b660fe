import { type Clock, isoTime } from '../../shared/clock';
import { NoAnswer, type Send, type WireResponse } from '../../shared/http';
import { Problem } from '../../shared/problem';
import { isRefused, NON_STOCK_SKU } from '../../tdsynnex/ec-xml/order-codes';
import { parsePoReply, type PoReply } from '../../tdsynnex/ec-xml/order-reply';
import { buildPo, type PoDocument } from '../../tdsynnex/ec-xml/order-request';
import { buildPoStatus, parsePoStatus } from '../../tdsynnex/ec-xml/order-status';
import { noAnswerProblem, refusal } from '../../tdsynnex/ec-xml/reply-errors';
import { type AccountSettings, PATH } from '../../tdsynnex/hosts';
import type { Desk, OrderChange, Outcome, StatusSeen, TestProduct } from './types';

export interface DeskPorts {
	send: Send;
	clock: Clock;
	account: AccountSettings;
	/** Of a test host, see `test-host.ts`. */
	ecUrl: string;
	signal?: AbortSignal;
}

/** More than a run needs; a fault of its own cannot make it send further orders. */
const MOST_ORDERS = 30;

/**
 * Sends test orders, one at a time. It ends the run at the first answer that would meet every
 * further call (login, IP address) and at the first order without an answer: nothing is sent after
 * an order in doubt, and nothing is sent twice.
 */
export function openDesk(ports: DeskPorts, product: TestProduct, stamp: string): Desk {
	let orders = 0;
	return {
		product,
		async order(change = {}) {
			ports.signal?.throwIfAborted();
			orders += 1;
			if (orders > MOST_ORDERS)
				throw new Problem({
					code: 'conformance-too-many',
					reach: 'run',
					cause: `${MOST_ORDERS} test orders were sent, which is more than a run needs`,
					remedy: 'Report this with the rows so far.',
				});
			const poNumber = change.poNumber ?? `CONF-${stamp}-${orders}`;
			const of = { service: 'purchase order', record: `PO ${poNumber}` };
			const body = buildPo(testOrder(ports, product, { ...change, poNumber }));
			const response = await post(ports, PATH.order, body, of);
			const reply = parsePoReply(response.body);
			if (reply.kind === 'unreadable')
				throw new Problem({
					code: 'conformance-order-lost',
					reach: 'run',
					record: of.record,
					cause: `The answer to the test order cannot be read (${reply.why}, HTTP ${response.status}), so the run ended`,
					remedy: 'Run again later. The order disappears with the next copy of the test host.',
				});
			if (reply.kind === 'error') endAtLogin(reply, of);
			return outcomeOf(poNumber, reply);
		},
		async status(poNumber) {
			ports.signal?.throwIfAborted();
			const of = { service: 'order status', record: `PO ${poNumber}` };
			const body = buildPoStatus(ports.account.customerNumber, poNumber);
			const status = parsePoStatus((await post(ports, PATH.orderStatus, body, of)).body);
			if (status.kind === 'error') endAtLogin(status, of);
			return status.kind === 'status' ? seen(status) : null;
		},
	};
}

/** One call to the test host. @throws Problem without an answer */
export async function post(
	{ send, ecUrl }: Pick<DeskPorts, 'send' | 'ecUrl'>,
	path: string,
	body: string,
	of: { service: string; record?: string },
): Promise<WireResponse> {
	const headers = { 'Content-Type': 'application/xml', Accept: 'application/xml' };
	try {
		return await send({ method: 'POST', url: ecUrl + path, headers, body });
	} catch (error) {
		throw error instanceof NoAnswer ? noAnswerProblem(error, of) : error;
	}
}

/**
 * A refused login or address would meet every further call, and a second one helps to lock the
 * user.
 */
function endAtLogin(error: { message: string; detail: string }, of: { service: string }): void {
	const problem = refusal(error, of);
	if (problem.reach === 'run') throw problem;
}

/** The plain order: one piece at the price of now, to an address that says what it is. */
function testOrder(
	{ account, clock }: DeskPorts,
	product: TestProduct,
	change: OrderChange & { poNumber: string },
): PoDocument {
	const now = isoTime(clock.now());
	const home = HOME[account.country];
	const party = { ...home, ...NOBODY };
	return {
		customerNumber: account.customerNumber,
		poNumber: change.poNumber,
		poTime: now,
		submitTime: now,
		dropShip: false,
		shipComplete: false,
		lineShipComplete: false,
		warehouseSplit: true,
		backOrder: change.backOrder ?? false,
		endUserPoNumber: '',
		comments: change.comment ? [change.comment] : [],
		shipComments: [],
		specialPriceType: '',
		specialPriceReference: '',
		warehouse: 'ANY',
		shipTo: {
			...home,
			name1: change.shipToName ?? 'TEST ORDER DO NOT SHIP',
			name2: '',
			line2: '',
			city: change.city ?? home.city,
		},
		contact: { name: 'TEST ORDER', phone: '3035550100', email: '' },
		shipMethod: change.shipMethod ?? GROUND[account.country],
		freightAccount: '',
		reseller: change.licensee ? party : null,
		endUser: null,
		license: change.licensee ? { licensee: party, authorization: '', reorder: false } : null,
		items: [
			{
				lineNumber: 1,
				sku: change.sku ?? product.sku,
				unitPrice: change.price ?? product.price,
				quantity: change.quantity ?? 1,
				warehouse: '',
				specialPriceReference: '',
			},
		],
	};
}

const HOME = {
	US: { line1: '1 Larimer St', city: 'Denver', state: 'CO', zip: '80202', country: 'US' },
	CA: { line1: '1 Front St W', city: 'Toronto', state: 'ON', zip: 'M5J 2X5', country: 'CA' },
} as const;
/** Stands for the end user, and for the account's own company beside it. */
const NOBODY = {
	name1: 'TEST ORDER DO NOT SHIP',
	name2: '',
	line2: '',
	contactName: 'TEST ORDER',
	phone: '3035550100',
	fax: '3035550100',
	email: 'test@example.com',
};
/** As an order without a ship method of its own goes out. */
const GROUND = { US: 'FG', CA: 'PUG' } as const;

function outcomeOf(poNumber: string, reply: Exclude<PoReply, { kind: 'unreadable' }>): Outcome {
	if (reply.kind === 'error') {
		const said = [reply.message, reply.detail].filter(Boolean).join(': ');
		return { poNumber, result: 'refused', echoed: '', sku: '', said };
	}
	const { items } = reply;
	const held = items.some(
		({ orderType, internalReference, sku }) =>
			orderType === '99' || /A-SALESPND/i.test(internalReference) || sku === NON_STOCK_SKU,
	);
	const refused =
		isRefused(reply.code) || (items.length > 0 && items.every((one) => isRefused(one.code)));
	const types = items.map(({ orderType }) => orderType);
	const result = refused
		? 'refused'
		: held
			? 'held'
			: types.includes('BO')
				? 'backOrdered'
				: types.length > 0 && types.every((type) => type === 'SO')
					? 'taken'
					: 'unclear';
	const words = items.map((one) =>
		[one.code, one.reason, one.orderType, one.internalReference].filter(Boolean).join(' '),
	);
	const said = [[reply.code, reply.reason].filter(Boolean).join(' '), ...words].join(' | ');
	return { poNumber, result, echoed: reply.poNumber, sku: items[0]?.sku ?? '', said };
}

function seen({
	code,
	items,
}: Extract<ReturnType<typeof parsePoStatus>, { kind: 'status' }>): StatusSeen {
	return {
		code,
		items: items.map((one) => ({
			orderNumber: one.orderNumber,
			orderType: one.orderType,
			eta: one.eta,
			code: one.code,
		})),
	};
}
