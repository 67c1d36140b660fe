import type { StatusReport } from '../../../lib/order-status/report/status-change';
import { bills, Desk, kinds, NO_INVOICE, says } from './poll-fixture';

const at = (hour: number) => `2026-06-01T${String(hour).padStart(2, '0')}:00:00`;

describe('order types', () => {
	let desk: Desk;
	let id: number;
	let invoices: string;
	beforeEach(() => {
		invoices = NO_INVOICE;
		desk = new Desk();
		id = desk.order({ lines: [{ quantity: 6 }] });
	});
	const poll = async (hour: number, ...items: Parameters<typeof says>[1]) => {
		desk.answers(says('accepted', items, { at: at(hour) }), invoices);
		return await desk.poll();
	};
	const memo = () => desk.memo(id);
	const told = ({ changes }: StatusReport) => changes.map(({ what }) => what).join('\n');

	it('a back order counts without a date, is remembered, and its date is told once it is stated', async () => {
		const waiting = await poll(10, { ordered: 6, type: 'BO' });
		expect(kinds(waiting)).toEqual(['backOrdered']);
		expect(told(waiting)).toContain('6 on back order, no date given');
		expect(memo()).toContain('Status: Back-ordered');
		expect(kinds(await poll(11, { ordered: 6, type: 'BO' }))).toEqual([]);
		const dated = await poll(12, { ordered: 6, type: 'BO', eta: '06-20-2026' });
		expect(kinds(dated)).toEqual(['etaMoved']);
		expect(told(dated)).toContain('expected 2026-06-20, no date was given');
		expect(kinds(await poll(13, { ordered: 6, type: 'BO' }))).toEqual([]);
		expect(memo()).toContain('b6 2026-06-20');
	});

	it('an order under review is held, and nobody is told to order again', async () => {
		const held = await poll(10, { ordered: 6, type: 'QO' });
		expect(kinds(held)).toEqual(['held']);
		expect(told(held)).toContain('do not order again');
		expect(told(held)).not.toContain('quote');
		expect(memo()).toContain('Status: Held');
	});

	it('a line under SKU 99 is no order that was released, and is told as what it is', async () => {
		desk = new Desk();
		id = desk.order({ lines: [{ quantity: 6 }], journal: { answer: 'HELD' } });
		const quote = await poll(10, { ordered: 6, type: 'QO', sku: '99' });
		expect(kinds(quote)).toEqual(['needsAttention']);
		expect(told(quote)).toContain('under SKU 99');
		expect(memo()).toContain('Status: Held');
		expect(kinds(await poll(12, { ordered: 6, type: 'SO', order: '40000009' }))).toEqual([
			'accepted',
		]);
	});

	it('a quotation beside the order that ships in its place counts once', async () => {
		const quotation = { ordered: 6, type: 'QO', order: '40000001' };
		await poll(10, quotation);
		const sale = { code: 'shipped', ordered: 6, shipped: 6, order: '40000002' };
		const shipped = await poll(12, quotation, sale);
		expect(kinds(shipped)).toEqual(['accepted', 'shipped']);
		expect(memo()).toContain('1: 6/6');
		const invoiced = await poll(14, quotation, { ...sale, code: 'invoiced' });
		expect(kinds(invoiced)).toEqual([]);
		expect(memo()).toContain('Status: Invoiced');
	});

	it('as well cut in two', async () => {
		const report = await poll(
			10,
			{ ordered: 6, type: 'QO' },
			{ code: 'shipped', ordered: 2, shipped: 2, order: '40000002' },
			{ ordered: 4, order: '40000003' },
		);
		expect(kinds(report)).toEqual(['partlyShipped']);
		expect(told(report)).toContain('2 of 6 shipped');
	});

	it('a line that is held while another ships is told once', async () => {
		desk = new Desk();
		id = desk.order({ lines: [{ quantity: 2 }, { sku: '7654321', quantity: 1 }] });
		const items: Parameters<typeof says>[1] = [
			{ code: 'shipped', ordered: 2, shipped: 2 },
			{ line: 2, sku: '7654321', ordered: 1, type: 'QO' },
		];
		const first = await poll(10, ...items);
		expect(kinds(first)).toEqual(['partlyShipped', 'needsAttention']);
		expect(told(first)).toContain('holds line 2');
		expect(kinds(await poll(11, ...items))).toEqual([]);
	});

	it('no carrier is none', async () => {
		const report = await poll(
			10,
			{ ordered: 4, type: 'BO', method: 'NL' },
			{ code: 'shipped', ordered: 2, shipped: 2, order: '40000002' },
		);
		expect(kinds(report)).toEqual(['partlyShipped', 'backOrdered']);
		expect(report.changes[0]?.carrier).toBe('FedEx Ground');
	});

	it('TD SYNNEX’s own price, sent in place of the purchase order’s, is no difference', async () => {
		desk = new Desk();
		id = desk.order({ lines: [{ quantity: 6, sentPrice: '10.50' }] });
		const sale = { code: 'shipped', ordered: 6, shipped: 6 };
		expect(kinds(await poll(10, { ...sale, price: '10.5' }))).toEqual(['shipped']);
		const apart = await poll(11, { ...sale, price: '10.6' });
		expect(kinds(apart)).toEqual(['needsAttention']);
		expect(told(apart)).toContain('at 10.60 a piece, and 10.50 was ordered');
	});

	it('a price that TD SYNNEX took otherwise is told once, with both, by status or invoice', async () => {
		const sale = { code: 'shipped', ordered: 6, shipped: 6, price: '10.5' };
		const first = await poll(10, sale);
		expect(kinds(first)).toEqual(['shipped', 'needsAttention']);
		expect(told(first)).toContain('at 10.50 a piece, and 10.00 was ordered');
		expect(kinds(await poll(11, sale))).toEqual([]);
		invoices = bills('16', [
			{ number: '170000001', lines: [{ line: 1, sku: '1234567', quantity: 6, price: '10.5000' }] },
		]);
		const billed = await poll(20, { ...sale, code: 'invoiced' });
		expect(kinds(billed)).toEqual(['invoiced']);
		desk = new Desk();
		id = desk.order({ lines: [{ quantity: 6 }] });
		invoices = bills('16', [
			{ number: '170000002', lines: [{ line: 1, sku: '1234567', quantity: 6, price: '9.9900' }] },
		]);
		const byInvoice = await poll(12, { code: 'invoiced', ordered: 6, shipped: 6 });
		expect(kinds(byInvoice)).toEqual(['shipped', 'invoiced', 'needsAttention']);
		expect(told(byInvoice)).toContain('at 9.99 a piece, and 10.00 was ordered');
		for (const hour of [13, 14, 15, 16]) {
			if (hour % 2 === 0) desk.clock.advance(13 * 3_600_000);
			expect(kinds(await poll(hour, { code: 'invoiced', ordered: 6, shipped: 6 }))).toEqual([]);
		}
	});
});
