import { NoAnswer } from '../../../lib/shared/http';
import { bills, Desk, kinds, NOT_FOUND, said, says, VENDOR } from './poll-fixture';

const shipped = (po: string, sku: string) =>
	says(
		'shipped',
		[
			{
				code: 'shipped',
				sku,
				ordered: 2,
				shipped: 2,
				packages: [{ tracking: '7001', quantity: 2 }],
			},
		],
		{ po },
	);

describe('a poll that meets something bad says so clearly, and the other orders go on', () => {
	let desk: Desk;
	let bad: number;
	beforeEach(() => {
		desk = new Desk();
		bad = desk.order({ number: '16' });
		desk.order({ number: '17', lines: [{ sku: '7654321' }] });
		desk.answers(shipped('17', '7654321'), undefined, '17');
	});
	const goesOn = async () => {
		const before = desk.memo(bad);
		const report = await desk.poll();
		expect(
			report.changes.map(({ purchaseOrderNumber, kind }) => [purchaseOrderNumber, kind]),
		).toContainEqual(['17', 'shipped']);
		return { report, before };
	};

	it.each([
		[
			'malformed XML',
			'<SynnexB2B><OrderStatusResponse><Code>shipped</Reason></SynnexB2B>',
			/failed: The reply to the order status request is cut off or damaged .*\| Run again. If the problem persists, check for a proxy/,
		],
		[
			'truncated XML',
			says('shipped', [{}]).slice(0, 200),
			/failed: The reply to the order status request is cut off or damaged .*it begins “16”? ?/,
		],
		[
			'an HTML page',
			'<!doctype html><html><title>Sign in</title></html>',
			/failed: TD SYNNEX sent a web page instead of XML to the order status request, it begins “Sign in” \| Run again. If the problem persists, check the environment and the host/,
		],
		[
			'an empty reply',
			'',
			/failed: TD SYNNEX sent an empty reply to the order status request \| Run again/,
		],
		[
			'a document type declaration',
			'<!DOCTYPE x [<!ENTITY a "b">]><SynnexB2B/>',
			/failed: The reply to the order status request contains a document type declaration/,
		],
		[
			'an error in a reply of HTTP 200',
			'<SynnexB2B><OrderStatusResponse><ErrorMessage>Internal API Fault</ErrorMessage></OrderStatusResponse></SynnexB2B>',
			/failed: TD SYNNEX answered “Internal API Fault” to the order status request \| Try again in a few minutes/,
		],
		[
			'XML of something else',
			'<SynnexB2B><Other/></SynnexB2B>',
			/failed: TD SYNNEX's reply to the order status request is not clear: the reply is XML, but not an order status/,
		],
	])('%s', async (_, answer, sentence) => {
		desk.answers(answer);
		const { report, before } = await goesOn();
		expect(said(report)).toMatch(sentence);
		expect(report.summary.failed).toBe(1);
		expect(desk.memo(bad)).toBe(before);
	});

	it('no answer at all', async () => {
		desk.answers(new NoAnswer('timeout', 'tdsynnex.test', 'ETIMEDOUT'));
		const { report, before } = await goesOn();
		expect(said(report)).toMatch(
			/failed: tdsynnex\.test did not answer in time \| Try again in a few minutes/,
		);
		expect(desk.memo(bad)).toBe(before);
	});

	it('an unknown code is kept verbatim, shown, told once, and quantities go on', async () => {
		desk.answers(says('In Transit-X', [{ code: 'shipped', shipped: 2 }]));
		const { report } = await goesOn();
		const mine = report.changes.filter(({ purchaseOrderNumber }) => purchaseOrderNumber === '16');
		expect(mine.map(({ kind, what }) => [kind, what])).toEqual([
			['shipped', 'line 1 (SKU 1234567): 2 of 2 shipped'],
			[
				'needsAttention',
				'TD SYNNEX uses the code “In Transit-X”, which this package does not know',
			],
		]);
		expect(mine[0]?.codes).toBe('In Transit-X, shipped');
		expect(mine[1]?.remedy).toMatch(/^Ask TD SYNNEX what it means/);
		expect(kinds(await desk.poll())).toEqual([]);
	});

	it('a serial number that comes twice is told, and received once', async () => {
		const po = desk.order({ number: '18', lines: [{ sku: '55', quantity: 2, serialised: true }] });
		desk.answers(
			says(
				'shipped',
				[
					{
						code: 'shipped',
						sku: '55',
						shipped: 2,
						packages: [
							{ tracking: '71', quantity: 1, serials: ['S1'] },
							{ tracking: '72', quantity: 1, serials: ['S1'] },
						],
					},
				],
				{ po: '18' },
			),
			undefined,
			'18',
		);
		const report = await desk.poll({ write: { receive: 'shipped' } });
		expect(said(report, '18')).toMatch(
			/TD SYNNEX names serial number S1 twice \(line 1 and line 1\)/,
		);
		expect(said(report, '18')).toMatch(
			/line 1: 1 pieces wait, because TD SYNNEX has named no serial number/,
		);
		const item = desk.items(po)[0];
		expect(
			desk.receipts().filter(({ purchaseOrderItemID }) => purchaseOrderItemID === item?.id),
		).toEqual([expect.objectContaining({ serialNumber: 'S1', quantityNowReceiving: 1 })]);
	});

	it('an invoice in another currency is told, and none of its amounts is written', async () => {
		desk.answers(
			says('invoiced', [{ code: 'invoiced', shipped: 2 }]),
			bills('16', [{ number: '170000001', total: '50.00', freight: '12.00', currency: 'CAD' }]),
		);
		const report = await desk.poll({ write: { freight: true } });
		expect(said(report)).toMatch(
			/invoice 170000001 is in CAD, and the TD SYNNEX account is in USD.* \| .*Enter its amounts yourself: none of them was written/s,
		);
		expect(report.changes).toContainEqual(
			expect.objectContaining({ kind: 'invoiced', invoiceTotal: '50.00', invoiceCurrency: 'CAD' }),
		);
		expect(desk.autotask.row('PurchaseOrders', bad)).toMatchObject({
			vendorInvoiceNumber: '170000001',
		});
		expect(desk.autotask.row('PurchaseOrders', bad).freight ?? null).toBeNull();
	});

	it('1,234.5000 is read as 1234.50, and a tracking list in one element as several numbers', async () => {
		desk.answers(
			says('invoiced', [{ code: 'invoiced', shipped: 2 }]),
			bills('16', [
				{
					number: '170000001',
					total: '1,234.5000',
					freight: '1,019.5470',
					tracking: '7001,7002 , 7003',
				},
			]),
		);
		const report = await desk.poll({ write: { freight: true } });
		const [ship, invoice] = report.changes.filter(
			({ purchaseOrderNumber }) => purchaseOrderNumber === '16',
		);
		expect(ship).toMatchObject({
			kind: 'shipped',
			trackingNumbers: '7001, 7002, 7003',
			trackingLinks: ['7001', '7002', '7003']
				.map((one) => `https://www.fedex.com/fedextrack/?trknbr=${one}`)
				.join('\n'),
		});
		expect(invoice).toMatchObject({
			kind: 'invoiced',
			invoiceTotal: '1234.50',
			invoiceFreight: '1019.547',
			what: 'invoice 170000001 of 1234.50 USD',
		});
		expect(desk.autotask.row('PurchaseOrders', bad).freight).toBe(1019.547);
	});

	it('an amount that is none is told and left empty', async () => {
		desk.answers(
			says('invoiced', [{ code: 'invoiced', shipped: 2 }]),
			bills('16', [{ number: '170000001', total: '12,34' }]),
		);
		const report = await desk.poll();
		expect(said(report)).toMatch(
			/the total of invoice 170000001 is “12,34”, which is not an amount/,
		);
		expect(report.changes).toContainEqual(
			expect.objectContaining({ kind: 'invoiced', invoiceTotal: '' }),
		);
	});

	it('a purchase order that was changed by hand is left as it is, and told once', async () => {
		const [item] = desk.items(bad);
		desk.autotask.change('PurchaseOrderItems', item!.id, { quantity: 1 });
		desk.answers(says('shipped', [{ code: 'shipped', shipped: 2 }]));
		const report = await desk.poll({ write: { receive: 'shipped' } });
		expect(said(report)).toMatch(
			/line 1 \(SKU 1234567\) was changed by hand: it has the quantity 1 in Autotask, and 2 were ordered/,
		);
		expect(desk.autotask.row('PurchaseOrderItems', item!.id).quantity).toBe(1);
		expect(
			desk.receipts().filter(({ purchaseOrderItemID }) => purchaseOrderItemID === item!.id),
		).toEqual([expect.objectContaining({ quantityNowReceiving: 1 })]);
		expect(kinds(await desk.poll({ write: { receive: 'shipped' } }))).toEqual([]);
	});

	it('a purchase order that was cancelled by hand is respected, and told once', async () => {
		desk.setStatus(bad, 'Canceled');
		desk.autotask.change('PurchaseOrders', bad, { cancelDateTime: '2026-06-01T09:30:00Z' });
		desk.answers(
			says('shipped', [{ code: 'shipped', shipped: 2, eta: '' }]),
			bills('16', [{ number: '170000001' }]),
		);
		const report = await desk.poll({
			write: { receive: 'shipped', statusLabels: { Shipped: 'Submitted' } },
		});
		expect(said(report)).toMatch(
			/the purchase order was canceled by a person in Autotask, but the order at TD SYNNEX continues.*\| Cancel the order with TD SYNNEX too, or expect the goods/s,
		);
		expect(desk.label(bad)).toBe('Canceled');
		expect(desk.autotask.row('PurchaseOrders', bad).vendorInvoiceNumber ?? null).toBeNull();
		expect(
			desk
				.receipts()
				.filter(({ purchaseOrderItemID }) => purchaseOrderItemID === desk.items(bad)[0]!.id),
		).toEqual([]);
		expect(kinds(await desk.poll({ write: { receive: 'shipped' } }))).toEqual([]);
	});

	it("an order number that belongs to someone else's purchase order changes nothing", async () => {
		desk.answers(says('shipped', [{ code: 'shipped', order: '49999999', sku: '888', shipped: 2 }]));
		const { report } = await goesOn();
		expect(said(report)).toMatch(
			/under PO 16 TD SYNNEX has order 49999999, and Autotask says 40000001: it belongs to somebody else's purchase order/,
		);
		expect(
			report.changes
				.filter(({ purchaseOrderNumber }) => purchaseOrderNumber === '16')
				.map(({ kind }) => kind),
		).toEqual(['needsAttention']);
		expect(desk.memo(bad)).toContain('Status: Received');
	});

	it('an order number typed into the wrong purchase order names the one that it belongs to', async () => {
		desk.order({ number: '19', journal: null, fields: { externalPONumber: '40000077' } });
		desk.answers(NOT_FOUND.replace('>16<', '>19<'), undefined, '19');
		desk.answers('', bills('12', [{ number: '170000009' }]), '40000077');
		const report = await desk.poll({ vendorId: String(VENDOR) });
		expect(said(report, '19')).toMatch(
			/order 40000077 belongs to PO 12 at TD SYNNEX, not to PO 19 \| ?.*/,
		);
	});

	it('an answer about another PO is not taken', async () => {
		desk.answers(says('shipped', [{ code: 'shipped', shipped: 2 }], { po: '99' }));
		const { report } = await goesOn();
		expect(said(report)).toMatch(/TD SYNNEX answers about PO 99 to a request for PO 16/);
	});

	it('notFound never cancels: the status stays, and a person is told once', async () => {
		desk.answers(
			says('accepted', [{ code: 'shipped', shipped: 1 }], { at: '2026-06-01T10:00:00' }),
		);
		await desk.poll();
		desk.answers(NOT_FOUND);
		const report = await desk.poll({ write: { statusLabels: { Cancelled: 'Canceled' } } });
		expect(report.changes.map(({ kind, what, status }) => [kind, what, status])).toEqual([
			[
				'needsAttention',
				'TD SYNNEX does not know PO 16 (anymore). This does not prove a cancellation, and the status stays Partly shipped',
				'Partly shipped',
			],
		]);
		expect(desk.label(bad)).toBe('Submitted');
		expect(kinds(await desk.poll())).toEqual([]);
	});

	it('an order that was named and never sent is told as such; what is not named is passed over', async () => {
		const autotask = { journal: null, fields: {} };
		desk.order({ number: '18', ...autotask });
		const all = await desk.poll({ vendorId: String(VENDOR) });
		expect(said(all, '18')).toBe('');
		const named = await desk.poll({ scope: { kind: 'given', numbers: ['18'] } });
		expect(said(named, '18')).toContain('it was not ordered from TD SYNNEX');
		expect(said(named, '18')).toContain('only once it is certain that nobody has ordered it');
	});

	it('a damaged order block is left alone and named', async () => {
		desk.autotask.change('PurchaseOrders', bad, {
			generalMemo: desk.memo(bad).replace('State: RECORDED', 'State: PERHAPS'),
		});
		const { report } = await goesOn();
		expect(said(report)).toMatch(
			/the order block in its General Memo cannot be read: it names no known state \("PERHAPS"\) \| Undo the change/,
		);
	});

	it('a memo without room is named, and nothing is told twice all the same', async () => {
		const room = 'x'.repeat(3990 - desk.memo(bad).length);
		desk.autotask.change('PurchaseOrders', bad, { generalMemo: `${room}\n${desk.memo(bad)}` });
		desk.answers(says('shipped', [{ code: 'shipped', shipped: 2 }]));
		const { report } = await goesOn();
		expect(said(report)).toMatch(/the General Memo has no room for the status block: shorten it/);
		expect(kinds(await desk.poll())).toEqual([]);
	});
});
