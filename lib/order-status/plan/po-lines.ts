import { z } from 'zod';
import type { Autotask } from '../../autotask/types';
import type { JournalLine } from '../../orders/journal/types';
import { type ChargeRef, readCharges } from '../../orders/purchase-order/charges';
import { readProducts } from '../../orders/purchase-order/products';
import { readIn, TEXT } from '../../autotask/records/read-in-batches';
import type { Comparison } from '../diff/compare';
import type { TrackedOrder } from '../select/eligibility';
import type { StatusSettings } from '../settings';
import type { OrderSnapshot, SnapshotFault } from '../types';

/** A line of a purchase order in Autotask, as far as a poll needs it. */
export interface StatusItem {
	id: string;
	orderId: string;
	productId: string;
	quantity: number;
	memo: string;
	/** ISO day. */
	eta: string;
	ticketId: string;
	projectId: string;
	contractId: string;
	salesOrderId: string;
	/** The charge that it was made from; empty = none. */
	chargeId: string;
}

/** The lines of many purchase orders: one call for 500 of them. */
export async function readItems(autotask: Autotask, poIds: string[]): Promise<StatusItem[]> {
	if (poIds.length === 0) return [];
	const records = await readIn(autotask, 'PurchaseOrderItems', 'orderID', poIds, FIELDS);
	const items = records.map((record) => {
		const read = ITEM.parse(record);
		return {
			id: read.id,
			orderId: read.orderID,
			productId: read.productID,
			quantity: Number(read.quantity) || 0,
			memo: read.memo,
			eta: read.estimatedArrivalDate.slice(0, 10),
			ticketId: read.ticketID,
			projectId: read.projectID,
			contractId: read.contractID,
			salesOrderId: read.salesOrderID,
			chargeId: read.chargeID,
		};
	});
	return await withProducts(autotask, items);
}

/** Autotask may leave the product of a line to its charge. */
async function withProducts(autotask: Autotask, items: StatusItem[]): Promise<StatusItem[]> {
	const refs = items.filter(({ productId }) => productId === '').flatMap(chargeRefOf);
	if (refs.length === 0) return items;
	const { charges } = await readCharges(autotask, refs);
	return items.map((item) =>
		item.productId === ''
			? { ...item, productId: charges.get(item.chargeId)?.productId ?? '' }
			: item,
	);
}

/** The charge of a line, and its kind where the line tells; none where it was made by product. */
export function chargeRefOf({
	chargeId,
	ticketId,
	projectId,
	contractId,
}: StatusItem): ChargeRef[] {
	if (chargeId === '') return [];
	const named = (['ticket', 'project', 'contract'] as const).filter(
		(kind) => ({ ticket: ticketId, project: projectId, contract: contractId })[kind] !== '',
	);
	return [{ id: chargeId, kind: named.length === 1 ? (named[0] ?? null) : null }];
}

/** An order with the Autotask lines that stand for the lines of its answer. */
export interface MatchedOrder {
	order: TrackedOrder;
	comparison: Comparison;
	snapshot: OrderSnapshot;
	byLine: Map<number, StatusItem[]>;
}

/**
 * Which Autotask lines stand for which TD SYNNEX line: by the order block; where there is none, by
 * SKU.
 *
 * @param skus by product id
 */
export function lineItems(
	order: TrackedOrder,
	snapshot: OrderSnapshot,
	items: StatusItem[],
	skus: ReadonlyMap<string, string>,
): Map<number, StatusItem[]> {
	const mine = [...items].sort((one, other) => Number(one.id) - Number(other.id));
	return new Map(
		snapshot.lines.map(({ line, sku }) => {
			const sent = order.journal?.lines.find(({ lineNumber }) => lineNumber === line);
			if (sent?.itemId) return [line, mine.filter(({ id }) => id === sent.itemId)] as const;
			const same = mine.filter(({ productId }) => sku !== '' && skus.get(productId) === sku);
			const theirs = snapshot.lines.filter((one) => one.sku === sku);
			// As many lines there as here: the first stands for the first. Else they share.
			const place = theirs.findIndex((one) => one.line === line);
			return [line, theirs.length === same.length ? same.slice(place, place + 1) : same] as const;
		}),
	);
}

/**
 * Whether lines are to be found by their SKU: there is no order block, or it had to leave the
 * detail of its lines out.
 */
export function needsSkus({ journal }: TrackedOrder): boolean {
	return journal === null || journal.lines.some(({ itemId }) => itemId === '');
}

/**
 * What a person has changed in a purchase order since it was sent. It is left as it is, and said.
 */
export function changedByHand(sent: JournalLine[], items: StatusItem[]): SnapshotFault[] {
	const detailed = sent.filter(({ itemId, result }) => itemId !== '' && result !== 'rejected');
	return detailed.flatMap(({ lineNumber, itemId, sku, quantity }) => {
		const now = items.find(({ id }) => id === itemId);
		const change =
			now === undefined
				? 'is gone from the purchase order'
				: now.quantity !== quantity
					? `has the quantity ${now.quantity} in Autotask, and ${quantity} were ordered`
					: '';
		return change === ''
			? []
			: [
					{
						key: `hand ${itemId} ${now?.quantity ?? 'gone'}`,
						cause: `line ${lineNumber} (SKU ${sku}) was changed by hand: it ${change}`,
						remedy:
							'Change it back in Autotask, or settle the difference with TD SYNNEX: a change in Autotask changes no order there.',
					},
				];
	});
}

/** SKUs by product id, for purchase orders whose order block does not name the lines. */
export async function readSkus(
	autotask: Autotask,
	items: StatusItem[],
	settings: StatusSettings,
): Promise<Map<string, string>> {
	if (items.length === 0) return new Map();
	const products = await readProducts(
		autotask,
		items.map(({ productId }) => productId),
		{ vendorId: settings.vendorId, skuPattern: settings.skuPattern, minimumField: '' },
	);
	return new Map([...products].map(([id, { sku }]) => [id, sku]));
}

const FIELDS = [
	'orderID',
	'productID',
	'quantity',
	'memo',
	'estimatedArrivalDate',
	'ticketID',
	'projectID',
	'contractID',
	'salesOrderID',
	'chargeID',
];
const ITEM = z.object({
	id: TEXT,
	orderID: TEXT,
	productID: TEXT,
	quantity: TEXT,
	memo: TEXT,
	estimatedArrivalDate: TEXT,
	ticketID: TEXT,
	projectID: TEXT,
	contractID: TEXT,
	salesOrderID: TEXT,
	chargeID: TEXT,
});
