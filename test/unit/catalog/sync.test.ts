import { Problem } from '../../../lib/shared/problem';
import { FakeAutotask } from './fake-autotask';
import { item, link, pricing, product, run, VENDOR } from './sync-fixture';

const other = (count: number) =>
	Array.from({ length: count }, (_, at) =>
		product({ id: 500 + at, sku: `OWN-${at}`, manufacturerProductName: `OWN-${at}` }),
	);

describe('a new TD SYNNEX product', () => {
	test('is created with its vendor entry, a marked-up price and the bare SKU as vendor part number', async () => {
		const autotask = new FakeAutotask({ products: other(1) });
		const { results, summary } = await run([item()], autotask);

		expect(autotask.product('TDS-14152708')).toMatchObject({
			name: 'Cisco CBS350 24-port switch',
			unitCost: 412.5,
			unitPrice: 495,
			msrp: 599,
			vendorProductNumber: '14152708',
			productBillingCodeID: 29682801,
			isActive: true,
			isSerialized: false,
		});
		expect([...autotask.links.values()]).toEqual([
			expect.objectContaining({
				vendorID: VENDOR,
				vendorPartNumber: '14152708',
				vendorCost: 412.5,
				isDefault: true,
			}),
		]);
		expect(results[0]).toMatchObject({
			action: 'create',
			outcome: 'done',
			productId: String(autotask.product('TDS-14152708').id),
			sku: '14152708',
		});
		expect(results[0]?.changes).toContainEqual({ field: 'unitCost', old: null, new: '412.50' });
		expect(summary).toMatchObject({ created: 1, failed: 0, state: 'completed' });
	});

	test('comes out as a plan in a dry run, and nothing is written', async () => {
		const autotask = new FakeAutotask({ products: other(1) });
		const { results, summary } = await run([item()], autotask, {}, { dryRun: true });
		expect(results[0]).toMatchObject({ action: 'create', outcome: 'planned', productId: '' });
		expect(summary).toMatchObject({ dryRun: true, created: 1, autotaskWrites: 0 });
		expect(autotask.writes).toEqual([]);
	});

	test('of a name over Autotask’s length is cut at a word, with a warning that names the field', async () => {
		const autotask = new FakeAutotask({ products: other(1), nameLength: 20 });
		const { results } = await run([item()], autotask);
		expect(autotask.product('TDS-14152708').name).toBe('Cisco CBS350 24-port');
		expect(results[0]?.warnings).toContain(
			'name has 27 characters and Autotask accepts 20; it is cut at a word',
		);
	});

	test('of an unknown TD SYNNEX category goes to the default category, with a warning', async () => {
		const autotask = new FakeAutotask({ products: other(1) });
		const { results } = await run([item({ categoryCode: '999' })], autotask, {
			category: { byCode: [{ code: '004', category: '1' }], otherwise: '2' },
		});
		expect(autotask.product('TDS-14152708').productCategory).toBe(2);
		expect(results[0]?.warnings).toContain(
			'TD SYNNEX category 999 is not in Category Mapping; Product Category is set to the default category',
		);
	});

	test('whose list price lies below its cost is created with a warning', async () => {
		const autotask = new FakeAutotask({ products: other(1) });
		const { results } = await run([item({ msrp: '400.00' })], autotask, {
			price: pricing({ otherwise: { basis: 'msrp', percent: 20 } }),
		});
		expect(results[0]).toMatchObject({ outcome: 'done' });
		expect(results[0]?.warnings).toEqual(['the first Unit Price 400.00 is below the cost 412.50']);
	});

	test('whose mapped category Autotask does not have is created without one, with a warning', async () => {
		const autotask = new FakeAutotask({ products: other(1) });
		const { results } = await run([item()], autotask, {
			category: { byCode: [{ code: '004', category: '77' }], otherwise: null },
		});
		expect(autotask.product('TDS-14152708').productCategory).toBeNull();
		expect(results[0]?.warnings[0]).toMatch(/^Product Category 77 is not in Autotask's list/);
	});
});

describe('a product that Autotask holds', () => {
	test('and that is the same is left alone: 12.5 is 12.50, and nothing is written', async () => {
		const autotask = new FakeAutotask({ products: [product()], links: [link()] });
		const { results, summary } = await run([item({ cost: '412.5000' })], autotask);
		expect(results[0]).toMatchObject({ action: 'leave', outcome: 'unchanged', productId: '1' });
		expect(summary).toMatchObject({ unchanged: 1, autotaskWrites: 0 });
	});

	test('gets only its changed cost; the price, name and category that people set stay', async () => {
		const autotask = new FakeAutotask({
			products: [product({ unitPrice: 777, name: 'Our switch', productCategory: 2 })],
			links: [link()],
		});
		const { results } = await run([item({ cost: '420.00' })], autotask);
		expect(autotask.writes).toEqual([
			{ verb: 'update', entity: 'Products', record: { id: 1, unitCost: 420 } },
		]);
		expect(results[0]?.changes).toEqual([{ field: 'unitCost', old: '412.50', new: '420.00' }]);
		expect(autotask.product('TDS-14152708')).toMatchObject({ unitPrice: 777, name: 'Our switch' });
	});

	test('left by the incumbent connector is adopted: blanks are filled, its price stays', async () => {
		const autotask = new FakeAutotask({
			products: [product({ manufacturerProductName: null, vendorProductNumber: '', unitPrice: 1 })],
		});
		const { results } = await run([item()], autotask);
		expect(results[0]?.changes.map(({ field }) => field)).toEqual([
			'manufacturerProductName',
			'vendorProductNumber',
			'ProductVendors.vendorPartNumber',
		]);
		expect(autotask.product('TDS-14152708').unitPrice).toBe(1);
		expect(autotask.links.size).toBe(1);
	});

	test('without its vendor entry, as a crash leaves it, gets one at the next run', async () => {
		const autotask = new FakeAutotask({ products: [product({ defaultVendorID: null })] });
		const { results } = await run([item()], autotask);
		expect(autotask.writes.map(({ entity }) => entity)).toEqual(['ProductVendors']);
		expect(results[0]).toMatchObject({ action: 'update', outcome: 'done' });
	});

	test('that is inactive gets no vendor entry, which Autotask would refuse at every run', async () => {
		const autotask = new FakeAutotask({ products: [product({ isActive: false })] });
		const { summary } = await run([item()], autotask);
		expect(summary).toMatchObject({ unchanged: 1, failed: 0, autotaskWrites: 0 });
	});

	test('with another default vendor keeps it', async () => {
		const autotask = new FakeAutotask({ products: [product({ defaultVendorID: 9 })] });
		await run([item()], autotask);
		expect([...autotask.links.values()]).toEqual([expect.objectContaining({ isDefault: false })]);
	});

	test('twice with one SKU: the older active one is kept in step, active others are named, another is never made', async () => {
		const autotask = new FakeAutotask({
			products: [product({ id: 1, isActive: false }), product({ id: 2 }), product({ id: 3 })],
			links: [link({ productID: 2 })],
		});
		const { results } = await run([item({ cost: '420' })], autotask);
		expect(autotask.writes).toEqual([
			{ verb: 'update', entity: 'Products', record: { id: 2, unitCost: 420 } },
		]);
		expect(results[0]?.warnings).toEqual([
			'Autotask has more products with SKU TDS-14152708 (IDs 3); product 2 is kept up to date, set the others inactive or give them another SKU',
		]);
	});

	test('is found under a SKU in other case and with blanks', async () => {
		const autotask = new FakeAutotask({
			products: [product({ sku: 'tds-14152708 ' })],
			links: [link()],
		});
		const { summary } = await run([item({ sku: '0014152708' })], autotask);
		expect(summary).toMatchObject({ unchanged: 1, created: 0 });
	});

	test('but that was deleted between read and write fails alone, in words', async () => {
		const autotask = new FakeAutotask({
			products: [product(), product({ id: 2, sku: 'TDS-2' })],
			links: [link(), link({ id: 2, productID: 2 })],
			fault: ({ verb }, fake) => {
				if (verb === 'update') fake.products.delete(1);
			},
		});
		const { results, summary } = await run(
			[item({ cost: '420' }), item({ sku: '2', cost: '421' })],
			autotask,
		);
		expect(results[0]).toMatchObject({
			outcome: 'failed',
			sku: '14152708',
			cause: 'No matching records found.',
			remedy: 'See whether it was deleted in Autotask.',
		});
		expect(results[1]).toMatchObject({ outcome: 'done' });
		expect(summary).toMatchObject({ updated: 1, failed: 1 });
	});

	test('has its vendor cost kept current only when asked', async () => {
		const given = { products: [product()], links: [link()] };
		const autotask = new FakeAutotask(given);
		await run([item({ cost: '420' })], autotask, { vendorCost: 'current' });
		expect(autotask.links.get(1)?.vendorCost).toBe(420);
		const again = await run([item({ cost: '420' })], autotask, { vendorCost: 'current' });
		expect(again.summary.autotaskWrites).toBe(0);
	});
});

describe('products made by hand', () => {
	const hand = product({ id: 7, sku: null, name: 'Switch by Bob', unitPrice: 333 });

	test('with the same manufacturer part number hold the item back and are named', async () => {
		const autotask = new FakeAutotask({ products: [hand] });
		const { results } = await run([item()], autotask);
		expect(results[0]).toMatchObject({ action: 'skip', outcome: 'held', code: 'hand-made' });
		expect(results[0]?.reason).toBe(
			'Product 7 (Switch by Bob) seems to be this item: it has the same manufacturer part number.',
		);
		expect(autotask.writes).toEqual([]);
	});

	test('are adopted when asked: SKU and cost are written, name and price stay', async () => {
		const autotask = new FakeAutotask({ products: [hand] });
		const { results } = await run([item({ cost: '420' })], autotask, {
			guards: { handMade: 'adopt' },
		});
		expect(autotask.product('TDS-14152708')).toMatchObject({
			id: 7,
			unitCost: 420,
			name: 'Switch by Bob',
			unitPrice: 333,
		});
		expect(results[0]).toMatchObject({ action: 'update', productId: '7' });
		const again = await run([item({ cost: '420' })], autotask);
		expect(again.summary.autotaskWrites).toBe(0);
	});

	test('of two that fit, or with a SKU of their own, are never adopted by guess', async () => {
		for (const products of [[hand, { ...hand, id: 8 }], [{ ...hand, sku: 'BOB-1' }]]) {
			const autotask = new FakeAutotask({ products });
			const { results } = await run([item()], autotask, { guards: { handMade: 'adopt' } });
			expect(results[0]).toMatchObject({ action: 'skip', code: 'hand-made' });
		}
	});

	test('that two items claim are given to neither', async () => {
		const autotask = new FakeAutotask({ products: [hand] });
		const { results } = await run([item(), item({ sku: '2' })], autotask, {
			guards: { handMade: 'adopt' },
		});
		expect(results.map(({ code }) => code)).toEqual(['hand-made', 'hand-made']);
		expect(results[0]?.reason).toMatch(/but the same is true for 2 items/);
	});

	test('that one item claims alone and another beside others are given to neither', async () => {
		const nameless = { ...hand, id: 8, manufacturerName: null };
		const autotask = new FakeAutotask({
			products: [{ ...hand, manufacturerName: 'HP' }, nameless],
		});
		const items = [item(), item({ sku: '2', manufacturer: null })];
		const adopt = { guards: { handMade: 'adopt' as const } };
		const { results } = await run(items, autotask, adopt);
		expect(results.map(({ code }) => code)).toEqual(['hand-made', 'hand-made']);
		expect((await run(items, autotask, adopt)).summary.autotaskWrites).toBe(0);
	});

	test('of another maker with the same part number do not stand in the way, but are named', async () => {
		const autotask = new FakeAutotask({ products: [{ ...hand, manufacturerName: 'Juniper' }] });
		const { results } = await run([item()], autotask);
		expect(results[0]).toMatchObject({ action: 'create', outcome: 'done' });
		expect(results[0]?.warnings).toEqual([
			'product 7 of Juniper has the same manufacturer part number',
		]);
	});

	test('are known by their vendor entry too', async () => {
		const autotask = new FakeAutotask({
			products: [{ ...hand, manufacturerProductName: null }],
			links: [link({ productID: 7 })],
		});
		const { results } = await run([item()], autotask, { guards: { handMade: 'adopt' } });
		expect(results[0]).toMatchObject({ action: 'update', outcome: 'done', productId: '7' });
	});

	test('are not even asked for when told so', async () => {
		const autotask = new FakeAutotask({ products: [hand] });
		const { results } = await run([item()], autotask, { guards: { handMade: 'ignore' } });
		expect(results[0]).toMatchObject({ action: 'create', outcome: 'done' });
	});
});

describe('what the API user may not see', () => {
	test('no product at all: nothing is created, and the words name the screen', async () => {
		const autotask = new FakeAutotask({ products: [product()], sees: () => false });
		const { results, summary } = await run([item({ sku: '5' })], autotask);
		expect(results[0]).toMatchObject({ action: 'skip', outcome: 'held', code: 'none-visible' });
		expect(summary.warnings.join()).toMatch(/Line of Business tab/);
		expect(autotask.writes).toEqual([]);
	});

	test('an Autotask that really is empty is filled when First Load is on', async () => {
		const autotask = new FakeAutotask();
		const { summary } = await run([item()], autotask, { guards: { firstLoad: true } });
		expect(summary.created).toBe(1);
	});

	test('a hidden product is known by its vendor entry and never doubled', async () => {
		const autotask = new FakeAutotask({
			products: [product(), ...other(1)],
			links: [link()],
			sees: ({ id }) => id !== 1,
		});
		const { results } = await run([item()], autotask);
		expect(results[0]).toMatchObject({ action: 'skip', code: 'hidden' });
		expect(autotask.writes).toEqual([]);
	});

	test('a product that is out of sight once created stops the creation of more', async () => {
		const autotask = new FakeAutotask({
			products: other(1),
			sees: ({ id }) => Number(id) >= 500 && Number(id) < 1000,
		});
		const items = Array.from({ length: 10 }, (_, at) =>
			item({ sku: String(at + 1), mpn: `M${at}` }),
		);
		const { summary } = await run(items, autotask);
		expect(summary).toMatchObject({ created: 1, deferred: 9, state: 'stopped' });
		expect(summary.warnings.join()).toMatch(/could not see/);
	});

	test('a product or a cost that shows up a moment late is no reason to stop', async () => {
		let looks = 0;
		const autotask = new FakeAutotask({
			products: [product(), ...other(1)],
			links: [link()],
			sees: ({ id }) => Number(id) < 1000 || looks > 1,
			fault: ({ verb, answered }) => {
				if (verb === 'get' && !answered) looks += 1;
			},
		});
		const items = ['2', '3', '4'].map((sku) => item({ sku, mpn: `M${sku}` }));
		const { summary } = await run(items, autotask);
		expect(summary).toMatchObject({ created: 3, warnings: [] });
		expect(looks).toBe(2);
	});

	test('costs: after the first one is silently dropped no other is written, and it is said once', async () => {
		const skus = ['1', '2', '3', '4'];
		const autotask = new FakeAutotask({
			products: skus.map((sku, at) =>
				product({ id: at + 1, sku: `TDS-${sku}`, vendorProductNumber: sku }),
			),
			links: skus.map((sku, at) => link({ id: at + 1, productID: at + 1, vendorPartNumber: sku })),
			costPermission: false,
		});
		const items = skus.map((sku) => item({ sku, msrp: sku === '4' ? '650' : '599' }));
		const { results, summary } = await run([...items, item({ sku: '5', mpn: 'NEW' })], autotask);
		expect(autotask.writes.map(({ record }) => record)).toEqual([
			{ id: 1, unitCost: 412.5 },
			{ id: 4, msrp: 650 },
		]);
		expect(results.map(({ outcome }) => outcome)).toEqual(['done', 'held', 'held', 'done', 'held']);
		expect(summary.warnings).toHaveLength(1);
		expect(summary.warnings[0]).toMatch(/did not store it.*Security Levels/);
	});
});

test('a Unit Price that Autotask moves by itself stops the run at the first product', async () => {
	const skus = ['1', '2', '3'];
	const autotask = new FakeAutotask({
		products: skus.map((sku, at) =>
			product({ id: at + 1, sku: `TDS-${sku}`, vendorProductNumber: sku }),
		),
		links: skus.map((sku, at) => link({ id: at + 1, productID: at + 1, vendorPartNumber: sku })),
		fault: ({ verb, record, answered }, fake) => {
			const now = fake.products.get(Number(record?.id));
			if (verb === 'update' && answered && now) now.unitPrice = Number(now.unitCost) * 1.2;
		},
	});
	const items = skus.map((sku) => item({ sku, cost: '420' }));
	const { results, summary } = await run(items, autotask);
	expect(results.map(({ outcome, code }) => [outcome, code])).toEqual([
		['done', 'price-moved'],
		['deferred', 'price-moved'],
		['deferred', 'price-moved'],
	]);
	expect(summary.warnings.join()).toMatch(/changed the Unit Price.*set Unit Price to Sync/);
	const sync = await run(items, autotask, { owners: { unitPrice: 'sync' } });
	expect(sync.summary).toMatchObject({ deferred: 0, failed: 0 });
});

describe('when Autotask fails in the middle', () => {
	const items = Array.from({ length: 8 }, (_, at) => item({ sku: String(at + 1), mpn: `M${at}` }));
	const created = (fake: FakeAutotask) => fake.writes.filter(({ entity }) => entity === 'Products');

	test('a budget used up defers the rest, and running again finishes without doubles', async () => {
		let left = 7;
		const budget = new Problem({
			code: 'autotask-budget-used',
			reach: 'pause',
			cause: 'The share of 50 % of the hourly calls is used up.',
			remedy: 'Run again in an hour.',
		});
		const autotask = new FakeAutotask({
			products: other(1),
			fault: ({ verb, answered }) => {
				if (verb === 'create' && !answered && left-- <= 0) throw budget;
			},
		});
		const first = await run(items, autotask);
		expect(first.summary).toMatchObject({ state: 'stopped', failed: 0 });
		expect(first.summary.deferred + first.summary.created).toBe(8);
		expect(first.results.at(-1)).toMatchObject({
			outcome: 'deferred',
			cause: 'The share of 50 % of the hourly calls is used up.',
			remedy: 'Run again in an hour.',
		});

		left = Infinity;
		const second = await run(items, autotask);
		expect(second.summary).toMatchObject({ deferred: 0, failed: 0 });
		expect(created(autotask)).toHaveLength(8);
		expect(autotask.links.size).toBe(8);
		expect((await run(items, autotask)).summary.autotaskWrites).toBe(0);
	});

	test('a budget used up while reading defers everything and writes nothing', async () => {
		const autotask = new FakeAutotask({
			fault: () => {
				throw new Problem({
					code: 'autotask-budget-used',
					reach: 'pause',
					cause: 'Used up.',
					remedy: 'Wait.',
				});
			},
		});
		const { summary } = await run(items, autotask);
		expect(summary).toMatchObject({ deferred: 8, state: 'stopped', warnings: ['Used up.'] });
	});

	test.each([
		['the product was made', true, 8, 'done'],
		['nothing was made', false, 7, 'uncertain'],
	])('an answer lost after a create is looked up once: %s', async (_, took, products, outcome) => {
		let lost = false;
		const autotask = new FakeAutotask({
			products: other(1),
			fault: ({ verb, entity, record, answered }) => {
				const hit = verb === 'create' && entity === 'Products' && record?.sku === 'TDS-4';
				if (!hit || lost || answered !== took) return;
				lost = true;
				throw new Problem({ code: 'autotask-create-uncertain', cause: 'No answer.', remedy: '' });
			},
		});
		const { results } = await run(items, autotask);
		expect(results[3]).toMatchObject({ outcome });
		expect(created(autotask)).toHaveLength(products);

		await run(items, autotask);
		expect(created(autotask)).toHaveLength(8);
		expect(autotask.links.size).toBe(8);
	});

	test('an answer lost after a create stays uncertain where the look-up fails too', async () => {
		let lost = false;
		const gone = (code: string) => new Problem({ code, cause: 'No answer.', remedy: '' });
		const autotask = new FakeAutotask({
			products: other(1),
			fault: ({ verb, entity, record, answered }) => {
				if (lost && verb === 'query' && !answered) throw gone('autotask-timeout');
				if (verb !== 'create' || entity !== 'Products' || record?.sku !== 'TDS-1') return;
				if (!answered) return;
				lost = true;
				throw gone('autotask-create-uncertain');
			},
		});
		const { results } = await run(items.slice(0, 1), autotask);
		expect(results[0]).toMatchObject({
			outcome: 'uncertain',
			cause: 'No answer. A look-up did not find TDS-1.',
		});
	});

	test('a failed vendor entry names the product that was made; the next run mends it', async () => {
		let broken = true;
		const autotask = new FakeAutotask({
			products: other(1),
			fault: ({ verb, entity, record }) => {
				if (
					broken &&
					verb === 'create' &&
					entity === 'ProductVendors' &&
					record?.vendorPartNumber === '2'
				)
					throw new Problem({ code: 'autotask-refused', cause: 'No.', remedy: 'Ask.' });
			},
		});
		const { results } = await run(items, autotask);
		expect(results[1]).toMatchObject({
			outcome: 'failed',
			remedy: 'Ask. The next run adds the vendor entry.',
		});
		expect(results[1]?.cause).toMatch(
			/^Product \d+ is written, but its vendor entry is not: No\.$/,
		);

		broken = false;
		expect((await run(items, autotask)).summary).toMatchObject({ updated: 1, created: 0 });
	});

	test('a login refused is met once; nothing more is sent', async () => {
		const autotask = new FakeAutotask({
			products: other(1),
			fault: ({ verb }) => {
				if (verb === 'create')
					throw new Problem({
						code: 'autotask-login-refused',
						reach: 'run',
						cause: 'Refused.',
						remedy: 'Mend.',
					});
			},
		});
		const { summary } = await run(items, autotask);
		expect(summary).toMatchObject({ failed: 1, deferred: 7, created: 0 });
		expect(summary.autotaskWrites).toBe(1);
	});

	test('the same fault 25 times in a row ends the run: it costs calls of the whole tenant', async () => {
		const many = Array.from({ length: 60 }, (_, at) =>
			item({ sku: String(at + 1), mpn: `M${at}` }),
		);
		const autotask = new FakeAutotask({
			products: other(1),
			fault: ({ verb }) => {
				if (verb === 'create')
					throw new Problem({ code: 'autotask-refused', cause: 'No.', remedy: '' });
			},
		});
		const { summary } = await run(many, autotask);
		expect(summary.failed).toBe(25);
		expect(summary.deferred).toBe(35);
		expect(summary.warnings).toEqual([
			'25 items in a row failed, so the rest was not tried. The last one: No.',
		]);
	});

	test('a cancelled run stops between two calls', async () => {
		const stop = new AbortController();
		const autotask = new FakeAutotask({
			products: other(1),
			fault: ({ verb, record }) => {
				if (verb === 'create' && record?.sku === 'TDS-2') stop.abort();
			},
		});
		const { summary } = await run(items, autotask, {}, { signal: stop.signal });
		expect(summary.deferred).toBeGreaterThanOrEqual(4);
		expect(created(autotask).length).toBeLessThanOrEqual(4);
	});

	test('never more than three calls are under way', async () => {
		const autotask = new FakeAutotask({ products: other(1) });
		const { summary } = await run(items, autotask);
		expect(summary.mostCallsAtOnce).toBe(3);
	});
});

describe('Autotask is asked for its fields while the items are read', () => {
	const LOCKED = new Problem({ code: 'autotask-login', cause: 'Refused.', remedy: 'Log in.' });
	const refusing = () => {
		const autotask = new FakeAutotask();
		return { autotask, asked: jest.spyOn(autotask, 'fields').mockRejectedValue(LOCKED) };
	};

	test('but not for bad items alone: a refused login would count and nobody would hear of it', async () => {
		const { autotask, asked } = refusing();
		await run([{ sku: '' }, { sku: '5', cost: 'abc' }], autotask);
		expect(asked).not.toHaveBeenCalled();
	});

	test('once, and what Autotask refused is what the run says', async () => {
		const { autotask, asked } = refusing();
		await expect(run([{ sku: '' }, item(), item({ sku: '2' })], autotask)).rejects.toBe(LOCKED);
		expect(asked).toHaveBeenCalledTimes(1);
	});
});
