import type { Filter, WireRecord } from '../../../../lib/autotask';
import { errors, json, page, problemOf, scripted, ZONE } from '../scripted-client';

const NEXT = `${ZONE}V1.0/Products/query/next?paging=2`;
const rows = (from: number, to: number) =>
	Array.from({ length: to - from + 1 }, (_, at) => ({ id: from + at }));

describe('a query', () => {
	it('asks for 500 a page and only the named fields, id always among them', async () => {
		const { autotask, asked } = scripted({ 'POST Products/query': page([{ id: 1, sku: 'A' }]) });
		const filter = [{ op: 'eq' as const, field: 'isActive', value: true }];
		const found = await autotask.query('Products', { filter, fields: ['sku', 'ID'] });
		expect(found).toEqual([{ id: 1, sku: 'A' }]);
		expect(asked.at(-1)!.body).toEqual({ filter, IncludeFields: ['id', 'sku'], MaxRecords: 500 });
	});

	it('without a condition asks for everything, the company with id 0 included', async () => {
		const { autotask, asked } = scripted({ 'POST Companies/query': page([{ id: 0 }, { id: 5 }]) });
		expect(await autotask.query('Companies', { filter: [] })).toHaveLength(2);
		expect(asked.at(-1)!.body.filter).toEqual([{ op: 'gte', field: 'id', value: 0 }]);
	});

	it('posts the same body to the link of the next page', async () => {
		const { autotask, log, asked } = scripted({
			'POST Products/query': page(rows(1, 500), NEXT),
			'POST Products/query/next?paging=2': page(rows(501, 700)),
			'POST Products/query/count': json({ queryCount: 700 }),
		});
		expect(await autotask.query('Products', { filter: [], fields: ['sku'] })).toHaveLength(700);
		expect(log.slice(2)).toEqual([
			'POST Products/query',
			'POST Products/query/next?paging=2',
			'POST Products/query/count',
		]);
		expect(asked[3]!.body).toEqual(asked[2]!.body);
	});

	it('gives pages as they come, and asks for the next only when it is wanted', async () => {
		const { autotask, log } = scripted({ 'POST Products/query': page(rows(1, 500), NEXT) });
		for await (const first of autotask.pages('Products', { filter: [] })) {
			expect(first).toHaveLength(500);
			break;
		}
		expect(log).not.toContain('POST Products/query/next?paging=2');
	});

	it('stops at the wanted number of records', async () => {
		const { autotask, asked, log } = scripted({
			'POST Products/query': page(rows(1, 500), NEXT),
			'POST Products/query/next?paging=2': page(rows(501, 1000), `${NEXT}3`),
		});
		expect(await autotask.query('Products', { filter: [], max: 620 })).toHaveLength(620);
		expect(log).toHaveLength(4);
		await autotask.query('Products', { filter: [], max: 1 });
		expect(asked.at(-1)!.body.MaxRecords).toBe(1);
	});

	it('gives a record once that slid onto the next page meanwhile', async () => {
		const { autotask } = scripted({
			'POST Products/query': page(rows(1, 3), NEXT),
			'POST Products/query/next?paging=2': page(rows(3, 5)),
			'POST Products/query/count': json({ queryCount: 5 }),
		});
		const ids = (await autotask.query('Products', { filter: [] })).map(({ id }) => id);
		expect(ids).toEqual([1, 2, 3, 4, 5]);
	});

	it.each([
		'https://evil.example/ATServicesRest/V1.0/Products/query/next?paging=2',
		'http://webservices3.autotask.net/ATServicesRest/V1.0/Products/query/next',
		'https://webservices3.autotask.net/elsewhere/V1.0/Products/query/next',
		'not a link',
	])('does not follow a next-page link to %s', async (link) => {
		const { autotask, log } = scripted({ 'POST Products/query': page(rows(1, 500), link) });
		const problem = await problemOf(autotask.query('Products', { filter: [] }));
		expect(problem.code).toBe('autotask-page-host');
		expect(log.at(-1)).toBe('POST Products/query');
	});

	describe('that breaks off', () => {
		const filter: Filter[] = [{ op: 'beginsWith', field: 'sku', value: 'TDS-' }];
		const counted = (...counts: number[]) => ({
			'POST Products/query/count': counts.map((queryCount) => json({ queryCount })),
		});

		it.each([
			['an empty next page', page(rows(1, 500), NEXT), page([])],
			[
				'a next page with fewer rows than there are',
				page(rows(1, 500), NEXT),
				page(rows(501, 510)),
			],
			['a full page without a link', page(rows(1, 500)), page([])],
			[
				'a page that says more than it holds',
				json({ items: rows(1, 2), pageDetails: { count: 500 } }),
				page([]),
			],
		])('%s: Autotask’s count tells, and the rest is read by id', async (_, first, second) => {
			const { autotask, asked } = scripted({
				'POST Products/query': ({ body }) =>
					JSON.stringify(body.filter).includes('"gt"')
						? page(
								rows(
									Number((body.filter as Array<{ value: number }>).at(-1)!.value) + 1,
									900,
								).slice(0, 500),
							)
						: first,
				'POST Products/query/next?paging=2': second,
				...counted(900, 900),
			});
			const all = await autotask.query('Products', { filter });
			expect(all.length).toBeGreaterThan(600);
			expect(new Set(all.map(({ id }) => id)).size).toBe(all.length);
			const byId = asked.find(({ body }) => JSON.stringify(body).includes('"gt"'));
			expect(byId?.body.filter).toEqual([
				...filter,
				expect.objectContaining({ op: 'gt', field: 'id' }),
			]);
		});

		it('and stays broken off: says how many of how many, and gives no answer from a part', async () => {
			const { autotask } = scripted({
				'POST Products/query': [page(rows(1, 500), NEXT), page([])],
				'POST Products/query/next?paging=2': page([]),
				...counted(1_200, 1_200),
			});
			const problem = await problemOf(autotask.query('Products', { filter }));
			expect(problem).toMatchObject({ code: 'autotask-page-short', reach: 'run', retryable: true });
			expect(problem.message).toBe(
				'Autotask returned 500 of 1200 records of Products and then stopped',
			);
		});

		it('is not looked for in a result of one page, nor where no more are wanted', async () => {
			const one = scripted({ 'POST Products/query': page(rows(1, 20)) });
			await one.autotask.query('Products', { filter });
			const some = scripted({ 'POST Products/query': page(rows(1, 500), NEXT) });
			await some.autotask.query('Products', { filter, max: 500 });
			for (const { log } of [one, some]) expect(log).not.toContain('POST Products/query/count');
		});
	});

	it('does not run in circles', async () => {
		const { autotask } = scripted({
			'POST Products/query': page(rows(1, 2), NEXT),
			'POST Products/query/next?paging=2': page(rows(3, 4), NEXT),
		});
		const problem = await problemOf(autotask.query('Products', { filter: [] }));
		expect(problem.code).toBe('autotask-page-loop');
	});

	it('refuses a page that does not say whether there is more, rather than lose the rest', async () => {
		const { autotask } = scripted({ 'POST Products/query': json({ items: rows(1, 500) }) });
		const problem = await problemOf(autotask.query('Products', { filter: [] }));
		expect(problem.code).toBe('autotask-reply-unreadable');
		expect(problem.message).toContain('pageDetails');
	});

	it('keeps fields that it does not know', async () => {
		const { autotask } = scripted({
			'POST Products/query': page([{ id: 1, shiny: { new: [1] }, userDefinedFields: [] }]),
		});
		expect(await autotask.query('Products', { filter: [] })).toEqual([
			{ id: 1, shiny: { new: [1] }, userDefinedFields: [] },
		]);
	});

	it('counts without reading', async () => {
		const { autotask, asked } = scripted({ 'POST Products/query/count': json({ queryCount: 42 }) });
		expect(await autotask.count('Products', [{ op: 'exist', field: 'sku' }])).toBe(42);
		expect(asked.at(-1)!.body).toEqual({ filter: [{ op: 'exist', field: 'sku' }] });
	});

	it('names the field that the entity does not have, and asks once', async () => {
		const { autotask, log } = scripted({
			'POST Contacts/query': errors(500, 'Unable to find companyName in the Contact Entity.'),
		});
		const problem = await problemOf(autotask.query('Contacts', { filter: [] }));
		expect(problem.code).toBe('autotask-field-unknown');
		expect(problem.message).toContain('companyName');
		expect(log.filter((line) => line.includes('Contacts'))).toHaveLength(1);
	});
});

describe('one record', () => {
	const got = async (
		answer: Parameters<typeof json>[0],
		status = 200,
	): Promise<WireRecord | null> =>
		await scripted({ 'GET Products/7': json(answer, status) }).autotask.get('Products', 7);

	it('comes by its id', async () => {
		expect(await got({ item: { id: 7, name: 'Dock' } })).toEqual({ id: 7, name: 'Dock' });
	});

	it('is null when Autotask answers 404, a null item or null', async () => {
		expect(await got({ errors: ['not found'] }, 404)).toBeNull();
		expect(await got({ item: null })).toBeNull();
		expect(await got(null)).toBeNull();
	});

	it('is not taken for absent when the answer is empty or the address is unknown', async () => {
		const empty = scripted({ 'GET Products/7': { body: '' } }, { attempts: 1 });
		expect((await problemOf(empty.autotask.get('Products', 7))).code).toBe(
			'autotask-reply-unreadable',
		);
		const lost = scripted({
			'GET Products/7': json({ Message: 'No HTTP resource was found that matches' }, 404),
		});
		expect((await problemOf(lost.autotask.get('Products', 7))).code).toBe(
			'autotask-address-unknown',
		);
	});
});
