import { bills, Desk, kinds, says } from './poll-fixture';

const gone = (shipped: number) => ({ code: 'shipped', ordered: 5, shipped });
const RECEIVE = { write: { receive: 'shipped' as const } };

describe('where Autotask requires a vendor invoice number with each receipt', () => {
	let desk: Desk;
	let id: number;
	beforeEach(() => {
		desk = new Desk();
		id = desk.order({ lines: [{ quantity: 5 }] });
		desk.autotask.world.procurement.invoiceWithReceipt = true;
	});

	it('goods wait for the invoice: refused once, not tried again before it is there, then received', async () => {
		desk.answers(says('shipped', [gone(5)]));
		const first = await desk.poll(RECEIVE);
		expect(kinds(first)).toEqual(['shipped', 'needsAttention']);
		expect(first.changes[1]?.what).toContain('Autotask requires a vendor invoice number');
		const waiting = first.summary.activity.find(({ outcome }) => outcome === 'warning');
		expect(waiting?.remedy).toContain('System Settings > Inventory');

		const second = await desk.poll(RECEIVE);
		expect(second.summary).toMatchObject({ received: 0, autotaskWrites: 0 });
		expect(second.changes).toEqual([]);
		for (const { outcome, cause } of second.summary.activity)
			if (outcome === 'warning') expect(cause).not.toBe('');

		desk.answers(
			says('invoiced', [gone(5)]),
			bills('16', [{ number: '170000001', lines: [{ line: 1, sku: '1234567', quantity: 5 }] }]),
		);
		const later = await desk.poll(RECEIVE);
		expect(later.summary.received).toBe(5);
		expect(desk.receipts()[0]).toMatchObject({ vendorInvoiceNumber: '170000001' });
		expect(desk.label(id)).toBe('Received Full');
	});

	it('another order does not try either: the setting is the tenant’s', async () => {
		desk.answers(says('shipped', [gone(5)]));
		await desk.poll(RECEIVE);
		desk.order({ number: '17', lines: [{ quantity: 5 }] });
		desk.answers(says('shipped', [gone(5)], { po: '17' }), undefined, '17');
		desk.autotask.world.procurement.invoiceWithReceipt = false;
		expect((await desk.poll(RECEIVE)).summary.received).toBe(0);
	});
});

describe('a date that Autotask shows a day off', () => {
	it.each(['2026-06-09', '2026-06-10', '2026-06-11'])(
		'is ours all the same (shown as %s), and moves with TD SYNNEX’s',
		async (shown) => {
			const desk = new Desk();
			const id = desk.order({ lines: [{ quantity: 5 }] });
			desk.answers(says('accepted', [{ ordered: 5, eta: '2026-06-10' }]));
			await desk.poll();
			const [item] = desk.items(id);
			desk.autotask.change('PurchaseOrderItems', item!.id, {
				estimatedArrivalDate: `${shown}T00:00:00Z`,
			});
			expect((await desk.poll()).summary.autotaskWrites).toBe(0);
			desk.answers(says('accepted', [{ ordered: 5, eta: '2026-06-20' }]));
			await desk.poll();
			expect(desk.items(id)[0]?.values.estimatedArrivalDate).toContain('2026-06-20');
		},
	);
});
