import fc from 'fast-check';
import {
	planReceiving,
	type Receipt,
	type ReceivableItem,
} from '../../../../lib/order-status/plan/receiving-plan';
import type { KnownLine, OrderSnapshot } from '../../../../lib/order-status/types';

const known = (rest: Partial<KnownLine> = {}): KnownLine => ({
	line: 1,
	ordered: 5,
	shipped: 0,
	delivered: 0,
	cancelled: 0,
	backOrdered: 0,
	eta: '',
	invoiced: false,
	...rest,
});
const picture = (
	serials: string[] = [],
	invoiced?: { number: string; quantity: number; serials?: string[] },
): OrderSnapshot => ({
	answeredAt: '',
	codes: [],
	unknownCodes: [],
	reason: '',
	orderNumbers: [],
	faults: [],
	lines: [
		{
			line: 1,
			sku: '1',
			otherSkus: [],
			stated: 5,
			over: false,
			mpn: '',
			name: '',
			ordered: 5,
			shipped: 0,
			delivered: 0,
			cancelled: 0,
			backOrdered: 0,
			eta: '',
			invoiced: false,
			held: false,
			quote: false,
			allocated: true,
			orderNumbers: [],
			warehouses: [],
			shipDate: '',
			estimatedDelivery: '',
			estimatedShip: '',
			carrier: '',
			service: '',
			unitPrices: [],
			packages: [
				{
					trackingNumber: '',
					trackingLink: '',
					carrier: '',
					weight: '',
					quantity: null,
					serialNumbers: serials,
					deliveredAt: '',
					refusedAt: '',
				},
			],
		},
	],
	invoices: invoiced
		? [
				{
					number: invoiced.number,
					date: '',
					dueDate: '',
					credit: false,
					total: '',
					balance: '',
					currency: 'USD',
					freight: '',
					tax: '',
					orderNumber: '',
					trackingNumbers: [],
					lines: [
						{
							line: 1,
							sku: '1',
							quantity: invoiced.quantity,
							unitPrice: '',
							serialNumbers: invoiced.serials ?? [],
						},
					],
				},
			]
		: null,
});
const item = (rest: Partial<ReceivableItem> = {}): ReceivableItem => ({
	itemId: '9',
	line: 1,
	ordered: 5,
	serialised: false,
	charge: null,
	...rest,
});

describe('receiving', () => {
	it('receives what has shipped and was not received yet, in one call', () => {
		const plan = planReceiving(
			'shipped',
			[known({ shipped: 4 })],
			picture(),
			[item()],
			[{ itemId: '9', quantity: 1, serialNumber: '' }],
		);
		expect(plan).toEqual({
			receivings: [{ itemId: '9', quantity: 3, serialNumber: '', vendorInvoiceNumber: '' }],
			notes: [],
			aboveCharge: false,
		});
	});

	it('takes serialised products one by one, each under its own number', () => {
		const plan = planReceiving(
			'shipped',
			[known({ shipped: 2 })],
			picture(['A', 'B']),
			[item({ serialised: true })],
			[],
		);
		expect(plan.receivings.map(({ quantity, serialNumber }) => [quantity, serialNumber])).toEqual([
			[1, 'A'],
			[1, 'B'],
		]);
	});

	it('leaves a serial number that anybody has received already, whatever its letters', () => {
		const plan = planReceiving(
			'shipped',
			[known({ shipped: 2 })],
			picture(['a', 'B']),
			[item({ serialised: true })],
			[{ itemId: '9', quantity: 1, serialNumber: 'A' }],
		);
		expect(plan.receivings.map(({ serialNumber }) => serialNumber)).toEqual(['B']);
	});

	it('receives a serial number that stands under two lines once, under the first', () => {
		const both = picture(['A']);
		const [first] = both.lines;
		both.lines.push({ ...first!, line: 2 });
		const plan = planReceiving(
			'shipped',
			[known({ shipped: 1 }), known({ line: 2, shipped: 1 })],
			both,
			[item({ serialised: true }), item({ itemId: '10', line: 2, serialised: true })],
			[],
		);
		expect(plan.receivings.map(({ itemId, serialNumber }) => [itemId, serialNumber])).toEqual([
			['9', 'A'],
		]);
	});

	it('waits for serial numbers that TD SYNNEX has not named yet', () => {
		const plan = planReceiving(
			'shipped',
			[known({ shipped: 3 })],
			picture(['A']),
			[item({ serialised: true })],
			[],
		);
		expect(plan.receivings).toHaveLength(1);
		expect(plan.notes).toEqual([
			'line 1: 2 pieces wait, because TD SYNNEX has named no serial number for them',
		]);
	});

	it.each([
		['an invoice', false, ['B']],
		['a credit note', true, []],
	])('of %s takes serial numbers as it should', (_, credit, serials) => {
		const snapshot = picture([], { number: '170000001', quantity: 1, serials: ['B'] });
		const invoices = (snapshot.invoices ?? []).map((one) => ({ ...one, credit }));
		const plan = planReceiving(
			'shipped',
			[known({ shipped: 1 })],
			{ ...snapshot, invoices },
			[item({ serialised: true })],
			[],
		);
		expect(plan.receivings.map(({ serialNumber }) => serialNumber)).toEqual(serials);
	});

	it('never receives more than the purchase order holds now, and says so', () => {
		const plan = planReceiving(
			'shipped',
			[known({ shipped: 5 })],
			picture(),
			[item({ ordered: 3 })],
			[],
		);
		expect(plan.receivings.map(({ quantity }) => quantity)).toEqual([3]);
		expect(plan.notes).toEqual([
			'line 1: TD SYNNEX sent 2 more than are on the purchase order; they were not received',
		]);
	});

	it('by delivery and by invoice counts other pieces than by shipment, and names the invoice', () => {
		const line = known({ shipped: 5, delivered: 2 });
		const billed = picture([], { number: '170000001', quantity: 3 });
		const count = (when: 'delivered' | 'invoiced' | 'never') =>
			planReceiving(when, [line], billed, [item()], []).receivings.map(
				({ quantity, vendorInvoiceNumber }) => [quantity, vendorInvoiceNumber],
			);
		expect(count('delivered')).toEqual([[2, '170000001']]);
		expect(count('invoiced')).toEqual([[3, '170000001']]);
		expect(count('never')).toEqual([]);
	});

	it('shares a line out where several lines of the purchase order stand for it', () => {
		const plan = planReceiving(
			'shipped',
			[known({ shipped: 5 })],
			picture(),
			[item({ ordered: 2 }), item({ itemId: '10', ordered: 3 })],
			[],
		);
		expect(plan.receivings.map(({ itemId, quantity }) => [itemId, quantity])).toEqual([
			['9', 2],
			['10', 3],
		]);
	});

	it('whatever was received before and however often it is planned: never above, no serial twice, then nothing more', () => {
		const serial = fc.constantFrom('A', 'B', 'C', 'D', 'E', 'F');
		fc.assert(
			fc.property(
				fc.integer({ min: 0, max: 8 }),
				fc.integer({ min: 1, max: 6 }),
				fc.boolean(),
				fc.array(serial, { maxLength: 8 }),
				fc.uniqueArray(serial, { maxLength: 4 }),
				(shipped, ordered, serialised, serials, before) => {
					const receipts: Receipt[] = before
						.slice(0, ordered)
						.map((one) => ({ itemId: '9', quantity: 1, serialNumber: serialised ? one : '' }));
					const plan = () =>
						planReceiving(
							'shipped',
							[known({ shipped })],
							picture(serials),
							[item({ ordered, serialised })],
							receipts,
						);
					for (const { itemId, quantity, serialNumber } of plan().receivings)
						receipts.push({ itemId, quantity, serialNumber });
					expect(receipts.reduce((sum, { quantity }) => sum + quantity, 0)).toBeLessThanOrEqual(
						ordered,
					);
					const named = receipts.map(({ serialNumber }) => serialNumber).filter(Boolean);
					expect(new Set(named).size).toBe(named.length);
					expect(plan().receivings).toEqual([]);
				},
			),
		);
	});
});
