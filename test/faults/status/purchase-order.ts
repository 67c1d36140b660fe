import type { Journal } from '../../../lib/orders/journal/types';
import { writeMemo } from '../../../lib/orders/journal/memo';
import type { AutotaskDoor } from '../orders/autotask-door';
import { type Life, START } from './life';

export const PO_NUMBER = '16';
const VENDOR = 7001;

/** The purchase order as PO Create left it: submitted, with a recorded order block. */
export function fill(
	autotask: AutotaskDoor,
	life: Life,
): { poId: number; itemIds: Map<number, number> } {
	const { store, schema } = autotask.world;
	store.table('Companies').insert({ companyName: 'TD SYNNEX', companyType: 7 }, {}, VENDOR);
	const inventoryLocationID = autotask.add('InventoryLocations', {
		locationName: 'Main',
		isActive: true,
	});
	const poId = autotask.add('PurchaseOrders', {
		purchaseOrderNumber: PO_NUMBER,
		vendorID: VENDOR,
		status: schema.picklistId('PurchaseOrders', 'status', 'Submitted'),
		shipToName: 'Smith & Sons',
		shipToAddress1: '1 Main Street',
		createDateTime: new Date(START).toISOString(),
		submitDateTime: new Date(START).toISOString(),
	});
	const itemIds = new Map<number, number>();
	for (const { number, sku, quantity, serialised } of life.lines) {
		const productID = autotask.add('Products', {
			name: `Product ${sku}`,
			sku: `TDS-${sku}`,
			isActive: true,
			isSerialized: serialised,
		});
		itemIds.set(
			number,
			autotask.add('PurchaseOrderItems', {
				orderID: poId,
				productID,
				quantity,
				unitCost: 10,
				inventoryLocationID,
			}),
		);
	}
	autotask.change('PurchaseOrders', poId, {
		generalMemo:
			writeMemo('Deliver to the back door.', journalOf(life, String(poId), itemIds)) ?? '',
	});
	return { poId, itemIds };
}

function journalOf(life: Life, poId: string, itemIds: Map<number, number>): Journal {
	const time = new Date(START).toISOString().replace('.000', '');
	const held = life.hold?.from === 0;
	const unsettled = held || life.lines.some(({ nonStock }) => nonStock);
	return {
		poId,
		state: 'RECORDED',
		answer: life.lines.some(({ rejected }) => rejected)
			? 'PARTIAL'
			: unsettled
				? 'HELD'
				: 'ACCEPTED',
		poNumber: PO_NUMBER,
		revision: 1,
		attempt: 1,
		environment: 'custom',
		customerNumber: '100001',
		payloadHash: '0'.repeat(64),
		parts: { lines: 'a', shipTo: 'b', options: 'c' },
		claim: { token: 'n8n-1', time, settle: 10_000 },
		changed: time,
		uncertainSince: '',
		reason: '',
		lines: life.lines.map(({ number, sku, quantity, rejected, nonStock, parts }) => ({
			lineNumber: number,
			itemId: String(itemIds.get(number)),
			sku,
			quantity,
			unitPrice: '10.00',
			result: rejected ? 'rejected' : nonStock ? 'nonStockQuote' : held ? 'held' : 'accepted',
			accepted: rejected ? 0 : quantity,
			orderNumbers: rejected ? [] : parts.map(({ orderNumber }) => orderNumber),
		})),
		log: [],
		folded: 0,
	};
}
