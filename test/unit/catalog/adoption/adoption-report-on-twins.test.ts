import Big from 'big.js';
import { createAutotask } from '../../../../lib/autotask';
import { adoptionHtml } from '../../../../lib/catalog/adoption/adoption-html';
import { adoptionReport } from '../../../../lib/catalog/adoption/adoption-report';
import { BLOCK_START } from '../../../../lib/orders/journal/journal';
import { type Sandbox, startSandbox } from '../../../../sandbox';
import { autotaskSign, axiosSend } from '../../../support/axios-send';
import { pricing, settings, type SettingsChange } from '../sync-fixture';

describe('the report before a move from the Digital Bridge, on the twin', () => {
	let sandbox: Sandbox;
	let vendorId: number;
	let billingCodeId: number;
	beforeAll(async () => {
		sandbox = await startSandbox({
			only: 'autotask',
			skus: 300,
			ownProducts: 40,
			incumbentProducts: 5,
		});
	});
	afterAll(async () => await sandbox.close());
	beforeEach(async () => {
		await sandbox.control.reset();
		const companies = records('Companies');
		vendorId = Number(companies.find(({ companyName }) => /synnex/i.test(String(companyName)))?.id);
		const codes = records('BillingCodes').filter(
			({ useType, isActive }) => useType === 4 && isActive,
		);
		billingCodeId = Number(codes[0]?.id);
		// only what a test adds counts
		for (const { id } of records('Products'))
			admin().changeRecord('Products', Number(id), { isActive: false, sku: null });
	});

	const admin = () => sandbox.autotask.admin;
	const records = (entity: string) => admin().records(entity);
	const add = (entity: string, values: object): number =>
		admin().addRecords(entity, [values as never])[0] as number;
	const product = (number: number, values: object = {}) => {
		const { productBillingCodeID, chargeBillingCodeID, billingType, priceCostMethod, periodType } =
			records('Products').find((one) => one.productBillingCodeID) ?? {};
		return add('Products', {
			...{ productBillingCodeID, chargeBillingCodeID, billingType, priceCostMethod, periodType },
			isActive: true,
			isSerialized: false,
			sku: `TDS-${number}`,
			name: `Product ${number}`,
			unitCost: 100,
			unitPrice: 125,
			...values,
		});
	};
	const row = (number: number, cost = '100.00', more: object = {}) => ({
		sku: String(number),
		name: `Product ${number}`,
		mpn: `M-${number}`,
		manufacturer: 'Cisco',
		cost,
		currency: 'USD',
		...more,
	});
	const report = async (
		items: unknown[],
		change: SettingsChange = {},
		parts: 'whole' | 'plan' = 'whole',
	) => {
		const login = sandbox.addresses.autotask!;
		const clock = { now: Date.now, sleep: () => Promise.resolve(), random: () => 0.5 };
		const autotask = createAutotask({
			send: axiosSend(autotaskSign(login)),
			clock,
			userName: login.userName,
			zoneDiscoveryUrl: login.zoneDiscoveryUrl,
			budgetShare: 100,
		});
		return await adoptionReport(
			items,
			settings({ vendorId, billingCodeId, ...change }),
			{ autotask, clock },
			{
				parts,
				isOurs: (memo) => memo.includes(BLOCK_START),
				source: { run: '1', workflow: 'w', step: 's' },
			},
		);
	};
	const codesOf = ({ items }: Awaited<ReturnType<typeof report>>) =>
		items.flatMap(({ key, codes, outcome }) => (outcome === 'planned' ? [] : [`${key}: ${codes}`]));
	const writes = () =>
		sandbox.control
			.ledger({ system: 'autotask' })
			.filter(({ method, path }) => method !== 'GET' && !/\/query(\/count)?$/.test(path));

	it('writes nothing', async () => {
		[1, 2, 3].forEach((at) => product(70000000 + at, { unitCost: 80 }));
		const { summary } = await report([row(70000001), row(70000002), row(70000009)]);
		expect(summary.sync).toMatchObject({ created: 1, updated: 2 });
		expect(summary.autotaskWrites).toBe(0);
		expect(sandbox.control.stats().effects.autotask).toBe(0);
		expect(writes()).toEqual([]);
	});

	it('names doubles, prices below the margin at the cost of today, stale costs, and what nobody uses', async () => {
		const used = product(70000001);
		product(70000002, { unitPrice: 110 });
		product(70000003);
		const [twin, other] = [product(70000004), product(70000004)];
		for (const productID of [used, twin, other]) add('QuoteItems', { productID, quantity: 1 });
		const items = [row(70000001), row(70000002, '105.00'), row(70000003), row(70000004)];
		const price = pricing({ minMarginPercent: 10 });
		const found = await report(items, { price });
		expect(codesOf(found).sort()).toEqual([
			'TDS-70000002: below-margin, stale-cost, unused',
			'TDS-70000003: unused',
			'TDS-70000004: duplicate',
			'TDS-70000004: duplicate',
		]);
		expect(found.summary.products).toMatchObject({
			products: 5,
			duplicateGroups: 1,
			belowMargin: 1,
			staleCosts: 1,
			staleDifference: '5.00',
			unused: 2,
			notInFile: 0,
		});
		expect(found.items.find(({ key }) => key === 'TDS-70000002')).toMatchObject({
			costNow: '105.00',
			margin: '4.5',
			what: expect.stringMatching(
				/^At a cost of 105.00, the price of 110.00 is below the minimum/,
			) as string,
		});
	});

	const uses: [string, () => object][] = [
		['QuoteItems', () => ({ quantity: 1 })],
		[
			'PurchaseOrderItems',
			() => ({ orderID: Number(records('PurchaseOrders')[0]?.id), quantity: 1 }),
		],
		['InventoryItems', () => ({ quantityOnHand: 1 })],
		['ConfigurationItems', () => ({ companyID: 0 })],
		['TicketCharges', () => ({ ticketID: Number(records('Tickets')[0]?.id) })],
		['ProjectCharges', () => ({ projectID: Number(records('Projects')[0]?.id) })],
		['ContractCharges', () => ({ contractID: Number(records('Contracts')[0]?.id) })],
	];
	it.each(uses)('takes a product for used by %s', async (entity, values) => {
		const productID = product(70000001);
		expect((await report([row(70000001)])).summary.products?.unused).toBe(1);
		add(entity, { productID, ...values() });
		expect((await report([row(70000001)])).summary.products?.unused).toBe(0);
	});

	it('calls nothing unused where a use cannot be read, and says so', async () => {
		product(70000001);
		sandbox.control.addFaults([
			{
				system: 'autotask',
				endpoint: 'ConfigurationItems',
				fault: { kind: 'status', status: 403 },
				count: 0,
			},
		]);
		const { summary } = await report([row(70000001)]).finally(() => sandbox.control.clearFaults());
		expect(summary.products?.unused).toBeNull();
		expect(summary.warnings.join()).toMatch(/does not let this API user read installed products/);
	});

	it('counts the orders that another tool sent, and names those that nobody can be sure of', async () => {
		for (const { id } of records('PurchaseOrders'))
			admin().changeRecord('PurchaseOrders', Number(id), { vendorID: 0 });
		const order = (number: string, values: object) =>
			add('PurchaseOrders', {
				vendorID: vendorId,
				purchaseOrderNumber: number,
				status: 2,
				...values,
			});
		const submitDateTime = '2026-11-01T10:00:00Z';
		order('91', { externalPONumber: '152301636', submitDateTime });
		order('92', { externalPONumber: '152301637', submitDateTime, status: 4 });
		order('93', { submitDateTime });
		order('94', { status: 1 });
		order('95', { submitDateTime, cancelDateTime: submitDateTime, status: 5 });
		order('96', { submitDateTime, generalMemo: `${BLOCK_START}\nours` });
		const found = await report([row(70000001)]);
		expect(found.summary.orders).toEqual({
			numbered: { Submitted: 1, 'Received Full': 1 },
			withoutNumber: 1,
		});
		expect(codesOf(found)).toEqual(['93: no-order-number']);
	});

	it('says what a first sync would change, by field and in money', async () => {
		product(70000001, { unitCost: 80, manufacturerName: 'Cisco' });
		product(70000002, { unitCost: 110.5, manufacturerName: 'Cisco' });
		product(70000003, { unitCost: 10 });
		const { summary } = await report([row(70000001), row(70000002), row(70000003), row(70000004)]);
		const { sync } = summary;
		// each of the three has no vendor entry yet
		expect(sync).toMatchObject({ created: 1, updated: 2, held: 1, calls: 6, brake: '' });
		const cost = sync.fields.find(({ field }) => field === 'unitCost');
		expect(cost).toEqual({
			field: 'unitCost',
			products: 2,
			raised: 1,
			lowered: 1,
			difference: new Big(100).minus(80).plus(100).minus('110.5').toFixed(2),
		});
		expect(sync.fields.find(({ field }) => field === 'manufacturerProductName')).toMatchObject({
			products: 2,
			difference: null,
		});
		expect(sync.examples[0]).toBe('TDS-70000001: unitCost from 80.00 to 100.00');
	});

	it('says what the guard for prices would hold, as well as that it would', async () => {
		for (let at = 1; at <= 60; at++) product(70000000 + at, { unitCost: 80 });
		const items = Array.from({ length: 60 }, (_, at) => row(70000001 + at));
		const { summary } = await report(items, { guards: { maxRepricedPercent: 50 } }, 'plan');
		expect(summary.sync).toMatchObject({ created: 0, updated: 60, held: 0 });
		expect(summary.sync.brake).toMatch(/60 of 60 products .* nothing is written/);
		expect(summary.sync.fields[0]).toMatchObject({ products: 60 });
		expect(summary.sync.examples).toHaveLength(10);
		expect(summary.warnings).toEqual([]);
	});

	it('asks for no more than the plan where no more is wanted', async () => {
		product(70000001);
		const { summary } = await report([row(70000001)], {}, 'plan');
		expect([summary.products, summary.orders]).toEqual([null, null]);
		const asked = sandbox.control.ledger({ system: 'autotask' }).map(({ path }) => path);
		expect(asked.filter((path) => /QuoteItems|PurchaseOrders|Charges/.test(path))).toEqual([]);
	});

	it('is a page that no name of a product can break', async () => {
		const evil = `<img src=x onerror="alert(1)"> & 'Sons' </td></div>`;
		product(70000001, { name: evil, sku: 'TDS-<b>1' });
		product(70000002, { name: evil, description: evil, unitCost: 90 });
		const owners = { name: 'sync' } as const;
		const html = adoptionHtml(
			await report([row(70000002, '100.00', { name: `${evil}2` })], { owners }),
		);
		expect(html).toContain('&#60;img src=x onerror=&#34;alert(1)&#34;&#62; &#38; &#39;Sons&#39;');
		expect(html).toMatch(/Unit Cost<.*1 \(1 up: 10\.00 in total, one unit of each\)/);
		expect(html).not.toMatch(/<script|<img|<link|<b>1|\bsrc="|url\(|@import/i);
		expect(html.match(/<div/g)).toHaveLength(html.match(/<\/div>/g)?.length ?? -1);
	});
});
