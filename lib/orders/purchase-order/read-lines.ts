import { z } from 'zod';
import { plainFields, readIn, TEXT } from '../../autotask/records/read-in-batches';
import type { Autotask } from '../../autotask/types';
import type { ChargeKind, LineCharge, OrderedLine } from './charge-types';
import type { PurchaseOrder, PurchaseOrderItem } from '../types';
import { type Charge, CHARGE_KINDS, PARENT_FIELD, readCharges, statusLabels } from './charges';
import { boughtByCharge, boughtByProduct } from './deal-demand';
import { orderedLines } from './demand';
import { type KnownProduct, type ProductSource, readProducts } from './products';
import { quotedPrices } from './quote-prices';
import type { UnseenPart } from './unseen-demand';

/**
 * Adds the lines, their charges and their TD SYNNEX SKUs: two calls, a third when a product's SKU
 * does not follow the pattern. Lines made from charges take some more (the charges, and who else
 * buys them), and so do purchase orders that were made from a deal's quote.
 */
export async function readLines(
	autotask: Autotask,
	orders: PurchaseOrder[],
	source: ProductSource,
): Promise<PurchaseOrder[]> {
	if (orders.length === 0) return [];
	const ids = orders.map(({ id }) => id);
	const lines = (await readIn(autotask, 'PurchaseOrderItems', 'orderID', ids)).map((record) => ({
		...ITEM.parse(record),
		fields: plainFields(record),
	}));
	const facts = await readFacts(autotask, orders, lines);
	const { charges, labels } = facts;
	const productOf = ({ productID, chargeID }: Line) =>
		productID || (charges.get(chargeID)?.productId ?? '');
	const products = await readProducts(autotask, lines.map(productOf), source);
	return orders.map((order) => ({
		...order,
		items: lines
			.filter(({ orderID }) => orderID === order.id)
			.map((line) => {
				const charge = charges.get(line.chargeID) ?? null;
				const product = products.get(productOf(line));
				return {
					...itemFrom(line, productOf(line), product),
					charge: chargeOf(line, charge, labels),
					elsewhere: facts.othersOf(line, productOf(line)),
					unseen: facts.unseenOf(line),
					soldPrice: charge?.unitPrice ?? facts.quoted.get(line.id) ?? '',
				};
			})
			.sort(byId),
	}));
}

/** What the lines stand for, who else buys it, and what could not be read of that. */
async function readFacts(autotask: Autotask, orders: PurchaseOrder[], lines: Line[]) {
	const ofCharges = lines.filter(({ chargeID }) => chargeID !== '');
	const { charges, unseen } = await readCharges(
		autotask,
		ofCharges.map((line) => ({ id: line.chargeID, kind: kindOf(line) })),
	);
	const labels = await labelsFor(autotask, charges);
	const ordered = await orderedLines(
		autotask,
		ofCharges.map(({ chargeID }) => chargeID),
	);
	const salesOrders = new Map(
		ofCharges
			.filter(({ salesOrderID }) => salesOrderID !== '')
			.map(({ chargeID, salesOrderID }) => [chargeID, salesOrderID]),
	);
	const byProduct = await boughtByProduct(autotask, [...charges.values()], salesOrders);
	const byCharge = await boughtByCharge(autotask, orders, (id) =>
		lines.filter(({ orderID }) => orderID === id).map(({ memo }) => memo),
	);
	const quoted = await quotedPrices(
		autotask,
		lines
			.filter(({ chargeID }) => chargeID === '')
			.map(({ id, productID, memo }) => ({ id, productId: productID, memo })),
	);
	const unseenOf = (line: Line): UnseenPart[] =>
		line.chargeID === ''
			? (byCharge.unseen.get(line.orderID) ?? [])
			: charges.has(line.chargeID)
				? (byProduct.unseen.get(line.chargeID) ?? [])
				: unseen.filter((kind) => [kind, null].includes(kindOf(line)));
	const othersOf = ({ chargeID, orderID }: Line, productId: string): OrderedLine[] =>
		[
			...ordered.filter(({ chargeId }) => chargeId === chargeID),
			...(byProduct.lines.get(chargeID) ?? []),
			...(chargeID === '' ? (byCharge.lines.get(`${orderID} ${productId}`) ?? []) : []),
		].filter(({ poId }) => poId !== orderID);
	return { charges, labels, quoted, unseenOf, othersOf };
}

/** A line as Autotask has it now, without product and charge. */
export type PlainLine = z.infer<typeof ITEM>;

/** The lines of purchase orders as they stand now: one call. */
export async function readPlainLines(autotask: Autotask, poIds: string[]): Promise<PlainLine[]> {
	return (await readIn(autotask, 'PurchaseOrderItems', 'orderID', poIds)).map((record) =>
		ITEM.parse(record),
	);
}

/** Whether lines still say what they said when they were read. */
export function areSame(items: PurchaseOrderItem[], now: PlainLine[]): boolean {
	const before = new Set(
		items.map(({ id: itemId, fields, quantity, unitCost }) =>
			factsOf(itemId, fields.productID ?? '', fields.chargeID ?? '', quantity, unitCost),
		),
	);
	return (
		now.length === items.length &&
		now.every((line) =>
			before.has(factsOf(line.id, line.productID, line.chargeID, line.quantity, line.unitCost)),
		)
	);
}

function factsOf(...facts: string[]): string {
	return facts.join(' ');
}

function itemFrom(
	line: Line,
	productId: string,
	product: KnownProduct | undefined,
): Omit<PurchaseOrderItem, 'charge' | 'soldPrice' | 'elsewhere' | 'unseen'> {
	return {
		id: line.id,
		productId,
		quantity: line.quantity,
		unitCost: line.unitCost,
		memo: line.memo,
		sku: product?.sku ?? '',
		productName: product?.name ?? '',
		minimumQuantity: product?.minimumQuantity ?? null,
		fields: line.fields,
	};
}

/** Labels of the statuses of charges, by kind and value. */
async function labelsFor(
	autotask: Autotask,
	charges: ReadonlyMap<string, Charge>,
): Promise<Map<string, string>> {
	const found = new Map<string, string>();
	for (const kind of new Set([...charges.values()].map((charge) => charge.kind)))
		for (const [value, label] of await statusLabels(autotask, kind))
			found.set(`${kind} ${value}`, label);
	return found;
}

function chargeOf(
	line: Line,
	charge: Charge | null,
	labels: ReadonlyMap<string, string>,
): LineCharge | null {
	if (line.chargeID === '') return null;
	const kind = charge?.kind ?? kindOf(line);
	return {
		id: line.chargeID,
		kind,
		parentId: charge?.parentId ?? (kind ? line[PARENT_FIELD[kind]] : ''),
		salesOrderId: line.salesOrderID,
		customerPoNumber: charge?.customerPoNumber ?? '',
		status: charge ? (labels.get(`${charge.kind} ${charge.status}`) ?? '') : '',
		quantity: charge?.quantity ?? '',
	};
}

/** Autotask fills exactly one of the three for a line made from a charge. */
function kindOf(line: Line): ChargeKind | null {
	const named = CHARGE_KINDS.filter((kind) => line[PARENT_FIELD[kind]] !== '');
	return named.length === 1 ? (named[0] ?? null) : null;
}

function byId(one: PurchaseOrderItem, other: PurchaseOrderItem): number {
	return Number(one.id) - Number(other.id);
}

type Line = PlainLine & { fields: Readonly<Record<string, string>> };

const ITEM = z.object({
	id: TEXT,
	orderID: TEXT,
	productID: TEXT,
	quantity: TEXT,
	unitCost: TEXT,
	memo: TEXT,
	chargeID: TEXT,
	ticketID: TEXT,
	projectID: TEXT,
	contractID: TEXT,
	salesOrderID: TEXT,
});
