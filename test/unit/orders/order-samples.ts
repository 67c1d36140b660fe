import type { Journal } from '../../../lib/orders/journal/types';
import { DEFAULT_OPTIONS } from '../../../lib/orders/request/options';
import type { Account, PurchaseOrder, PurchaseOrderItem } from '../../../lib/orders/types';

/** An ordinary purchase order and its journal, for tests to change in one point. */
export const ACCOUNT: Account = {
	environment: 'test',
	host: 'testec.us.tdsynnex.com',
	customerNumber: '100001',
	country: 'US',
	currency: 'USD',
};

export function item(change: Partial<PurchaseOrderItem> = {}): PurchaseOrderItem {
	return {
		id: '5001',
		productId: '31',
		quantity: '2',
		unitCost: '101.5',
		memo: '',
		sku: '1234567',
		productName: 'DEMO SWITCH',
		minimumQuantity: null,
		charge: null,
		elsewhere: [],
		unseen: [],
		soldPrice: '',
		fields: {},
		...change,
	};
}

export function purchaseOrder(change: Partial<PurchaseOrder> = {}): PurchaseOrder {
	return {
		id: '900',
		number: '16',
		vendorId: '174',
		status: '1',
		externalNumber: '',
		memo: 'Deliver to the back door.',
		shipTo: {
			name1: 'Smith & Sons',
			name2: '',
			line1: '1 Main Street',
			line2: '',
			city: 'Greenville',
			state: 'SC',
			zip: '29601',
			country: '',
		},
		phone: '864-555-0100',
		purchaseForCompanyId: '',
		createdAt: '2026-01-15T10:00:00Z',
		cancelled: false,
		items: [item()],
		fields: {},
		...change,
	};
}

export function journal(change: Partial<Journal> = {}): Journal {
	return {
		poId: '900',
		state: 'RECORDED',
		answer: 'ACCEPTED',
		poNumber: '16',
		revision: 1,
		attempt: 1,
		environment: 'test',
		customerNumber: '100001',
		payloadHash: 'a'.repeat(64),
		parts: { lines: 'aaaaaaaaaaaa', shipTo: 'bbbbbbbbbbbb', options: 'cccccccccccc' },
		claim: { token: 'n8n-7-abc', time: '2026-01-15T10:00:00Z', settle: 10_000 },
		changed: '2026-01-15T10:00:07Z',
		uncertainSince: '',
		reason: '',
		lines: [
			{
				lineNumber: 1,
				itemId: '5001',
				sku: '1234567',
				quantity: 2,
				unitPrice: '101.50',
				result: 'accepted',
				accepted: 2,
				orderNumbers: ['40000001'],
			},
		],
		log: [{ time: '2026-01-15T10:00:07Z', text: 'accepted, order 40000001' }],
		folded: 0,
		...change,
	};
}

export const OPTIONS = DEFAULT_OPTIONS;
