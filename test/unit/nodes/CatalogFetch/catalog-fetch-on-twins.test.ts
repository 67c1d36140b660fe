import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { IDataObject } from 'n8n-workflow';
import { CatalogFetch } from '../../../../nodes/CatalogFetch/CatalogFetch.node';
import { type Fault, type Sandbox, startSandbox } from '../../../../sandbox';
import { type FileDefect, writePriceZip } from '../../../../sandbox/world/price-file';
import { World } from '../../../../sandbox/world/world';
import { fakeRun } from './context';

/** The node's waits between two tries pass at once: how long they are is tested where they are decided. */
jest.mock('../../../../nodes/shared/node-clock', () => ({
	nodeClock: () => ({ now: () => Date.now(), random: () => 0, sleep: async () => {} }),
}));

const OPENS_AT = Date.UTC(2026, 0, 15);

describe('Catalog Fetch against the TD SYNNEX twin', () => {
	let sandbox: Sandbox;
	let credential: IDataObject;
	const world = new World({ seed: 1, skus: 1200, opensAt: OPENS_AT });
	const skus = Array.from({ length: 60 }, (_, index) => world.at(index + 100).sku);

	beforeAll(async () => {
		sandbox = await startSandbox({ only: 'tdSynnex', skus: 1200 });
		const { ecUrl, invoiceUrl, userId, password, customerNumber, country } = sandbox.addresses
			.tdSynnex as unknown as IDataObject;
		credential = {
			ecUrl,
			invoiceUrl,
			userId,
			password,
			customerNumber,
			country,
			environment: 'custom',
		};
	});
	afterEach(async () => await sandbox.control.clearFaults());
	afterAll(async () => await sandbox.close());

	const check = async (list: string[], change: IDataObject = {}, goOn = false) => {
		const { context, hints } = fakeRun({
			parameters: {
				resource: 'priceAvailability',
				options: { callsPerMinute: 600 },
				productsFrom: 'items',
			},
			items: list.map((sku) => ({ sku })),
			credential: { ...credential, ...change },
			goOn,
		});
		const [products = [], summaries = []] = await new CatalogFetch().execute.call(context);
		return { products: products.map(({ json }) => json), summary: summaries[0]?.json, hints };
	};
	const calls = () => sandbox.control.ledger({ system: 'tdsynnex' }).length;

	it('gets for each SKU the cost that the price file gives too', async () => {
		const { products, summary } = await check(skus);
		expect(products.map(({ sku }) => sku)).toEqual(skus);
		expect(summary).toMatchObject({ asked: 60, calls: 2, unknown: [] });
		const active = products.filter(({ status }) => status === 'active');
		expect(active.length).toBeGreaterThan(30);
		for (const { sku, cost } of active) {
			const known = Array.from({ length: 60 }, (_, index) => world.at(index + 100)).find(
				(one) => one.sku === sku,
			);
			expect(Number(cost)).toBe(Number(known?.cost));
		}
	});

	it('takes the 9999 of a license for no stock, as in the price file', async () => {
		const products = Array.from({ length: 1200 }, (_, index) => world.at(index));
		const license = products.find(({ status, virtual }) => status === 'Active' && virtual);
		const found = await check([license?.sku ?? '']);
		expect(found.products[0]).toMatchObject({
			status: 'active',
			stockTotal: null,
			stockByWarehouse: [],
		});
	});

	it('tells what TD SYNNEX does not know', async () => {
		const { products, hints } = await check(['99999999']);
		expect(products[0]).toMatchObject({ sku: '99999999', status: 'not-found' });
		expect(hints[1]).toBe('TD SYNNEX does not know 1 product (99999999).');
	});

	it('sends a wrong password once', async () => {
		const before = calls();
		await expect(check(skus, { password: 'wrong-one' })).rejects.toThrow(
			'refused the user id or password',
		);
		expect(calls() - before).toBe(1);
	});

	it.each<[string, Fault]>([
		['reset', { kind: 'resetBefore' }],
		['answered with 503', { kind: 'status', status: 503, retryAfter: { seconds: 1 } }],
		['answered by a proxy with an error page', { kind: 'htmlErrorPage', status: 502 }],
		['answered by a proxy with a page and status 200', { kind: 'htmlErrorPage', status: 200 }],
		['answered by a gateway with 404', { kind: 'htmlErrorPage', status: 404 }],
		['answered with nothing', { kind: 'emptyBody' }],
		['answered with half an answer', { kind: 'truncatedBody' }],
		['answered with a damaged answer', { kind: 'malformedBody' }],
		['answered in drips', { kind: 'slowDrip', bytes: 200, everyMs: 1 }],
	])('gets its answer all the same when a call is %s', async (_, fault) => {
		sandbox.control.addFaults({ system: 'tdsynnex', fault });
		const { products } = await check(skus.slice(0, 3));
		expect(products.map(({ sku }) => sku)).toEqual(skus.slice(0, 3));
		expect(products.some(({ status }) => status === 'unknown')).toBe(false);
	});

	it.each<[string, Fault, RegExp]>([
		['a document type declaration', { kind: 'dtd' }, /document type declaration/],
		[
			'a web page with status 200 that stays',
			{ kind: 'htmlErrorPage', status: 200 },
			/web page instead of XML/,
		],
	])('refuses %s, and says what came', async (_, fault, sentence) => {
		sandbox.control.addFaults({ system: 'tdsynnex', fault, count: 0 });
		await expect(check(skus.slice(0, 3))).rejects.toThrow(sentence);
	});

	describe('reading its price file', () => {
		let folder: string;
		beforeAll(async () => {
			folder = await mkdtemp(join(tmpdir(), 'catalog-fetch-'));
		});
		afterAll(async () => await rm(folder, { recursive: true, force: true }));

		const read = async (defect: FileDefect | null, filters: IDataObject = {}) => {
			const path = join(folder, '100001.zip');
			await writePriceZip(path, '100001', world, { qualifier: 'C', defect, writtenAt: OPENS_AT });
			const { context } = fakeRun({
				parameters: {
					resource: 'priceFile',
					binaryPropertyName: 'data',
					country: 'US',
					expectedFile: 'full',
					maxProducts: 0,
					filters,
				},
				files: [{ name: '100001.zip', content: await readFile(path) }],
			});
			const [products = [], summaries = []] = await new CatalogFetch().execute.call(context);
			return { products: products.map(({ json }) => json), summary: summaries[0]?.json };
		};

		it('gives each product as the world has it, hostile rows aside', async () => {
			const { products, summary } = await read(null);
			const bySku = new Map(products.map((product) => [product.sku, product]));
			expect(Number(summary?.badRows) + products.length).toBeGreaterThanOrEqual(1200);
			let compared = 0;
			for (let index = 0; index < 1200; index++) {
				const product = world.at(index);
				const read = bySku.get(product.sku);
				if (!read || read.cost === null || Number(read.cost) === 0) continue;
				expect(Number(read.cost)).toBe(Number(product.cost));
				compared++;
			}
			expect(compared).toBeGreaterThan(1180);
		});

		it('filters to what the world has', async () => {
			const { products } = await read(null, { manufacturers: 'DELL' });
			expect(products.length).toBeGreaterThan(0);
			expect(new Set(products.map(({ manufacturer }) => manufacturer))).toEqual(new Set(['DELL']));
		});

		it.each<[FileDefect, RegExp]>([
			['bad-rows', /more than 1 %, so no products were returned/],
			['unknown-header', /not an HDR line/],
			['blank-qualifier', /does not say whether the file is complete/],
			['truncated-zip', /cut off/],
		])('with %s stops and says so', async (defect, sentence) => {
			await expect(read(defect)).rejects.toThrow(sentence);
		});

		it('with a truncated last row says so', async () => {
			expect((await read('truncated-last-row')).summary).toMatchObject({ lastRowCut: true });
		});
	});
});
