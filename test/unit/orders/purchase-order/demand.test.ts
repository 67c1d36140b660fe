import { readLines } from '../../../../lib/orders/purchase-order/read-lines';
import { readHeaders } from '../../../../lib/orders/purchase-order/read-purchase-orders';
import type { Change } from '../order-fixture';
import { ProcurementShop, type Kind } from '../procurement-fixture';

/** A demand is what a charge stands for: it is bought once, on whichever purchase order. */
describe('purchase orders made from charges', () => {
	let shop: ProcurementShop;
	let ticket: number;
	beforeEach(() => {
		shop = new ProcurementShop();
		ticket = shop.parent('Ticket');
	});
	const read = async (id: number) => {
		const { autotask } = shop.ports('r');
		const selection = { by: 'name' as const, ids: [String(id)], numbers: [] };
		return await shop.through(
			(async () => {
				const { headers } = await readHeaders(autotask, selection, () => 0);
				const orders = headers.map(({ po }) => po);
				return (await readLines(autotask, orders, shop.job([]).source))[0]?.items ?? [];
			})(),
		);
	};

	describe('are read with what they belong to', () => {
		it.each(['Ticket', 'Project', 'Contract'] as Kind[])('a charge of a %s', async (kind) => {
			const parent = shop.parent(kind);
			const charge = shop.charge(parent, 1, { kind, purchaseOrderNumber: 'CUST-7' });
			const [line] = await read(shop.byHand([charge]));
			expect(line).toMatchObject({
				sku: shop.good(1).sku,
				soldPrice: expect.stringMatching(/^\d/),
				charge: {
					id: String(charge),
					kind: kind.toLowerCase(),
					parentId: String(parent),
					customerPoNumber: 'CUST-7',
				},
			});
		});

		it.each(['filled', 'empty'] as const)(
			'and are sent where the product of the line is %s',
			async (chargeLineProduct) => {
				shop.set({ chargeLineProduct });
				const id = shop.byHand([shop.charge(ticket, 1), shop.charge(ticket, 2)]);
				expect(await shop.submit(id)).toMatchObject({ state: 'RECORDED', problem: null });
				expect(shop.placed(id)).toHaveLength(1);
				expect(shop.placed(id)[0]?.lines).toHaveLength(2);
			},
		);

		it.each([['TicketCharges'], ['Tickets']])(
			'and are not sent while the API user may not read %s: the charge may be canceled, its deal bought',
			async (entity) => {
				const id = shop.byHand([shop.charge(ticket, 1)]);
				shop.autotask.world.access.change({ entities: { [entity]: 'None' } });
				const noTickets: Change = (own) => ({
					...own,
					rules: { ...own.rules, modulesNotInUse: ['ticket'] },
				});
				for (const change of [undefined, noTickets]) {
					const { state, problem } = await shop.submit(id, change);
					expect([state, problem?.code]).toEqual(['PLANNED', 'order-refused']);
					expect(problem?.cause).toContain('not allowed to read tickets and their charges');
					expect(problem?.remedy).toMatch(
						/Service Desk > Object Permissions > Tickets: View All\.$/,
					);
				}
				shop.autotask.world.access.change({ entities: { [entity]: 'All' } });
				expect(await shop.submit(id)).toMatchObject({ state: 'RECORDED', problem: null });
			},
		);
	});

	it('of one without charges cost no call more', async () => {
		const id = shop.purchaseOrder([{ good: 1, quantity: 1 }]);
		await shop.submit(id);
		expect(shop.calls.filter((call) => /Charges|InventoryStocked/.test(call))).toEqual([]);
	});

	describe('for a charge that another one has', () => {
		const twice = () => {
			shop.set({ onOrder: 'whenSubmitted' });
			const charge = shop.charge(ticket, 1);
			return { charge, first: shop.byHand([charge]), second: shop.byHand([charge]) };
		};

		it('neither is sent, and each names the other', async () => {
			const { charge, first, second } = twice();
			for (const [id, other] of [
				[first, second],
				[second, first],
			] as const) {
				const number = String(shop.record(other).purchaseOrderNumber);
				const { state, problem } = await shop.submit(id);
				expect([state, problem?.code]).toEqual(['PLANNED', 'order-refused']);
				expect(problem?.cause).toContain(`charge ${charge}`);
				expect(problem?.cause).toContain(`PO ${number}`);
			}
			expect(shop.accepted()).toEqual([]);
		});

		it('two in one run send nothing', async () => {
			const { first, second } = twice();
			await shop.submitAll([first, second]);
			expect(shop.accepted()).toEqual([]);
		});

		it('one is sent once the other is canceled', async () => {
			const { first, second } = twice();
			shop.cancel(second);
			expect(await shop.submit(first)).toMatchObject({ state: 'RECORDED', problem: null });
		});

		it('of another vendor, it is not sent', async () => {
			shop.set({ onOrder: 'whenSubmitted' });
			const charge = shop.charge(ticket, 1);
			const { schema } = shop.autotask.world;
			const vendorId = shop.autotask.add('Companies', {
				companyName: 'Other vendor',
				companyType: schema.picklistId('Companies', 'companyType', 'Vendor'),
			});
			const id = shop.byHand([charge]);
			shop.byHand([charge], { vendorId });
			expect((await shop.submit(id)).problem?.cause).toContain(`charge ${charge}`);
		});

		const block = (id: number) => shop.autotask.change('PurchaseOrders', id, { generalMemo: '' });
		const marks = (id: number) => {
			for (const line of shop.items(id))
				shop.autotask.change('PurchaseOrderItems', line.id, { memo: '' });
		};

		it.each([
			['', []],
			[', its block wiped', [block]],
			[', the mark of its line wiped', [marks]],
		])(
			'canceled in Autotask after it was sent%s, it is not sent a second time',
			async (_, wipe) => {
				const charge = shop.charge(ticket, 1);
				const first = shop.byHand([charge]);
				await shop.submit(first);
				shop.cancel(first);
				for (const one of wipe) one(first);
				const status = shop.autotask.world.schema.picklistId(
					'TicketCharges',
					'status',
					'Need to Order/Fulfill',
				);
				shop.autotask.change('TicketCharges', charge, { status });
				const second = shop.byHand([charge]);
				const { problem } = await shop.submit(second);
				expect(problem?.cause).toContain('only then canceled in Autotask');
				expect(shop.accepted()).toHaveLength(1);
				// the remedy, once TD SYNNEX has canceled it
				expect(problem?.remedy).toMatch(/clear its External P\.O\. Number/);
				block(first);
				marks(first);
				shop.autotask.change('PurchaseOrders', first, { externalPONumber: null });
				expect(await shop.submit(second)).toMatchObject({ state: 'RECORDED', problem: null });
			},
		);

		it('made while the first is being sent, stops it', async () => {
			shop.set({ onOrder: 'whenSubmitted' });
			const charge = shop.charge(ticket, 1);
			const first = shop.byHand([charge]);
			let second = 0;
			shop.beforeAutotask = (next) => (request) => {
				const answer = next(request);
				if (second === 0 && request.method === 'PATCH') second = shop.byHand([charge]);
				return answer;
			};
			const { state, problem } = await shop.submit(first);
			expect(second).toBeGreaterThan(0);
			expect([state, problem?.code]).toEqual(['PLANNED', 'order-changed']);
			expect(problem?.cause).toContain(`charge ${charge} is also on PO`);
			expect(shop.accepted()).toEqual([]);
		});

		it('is found where Autotask does not search lines by charge', async () => {
			const { first } = twice();
			shop.beforeAutotask = (next) => (request) =>
				/"field":"chargeID"/.test(request.body ?? '') &&
				/PurchaseOrderItems\/query/.test(request.url)
					? {
							status: 500,
							headers: {},
							body: '{"errors":["chargeID cannot be used in a query."]}',
						}
					: next(request);
			expect((await shop.submit(first)).problem?.cause).toContain('is also on PO');
			expect(shop.accepted()).toEqual([]);
		});
	});

	describe('of a deal that was bought by product too', () => {
		const deal = () => {
			const opportunityID = shop.autotask.add('Opportunities', {
				title: 'Deal',
				companyID: shop.customer,
			});
			const quote = shop.autotask.add('Quotes', { opportunityID, primaryQuote: true });
			const generalMemo = `[from quote ${quote}]`;
			const byProduct = shop.purchaseOrder([{ good: 1, quantity: 2 }], { generalMemo });
			ticket = shop.parent('Ticket', { opportunityID });
			return byProduct;
		};

		it('are not sent by the charge while the purchase order by product stands', async () => {
			const byProduct = deal();
			const number = String(shop.record(byProduct).purchaseOrderNumber);
			const id = shop.byHand([shop.charge(ticket, 1)]);
			expect((await shop.submit(id)).problem?.cause).toContain(`is also on PO ${number}`);
			expect(shop.accepted()).toEqual([]);
			shop.cancel(byProduct);
			expect(await shop.submit(id)).toMatchObject({ state: 'RECORDED', problem: null });
		});

		it('are not sent by product while the charge is on one that stands', async () => {
			const byProduct = deal();
			const id = shop.byHand([shop.charge(ticket, 1)], { submit: true });
			const number = String(shop.record(id).purchaseOrderNumber);
			expect((await shop.submit(byProduct)).problem?.cause).toContain(`is also on PO ${number}`);
			expect(shop.accepted()).toEqual([]);
		});

		it('are not sent by product while charges that may buy it cannot be read', async () => {
			const byProduct = deal();
			shop.byHand([shop.charge(ticket, 1)], { submit: true });
			shop.autotask.world.access.change({
				entities: { TicketCharges: 'None', Projects: 'None', ProjectCharges: 'None' },
			});
			const { state, problem } = await shop.submit(byProduct);
			expect([state, problem?.code]).toEqual(['PLANNED', 'order-refused']);
			expect(problem?.cause).toContain(
				'not allowed to read tickets and their charges, projects and their charges',
			);
			expect(problem?.remedy).toContain('Projects > Object Permissions > Projects: View All');
			expect(problem?.remedy).toContain('Modules Not in Use');
			expect(shop.accepted()).toEqual([]);
		});

		it('are sent by product without the charges of a module that is not there', async () => {
			const byProduct = deal();
			shop.autotask.world.access.change({
				entities: { Projects: 'None', ProjectCharges: 'None' },
			});
			expect((await shop.submit(byProduct)).problem?.cause).toContain(
				'not allowed to read projects',
			);
			const result = await shop.submit(byProduct, (own) => ({
				...own,
				rules: { ...own.rules, modulesNotInUse: ['project'] },
			}));
			expect(result).toMatchObject({ state: 'RECORDED', problem: null });
		});

		it('are not sent by a charge of a won deal while sales orders cannot be read', async () => {
			const opportunityID = shop.autotask.add('Opportunities', {
				title: 'Deal',
				companyID: shop.customer,
			});
			const id = shop.byHand([shop.charge(ticket, 1)]);
			const salesOrderID = shop.autotask.add('SalesOrders', { opportunityID, title: 'Deal' });
			shop.autotask.change('PurchaseOrderItems', shop.items(id)[0]?.id ?? 0, { salesOrderID });
			shop.autotask.world.access.change({ entities: { SalesOrders: 'None' } });
			expect((await shop.submit(id)).problem?.cause).toContain('not allowed to read sales orders');
			expect(shop.accepted()).toEqual([]);
		});

		it('are sent where the charge is for other goods', async () => {
			deal();
			const id = shop.byHand([shop.charge(ticket, 2)]);
			expect(await shop.submit(id)).toMatchObject({ state: 'RECORDED', problem: null });
		});
	});

	it('with one charge twice are not sent', async () => {
		shop.set({ onOrder: 'whenSubmitted' });
		const charge = shop.charge(ticket, 1);
		const id = shop.byHand([charge]);
		shop.autotask.add('PurchaseOrderItems', {
			...shop.items(id)[0]?.values,
		});
		expect((await shop.submit(id)).problem?.cause).toContain('is on it twice');
	});
});
