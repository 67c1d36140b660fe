import { bills, Desk, type ItemSays, kinds, said, says, VENDOR } from './poll-fixture';

const shipDate = '2026-06-01';
const whole = (order: string, shipped: number): ItemSays => ({
	ordered: 5,
	shipped,
	order,
	shipDate: shipped > 0 ? shipDate : '',
});

describe('several orders under one PO number', () => {
	let desk: Desk;
	beforeEach(() => {
		desk = new Desk();
	});
	const write = { receive: 'shipped' as const };
	const received = () => desk.receipts().map(({ quantityNowReceiving }) => quantityNowReceiving);
	const poll = async (...items: ItemSays[]) => {
		desk.answers(says('accepted', items));
		return await desk.poll({ write });
	};

	it.each<[string, ItemSays]>([
		['the whole line', whole('40000555', 5)],
		['part of the line', { ordered: 3, shipped: 3, order: '40000555', shipDate }],
	])('one that we do not know, with %s, is told and not received', async (_, other) => {
		const id = desk.order({ lines: [{ quantity: 5 }] });
		const report = await poll(whole('40000001', 0), other);
		expect(kinds(report)).toEqual(['needsAttention']);
		expect(report.changes[0]?.what).toMatch(
			/possible double order: under PO 16 TD SYNNEX has order 40000555 in addition to 40000001/,
		);
		expect(received()).toEqual([]);
		expect(desk.memo(id)).toContain('1: 0/5');
		expect(kinds(await poll(whole('40000001', 0), other))).toEqual([]);
		await poll(whole('40000001', 2), other);
		expect(received()).toEqual([2]);
	});

	it('our back order is not received by what another order ships', async () => {
		desk.order({ lines: [{ quantity: 5 }] });
		const report = await poll({ ordered: 5, type: 'BO' }, whole('40000555', 5));
		expect(kinds(report)).toEqual(['backOrdered', 'needsAttention']);
		expect(received()).toEqual([]);
	});

	it('a second order that was deleted is nobody’s, and cancels nothing of ours', async () => {
		const id = desk.order({ lines: [{ quantity: 5 }] });
		const report = await poll(whole('40000001', 2), {
			ordered: 5,
			order: '40000555',
			code: 'deleted',
		});
		expect(kinds(report)).toEqual(['partlyShipped']);
		expect(desk.memo(id)).toContain('1: 2/5');
		expect(desk.memo(id)).not.toContain('1: 2/5 x');
	});

	it('the invoice of the second order is not ours either', async () => {
		const id = desk.order({ lines: [{ quantity: 5 }] });
		const invoice = bills('16', [
			{ number: '170000001', lines: [{ line: 1, sku: '1234567', quantity: 5 }] },
		]).replace(
			'<InvoiceNumber>',
			'<InternalReferenceNumber>40000555</InternalReferenceNumber><InvoiceNumber>',
		);
		desk.answers(says('accepted', [whole('40000001', 2), whole('40000555', 5)]), invoice);
		const report = await desk.poll({ write });
		expect(kinds(report)).toEqual(['partlyShipped', 'needsAttention']);
		expect(desk.memo(id)).not.toContain('170000001');
	});

	it.each<[string, object]>([
		['in External P.O. Number', { fields: { externalPONumber: '40000001, 40000555' } }],
		['in the General Memo', { memo: 'TDS order number: 40000555' }],
	])('a person says %s that it is ours: then it is received', async (_, words) => {
		desk.order({ lines: [{ quantity: 5 }], ...words });
		const report = await poll(whole('40000001', 2), whole('40000555', 3));
		expect(kinds(report)).toEqual(['shipped']);
		expect(received()).toEqual([5]);
	});

	it.each<[string, ItemSays[], string[], number[]]>([
		[
			'with the rest of a line',
			[
				{ ordered: 2, shipped: 2, shipDate },
				{ ordered: 3, shipped: 3, order: '40000555', shipDate },
			],
			['partlyShipped', 'needsAttention'],
			[2],
		],
		['with the whole line', [whole('40000001', 2), whole('40000555', 5)], ['partlyShipped'], [2]],
		['alone', [whole('40000555', 5)], ['needsAttention'], []],
	])('a person says that it is not ours, %s: it is nobody’s', async (_, items, told, goods) => {
		const id = desk.order({ lines: [{ quantity: 5 }], memo: 'TDS not ours: 40000555' });
		const memo = desk.memo(id).replace('accepted', 'held');
		desk.autotask.change('PurchaseOrders', id, { generalMemo: memo });
		const report = await poll(...items);
		expect(kinds(report).filter((kind) => kind !== 'accepted')).toEqual(told);
		expect(said(report)).not.toContain('double order');
		expect(received()).toEqual(goods);
	});

	it('two lines of one SKU without numbers, one of them under a new order, are no double order', async () => {
		desk.order({ lines: [{ quantity: 5 }, { quantity: 5 }] });
		const report = await poll(
			{ ...whole('40000001', 5), line: 0 },
			{ ...whole('40000002', 2), line: 0 },
		);
		expect(said(report)).not.toContain('double order');
	});

	it('parts that come to what was ordered are one order, split', async () => {
		desk.order({ lines: [{ quantity: 5 }] });
		await poll(
			{ ordered: 2, shipped: 2, shipDate },
			{ ordered: 3, shipped: 3, order: '40000002', shipDate },
		);
		expect(received()).toEqual([5]);
	});
});

describe('only an order that we do not know', () => {
	const shows = async (item: ItemSays[], result: 'accepted' | 'held' = 'accepted') => {
		const desk = new Desk();
		const id = desk.order({ lines: [{ quantity: 5 }] });
		const memo = desk.memo(id).replace('accepted', result);
		desk.autotask.change('PurchaseOrders', id, { generalMemo: memo });
		desk.answers(says('accepted', item));
		const report = await desk.poll({ write: { receive: 'shipped' } });
		return { desk, id, report };
	};

	it('with the same goods is followed, and received once a person says that it is ours', async () => {
		const { desk, id, report } = await shows([whole('40000555', 5)]);
		expect(kinds(report)).toEqual(['shipped', 'needsAttention']);
		expect(report.changes[1]?.what).toMatch(
			/nothing was received, because it is not certain .* order 40000555, and Autotask says 40000001/,
		);
		expect(desk.receipts()).toEqual([]);
		desk.autotask.change('PurchaseOrders', id, { externalPONumber: '40000555' });
		await desk.poll({ write: { receive: 'shipped' } });
		expect(desk.receipts()).toHaveLength(1);
	});

	it('is ours where TD SYNNEX held the line, since a release brings a new number', async () => {
		const { desk } = await shows([whole('40000555', 5)], 'held');
		expect(desk.receipts()).toHaveLength(1);
	});

	it.each<[string, ItemSays[]]>([
		['with more pieces', [{ ordered: 9, shipped: 9, order: '40000555', shipDate }]],
		['twice', [whole('40000555', 5), whole('40000777', 5)]],
	])('%s is somebody else’s', async (_, items) => {
		const { desk, report } = await shows(items);
		expect(kinds(report)).toEqual(['needsAttention']);
		expect(report.changes[0]?.what).toContain("belongs to somebody else's purchase order");
		expect(desk.receipts()).toEqual([]);
	});
});

describe('an order that was placed some other way', () => {
	const settings = { vendorId: String(VENDOR), write: { receive: 'shipped' as const } };
	const placed = (externalPONumber: string, quantity = 5) => {
		const desk = new Desk();
		const id = desk.order({ journal: null, lines: [{ quantity }], fields: { externalPONumber } });
		return { desk, id };
	};

	it('is not received while no order number of TD SYNNEX is known', async () => {
		const { desk, id } = placed('QBO-17');
		desk.answers(says('accepted', [whole('40000001', 2)]));
		const report = await desk.poll(settings);
		expect(desk.receipts()).toEqual([]);
		expect(said(report)).toMatch(
			/Autotask names no TD SYNNEX order number \| .*enter its number under External P\.O\. Number/,
		);
		expect(kinds(report)).toEqual(['needsAttention']);
		expect(kinds(await desk.poll(settings))).toEqual([]);
		desk.autotask.change('PurchaseOrders', id, { externalPONumber: 'QBO-17, 40000001' });
		await desk.poll(settings);
		expect(desk.receipts()).toHaveLength(1);
	});

	it.each([
		[5, 0],
		[10, 2],
	])(
		'of %d pieces, beside another order of five, is received %d times',
		async (quantity, count) => {
			const { desk } = placed('40000001', quantity);
			desk.answers(says('accepted', [whole('40000001', 0), whole('40000555', 2)]));
			const report = await desk.poll(settings);
			expect(desk.receipts().reduce((sum, row) => sum + Number(row.quantityNowReceiving), 0)).toBe(
				count,
			);
			expect(kinds(report)).toEqual(count === 0 ? ['needsAttention'] : []);
		},
	);
});
