import { bills, Desk, kinds, said, says, VENDOR } from './poll-fixture';
import { read, sent } from './fetch/ec-reading';

describe('goods on the right line, in the right number', () => {
	let desk: Desk;
	beforeEach(() => {
		desk = new Desk();
	});
	const received = (id: number) =>
		desk.items(id).map(({ id: item }) =>
			desk
				.receipts()
				.filter(({ purchaseOrderItemID }) => purchaseOrderItemID === item)
				.reduce((sum, { quantityNowReceiving }) => sum + Number(quantityNowReceiving), 0),
		);

	it('two lines with one SKU, ordered by telephone: each is received on its own', async () => {
		const id = desk.order({
			journal: null,
			lines: [{ quantity: 2 }, { quantity: 3 }],
			fields: { externalPONumber: '40000001' },
		});
		const goods = (hour: number) =>
			says(
				'shipped',
				[
					{ line: 1, code: 'shipped', ordered: 2, shipped: 2 },
					{ line: 2, code: 'shipped', ordered: 3, shipped: 3 },
				],
				{ at: `2026-06-01T${hour}:00:00` },
			);
		desk.answers(goods(10));
		const report = await desk.poll({ vendorId: String(VENDOR), write: { receive: 'shipped' } });
		expect(said(report)).not.toMatch(/could not be received/);
		expect(received(id)).toEqual([2, 3]);
	});

	it('one line of ours that TD SYNNEX keeps as two: received once each', async () => {
		const id = desk.order({
			journal: null,
			lines: [{ quantity: 5 }],
			fields: { externalPONumber: '40000001' },
		});
		const write = { vendorId: String(VENDOR), write: { receive: 'shipped' as const } };
		const goods = (second: number) =>
			says('accepted', [
				{ line: 1, code: 'shipped', ordered: 2, shipped: 2 },
				{ line: 2, code: 'shipped', ordered: 3, shipped: second },
			]);
		desk.answers(goods(1));
		await desk.poll(write);
		expect(received(id)).toEqual([3]);
		desk.answers(goods(3));
		await desk.poll(write);
		expect(received(id)).toEqual([5]);
	});

	it('an order block that had to fold its lines is received by SKU', async () => {
		const id = desk.order({ lines: [{ quantity: 2 }] });
		const folded = desk.memo(id).replace(/^Line 1: .*$/m, 'Order 40000001: lines 1');
		desk.autotask.change('PurchaseOrders', id, { generalMemo: folded });
		desk.answers(says('shipped', [{ code: 'shipped', ordered: 2, shipped: 2 }]));
		const report = await desk.poll({
			vendorId: String(VENDOR),
			write: { receive: 'shipped' },
		});
		expect(said(report)).not.toMatch(/belongs to no line/);
		expect(received(id)).toEqual([2]);
	});

	it('another SKU in place of the ordered one is told once, and not received as the ordered one', async () => {
		const id = desk.order({ lines: [{ quantity: 2 }] });
		desk.answers(says('shipped', [{ code: 'shipped', sku: '7654321', ordered: 2, shipped: 2 }]));
		const report = await desk.poll({ write: { receive: 'shipped' } });
		expect(report.changes.map(({ what }) => what)).toContainEqual(
			expect.stringMatching(/SKU 7654321 instead of SKU 1234567/),
		);
		expect(received(id)).toEqual([0]);
		expect(kinds(await desk.poll({ write: { receive: 'shipped' } }))).toEqual([]);
	});

	it('the parts of a kit, named under its line, count as one kit', () => {
		const [line] = read(
			'shipped',
			[
				{ code: 'shipped', ordered: 1, shipped: 1 },
				{ code: 'shipped', sku: '111', ordered: 1, shipped: 1 },
				{ code: 'shipped', sku: '112', ordered: 2, shipped: 2 },
			],
			[sent(1, '1234567', 1)],
		).lines;
		expect(line).toMatchObject({ sku: '1234567', ordered: 1, shipped: 1 });
	});

	it('half of a line in another SKU counts as pieces of that line', () => {
		const [line] = read(
			'accepted',
			[
				{ code: 'shipped', ordered: 2, shipped: 2 },
				{ code: 'accepted', sku: '111', ordered: 3 },
			],
			[sent(1, '1234567', 5)],
		).lines;
		expect(line).toMatchObject({ ordered: 5, shipped: 2 });
	});

	it('of five pieces TD SYNNEX took three: two are cancelled, and one that left is not the whole', async () => {
		const id = desk.order({ lines: [{ quantity: 5 }] });
		const took = desk.memo(id).replace('accepted 5', 'accepted 3');
		desk.autotask.change('PurchaseOrders', id, { generalMemo: took });
		desk.answers(says('accepted', [{ code: 'shipped', ordered: 3, shipped: 1 }]));
		const report = await desk.poll();
		expect(report.changes).toMatchObject([
			{ kind: 'partlyShipped', ordered: 5, shipped: 1, cancelled: 2, complete: false },
		]);
		expect(desk.memo(id)).toContain('Status: Partly shipped');
	});

	it('fewer pieces than were ordered, and no word of a cancellation: a person is told, once', async () => {
		const id = desk.order({ lines: [{ quantity: 5 }] });
		desk.answers(says('accepted', [{ code: 'shipped', ordered: 3, shipped: 3 }]));
		const report = await desk.poll();
		expect(kinds(report)).toEqual(['partlyShipped', 'needsAttention']);
		expect(report.changes.at(-1)?.what).toMatch(/3 pieces of line 1 .*5 were ordered/);
		expect(desk.memo(id)).toContain('Status: Partly shipped');
		expect(kinds(await desk.poll())).toEqual([]);
	});

	it('fewer pieces in an order that is through: the rest is cancelled', async () => {
		desk.order({ lines: [{ quantity: 5 }] });
		desk.answers(says('invoiced', [{ code: 'invoiced', ordered: 3, shipped: 3 }]));
		expect(kinds(await desk.poll())).toEqual(['shipped', 'cancelled']);
	});

	it('more pieces than were ordered: a person is told, once', async () => {
		desk.order({ lines: [{ quantity: 2 }] });
		desk.answers(says('shipped', [{ code: 'shipped', ordered: 3, shipped: 3 }]));
		const report = await desk.poll();
		expect(kinds(report)).toEqual(['shipped', 'needsAttention']);
		expect(report.changes.at(-1)?.what).toMatch(/3 pieces of line 1 .*2 were ordered/);
		expect(kinds(await desk.poll())).toEqual([]);
	});

	it("another purchase order's invoices are not taken, and a person is told", async () => {
		const id = desk.order();
		desk.answers(
			says('invoiced', [{ code: 'invoiced', ordered: 2, shipped: 2 }]),
			bills('99', [{ number: '170000009', freight: '12.00' }]),
		);
		const report = await desk.poll({ write: { freight: true } });
		expect(kinds(report)).toEqual(['shipped', 'needsAttention']);
		expect(report.changes.at(-1)?.what).toMatch(/with invoices of PO 99 to a request for PO 16/);
		expect(desk.autotask.row('PurchaseOrders', id)).not.toMatchObject({
			vendorInvoiceNumber: '170000009',
		});
	});

	it('a serial number in two spellings is one piece', async () => {
		const id = desk.order({ lines: [{ quantity: 2, serialised: true }] });
		desk.answers(
			says('invoiced', [
				{
					code: 'invoiced',
					ordered: 2,
					shipped: 2,
					packages: [{ quantity: 1, serials: ['abc1'] }, { quantity: 1 }],
				},
			]),
			bills('16', [
				{
					number: '170000001',
					lines: [{ line: 1, sku: '1234567', quantity: 2, serials: ['ABC1', 'ABC2'] }],
				},
			]),
		);
		await desk.poll({ write: { receive: 'shipped' } });
		expect(received(id)).toEqual([2]);
		expect(desk.receipts().map(({ serialNumber }) => serialNumber)).toEqual(['abc1', 'ABC2']);
	});

	it('several serial numbers in one element are several', () => {
		const [line] = read('shipped', [
			{ code: 'shipped', ordered: 2, shipped: 2, packages: [{ serials: ['SN: A1, SN: A2'] }] },
		]).lines;
		expect(line?.packages[0]?.serialNumbers).toEqual(['A1', 'A2']);
	});

	it.each([
		['1Z 999 AA1 01 2345 6784', ['1Z999AA10123456784']],
		['7712 3456 7890', ['771234567890']],
		['771234567890, 771234567891', ['771234567890', '771234567891']],
		['771234567890 771234567891', ['771234567890', '771234567891']],
		['771234567890;\n771234567891', ['771234567890', '771234567891']],
	])('the tracking text “%s” is %j', async (tracking, numbers) => {
		desk.order();
		desk.answers(
			says('shipped', [{ code: 'shipped', ordered: 2, shipped: 2, packages: [{ tracking }] }]),
		);
		const [change] = (await desk.poll()).changes;
		expect(change?.trackingNumbers).toBe(numbers.join(', '));
	});
});
