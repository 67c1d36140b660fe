import { NoAnswer } from '../../../lib/shared/http';
import { bills, Desk, kinds, NOT_FOUND, said, says, VENDOR } from './poll-fixture';

const at = (hour: number) => `2026-06-01T${String(hour).padStart(2, '0')}:00:00`;
const gone = (shipped: number, more: object = {}) => ({
	code: 'shipped',
	ordered: 5,
	shipped,
	...more,
});

describe('a poll', () => {
	let desk: Desk;
	let id: number;
	beforeEach(() => {
		desk = new Desk();
		id = desk.order({ lines: [{ quantity: 5 }] });
	});

	it('tells each step of an order once: back order, moved date, part shipments, delivery, invoice, close', async () => {
		const steps: [string, string?][] = [
			[says('accepted', [{ ordered: 5, eta: '2026-06-10' }], { at: at(10) })],
			[says('accepted', [{ ordered: 5, eta: '2026-06-12' }], { at: at(11) })],
			[
				says(
					'accepted',
					[gone(2, { eta: '2026-06-12', packages: [{ tracking: '71', quantity: 2 }] })],
					{ at: at(12) },
				),
			],
			[
				says(
					'shipped',
					[
						gone(5, {
							packages: [
								{ tracking: '71', quantity: 2 },
								{ tracking: '72', quantity: 3 },
							],
						}),
					],
					{ at: at(13) },
				),
			],
			[
				says(
					'shipped',
					[
						gone(5, {
							packages: [
								{ tracking: '71', quantity: 2, delivered: '2026-06-02' },
								{ tracking: '72', quantity: 3, delivered: '2026-06-03' },
							],
						}),
					],
					{ at: at(14) },
				),
			],
			[
				says(
					'invoiced',
					[
						gone(5, {
							code: 'invoiced',
							packages: [
								{ tracking: '71', quantity: 2, delivered: '2026-06-02' },
								{ tracking: '72', quantity: 3, delivered: '2026-06-03' },
							],
						}),
					],
					{ at: at(15) },
				),
				bills('16', [{ number: '170000001', total: '50.00' }]),
			],
		];
		const told: string[][] = [];
		for (const [status, invoices] of steps) {
			desk.answers(status, invoices);
			told.push(
				(await desk.poll()).changes.map(
					({ kind, statusBefore, status: after, what }) =>
						`${kind}, ${statusBefore} -> ${after}: ${what}`,
				),
			);
			expect(kinds(await desk.poll())).toEqual([]);
		}
		expect(told.flat()).toEqual([
			'backOrdered, Received -> Back-ordered: line 1 (SKU 1234567): 5 on back order, expected 2026-06-10',
			'etaMoved, Back-ordered -> Back-ordered: line 1 (SKU 1234567): expected 2026-06-12, was 2026-06-10',
			'partlyShipped, Back-ordered -> Partly shipped: line 1 (SKU 1234567): 2 of 5 shipped, tracking 71',
			'shipped, Partly shipped -> Shipped: line 1 (SKU 1234567): 5 of 5 shipped, tracking 72',
			'delivered, Shipped -> Delivered: 5 of 5 pieces delivered',
			'invoiced, Delivered -> Closed: invoice 170000001 of 50.00 USD',
		]);
		const history = desk
			.memo(id)
			.match(/^\[.*$/gm)
			?.map((line) => line.replace(/^\[[^\]]*\] /, ''));
		expect(history).toEqual(
			expect.arrayContaining([
				'Shipped -> Delivered (order status): 5 of 5 pieces delivered',
				'Delivered -> Closed (invoice service): invoice 170000001 of 50.00 USD',
			]),
		);
	});

	it('writes arrival, invoice numbers and freight, and asks about a closed order no more', async () => {
		desk.answers(says('accepted', [{ ordered: 5, eta: '20260610' }]));
		await desk.poll();
		expect(desk.items(id)[0]?.values.estimatedArrivalDate).toContain('2026-06-10');
		desk.answers(
			says('invoiced', [gone(5, { code: 'invoiced', shipDate: '2026-05-01T00:00:00' })]),
			bills('16', [
				{ number: '170000001', freight: '19.5470' },
				{ number: '170000002', freight: '1.00' },
			]),
		);
		await desk.poll({ write: { freight: true } });
		expect(desk.autotask.row('PurchaseOrders', id)).toMatchObject({
			vendorInvoiceNumber: '170000001, 170000002',
			freight: 20.547,
		});
		expect(desk.memo(id)).toContain('Status: Closed');
		const report = await desk.poll();
		expect(report.summary).toMatchObject({ asked: 0, tdSynnexCalls: 0, autotaskWrites: 0 });
		expect((await desk.poll({ scope: { kind: 'days', days: 30 } })).summary).toMatchObject({
			finished: 1,
			asked: 0,
		});
	});

	it('leaves what a person entered: arrival date, invoice number, freight, status', async () => {
		desk.answers(says('accepted', [{ ordered: 5, eta: '2026-06-10' }]));
		await desk.poll();
		const [item] = desk.items(id);
		desk.autotask.change('PurchaseOrderItems', item!.id, {
			estimatedArrivalDate: '2026-06-20T00:00:00Z',
		});
		desk.autotask.change('PurchaseOrders', id, { vendorInvoiceNumber: 'MINE-1', freight: 7 });
		desk.setStatus(id, 'Received Partial');
		desk.answers(
			says('accepted', [gone(2, { eta: '2026-06-15' })]),
			bills('16', [{ number: '170000001', freight: '19.00' }]),
		);
		const report = await desk.poll({
			write: { freight: true, statusLabels: { 'Partly shipped': 'Submitted' } },
		});
		expect(desk.autotask.row('PurchaseOrders', id)).toMatchObject({
			vendorInvoiceNumber: 'MINE-1',
			freight: 7,
		});
		expect(desk.label(id)).toBe('Received Partial');
		expect(desk.autotask.row('PurchaseOrderItems', item!.id).estimatedArrivalDate).toContain(
			'2026-06-20',
		);
		for (const words of [
			'Vendor Invoice Number already contains MINE-1 and was not changed; the invoices are 170000001',
			'Freight already contains 7 and was not changed; that of the invoices is 19.00',
			'the purchase order is Received Partial in Autotask and was not set to Submitted',
			'the estimated arrival of line 1 is 2026-06-20 in Autotask and was not changed; TD SYNNEX expects 2026-06-15',
		])
			expect(said(report)).toContain(words);
	});

	it('sets the status by label, and goes on when Autotask refuses it', async () => {
		desk.setStatus(id, 'New');
		desk.answers(says('accepted', [{ ordered: 5 }]));
		await desk.poll({ write: { statusLabels: { Processing: 'Submitted' } } });
		expect(desk.label(id)).toBe('Submitted');
		desk.answers(says('shipped', [gone(5)]));
		const report = await desk.poll({
			write: { statusLabels: { Shipped: 'Received Full', Processing: 'Submitted' } },
		});
		expect(desk.label(id)).toBe('Submitted');
		expect(kinds(report)).toEqual(['shipped']);
		expect(said(report)).toMatch(
			/status of a purchase order cannot go from Submitted to Received Full/,
		);
		expect(kinds(await desk.poll())).toEqual([]);
	});

	it('receives when told to, brings the status along, and never again what was received', async () => {
		desk.answers(says('accepted', [gone(2)]));
		await desk.poll({ write: { receive: 'shipped' } });
		expect(desk.label(id)).toBe('Received Partial');
		desk.answers(says('shipped', [gone(5)]));
		const report = await desk.poll({ write: { receive: 'shipped' } });
		expect(report.summary.received).toBe(3);
		expect(desk.label(id)).toBe('Received Full');
		expect(desk.receipts().map(({ quantityNowReceiving }) => quantityNowReceiving)).toEqual([2, 3]);
	});

	it('what Autotask refuses to receive is told once and tried again until it can be done', async () => {
		desk.setStatus(id, 'New');
		desk.answers(says('shipped', [gone(5)]));
		const first = await desk.poll({ write: { receive: 'shipped' } });
		expect(first.changes.map(({ kind, what }) => [kind, what])).toEqual([
			['shipped', 'line 1 (SKU 1234567): 5 of 5 shipped'],
			[
				'needsAttention',
				expect.stringMatching(/^the goods could not be received in Autotask: .*it is New/),
			],
		]);
		expect(kinds(await desk.poll({ write: { receive: 'shipped' } }))).toEqual([]);
		desk.setStatus(id, 'Submitted');
		const later = await desk.poll({ write: { receive: 'shipped' } });
		expect(later.summary.received).toBe(5);
		expect(later.changes).toEqual([]);
		expect((await desk.poll({ write: { receive: 'shipped' } })).summary.autotaskWrites).toBe(0);
	});

	it('receives nothing where receipts cannot be read: nobody would know what already was', async () => {
		desk.answers(says('shipped', [gone(5)]));
		desk.strike = ({ url }) =>
			url.includes('PurchaseOrderItemReceiving/query')
				? { status: 500, headers: {}, body: '{"errors":["no access"]}' }
				: undefined;
		const report = await desk.poll({ write: { receive: 'shipped' } });
		expect(said(report)).toMatch(
			/what was already received cannot be read: .*\| Give the API user the right to (see|view)/s,
		);
		expect(desk.receipts()).toEqual([]);
		expect(kinds(report)).toEqual(['shipped', 'needsAttention']);
	});

	it('puts news on the line and on the linked ticket, once', async () => {
		const ticket = desk.autotask.add('Tickets', { title: 'New laptop', companyID: VENDOR });
		desk.autotask.change('PurchaseOrderItems', desk.items(id)[0]!.id, {
			ticketID: ticket,
			memo: 'For Dana',
		});
		desk.answers(
			says('shipped', [gone(5, { packages: [{ tracking: '71', quantity: 5, serials: ['S1'] }] })]),
		);
		const report = await desk.poll({ write: { ticketNote: true, itemMemo: true } });
		const notes = desk.autotask.world.store.table('TicketNotes').all();
		expect(notes.map(({ values }) => [values.ticketID, values.title, values.description])).toEqual([
			[
				ticket,
				'TD SYNNEX, PO 16: line 1 (SKU 1234567): 5 of 5 shipped, tracking 71',
				'line 1 (SKU 1234567): 5 of 5 shipped, tracking 71\nSerial numbers: S1',
			],
		]);
		expect(desk.items(id)[0]?.values.memo).toBe(
			'For Dana\nTD SYNNEX: line 1 (SKU 1234567): 5 of 5 shipped, tracking 71, serial numbers S1',
		);
		expect(report.changes[0]).toMatchObject({
			ticketId: String(ticket),
			ticketLink: `https://ww3.autotask.net/Autotask/AutotaskExtend/ExecuteCommand.aspx?Code=OpenTicketDetail&TicketID=${ticket}`,
		});
	});

	it('writes nothing in a dry run, and tells the same again', async () => {
		desk.answers(says('shipped', [gone(5)]), bills('16', [{ number: '170000001' }]));
		const dry = await desk.poll({ dryRun: true, write: { receive: 'shipped' } });
		expect(kinds(dry)).toEqual(['shipped', 'invoiced']);
		expect(desk.writes()).toEqual([]);
		expect(kinds(await desk.poll())).toEqual(['shipped', 'invoiced']);
	});

	it('leaves an answer aside that is older than what is recorded', async () => {
		desk.answers(says('shipped', [gone(5)], { at: at(12) }));
		await desk.poll();
		desk.answers(says('accepted', [gone(2, { eta: '2026-06-10' })], { at: at(11) }));
		const report = await desk.poll();
		expect([report.changes, report.summary.autotaskWrites]).toEqual([[], 0]);
	});

	it('says so when TD SYNNEX shows less than before, and keeps what was recorded', async () => {
		desk.answers(says('shipped', [gone(5)], { at: at(12) }));
		await desk.poll();
		desk.answers(says('accepted', [gone(2)], { at: at(13) }));
		const report = await desk.poll();
		expect(report.changes.map(({ kind, what, status }) => [kind, status, what])).toEqual([
			[
				'needsAttention',
				'Shipped',
				'TD SYNNEX shows less for line 1 (SKU 1234567) than before: 2 shipped, 0 cancelled; 5 and 0 were recorded (codes accepted, shipped)',
			],
		]);
		expect(kinds(await desk.poll())).toEqual([]);
		desk.answers(says('shipped', [gone(5)], { at: at(14) }));
		expect(kinds(await desk.poll())).toEqual([]);
	});

	it('says so when an order goes back for another reason', async () => {
		desk.answers(says('shipped', [gone(5)], { at: at(12) }));
		await desk.poll();
		desk.answers(says('accepted', [gone(5), { line: 2, sku: '7', ordered: 1 }], { at: at(13) }));
		expect((await desk.poll()).changes.map(({ kind, what }) => [kind, what])).toEqual([
			['needsAttention', 'the state of the order went back from Shipped to Partly shipped'],
		]);
	});

	it('a tracking number that comes after the close is told, and opens nothing', async () => {
		const late = (tracking: string, hour: number) =>
			says(
				'invoiced',
				[
					gone(5, {
						code: 'invoiced',
						shipDate: '2026-05-01T00:00:00',
						packages: [{ tracking, quantity: 5 }],
					}),
				],
				{ at: at(hour) },
			);
		desk.answers(late('', 12));
		await desk.poll();
		desk.answers(late('7009', 13));
		const report = await desk.poll({ scope: { kind: 'given', numbers: ['16'] } });
		expect(report.changes.map(({ kind, what, status }) => [kind, what, status])).toEqual([
			['shipped', 'tracking number added: 7009', 'Closed'],
		]);
	});

	it('an order right after it was sent may be unknown to the look-up: no news', async () => {
		desk.answers(NOT_FOUND);
		const report = await desk.poll();
		expect(kinds(report)).toEqual([]);
	});

	it.each([
		['UNCERTAIN', /it is not known whether TD SYNNEX has the order \| Let Reconcile/],
		['POSTING', /it is not known whether TD SYNNEX has the order/],
		['ACCEPTED', /the answer to its order is not yet written back/],
	] as const)(
		'an order that is %s is left to Reconcile, its memo untouched',
		async (state, words) => {
			const other = desk.order({ number: '20', journal: { state } });
			desk.answers(says('shipped', [gone(5)]));
			const before = desk.memo(other);
			const report = await desk.poll();
			expect(said(report, '20')).toMatch(words);
			expect(desk.memo(other)).toBe(before);
			expect(desk.asked.some(({ body }) => body?.includes('<PONumber>20<'))).toBe(false);
		},
	);

	it('goes on with an order that it follows, however old; an old one that it never saw is left', async () => {
		const old = { createDateTime: '2025-01-01T00:00:00Z', submitDateTime: '2025-01-01T00:00:00Z' };
		desk.order({ number: '17', fields: old });
		desk.answers(
			says('accepted', [{ ordered: 5, code: 'Backorder', type: 'BO', eta: '2026-09-01' }]),
		);
		await desk.poll();
		desk.autotask.change('PurchaseOrders', id, old);
		desk.answers(says('shipped', [{ ordered: 5, shipped: 5, shipDate: '2026-06-01' }]));
		desk.clock.advance(86_400_000);
		const { changes, summary } = await desk.poll();
		expect(new Set(changes.map((change) => change.purchaseOrderNumber))).toEqual(new Set(['16']));
		expect(summary.orders).toBe(1);
	});

	it('follows an order of today whose purchase order was written long ago', async () => {
		desk.order({ number: '17', fields: { createDateTime: '2025-01-01T00:00:00Z' } });
		desk.answers(says('accepted', [{ ordered: 2 }], { po: '17' }), undefined, '17');
		expect((await desk.poll()).summary.orders).toBe(2);
	});

	it('an order of another environment is not asked about with this credential', async () => {
		desk.order({ number: '20', journal: { environment: 'production' } });
		const report = await desk.poll();
		expect(said(report, '20')).toMatch(
			/it was sent to production \(customer 100001\), and this credential is for custom/,
		);
	});

	it('follows an order that was sent some other way: records it at first sight, then tells', async () => {
		const other = desk.order({
			number: '21',
			lines: [{ sku: '555', quantity: 3 }],
			journal: null,
			fields: { externalPONumber: '40000009' },
		});
		const line = (shipped: number) =>
			says(
				shipped === 3 ? 'shipped' : 'accepted',
				[{ sku: '555', order: '40000009', ordered: 3, shipped, code: 'shipped' }],
				{ po: '21' },
			);
		desk.answers(line(1), undefined, '21');
		expect(
			(await desk.poll({ vendorId: String(VENDOR) })).changes.filter(
				({ poId }) => poId === String(other),
			),
		).toEqual([]);
		desk.answers(line(3), undefined, '21');
		const report = await desk.poll({ vendorId: String(VENDOR), write: { receive: 'shipped' } });
		expect(
			report.changes
				.filter(({ poId }) => poId === String(other))
				.map(({ kind, lines }) => [kind, lines[0]?.quantity]),
		).toEqual([['shipped', 2]]);
		expect(
			desk
				.receipts()
				.reduce((sum, { quantityNowReceiving }) => sum + Number(quantityNowReceiving), 0),
		).toBe(3);
	});

	it('a second poller that recorded the change meanwhile leaves nothing to tell', async () => {
		desk.answers(says('shipped', [gone(5)]));
		const answer = says('shipped', [gone(5)]);
		let inner: string[] = [];
		desk.answers(async () => {
			desk.answers(answer);
			inner = kinds(await desk.poll());
			return answer;
		});
		expect(kinds(await desk.poll())).toEqual([]);
		expect(inner).toEqual(['shipped']);
	});

	it('PO Create at work on the order meanwhile: its memo is not written', async () => {
		desk.answers(() => {
			desk.autotask.change('PurchaseOrders', id, {
				generalMemo: desk.memo(id).replace('State: RECORDED', 'State: SENDING'),
			});
			return says('shipped', [gone(5)]);
		});
		await desk.poll();
		expect(desk.memo(id)).not.toContain('TD SYNNEX status');
	});

	it('a write that took effect though its answer was lost adds no second history line', async () => {
		desk.answers(says('shipped', [gone(5)]), bills('16', [{ number: '170000001' }]));
		let lost = 2;
		desk.strike = (request) => {
			if (request.method !== 'PATCH' || lost-- <= 0) return undefined;
			desk.autotask.answer(request);
			return new NoAnswer('reset', 'autotask.test', 'ECONNRESET');
		};
		expect(kinds(await desk.poll())).toEqual(['shipped', 'invoiced']);
		expect(desk.memo(id).match(/5 of 5 shipped/g)).toHaveLength(1);
	});

	it('PO Create that takes the order in hand between two tries of a write: the second is not made', async () => {
		desk.answers(says('shipped', [gone(5)]));
		desk.strike = ({ method }) => {
			if (method !== 'PATCH') return undefined;
			desk.autotask.change('PurchaseOrders', id, {
				generalMemo: desk.memo(id).replace('State: RECORDED', 'State: SENDING'),
			});
			return { status: 503, headers: {}, body: '' };
		};
		const report = await desk.poll();
		expect(said(report)).toMatch(/failed: PO Create is working on this purchase order/);
		expect(desk.writes()).toHaveLength(1);
		expect(report.changes).toEqual([]);
	});

	it('an arrival date that TD SYNNEX leaves out stands: it is unknown, not gone', async () => {
		const open = (eta: string, hour: number) =>
			says('accepted', [{ ordered: 5, eta }], { at: at(hour) });
		desk.answers(open('2026-06-10', 10));
		expect(kinds(await desk.poll())).toEqual(['backOrdered']);
		desk.answers(open('', 11));
		expect(kinds(await desk.poll())).toEqual([]);
		desk.answers(open('2026-06-10', 12));
		expect(kinds(await desk.poll())).toEqual([]);
		expect(desk.memo(id)).toContain('1: 0/5 b5 2026-06-10');
	});

	it('asks for invoices again after half a day, and tells a late credit note alone', async () => {
		const status = says('invoiced', [gone(5, { code: 'invoiced' })]);
		const invoice = { number: '170000001' };
		desk.answers(status, bills('16', [invoice]));
		expect(kinds(await desk.poll())).toEqual(['shipped', 'invoiced']);
		desk.answers(status, bills('16', [invoice, { number: '970000001', total: '-20.00' }]));
		expect(kinds(await desk.poll())).toEqual([]);
		desk.clock.advance(12 * 3_600_000);
		expect(
			(await desk.poll()).changes.map(({ kind, what, isCredit }) => [kind, what, isCredit]),
		).toEqual([['invoiced', 'credit note 970000001 of -20.00 USD', true]]);
	});

	it('ends after one call at a refused login, and after five orders without an answer', async () => {
		for (let number = 30; number < 40; number++) desk.order({ number: String(number) });
		const login =
			'<SynnexB2B><errorMessage>Login failed</errorMessage><errorDetail>wrong</errorDetail></SynnexB2B>';
		for (let number = 30; number < 40; number++) desk.answers(login, undefined, String(number));
		desk.answers(login);
		const refused = await desk.poll({ pace: { mode: 'always', callsPerHour: 1000 } });
		expect(refused.summary.tdSynnexCalls).toBeLessThanOrEqual(3);
		expect(refused.summary.problem).toMatch(/refused the user id or password/);
		const silence = new NoAnswer('timeout', 'tdsynnex.test', 'ETIMEDOUT');
		for (let number = 30; number < 40; number++) desk.answers(silence, undefined, String(number));
		desk.answers(silence);
		const down = await desk.poll();
		expect(down.summary.failed).toBeLessThanOrEqual(7);
		expect(down.summary.postponed).toBeGreaterThanOrEqual(4);
		expect(down.summary.message).toMatch(/Ended early: .*did not answer in time/);
	});

	it.each([
		['a host that is not known', new NoAnswer('lookup', 'tdsynnex.test', 'ENOTFOUND')],
		['a certificate', new NoAnswer('certificate', 'tdsynnex.test', 'CERT_HAS_EXPIRED')],
	])('ends at the first order that meets %s: the next would meet it too', async (_, silence) => {
		for (let number = 30; number < 40; number++) {
			desk.order({ number: String(number) });
			desk.answers(silence, undefined, String(number));
		}
		desk.answers(silence);
		const { summary } = await desk.poll();
		// Three orders are asked about at once.
		expect(summary.failed).toBeLessThanOrEqual(3);
		expect(summary.postponed).toBeGreaterThanOrEqual(7);
		expect(summary.message).toMatch(/Ended early/);
	});

	it('puts the orders off that a cancelled call leaves, without calling them failed', async () => {
		const silence = new NoAnswer('cancelled', 'tdsynnex.test', 'ERR_CANCELED');
		for (let number = 30; number < 40; number++) {
			desk.order({ number: String(number) });
			desk.answers(silence, undefined, String(number));
		}
		desk.answers(silence);
		expect((await desk.poll()).summary).toMatchObject({ failed: 0, asked: 0 });
	});

	it('makes no more calls than the hour allows', async () => {
		for (let number = 30; number < 40; number++) desk.order({ number: String(number) });
		desk.answers(says('accepted', [{ ordered: 5 }]));
		const report = await desk.poll({ pace: { mode: 'always', callsPerHour: 4 } });
		expect(report.summary.tdSynnexCalls).toBeLessThanOrEqual(4);
		expect(report.summary).toMatchObject({ orders: 11, failed: 0 });
		expect(report.summary.asked + report.summary.postponed).toBe(11);
		expect(
			(await desk.poll({ pace: { mode: 'always', callsPerHour: 4 } })).summary.tdSynnexCalls,
		).toBeLessThanOrEqual(4);
	});

	it('takes from the partner API what it adds, and goes on without it', async () => {
		desk.partner = (path) => {
			if (path.includes('/shipment/'))
				return {
					status: 200,
					headers: {},
					body: JSON.stringify({
						orderNumber: '40000001',
						lines: [
							{
								displayLineNumber: '1',
								partNumber: '1234567',
								subLines: [
									{
										quantity: 5,
										tracking: [{ trackingNumber: '1Z999', carrierDescription: 'UPS Ground' }],
									},
								],
							},
						],
					}),
				};
			if (path.includes('170000001'))
				return {
					status: 200,
					headers: {},
					body: JSON.stringify({
						invoiceNumber: '170000001',
						invoiceDueDate: '2026-07-01',
						invoiceBalance: '12.5',
						currency: 'USD',
					}),
				};
			return { status: 500, headers: {}, body: 'no' };
		};
		desk.answers(
			says('invoiced', [gone(5, { code: 'invoiced' })]),
			bills('16', [{ number: '170000001' }, { number: '170000002' }]),
		);
		const report = await desk.poll();
		expect(report.changes[0]).toMatchObject({
			kind: 'shipped',
			trackingNumbers: '1Z999',
			carrier: 'UPS Ground',
			trackingLinks: 'https://www.ups.com/track?tracknum=1Z999',
		});
		expect(report.changes[1]).toMatchObject({
			kind: 'invoiced',
			invoiceBalance: '12.50',
			invoiceDueDate: '2026-07-01',
		});
		expect(report.changes[2]).toMatchObject({
			kind: 'invoiced',
			invoiceNumber: '170000002',
			invoiceBalance: '',
		});
		expect(said(report)).toMatch(/TD SYNNEX's partner API answered HTTP 500/);
	});

	it('an order without any answer to its lines, an order that TD SYNNEX deleted whole', async () => {
		desk.answers(says('accepted', []));
		expect((await desk.poll()).changes[0]?.what).toBe(
			'TD SYNNEX answers “accepted” and names no line',
		);
		desk.answers(says('deleted', []));
		expect(
			(await desk.poll()).changes.map(({ kind, status, what }) => [kind, status, what]),
		).toEqual([['cancelled', 'Cancelled', 'line 1 (SKU 1234567): 5 of 5 cancelled by TD SYNNEX']]);
	});

	it('a line that was filed as a quote is told once: it never ships', async () => {
		desk.answers(says('accepted', [{ ordered: 5, sku: '99', type: 'QO' }]));
		const report = await desk.poll();
		expect(report.changes.map(({ kind, what }) => [kind, what])).toEqual([
			[
				'needsAttention',
				'TD SYNNEX filed line 1 (SKU 1234567) under SKU 99, as a quote for goods that it does not stock: it will never ship as it is',
			],
		]);
	});

	it('held and released', async () => {
		desk.answers(says('accepted', [{ ordered: 5, type: '99' }], { at: at(10) }));
		expect(kinds(await desk.poll())).toEqual(['held']);
		desk.answers(says('accepted', [{ ordered: 5 }], { at: at(11) }));
		expect((await desk.poll()).changes.map(({ kind, what }) => [kind, what])).toEqual([
			['accepted', 'TD SYNNEX released the order'],
		]);
	});
});
