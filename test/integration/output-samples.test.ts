import type { IDataObject, INode } from 'n8n-workflow';
import Sftp from 'ssh2-sftp-client';
import { LoopbackShop } from '../faults/orders/loopback-shop';
import { NODES } from '../support/node-classes';
import {
	type SampledOperation,
	schemaOf,
	writeSchema,
	writtenSchema,
} from '../support/output-schema';
import { baseNodes } from './base-nodes';
import { openQuote } from './every-operation';
import { chain, type Engine, itemsOf, node, startEngine } from './core';
import { itemSource } from './item-source';

const PACKAGE = 'n8n-nodes-tdsynnex-autotask';
/** Picklist value of the twin: Need to Order/Fulfill. */
const NEED_TO_ORDER = 3;
const LOGINS = { autotaskPsaApi: { id: '1', name: 'A' }, tdSynnexEcApi: { id: '2', name: 'T' } };

/**
 * The fields that the editor offers of a node before its first run (`__schema__` beside the node) are those of
 * real runs against both twins. `OUTPUT_SAMPLES=write` writes them anew after an output was changed on purpose.
 */
describe('what the editor shows of an output before the first run (OUTPUT_SAMPLES=write renews it)', () => {
	let engine: Engine;
	let shop: LoopbackShop;
	let file: Buffer;
	let given: Record<string, unknown>[] = [{}];

	beforeAll(async () => {
		engine = await startEngine({
			...baseNodes(() => ({ fileName: '100001.zip', open: () => file })),
			'test.items': itemSource(() => given),
		});
		shop = await LoopbackShop.open();
		file = await downloaded(shop);
	}, 60_000);
	afterAll(async () => {
		await shop.sandbox.close();
		await engine.close();
	});

	const ours = (name: string, parameters: IDataObject) =>
		node(name, `${PACKAGE}.${name}`, {
			parameters: parameters as INode['parameters'],
			credentials: LOGINS,
		});
	const run = async (last: INode, ...before: INode[]) => {
		const start = [node('Manual', 'n8n-nodes-base.manualTrigger'), node('Items', 'test.items')];
		const done = await engine.run(chain(...start, ...before, last), {
			autotaskPsaApi: { ...shop.sandbox.addresses.autotask, impersonationResourceId: '' },
			tdSynnexEcApi: {
				...shop.sandbox.addresses.tdSynnex,
				environment: 'custom',
				sftp: {},
				rest: {},
			},
		} as unknown as Parameters<Engine['run']>[1]);
		expect(done.data.resultData.error).toBeUndefined();
		return itemsOf(done, last.name);
	};
	const agrees = (operation: SampledOperation, items: Record<string, unknown>[]) => {
		expect(items.length).toBeGreaterThan(0);
		const schema = schemaOf(items);
		if (process.env.OUTPUT_SAMPLES === 'write') writeSchema(operation, schema);
		expect(writtenSchema(operation)).toEqual(schema);
		// the editor shows columns in this order
		expect(JSON.stringify(writtenSchema(operation))).toBe(JSON.stringify(schema));
	};
	const record = (entity: string, field: string, text: RegExp) => {
		const { admin } = shop.sandbox.autotask;
		const found = admin.records(entity).find((one) => text.test(String(one[field])));
		return { __rl: true, mode: 'id', value: String(found?.id) };
	};
	const order = (operation: string, parameters: IDataObject) =>
		run(
			ours('poCreate', {
				operation,
				vendor: record('Companies', 'companyName', /^TD SYNNEX/),
				safety: { settle: 1, claimLife: 0.05, window: 0.05 },
				...parameters,
			}),
		);
	const purchaseOrder = (good: number) => ({
		__rl: true,
		mode: 'id',
		value: String(shop.purchaseOrder([{ good, quantity: 2 }])),
	});
	const fetch = (maxProducts: number) => [
		node('FTP', 'n8n-nodes-base.ftp'),
		ours('catalogFetch', { resource: 'priceFile', operation: 'read', maxProducts }),
	];

	beforeEach(() => {
		given = [{}];
	});

	it('Catalog Fetch: a price file', async () => {
		const [ftp, read] = fetch(0) as [INode, INode];
		const products = await run(read, ftp);
		agrees({ folder: 'CatalogFetch', resource: 'priceFile', operation: 'read' }, products);
	});

	it('Catalog Fetch: a search', async () => {
		const [ftp] = fetch(0) as [INode];
		const found = { text: 'a', maxFound: 500, options: { keepHours: 0 } };
		const search = { resource: 'priceFile', operation: 'search' };
		const products = await run(ours('catalogFetch', { ...search, ...found }), ftp);
		agrees({ folder: 'CatalogFetch', ...search }, products);
	});

	it('Catalog Fetch: price and availability', async () => {
		given = shop.goods.slice(0, 60).map(({ sku }) => ({ sku }));
		const check = { resource: 'priceAvailability', operation: 'check' };
		agrees({ folder: 'CatalogFetch', ...check }, await run(ours('catalogFetch', check)));
	});

	it('Product Upsert', async () => {
		const upsert = ours('productUpsert', {
			vendor: record('Companies', 'companyName', /^TD SYNNEX/),
			billingCode: record('BillingCodes', 'description', /^Hardware \(material\)/),
			dryRun: false,
			output: 'every',
		});
		const results = await run(upsert, ...fetch(80));
		agrees({ folder: 'ProductUpsert', resource: 'product', operation: 'upsert' }, results);

		given = results;
		const undo = ours('productUpsert', {
			operation: 'undo',
			vendor: record('Companies', 'companyName', /^TD SYNNEX/),
		});
		const undone = await run(undo);
		agrees({ folder: 'ProductUpsert', resource: 'product', operation: 'undo' }, undone);

		const { admin } = shop.sandbox.autotask;
		const known = admin.records('Products').find(({ sku }) => String(sku).startsWith('TDS-'));
		const double = Object.fromEntries(
			Object.entries(known ?? {}).filter(([name]) => !['id', 'userDefinedFields'].includes(name)),
		);
		admin.addRecords('Products', [double as never]);
		given = [{}];
		const twins = await run(
			ours('productUpsert', {
				operation: 'findDuplicates',
				vendor: record('Companies', 'companyName', /^TD SYNNEX/),
			}),
		);
		agrees({ folder: 'ProductUpsert', resource: 'product', operation: 'findDuplicates' }, twins);

		const report = ours('productUpsert', {
			...upsert.parameters,
			operation: 'adoptionReport',
			reportParts: 'whole',
		});
		const found = await run(report, ...fetch(80));
		agrees({ folder: 'ProductUpsert', resource: 'product', operation: 'adoptionReport' }, found);
	});

	it('Product Upsert: quotes', async () => {
		const vendor = record('Companies', 'companyName', /^TD SYNNEX/);
		const quote = { resource: 'quote' as const, vendor };
		const get = { ...quote, operation: 'getLines', openStatuses: 'Closed' };
		const lines = await run(ours('productUpsert', get));
		agrees({ folder: 'ProductUpsert', resource: 'quote', operation: 'getLines' }, lines);

		const [ftp, read] = fetch(0) as [INode, INode];
		const products = await run(read, ftp);
		given = [...products, ...lines.map((line) => ({ ...line, unitCost: '1.00', quantity: 9_999 }))];
		const check = { resource: 'quote', operation: 'checkLines', linesOutput: 'every' };
		const checked = await run(ours('productUpsert', check));
		agrees({ folder: 'ProductUpsert', resource: 'quote', operation: 'checkLines' }, checked);

		given = [47, 47].map((good) => ({ productId: String(shop.product(good)) }));
		const add = { resource: 'quote', operation: 'addProducts', dryRun: false };
		const added = await run(ours('productUpsert', { ...add, quoteNumber: openQuote(shop) }));
		agrees({ folder: 'ProductUpsert', resource: 'quote', operation: 'addProducts' }, added);
	});

	it.each(['preview', 'submit', 'reconcile'])('PO Create: %s', async (operation) => {
		const which = { purchaseOrder: purchaseOrder(40) };
		if (operation === 'reconcile') await order('submit', which);
		const place = { folder: 'PoCreate', resource: 'purchaseOrder', operation };
		agrees(place, await order(operation, which));
	});

	it('PO Create: from items', async () => {
		given = [45, 46].map((good) => ({ productId: shop.product(good), quantity: 1 }));
		const made = await order('createFromItems', { reference: 'T-1', companyId: '0' });
		agrees({ folder: 'PoCreate', resource: 'purchaseOrder', operation: 'createFromItems' }, made);
	});

	it('PO Create: from an opportunity', async () => {
		const opportunity = record('Opportunities', 'title', /^Workstation refresh$/);
		const made = await order('createFromOpportunity', { opportunity });
		const operation = 'createFromOpportunity';
		agrees({ folder: 'PoCreate', resource: 'purchaseOrder', operation }, made);
	});

	it('PO Create: from charges', async () => {
		const { admin } = shop.sandbox.autotask;
		const [ticketID = 0] = admin.addRecords('Tickets', [{ companyID: 0, title: 'Work' }]);
		const home = { address1: '1 Main St', city: 'Denver', state: 'CO', postalCode: '80202' };
		admin.changeRecord('Companies', 0, home);
		admin.addRecords('TicketCharges', [
			{
				ticketID,
				productID: shop.product(47),
				name: 'Goods',
				unitQuantity: 1,
				unitPrice: 5000,
				status: NEED_TO_ORDER,
			},
		]);
		const operation = 'createFromCharges';
		const made = await order(operation, { chargesOf: 'ticket', chargeSourceId: String(ticketID) });
		agrees({ folder: 'PoCreate', resource: 'purchaseOrder', operation }, made);
	});

	it('Status Poll', async () => {
		await order('submit', { purchaseOrder: purchaseOrder(50) });
		await shop.sandbox.control.advance(7 * 3600);
		const news = await run(ours('statusPoll', { dryRun: false }));
		agrees({ folder: 'StatusPoll', resource: 'order', operation: 'poll' }, news);
		const history = await run(ours('statusPoll', { operation: 'get' }));
		agrees({ folder: 'StatusPoll', resource: 'order', operation: 'get' }, history);
	});

	it('Permission Check: conformance', async () => {
		const { world } = shop.sandbox.tdSynnex.shop;
		const stocked = shop.goods.find(({ sku }) => Number(world.bySku(sku)?.totalQuantity) > 3);
		const facts = await run(
			ours('permissionCheck', { operation: 'conformance', conformanceSku: stocked?.sku }),
		);
		agrees({ folder: 'PermissionCheck', operation: 'conformance' }, facts);
	});

	it.each(['run', 'runWithProof', 'createFields'])('Permission Check: %s', async (operation) => {
		const rows = await run(ours('permissionCheck', { operation }));
		agrees({ folder: 'PermissionCheck', operation }, rows);
	});

	it.each([
		[{ folder: 'CatalogFetch', resource: 'priceFile', operation: 'read' }, ['sku', 'mpn']],
		[{ folder: 'CatalogFetch', resource: 'priceAvailability', operation: 'check' }, ['sku', 'mpn']],
		[
			{ folder: 'PermissionCheck', operation: 'run' },
			['status', 'check', 'found', 'needed', 'remedy'],
		],
		[
			{ folder: 'PoCreate', resource: 'purchaseOrder', operation: 'submit' },
			['purchaseOrderNumber', 'state', 'answer', 'sent', 'orderNumbers'],
		],
	])('%j: what a person looks for first stands in front', (operation, first) => {
		const { properties = {} } = writtenSchema(operation);
		expect(Object.keys(properties).slice(0, first.length)).toEqual(first);
	});

	it('is there for every operation of every node', () => {
		for (const { node: ourNode } of NODES.filter(({ node: { poll } }) => poll === undefined)) {
			const { properties, name } = ourNode.description;
			const folder = `${name.charAt(0).toUpperCase()}${name.slice(1)}`;
			for (const { options = [], displayOptions } of properties.filter(
				({ name }) => name === 'operation',
			)) {
				const resources = displayOptions?.show?.resource ?? [
					properties.find((property) => property.name === 'resource')?.default,
				];
				for (const option of options)
					writtenSchema({
						folder,
						resource: resources[0] as string | undefined,
						operation: String((option as { value: string }).value),
					});
			}
		}
	});
});

/** The price file as TD SYNNEX's server gives it. */
async function downloaded({ sandbox }: LoopbackShop): Promise<Buffer> {
	const { host, port, user: username, password, path } = sandbox.addresses.tdSynnex!.sftp;
	const client = new Sftp();
	await client.connect({ host, port, username, password });
	const content = (await client.get(path)) as Buffer;
	await client.end();
	return content;
}
