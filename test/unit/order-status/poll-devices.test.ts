import type { DevicesWhen, ReceiveWhen } from '../../../lib/order-status/settings';
import { NoAnswer } from '../../../lib/shared/http';
import { bills, Desk, kinds, said, says } from './poll-fixture';

const CUSTOMER = 8001;

/** Configuration items of what a customer has bought, made once of what Autotask has received. */
describe('devices', () => {
	let desk: Desk;
	let id: number;
	const given = (fields: Record<string, number | null> = { purchaseForCompanyID: CUSTOMER }) => {
		desk = new Desk();
		for (const company of [CUSTOMER, CUSTOMER + 1])
			desk.autotask.world.store
				.table('Companies')
				.insert({ companyName: `Customer ${company}`, isActive: true }, {}, company);
		id = desk.order({ lines: [{ quantity: 2, serialised: true }], fields });
	};
	beforeEach(() => given());
	const arrive = (delivered: boolean, serials = ['SN-1', 'SN-2'], code = 'shipped') =>
		desk.answers(
			says('shipped', [
				{
					code,
					ordered: 2,
					shipped: 2,
					packages: [
						{
							tracking: '7001',
							quantity: 2,
							serials,
							...(delivered ? { delivered: '2026-06-03' } : {}),
						},
					],
				},
			]),
		);
	const poll = (devices: DevicesWhen = 'delivered', receive: ReceiveWhen = 'shipped') =>
		desk.poll({ write: { devices, receive } });
	const devices = () =>
		desk.autotask.world.store
			.table('ConfigurationItems')
			.all()
			.map(({ values }) => values);
	const product = () => Number(desk.items(id)[0]?.values.productID);
	const there = (more: Record<string, string | number | boolean> = {}) =>
		desk.autotask.add('ConfigurationItems', {
			companyID: CUSTOMER,
			productID: product(),
			serialNumber: 'sn-1',
			isActive: false,
			...more,
		});
	const serials = () => devices().map(({ serialNumber }) => serialNumber);

	it('are not made unless that is chosen', async () => {
		arrive(true);
		await desk.poll({ write: { receive: 'shipped' } });
		expect(desk.receipts()).toHaveLength(2);
		expect(devices()).toEqual([]);
		expect(desk.asked.filter(({ url }) => /ConfigurationItems/.test(url))).toEqual([]);
	});

	it('are made once, after delivery, of what was received', async () => {
		arrive(false);
		await poll();
		expect(desk.receipts()).toHaveLength(2);
		expect(devices()).toEqual([]);
		arrive(true);
		const { summary } = await poll();
		expect(summary.devices).toBe(2);
		expect(devices()).toEqual([
			expect.objectContaining({
				companyID: CUSTOMER,
				productID: product(),
				serialNumber: 'SN-1',
				isActive: true,
				installDate: expect.stringMatching(/^2026-06-03T00:00:00/),
				notes: expect.stringContaining('TD SYNNEX PO 16'),
			}),
			expect.objectContaining({ serialNumber: 'SN-2' }),
		]);
		await poll();
		arrive(true, ['SN-1', 'SN-2'], 'invoiced');
		await poll();
		expect(devices()).toHaveLength(2);
	});

	it('are made as soon as they are received, where that is chosen', async () => {
		arrive(false);
		await poll('received');
		expect(serials()).toEqual(['SN-1', 'SN-2']);
	});

	it('of a part that was delivered are made, the rest when it comes', async () => {
		const both = (second: string) =>
			desk.answers(
				says('shipped', [
					{
						code: 'shipped',
						ordered: 2,
						shipped: 2,
						packages: [
							{ tracking: '7001', quantity: 1, serials: ['SN-1'], delivered: '2026-06-03' },
							{ tracking: '7002', quantity: 1, serials: ['SN-2'], delivered: second },
						],
					},
				]),
			);
		both('');
		await poll();
		expect(serials()).toEqual(['SN-1']);
		both('2026-06-04');
		await poll();
		expect(serials()).toEqual(['SN-1', 'SN-2']);
	});

	it('wait for goods that a person receives by hand', async () => {
		arrive(true);
		expect(kinds(await poll('delivered', 'never'))).not.toContain('needsAttention');
		expect(devices()).toEqual([]);
		const [item] = desk.items(id);
		for (const serialNumber of ['SN-1', 'SN-2'])
			desk.autotask.add('PurchaseOrderItemReceiving', {
				purchaseOrderItemID: item?.id ?? 0,
				quantityNowReceiving: 1,
				serialNumber,
			});
		const asked = desk.asked.length;
		await poll('delivered', 'never');
		expect(serials()).toEqual(['SN-1', 'SN-2']);
		expect(desk.asked.length).toBeGreaterThan(asked);
		const { summary } = await poll('delivered', 'never');
		expect(summary.autotaskWrites).toBe(0);
	});

	describe('that are there already are not made again', () => {
		it('whatever their spelling, active or not', async () => {
			there();
			arrive(true);
			await poll();
			expect(serials()).toEqual(['sn-1', 'SN-2']);
		});

		it('made by a person from the stocked unit', async () => {
			arrive(false);
			await poll();
			const stocked = desk.autotask.world.store.table('InventoryStockedItems');
			const [unit] = stocked.all();
			if (unit) stocked.update(unit, { configurationItemID: 99 });
			arrive(true);
			await poll();
			expect(serials()).toEqual(['SN-2']);
		});

		it('as another product: a person is told, once', async () => {
			const other = desk.autotask.add('Products', { name: 'Workstation', isActive: true });
			const known = there({ productID: other, isActive: true });
			arrive(true);
			const report = await poll();
			expect(serials()).toEqual(['sn-1', 'SN-2']);
			const told = report.changes.filter(({ kind }) => kind === 'needsAttention');
			expect(told).toEqual([
				expect.objectContaining({ what: expect.stringContaining(`device ${known}`) }),
			]);
			expect(kinds(await poll())).not.toContain('needsAttention');
			expect(devices()).toHaveLength(2);
		});

		it('but those of another customer, or of another product of his, are', async () => {
			there({ companyID: CUSTOMER + 1 });
			arrive(true);
			await poll();
			expect(serials()).toEqual(['sn-1', 'SN-1', 'SN-2']);
		});

		it('by two polls at once', async () => {
			arrive(true);
			await Promise.all([poll(), poll()]);
			await poll();
			expect(serials()).toEqual(['SN-1', 'SN-2']);
		});

		it('after an answer that got lost', async () => {
			arrive(true);
			let lost = 0;
			desk.strike = (request) => {
				if (request.method !== 'POST' || !request.url.endsWith('/ConfigurationItems'))
					return undefined;
				if (lost++ > 0) return undefined;
				desk.autotask.answer(request);
				return new NoAnswer('reset', 'autotask.test', 'ECONNRESET');
			};
			await poll();
			expect(serials()).toEqual(['SN-1']);
			await poll();
			expect(serials()).toEqual(['SN-1', 'SN-2']);
		});
	});

	describe('belong to the customer', () => {
		it.each([
			['ticketID', 'Tickets'],
			['projectID', 'Projects'],
			['contractID', 'Contracts'],
		])('of the line\u2019s %s before that of the purchase order', async (key, entity) => {
			const parent = desk.autotask.add(entity, { companyID: CUSTOMER + 1 });
			desk.autotask.change('PurchaseOrderItems', desk.items(id)[0]?.id ?? 0, { [key]: parent });
			arrive(true);
			await poll();
			expect(devices().map(({ companyID }) => companyID)).toEqual([CUSTOMER + 1, CUSTOMER + 1]);
		});

		it('and goods for stock have none', async () => {
			given({ purchaseForCompanyID: null });
			arrive(true);
			expect(kinds(await poll())).not.toContain('needsAttention');
			expect(desk.receipts()).toHaveLength(2);
			expect(devices()).toEqual([]);
		});
	});

	it('of a product that is not serialized in Autotask are not made, and not asked for', async () => {
		desk.autotask.change('Products', product(), { isSerialized: false });
		arrive(true, ['SN-1', 'SN-2'], 'invoiced');
		const report = await poll();
		expect(desk.receipts()).toHaveLength(1);
		expect(devices()).toEqual([]);
		expect(kinds(report)).not.toContain('needsAttention');
		expect((await poll()).summary.autotaskWrites).toBe(0);
	});

	it('that an order is closed without are told: its goods were never received', async () => {
		const packages = [
			{ tracking: '7001', quantity: 2, serials: ['SN-1', 'SN-2'], delivered: '2026-06-03' },
		];
		desk.answers(
			says('invoiced', [{ code: 'invoiced', ordered: 2, shipped: 2, packages }]),
			bills('16', [{ number: '170000001', lines: [{ line: 1, sku: '1234567', quantity: 2 }] }]),
		);
		const report = await poll('delivered', 'never');
		expect(said(report)).toContain('2 serial numbers were delivered, but are not received');
	});

	it('have the category of their product', async () => {
		const category = desk.autotask.add('ConfigurationItemCategories', { name: 'Laptops' });
		desk.autotask.change('Products', product(), { defaultInstalledProductCategoryID: category });
		arrive(true);
		await poll();
		expect(devices()[0]?.configurationItemCategoryID).toBe(category);
	});

	it.each([
		['to see devices', { ConfigurationItems: 'None' as const }],
		['to see stock', { InventoryStockedItems: 'None' as const }],
	])(
		'without the right %s are not made, goods are received, and it is told once',
		async (_, entities) => {
			desk.autotask.world.access.change({ entities });
			arrive(true);
			const report = await poll();
			expect(desk.receipts()).toHaveLength(2);
			expect(devices()).toEqual([]);
			expect(kinds(report)).toContain('needsAttention');
			expect(said(report)).toMatch(/no devices were created.*Give the API user the right/);
			expect(kinds(await poll())).not.toContain('needsAttention');
			desk.autotask.world.access.change({
				entities: { ConfigurationItems: 'All', InventoryStockedItems: 'All' },
			});
			await poll();
			expect(serials()).toEqual(['SN-1', 'SN-2']);
		},
	);

	it('that Autotask refuses are told, and tried again', async () => {
		arrive(true);
		desk.strike = ({ method, url }) =>
			method === 'POST' && url.endsWith('/ConfigurationItems')
				? { status: 500, headers: {}, body: '{"errors":["Category is required."]}' }
				: undefined;
		const report = await poll();
		expect(kinds(report)).toContain('needsAttention');
		expect(said(report)).toContain('SN-1 could not be created in Autotask');
		desk.strike = () => undefined;
		await poll();
		expect(serials()).toEqual(['SN-1', 'SN-2']);
	});

	it('of an order that was cancelled by hand are not made', async () => {
		arrive(false);
		await poll();
		desk.setStatus(id, 'Canceled');
		arrive(true);
		await poll();
		expect(devices()).toEqual([]);
	});

	it('are not made in a dry run', async () => {
		arrive(true);
		await desk.poll({ dryRun: true, write: { devices: 'delivered', receive: 'shipped' } });
		expect(devices()).toEqual([]);
	});
});
