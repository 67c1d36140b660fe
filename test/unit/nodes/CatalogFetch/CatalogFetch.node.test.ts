import { Readable } from 'node:stream';
import type { IBinaryData, IDataObject } from 'n8n-workflow';
import { readCatalogFile } from '../../../../lib/catalog/hand-over/read-catalog-file';
import { CatalogFetch } from '../../../../nodes/CatalogFetch/CatalogFetch.node';
import { children, parseXml, textAt } from '../../../../lib/tdsynnex/ec-xml/xml';
import { apFile, DELTA_HEADER, row, rows, zipOf } from '../../tdsynnex/price-file/fixture';
import { credentialFor, type Faked, type FakeRun, fakeRun, host } from './context';

/** Pauses between tries take no time. */
jest.mock('../../../../nodes/shared/node-clock', () => ({
	nodeClock: () => ({ now: Date.now, random: Math.random, sleep: () => Promise.resolve() }),
}));

const run = async (setting: FakeRun) => {
	const faked: Faked = fakeRun(setting);
	const [products = [], summaries = []] = await new CatalogFetch().execute.call(faked.context);
	return { products, summary: summaries[0]?.json, summaries, hints: faked.hints };
};

const PRICE_FILE = {
	resource: 'priceFile',
	binaryPropertyName: 'data',
	country: 'US',
	expectedFile: 'full',
	maxProducts: 20000,
	filters: {},
};
const fileRun = (content: Buffer, parameters: IDataObject = {}, more: Partial<FakeRun> = {}) =>
	run({
		parameters: { ...PRICE_FILE, ...parameters },
		files: [{ name: '100001.zip', content }],
		...more,
	});

describe('Catalog Fetch on a price file', () => {
	it('gives products linked to their file, and a summary', async () => {
		const { products, summary, hints } = await fileRun(
			await zipOf({ '100001.AP': apFile(rows(3)) }),
		);
		expect(products.map(({ json, pairedItem }) => [json.sku, pairedItem])).toEqual([
			['1000001', { item: 0 }],
			['1000002', { item: 0 }],
			['1000003', { item: 0 }],
		]);
		expect(summary).toMatchObject({
			source: 'price-file',
			file: '100001.zip',
			fileKind: 'full',
			fileCreated: '2026-01-15',
			rowsRead: 3,
			matched: 3,
			returned: 3,
			complete: false,
		});
		expect(hints).toEqual([
			'100001.zip (full file of 2026-01-15): 3 rows read, 3 matched, 3 returned.',
		]);
	});

	it('hands on the same products as one file, with the same summary', async () => {
		const content = await zipOf({ '100001.AP': apFile(rows(300)) });
		const asItems = await fileRun(content);
		const { products, summary } = await fileRun(content, { handOnAs: 'file' });
		expect(products).toEqual([
			{
				json: { products: 300, file: '100001.zip', fileCreated: '2026-01-15', country: 'US' },
				binary: {
					catalog: expect.objectContaining({
						fileName: '100001.catalog.gz',
						mimeType: 'application/gzip',
					}) as IBinaryData,
				},
				pairedItem: { item: 0 },
			},
		]);
		const file = Buffer.from(products[0]?.binary?.catalog?.data ?? '', 'base64');
		const read: unknown[] = [];
		for await (const portion of readCatalogFile(Readable.from([file]), 'it')) read.push(...portion);
		expect(read).toEqual(asItems.products.map(({ json }) => json));
		const own = { seconds: 0, activity: [] };
		expect({ ...summary, ...own }).toEqual({ ...asItems.summary, ...own });
	});

	it('hands on no file where no product matches', async () => {
		const content = apFile(rows(3));
		const run = await fileRun(content, {
			handOnAs: 'file',
			filters: { manufacturers: 'NOBODY' },
		});
		expect(run.products).toEqual([]);
		expect(run.summary).toMatchObject({ rowsRead: 3, matched: 0 });
	});

	it.each<[string, IDataObject, Buffer, boolean]>([
		['when TD SYNNEX leaves nothing out of it', {}, apFile(rows(3)), true],
		[
			'not without the word that it leaves nothing out',
			{ unfilteredFile: false },
			apFile(rows(3)),
			false,
		],
		['not with a filter of the node', { filters: { text: 'cable' } }, apFile(rows(3)), false],
		['not when it is cut', { maxProducts: 2 }, apFile(rows(3)), false],
		[
			'not when it is an update',
			{ expectedFile: 'either' },
			apFile(rows(3), 'DEMO846~HDR~260115~260115~U~~~~~'),
			false,
		],
	])(
		'is the whole catalog, whose missing products are gone: %s',
		async (_when, parameters, file, complete) => {
			const { summary } = await fileRun(file, { unfilteredFile: true, ...parameters });
			expect(summary).toMatchObject({ complete });
		},
	);

	it('carries one activity record of the file, a warning where a person should look', async () => {
		const good = await fileRun(apFile(rows(3)));
		expect(good.summary?.activity).toEqual([
			{
				time: expect.stringMatching(/Z$/),
				run: '77',
				workflow: 'Daily catalog sync',
				step: 'Fetch',
				entity: 'PriceFile',
				key: '100001.zip',
				action: 'read',
				changes: [],
				outcome: 'done',
				cause: '100001.zip (full file of 2026-01-15): 3 rows read, 3 matched, 3 returned.',
				remedy: '',
				durationMs: expect.any(Number),
				calls: 0,
			},
		]);
		const { summary } = await fileRun(apFile(rows(10)), { maxProducts: 4 });
		expect(summary?.activity).toMatchObject([
			{ outcome: 'warning', cause: expect.stringContaining('6 cut by Maximum Products') },
		]);
	});

	it('reads a file that n8n holds in memory just as well', async () => {
		const files = [{ name: 'x.AP', content: apFile(rows(300)), inMemory: true }];
		expect((await run({ parameters: PRICE_FILE, files })).products).toHaveLength(300);
	});

	it('says how many matched and were cut', async () => {
		const { products, hints, summary } = await fileRun(apFile(rows(10)), { maxProducts: 4 });
		expect(products).toHaveLength(4);
		expect(hints[1]).toBe(
			'10 products matched, 6 cut by Maximum Products: raise it, set it to 0 for all, or use more filters.',
		);
		expect(summary).toMatchObject({ matched: 10, cut: 6, complete: false });
	});

	it('returns all when Maximum Products is 0', async () => {
		expect((await fileRun(apFile(rows(50)), { maxProducts: 0 })).products).toHaveLength(50);
	});

	it('tells of damaged rows, a broken last row, duplicates and missing costs, and goes on', async () => {
		const file = apFile([...rows(300), row({}, 12 + 58 - 1), row({ 13: '0.00' }), row({ 5: '9' })]);
		const { hints, products, summary } = await fileRun(file.subarray(0, file.length - 20));
		expect(hints).toEqual([
			'100001.zip (full file of 2026-01-15): 303 rows read, 300 matched, 300 returned.',
			'1 damaged row of 100001.zip skipped (line 302 has 69 fields).',
			'The last row of 100001.zip is incomplete and was skipped: the file may have been fetched before it was complete. Fetch it again.',
			'1 SKU in two rows of 100001.zip (1000001); the last row counts.',
			'1 product without a cost above zero; each says so in its warnings.',
		]);
		expect(products).toHaveLength(300);
		expect(summary).toMatchObject({
			complete: false,
			lastRowCut: true,
			badRows: 1,
			duplicateSkus: ['1000001'],
		});
	});

	describe('that is not the one meant', () => {
		const today = new Date().toISOString().slice(2, 10).replaceAll('-', '');
		const dated = (day: string) => apFile(rows(3), `DEMO846~HDR~${day}~${day}~C~~~~~`);

		it('is refused when it is older than it may be', async () => {
			const fileChecks = { maxAgeDays: 3 };
			await expect(fileRun(dated('260115'), { fileChecks })).rejects.toMatchObject({
				message:
					'100001.zip: The file was written on 2026-01-15, and it can be at most 3 business days old',
			});
			await expect(fileRun(dated(''), { fileChecks })).rejects.toThrow('does not say when');
			expect((await fileRun(dated(today), { fileChecks })).products).toHaveLength(3);
			expect((await fileRun(dated('260115'))).products).toHaveLength(3);
		});

		it('is refused when it is the feed of another account', async () => {
			const ofOthers = { fileChecks: { tradingPartner: 'ACME846' } };
			await expect(fileRun(dated(today), ofOthers)).rejects.toThrow(
				'The file is of trading partner “DEMO846”, and “ACME846” is expected',
			);
			const ours = { fileChecks: { tradingPartner: ' demo846' } };
			const withMark = Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), dated(today)]);
			expect((await fileRun(withMark, ours)).summary).toMatchObject({ tradingPartner: 'DEMO846' });
		});

		it('is refused when its stock lies in the other country: its costs are in the other currency', async () => {
			const calgary = { 10: '5', 20: '5', 16: '2' };
			const southaven = { 10: '5', 24: '5', 16: '2' };
			// column 15 was joint stock of both countries in earlier Canadian files, and licences say 9999 everywhere
			const noSign = [
				{ 10: '5', 15: '5', 16: '2' },
				Object.fromEntries(
					[15, 16, 20, 22, 24, 30, 56, 61, 62, 63, 64, 69].map((at) => [at, '9999']),
				),
			];
			const canadian = apFile(rows(30, calgary));
			await expect(fileRun(canadian)).rejects.toThrow(
				'It was read as the file of the United States, but 30 of its products are in stock at warehouses of Canada',
			);
			await expect(fileRun(apFile(rows(30, southaven)), { country: 'CA' })).rejects.toThrow(
				'read as the file of Canada',
			);
			expect((await fileRun(canadian, { country: 'CA' })).products).toHaveLength(30);
			expect((await fileRun(apFile([...rows(5, calgary), ...rows(3)]))).products).toHaveLength(5);
			const both = apFile([...rows(30, calgary), row({ 5: '9', ...southaven })]);
			expect((await fileRun(both)).products).toHaveLength(31);
			for (const values of noSign) {
				for (const country of ['US', 'CA']) {
					const { products } = await fileRun(apFile(rows(30, values)), { country });
					expect(products).toHaveLength(30);
				}
				const hidden = apFile([...rows(30, calgary), row({ 5: '9', ...values })]);
				await expect(fileRun(hidden)).rejects.toThrow('warehouses of Canada');
			}
		});
	});

	it('is refused when it is much shorter than the last full one of its account, and only then', async () => {
		const memory = {};
		const read = (count: number, parameters: IDataObject = {}, header?: string) =>
			fileRun(apFile(rows(count), header), parameters, { memory });
		await read(100);
		expect((await read(70)).summary).toMatchObject({ rowsRead: 70 });
		await expect(read(48)).rejects.toMatchObject({
			message: expect.stringContaining(
				'The file has 48 rows and the last one had 70: it is shorter by 31 %, and the limit is 30 %',
			),
		});
		const update = 'DEMO846~HDR~260115~260115~U~~~~~';
		await read(3, { expectedFile: 'either' }, update);
		await read(3, {}, 'OTHER01~HDR~260115~260115~C~~~~~');
		await expect(read(48)).rejects.toBeDefined();
		expect((await read(48, { fileChecks: { maxShrinkPercent: 0 } })).summary).toMatchObject({
			rowsRead: 48,
		});
		expect((await read(40)).summary).toMatchObject({ rowsRead: 40 });
		// a row that stands twice makes no file longer
		await fileRun(apFile([...rows(40), ...rows(40)]), {}, { memory });
		expect((await read(40)).summary).toMatchObject({ rowsRead: 40 });
	});

	it('that n8n cannot read any more says so, and nothing of the file', async () => {
		const { context } = fakeRun({
			parameters: PRICE_FILE,
			files: [{ name: '100001.zip', content: apFile(rows(2)) }],
		});
		context.helpers.getBinaryStream = async () =>
			await Promise.reject(new Error('ENOENT: no such file'));
		await expect(new CatalogFetch().execute.call(context)).rejects.toMatchObject({
			message:
				'100001.zip: n8n could not read the file from its binary data storage: ENOENT: no such file',
			description: expect.stringMatching(/^Run again from the node that fetches the file/),
		});
	});

	it('is complete only without filters', async () => {
		const { summary } = await fileRun(apFile(rows(3)), { filters: { text: 'cable' } });
		expect(summary).toMatchObject({ returned: 3, complete: false });
	});

	it('says when no row matched', async () => {
		const { hints, products } = await fileRun(apFile(rows(3)), {
			filters: { text: 'nothing like it' },
		});
		expect(products).toEqual([]);
		expect(hints[1]).toBe('No row of 100001.zip matched the filters. Check them.');
	});

	it('stops at an update file, and names file and remedy', async () => {
		await expect(fileRun(apFile(rows(1), DELTA_HEADER))).rejects.toMatchObject({
			message:
				'100001.zip: This is an update file with changes only (header U), but a full file (header C) is expected',
			description:
				'Fetch the full file (header C), or set Expected File to the other kind if that is what you want.',
		});
		const taken = await fileRun(apFile(rows(1), DELTA_HEADER), { expectedFile: 'delta' });
		expect(taken.summary).toMatchObject({ fileKind: 'delta', complete: false });
	});

	it('gives a failed file as an item when told to go on, and the others as products', async () => {
		const { products, summaries } = await run({
			parameters: PRICE_FILE,
			files: [
				{ name: 'bad.zip', content: Buffer.from('<html>') },
				{ name: 'good.AP', content: apFile(rows(2)) },
			],
			goOn: true,
		});
		expect(products.map(({ json, pairedItem }) => [json.code ?? json.sku, pairedItem])).toEqual([
			['price-file-header', { item: 0 }],
			['1000001', { item: 1 }],
			['1000002', { item: 1 }],
		]);
		expect(summaries).toHaveLength(1);
	});

	it('stops when the run is cancelled', async () => {
		const controller = new AbortController();
		controller.abort(new Error('the run was canceled'));
		await expect(
			fileRun(apFile(rows(2)), {}, { signal: controller.signal, goOn: true }),
		).rejects.toThrow('the run was canceled');
	});
});

const answerAll = (body: string) => {
	const lines = children(parseXml(body), 'skuList').map(
		(line) =>
			`<PriceAvailabilityList><synnexSKU>${textAt(line, 'synnexSKU') ?? '555'}</synnexSKU><status>Active</status><price>9.90</price><totalQuantity>2</totalQuantity><lineNumber>${textAt(line, 'lineNumber')}</lineNumber></PriceAvailabilityList>`,
	);
	return { body: `<priceResponse>${lines.join('')}</priceResponse>` };
};
const FROM_ITEMS = { resource: 'priceAvailability', productsFrom: 'items' };

describe('Catalog Fetch on price and availability', () => {
	it('signs on the way out, and gives each input item its product', async () => {
		const { ecUrl, bodies, close } = await host(answerAll);
		const items = [{ sku: 'TDS-11' }, { mpn: 'ABC' }, { sku: '11' }];
		const { products, summary, hints } = await run({
			parameters: FROM_ITEMS,
			items,
			credential: credentialFor(ecUrl),
		});
		await close();
		expect(bodies).toHaveLength(1);
		expect(textAt(parseXml(bodies[0] ?? ''), 'password')).toBe('pass<word>');
		expect(products.map(({ json, pairedItem }) => [json.sku, json.cost, pairedItem])).toEqual([
			['11', '9.90', { item: 0 }],
			['555', '9.90', { item: 1 }],
			['11', '9.90', { item: 2 }],
		]);
		const place = new URL(ecUrl).host;
		expect(hints[0]).toBe(
			`TD SYNNEX custom (${place}): 3 products asked for (2 different ones), 3 returned, 1 call.`,
		);
		expect(summary).toMatchObject({
			environment: `custom (${place})`,
			asked: 3,
			unique: 2,
			calls: 1,
		});
		expect(JSON.stringify([products, summary, hints])).not.toMatch(/pass<word>|pass&lt;word/);
	});

	it('carries an activity record of the check and of each group of products asked about together', async () => {
		let calls = 0;
		const { ecUrl, close } = await host((body) =>
			++calls === 3 ? { status: 500, body: 'down' } : answerAll(body),
		);
		const { summary } = await run({
			parameters: { ...FROM_ITEMS, options: { batchSize: 2, callsPerMinute: 6000 } },
			items: Array.from({ length: 5 }, (_, index) => ({ sku: String(index + 1) })),
			credential: credentialFor(ecUrl),
		});
		await close();
		expect(summary?.activity).toMatchObject([
			{ entity: 'Run', key: '5 products', action: 'check price and availability', calls: 4 },
			{ entity: 'PriceAvailability', key: '2 products from SKU 1', outcome: 'done', calls: 1 },
			{ key: '2 products from SKU 3', calls: 1 },
			// repeated, as its first call found TD SYNNEX down
			{ key: 'SKU 5', outcome: 'done', calls: 2 },
		]);
		expect(JSON.stringify(summary)).not.toMatch(/pass<word>|pass&lt;word/);
	});

	it('asks for a typed list without duplicates', async () => {
		const { ecUrl, close } = await host(answerAll);
		const parameters = {
			resource: 'priceAvailability',
			productsFrom: 'list',
			skus: '11, TDS-12, 11',
			mpns: 'A; A',
		};
		const { products } = await run({ parameters, items: [{}], credential: credentialFor(ecUrl) });
		await close();
		expect(products.map(({ json }) => json.sku)).toEqual(['11', '12', '555']);
	});

	it('says that nothing is asked for when the list is empty', async () => {
		const parameters = { resource: 'priceAvailability', productsFrom: 'list' };
		const credential = credentialFor('http://127.0.0.1:9');
		await expect(run({ parameters, items: [{}], credential })).rejects.toThrow(
			'List: SKUs and Part Numbers are both empty',
		);
	});

	it('says which input item names no product', async () => {
		const { ecUrl, close } = await host(answerAll);
		const setting = {
			parameters: FROM_ITEMS,
			items: [{ sku: '11' }, { sku: 'WD22TB4' }, {}],
			credential: credentialFor(ecUrl),
		};
		await expect(run(setting)).rejects.toMatchObject({
			message:
				'input item 2: "WD22TB4" in sku is not a TD SYNNEX SKU, which has only digits, and mpn is empty',
			context: { itemIndex: 1 },
		});
		const { products } = await run({ ...setting, goOn: true });
		await close();
		expect(products.map(({ json, pairedItem }) => [json.sku ?? json.code, pairedItem])).toEqual([
			['11', { item: 0 }],
			['product-not-named', { item: 1 }],
			['product-not-named', { item: 2 }],
		]);
	});

	it('stops at a refused login after one call, and no word of the password is said', async () => {
		const { ecUrl, bodies, close } = await host(() => ({
			body: '<priceResponse><errorMessage>user login failed</errorMessage></priceResponse>',
		}));
		const failure: unknown = await run({
			parameters: FROM_ITEMS,
			items: Array.from({ length: 120 }, (_, index) => ({ sku: String(index + 1) })),
			credential: credentialFor(ecUrl),
		}).catch((error: unknown) => error);
		await close();
		expect(failure).toMatchObject({
			message:
				'TD SYNNEX refused the user id or password for price and availability (TD SYNNEX answered “user login failed”)',
			description:
				'Check the user ID, password, and environment in the TD SYNNEX EC API credential, and its read-only user if it has one. The password of a user that is allowed to order expires every three months: change it in EC Express, then in the credential.',
		});
		expect(bodies).toHaveLength(1);
		expect(JSON.stringify(failure)).not.toContain('pass<word>');
	});

	it('says so when a blank came along with the password, and sends nothing', async () => {
		const { ecUrl, bodies, close } = await host(answerAll);
		const credential = { ...credentialFor(ecUrl), password: 'secret ' };
		const failure: unknown = await run({
			parameters: FROM_ITEMS,
			items: [{ sku: '1' }],
			credential,
		}).catch((error: unknown) => error);
		await close();
		expect(failure).toMatchObject({
			message:
				'TD SYNNEX EC API credential: Password begins or ends with a blank, so nothing was sent',
		});
		expect(bodies).toEqual([]);
	});

	it('goes on without the products of which nothing is known, and says so', async () => {
		const { ecUrl, close } = await host((body) => {
			const lines = answerAll(body).body.split('</PriceAvailabilityList>');
			return { body: `${lines[0]}</PriceAvailabilityList></priceResponse>` };
		});
		const credential = credentialFor(ecUrl);
		const parameters = { ...FROM_ITEMS, options: { callsPerMinute: 600 } };
		const { products, hints, summary } = await run({
			parameters,
			items: [{ sku: '1' }, { sku: '2' }, { sku: '3' }],
			credential,
		});
		await close();
		expect(products.map(({ json }) => json.status)).toEqual(['active', 'active', 'unknown']);
		expect(summary).toMatchObject({ unknown: ['3'] });
		expect(hints[1]).toBe(
			'1 product got no answer (3): SKU 3: TD SYNNEX answered the call, but did not mention this product. Try again later; this does not mean that the product is gone. They have status unknown. Run again later.',
		);
	});
});
