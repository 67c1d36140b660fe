import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { IDataObject, INode } from 'n8n-workflow';
import { LoopbackShop } from '../faults/orders/loopback-shop';
import { baseNodes } from './base-nodes';
import { chain, type Engine, node, startEngine } from './core';
import { itemSource } from './item-source';

const PAGE = readFileSync(join(__dirname, '..', '..', 'docs', 'calls.md'), 'utf8');
const LOGINS = { autotaskPsaApi: { id: '1', name: 'A' }, tdSynnexEcApi: { id: '2', name: 'T' } };

/** The page *What it costs in calls* states what the twins count. */
describe('what one run costs in calls, as its page says', () => {
	let engine: Engine;
	let shop: LoopbackShop;
	let given: Record<string, unknown>[] = [{}];
	beforeAll(async () => {
		engine = await startEngine({
			...baseNodes(() => ({ fileName: '', open: () => Buffer.alloc(0) })),
			'test.items': itemSource(() => given),
		});
		shop = await LoopbackShop.open();
	}, 60_000);
	afterAll(async () => {
		await shop.sandbox.close();
		await engine.close();
	});

	const vendor = () => {
		const companies = shop.sandbox.autotask.admin.records('Companies');
		const found = companies.find(({ companyName }) => /^TD SYNNEX/.test(String(companyName)));
		return { __rl: true, mode: 'id', value: String(found?.id) };
	};
	const purchaseOrder = (...goods: number[]) => ({
		__rl: true,
		mode: 'id',
		value: String(shop.purchaseOrder(goods.map((good) => ({ good, quantity: 1 })))),
	});
	/** Calls to Autotask and to TD SYNNEX, as each of the twins counts them. */
	const calls = async (name: string, parameters: IDataObject): Promise<[number, number]> => {
		const count = (system: 'autotask' | 'tdsynnex') =>
			shop.sandbox.control.ledger({ system }).length;
		const before = [count('autotask'), count('tdsynnex')] as const;
		const last = node(name, `n8n-nodes-tdsynnex-autotask.${name}`, {
			parameters: parameters as INode['parameters'],
			credentials: LOGINS,
		});
		const done = await engine.run(
			chain(node('Manual', 'n8n-nodes-base.manualTrigger'), node('Items', 'test.items'), last),
			{
				autotaskPsaApi: { ...shop.sandbox.addresses.autotask, impersonationResourceId: '' },
				tdSynnexEcApi: {
					...shop.sandbox.addresses.tdSynnex,
					environment: 'custom',
					sftp: {},
					rest: {},
				},
			} as unknown as Parameters<Engine['run']>[1],
		);
		expect(done.data.resultData.error).toBeUndefined();
		return [count('autotask') - before[0], count('tdsynnex') - before[1]];
	};
	/** The row of the page that begins so: its second and third column. */
	const stated = (row: string): [number, number] => {
		const line = PAGE.split('\n').find((text) => text.startsWith(`| ${row} |`));
		const [autotask, tdSynnex] = (line ?? '').split('|').slice(2, 4).map(Number);
		return [autotask ?? -1, tdSynnex ?? -1];
	};
	const order = (operation: string, which: object) =>
		calls('poCreate', {
			operation,
			vendor: vendor(),
			// half of the settle time is what a write may take before it is looked at again
			safety: { settle: 4, claimLife: 0.2, window: 0.2 },
			...which,
		});

	it('a price check of 60 products', async () => {
		given = shop.goods.slice(0, 60).map(({ sku }) => ({ sku }));
		const check = { resource: 'priceAvailability', operation: 'check' };
		expect(await calls('catalogFetch', check)).toEqual(stated('Price check of 60 products'));
		given = [{}];
	});

	it('a report before moving over', async () => {
		const codes = shop.sandbox.autotask.admin.records('BillingCodes');
		const code = codes.find(({ description }) =>
			/^Hardware \(material\)/.test(String(description)),
		);
		given = shop.goods.slice(0, 60).map(({ sku }) => ({ sku, name: 'One', cost: '1.00' }));
		const report = {
			operation: 'adoptionReport',
			vendor: vendor(),
			billingCode: { __rl: true, mode: 'id', value: String(code?.id) },
		};
		const whole = await calls('productUpsert', { ...report, reportParts: 'whole' });
		expect(whole).toEqual(stated('Adoption report, whole'));
		const plan = await calls('productUpsert', { ...report, reportParts: 'plan' });
		expect(plan).toEqual(stated('Adoption report, first sync only'));
		given = [{}];
	});

	it('a preview of a purchase order', async () => {
		const which = { purchaseOrder: purchaseOrder(40, 41) };
		expect(await order('preview', which)).toEqual(stated('Preview of one purchase order'));
	});

	it('an order, and a second run that finds it ordered', async () => {
		const which = { purchaseOrder: purchaseOrder(42, 43) };
		expect(await order('submit', which)).toEqual(stated('Submit one purchase order of two lines'));
		expect(await order('submit', which)).toEqual(stated('Submit it again'));
	});

	it('the status of one order', async () => {
		const get = { operation: 'get', scope: 'open' };
		expect(await calls('statusPoll', get)).toEqual(stated('Get the status of one order'));
	});

	it('the lines of open quotes', async () => {
		const get = { resource: 'quote', operation: 'getLines', openStatuses: 'Closed' };
		expect(await calls('productUpsert', { ...get, vendor: vendor() })).toEqual(
			stated('Get the lines of open quotes'),
		);
	});

	it('a permission check', async () => {
		expect(await calls('permissionCheck', { operation: 'run' })).toEqual(
			stated('Permission check'),
		);
	});
});
