import { NoAnswer } from '../../../lib/shared/http';
import { bills, Desk, kinds, NO_INVOICE, said, says } from './poll-fixture';

const at = (hour: number) => `2026-06-01T${String(hour).padStart(2, '0')}:00:00`;
const shipped = (hour: number) =>
	says('shipped', [{ code: 'shipped', ordered: 2, shipped: 2 }], { at: at(hour) });
const down = { status: 503, headers: {}, body: '' };

describe('what happened to an order is told, whatever goes wrong on the way', () => {
	let desk: Desk;
	beforeEach(() => {
		desk = new Desk();
	});

	it('Autotask fails in the middle of many orders: those that are recorded are told', async () => {
		for (let number = 100; number < 360; number++) {
			desk.order({ number: String(number) });
			desk.answers(
				shipped(10).replace('<PONumber>16<', `<PONumber>${number}<`),
				NO_INVOICE,
				String(number),
			);
		}
		let reads = 0;
		desk.strike = ({ url }) =>
			url.endsWith('PurchaseOrderItems/query') && ++reads > 1 ? down : undefined;
		const report = await desk.poll();
		expect(report.changes).toHaveLength(250);
		expect(report.summary.problem).toMatch(/503/);
		desk.strike = () => undefined;
		const next = await desk.poll({ pace: { mode: 'adaptive', callsPerHour: 5000 } });
		expect(next.changes).toHaveLength(10);
	});

	it('a memory that was written, and nobody knows: the change is told by the next poll', async () => {
		const id = desk.order();
		desk.answers(shipped(10));
		let written = false;
		desk.strike = (request) => {
			if (written) return down;
			if (request.method !== 'PATCH') return undefined;
			desk.autotask.answer(request);
			written = true;
			return new NoAnswer('reset', 'autotask.test', 'ECONNRESET');
		};
		const lost = await desk.poll();
		expect(lost.changes).toEqual([]);
		expect(desk.memo(id)).toContain('2 of 2 shipped');
		desk.strike = () => undefined;
		expect(kinds(await desk.poll())).toEqual(['shipped']);
		expect(kinds(await desk.poll())).toEqual([]);
		expect(desk.memo(id).match(/2 of 2 shipped/g)).toHaveLength(1);
	});

	it('five orders that TD SYNNEX never answers clearly do not keep the others from being asked', async () => {
		for (let number = 20; number < 32; number++) {
			desk.order({ number: String(number) });
			desk.answers(
				'<SynnexB2B><errorMessage>Bad order</errorMessage></SynnexB2B>',
				'',
				`${number}`,
			);
		}
		desk.order();
		desk.answers(shipped(10));
		const adaptive = { pace: { mode: 'adaptive', callsPerHour: 1000 } } as const;
		const told: string[] = [];
		for (let polls = 0; polls < 4; polls++) told.push(...kinds(await desk.poll(adaptive)));
		expect(told).toEqual(['shipped']);
	});

	it('an order that was asked about and not recorded is due at the next poll', async () => {
		desk.order();
		desk.answers(shipped(10));
		desk.strike = ({ method }) => (method === 'PATCH' ? down : undefined);
		expect(kinds(await desk.poll())).toEqual([]);
		desk.strike = () => undefined;
		desk.clock.advance(-3_599_000);
		expect(kinds(await desk.poll({ pace: { mode: 'adaptive', callsPerHour: 1000 } }))).toEqual([
			'shipped',
		]);
	});

	it('an invoice that comes later than its code and the delivery keeps the order open until it is told', async () => {
		const id = desk.order();
		const through = (hour: number) =>
			says(
				'invoiced',
				[
					{
						code: 'invoiced',
						ordered: 2,
						shipped: 2,
						packages: [{ tracking: '70000001', quantity: 2, delivered: '2026-06-01' }],
					},
				],
				{ at: at(hour) },
			);
		desk.answers(through(10), NO_INVOICE);
		expect(kinds(await desk.poll())).toEqual(['shipped', 'delivered']);
		expect(desk.memo(id)).toContain('Status: Invoiced');
		desk.answers(
			through(23),
			bills('16', [{ number: '170000001', lines: [{ line: 1, sku: '1234567', quantity: 2 }] }]),
		);
		desk.clock.advance(12 * 3_600_000);
		expect(kinds(await desk.poll())).toEqual(['invoiced']);
		expect(desk.memo(id)).toContain('Status: Closed');
	});

	it('an answer that names a time far ahead of the clock does not silence those that follow', async () => {
		desk.order();
		desk.answers(says('accepted', [{ ordered: 2 }], { at: '2062-06-01T10:00:00' }));
		await desk.poll();
		desk.answers(shipped(12));
		const report = await desk.poll();
		expect(kinds(report)).toEqual(['shipped']);
		expect(said(report)).not.toMatch(/failed/);
	});

	it('a status block that a person made unreadable tells nothing a second time, and says so', async () => {
		const id = desk.order();
		desk.answers(shipped(10));
		expect(kinds(await desk.poll())).toEqual(['shipped']);
		desk.autotask.change('PurchaseOrders', id, {
			generalMemo: desk.memo(id).replace(/^Status: .*$/m, 'Status: on its way'),
		});
		const report = await desk.poll();
		expect(report.changes.map(({ kind, what }) => [kind, what])).toEqual([
			['needsAttention', expect.stringContaining('status block in its General Memo')],
		]);
		expect(desk.memo(id)).toContain('Status: Shipped');
		expect(kinds(await desk.poll())).toEqual([]);
	});

	it('of two status blocks of one order the later one counts', async () => {
		const id = desk.order();
		desk.answers(says('accepted', [{ ordered: 2, eta: '2026-06-09' }], { at: at(9) }));
		await desk.poll();
		const old = /=== TD SYNNEX status[\s\S]*end of TD SYNNEX status ===/.exec(desk.memo(id))?.[0];
		desk.answers(shipped(10));
		await desk.poll();
		desk.autotask.change('PurchaseOrders', id, { generalMemo: `${old}\n\n${desk.memo(id)}` });
		expect(kinds(await desk.poll())).toEqual([]);
	});

	it('an order that is closed stays closed when it is asked about again by number', async () => {
		const id = desk.order();
		const box = { tracking: '70000001', quantity: 2, delivered: '2026-06-01' };
		const item = { code: 'invoiced', ordered: 2, shipped: 2, packages: [box] };
		const bill = { number: '170000001', lines: [{ line: 1, sku: '1234567', quantity: 2 }] };
		desk.answers(says('invoiced', [item], { at: at(10) }), bills('16', [bill]));
		await desk.poll();
		expect(desk.memo(id)).toContain('Status: Closed');
		desk.answers(says('invoiced', [item], { at: at(11) }), NO_INVOICE);
		expect(kinds(await desk.poll({ scope: { kind: 'given', numbers: ['16'] } }))).toEqual([]);
		expect(desk.memo(id)).toContain('Status: Closed');
	});

	it('what a person writes into the memo while many orders are recorded is not written over', async () => {
		const first = desk.order();
		const second = desk.order({ number: '17' });
		desk.answers(shipped(10));
		desk.answers(shipped(10).replace('>16<', '>17<'), NO_INVOICE, '17');
		desk.strike = ({ method, body }) => {
			if (method !== 'PATCH' || !body?.includes(`"id":${first}`)) return undefined;
			desk.autotask.change('PurchaseOrders', second, {
				generalMemo: `Call Jo first.\n${desk.memo(second)}`,
			});
			desk.clock.advance(6_000);
			return undefined;
		};
		await desk.poll();
		expect(desk.memo(second)).toContain('Call Jo first.');
		expect(desk.memo(second)).toContain('2 of 2 shipped');
	});

	it('an order that is billed in one poll and received in full after it is closed by the next', async () => {
		const id = desk.order();
		const item = { code: 'invoiced', ordered: 2, shipped: 2 };
		const bill = { number: '170000001', lines: [{ line: 1, sku: '1234567', quantity: 2 }] };
		desk.answers(says('invoiced', [item], { at: at(10) }), bills('16', [bill]));
		const receive = { write: { receive: 'shipped' as const } };
		await desk.poll(receive);
		expect(desk.label(id)).toBe('Received Full');
		await desk.poll(receive);
		expect(desk.memo(id)).toContain('Status: Closed');
	});
});
