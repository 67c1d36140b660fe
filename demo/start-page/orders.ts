import type { Twins } from '../twins';

type Record_ = Record<string, unknown>;

/** A purchase order of the start page, as Autotask holds it now. */
export interface OrderSeen {
	number: string;
	/** Autotask's own status, by its label. */
	status: string;
	/** TD SYNNEX's order numbers; empty until it has gone out. */
	orderNumbers: string;
	/** What the nodes wrote last of the order's way; empty before it went out. */
	state: string;
	tracking: string;
	invoices: string;
	/** Pieces taken into stock, of those ordered. */
	received: number;
	ordered: number;
}

/** What stands in the General Memo of an order that may go out. */
export const MARK = 'send to TD SYNNEX';
const STATUS: Record<string, string> = {
	1: 'New',
	2: 'Submitted',
	3: 'Received partially',
	4: 'Received in full',
	5: 'Canceled',
};
const QUANTITY = 2;

/** Writes a purchase order into the Autotask twin, as a person does, and says its number. */
export async function writeOrder(twins: Twins): Promise<string> {
	const orders = await entity(twins, 'PurchaseOrders');
	const model = orders.find(({ purchaseOrderNumber }) => purchaseOrderNumber === '13');
	const lines = await entity(twins, 'PurchaseOrderItems');
	const line = lines.find(({ orderID }) => orderID === model?.id);
	if (!model || !line) throw new Error('the Autotask twin has no purchase order 13 to begin from');
	const number = String(7000 + orders.length);
	const [id] = await add(twins, 'PurchaseOrders', {
		...without(model),
		status: 1,
		externalPONumber: null,
		vendorInvoiceNumber: null,
		purchaseOrderNumber: number,
		generalMemo: MARK,
		shipToCity: 'Denver',
		shipToState: 'CO',
		shipToPostalCode: '80202',
	});
	await add(twins, 'PurchaseOrderItems', { ...without(line), orderID: id, quantity: QUANTITY });
	// three in four orders are plain in the sandbox, this one for certain
	await twins.control('POST', '/tdsynnex/scenario', { poNumber: number });
	return number;
}

/** How the orders of these numbers stand. */
export async function seeOrders(twins: Twins, numbers: string[]): Promise<OrderSeen[]> {
	const orders = await entity(twins, 'PurchaseOrders');
	const lines = await entity(twins, 'PurchaseOrderItems');
	const receivings = await entity(twins, 'PurchaseOrderItemReceiving');
	return numbers.flatMap((number) => {
		const po = orders.find(({ purchaseOrderNumber }) => purchaseOrderNumber === number);
		if (!po) return [];
		const mine = lines.filter(({ orderID }) => orderID === po.id);
		const ids = mine.map(({ id }) => id);
		const memo = text(po.generalMemo);
		return {
			number,
			status: STATUS[text(po.status)] ?? text(po.status),
			orderNumbers: orderNumbersIn(memo),
			state: /^Status: (.+)$/m.exec(memo)?.[1] ?? '',
			tracking: [...memo.matchAll(/tracking ([\w, ]+)/g)].map(([, one]) => one!.trim()).join(', '),
			invoices: text(po.vendorInvoiceNumber),
			received: sum(
				receivings.filter(({ purchaseOrderItemID }) => ids.includes(purchaseOrderItemID)),
				'quantityNowReceiving',
			),
			ordered: sum(mine, 'quantity'),
		};
	});
}

/** In the order block, of every line once. */
const orderNumbersIn = (memo: string) =>
	[...new Set([...memo.matchAll(/, order ([\d, ]*\d)/g)].map(([, one]) => one!))].join(', ');

const text = (value: unknown) => (value === null || value === undefined ? '' : String(value));

const sum = (records: Record_[], field: string) =>
	records.reduce((total, record) => total + Number(record[field] ?? 0), 0);

function without(record: Record_): Record_ {
	const copy = { ...record };
	delete copy.id;
	delete copy.userDefinedFields;
	return copy;
}

const entity = (twins: Twins, name: string) =>
	twins.control<Record_[]>('GET', `/autotask/entities/${name}`);

async function add(twins: Twins, name: string, record: Record_): Promise<number[]> {
	const { ids } = await twins.control<{ ids: number[] }>('POST', '/autotask/records', {
		entity: name,
		records: [record],
	});
	return ids;
}
