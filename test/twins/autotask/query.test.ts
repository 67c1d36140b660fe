import { openApi, type Answer, type Api } from './api';

describe('queries', () => {
	let api: Api;
	beforeAll(async () => {
		api = await openApi();
		const { admin } = api.sandbox.autotask;
		admin.addRecords('Products', [
			product('Query A', { sku: 'Q-1', unitCost: 10, isActive: true, manufacturerName: 'Lenovo' }),
			product('Query B', { sku: 'q-2', unitCost: 20, isActive: false, manufacturerName: 'HP Inc' }),
			product('Query C', {
				sku: 'Q-3',
				unitCost: 30.5,
				isActive: true,
				createdTime: '2026-03-01T12:00:00.000Z',
			}),
		]);
		admin.addRecords('Products', [product('Query D', { sku: null })], { 'TD SYNNEX SKU': '777' });
	});
	afterAll(() => api.close());

	const mine = { op: 'beginsWith', field: 'name', value: 'Query ' };
	const names = async (...filter: unknown[]): Promise<unknown[]> =>
		(await api.find('Products', mine, ...filter)).map((row) => String(row.name).slice(-1));
	const refused = async (search: unknown): Promise<Answer> => {
		const answer = await api.call('POST', '/Products/query', search);
		expect(answer.status).toBe(500);
		return answer;
	};

	test.each([
		['eq', 'sku', 'q-1', ['A']],
		['eq', 'sku', null, ['D']],
		['noteq', 'sku', 'Q-1', ['B', 'C']],
		['gt', 'unitCost', 20, ['C']],
		['gte', 'unitCost', 20, ['B', 'C']],
		['lt', 'unitCost', 20, ['A']],
		['lte', 'unitCost', 20, ['A', 'B']],
		['beginsWith', 'sku', 'Q', ['A', 'B', 'C']],
		['endsWith', 'sku', '3', ['C']],
		['contains', 'manufacturerName', 'NOV', ['A']],
		['exist', 'sku', undefined, ['A', 'B', 'C']],
		['notExist', 'sku', undefined, ['D']],
		['in', 'sku', ['Q-1', 'q-3', 'none'], ['A', 'C']],
		['notIn', 'sku', ['Q-1'], ['B', 'C']],
		['eq', 'isActive', true, ['A', 'C', 'D']],
		['gt', 'createdTime', '2026-03-01T11:00:00Z', ['C']],
	])('%s on %s finds what it says', async (op, field, value, expected) => {
		expect(await names({ op, field, ...(value === undefined ? {} : { value }) })).toEqual(expected);
	});

	test('conditions side by side are joined by AND; groups nest', async () => {
		const or = {
			op: 'or',
			items: [
				{ op: 'eq', field: 'sku', value: 'Q-1' },
				{
					op: 'and',
					items: [
						{ op: 'eq', field: 'isActive', value: false },
						{ op: 'gt', field: 'unitCost', value: 15 },
					],
				},
			],
		};
		expect(await names(or)).toEqual(['A', 'B']);
		expect(await names(or, { op: 'eq', field: 'isActive', value: true })).toEqual(['A']);
	});

	test('GET takes the same search in the URL, up to 2,048 characters of it', async () => {
		const get = (search: unknown) =>
			api.call('GET', `/Products/query?search=${encodeURIComponent(JSON.stringify(search))}`);
		expect((await get({ filter: [mine] })).body.items).toHaveLength(4);
		const long = { filter: [{ op: 'in', field: 'sku', value: new Array(300).fill('TDS-1') }] };
		expect((await get(long)).status).toBe(404);
	});

	test('one user-defined field can be asked for, a second cannot', async () => {
		const udf = { op: 'eq', field: 'TD SYNNEX SKU', value: '777', udf: true };
		expect(await names(udf)).toEqual(['D']);
		await refused({ filter: [udf, { ...udf, field: 'TD SYNNEX Lifecycle' }] });
	});

	test('count counts', async () => {
		const answer = await api.call('POST', '/Products/query/count', { filter: [mine] });
		expect(answer.body).toEqual({ queryCount: 4 });
	});

	test('a field that the entity lacks fails the whole query, in a filter as in IncludeFields', async () => {
		const text = 'Unable to find companyName in the Product Entity.';
		const inFilter = await refused({ filter: [{ op: 'exist', field: 'companyName' }] });
		expect(inFilter.body.errors).toEqual([text]);
		const included = await refused({ filter: [mine], IncludeFields: ['id', 'companyName'] });
		expect(included.body.errors).toEqual([text]);
	});

	test('IncludeFields makes the answer small, whatever the letter case', async () => {
		const { body } = await api.call('POST', '/Products/query', {
			filter: [mine],
			includefields: ['ID', 'unitcost', 'TD SYNNEX SKU'],
			maxrecords: 500,
		});
		expect(body.items[0]).toEqual({ id: expect.any(Number), unitCost: 10, userDefinedFields: [] });
		expect(body.items[3]?.userDefinedFields).toEqual([{ name: 'TD SYNNEX SKU', value: '777' }]);
	});

	test.each([
		['no filter', {}],
		['a filter that is no array', { filter: mine }],
		['a boolean that is none', { filter: [{ op: 'eq', field: 'isActive', value: 'maybe' }] }],
		['a boolean that is null', { filter: [{ op: 'eq', field: 'isActive', value: null }] }],
		['in without an array', { filter: [{ op: 'in', field: 'sku', value: 'x' }] }],
		['MaxRecords 0', { filter: [mine], MaxRecords: 0 }],
		['MaxRecords 501', { filter: [mine], MaxRecords: 501 }],
	])('%s is refused', async (_what, search) => {
		await refused(search);
	});

	test('some fields cannot be asked for', async () => {
		const search = { filter: [{ op: 'gt', field: 'averageCost', value: 1 }] };
		expect((await api.call('POST', '/QuoteItems/query', search)).status).toBe(500);
	});

	test('500 OR conditions pass, 501 do not; each value of an "in" is one', async () => {
		const values = Array.from({ length: 500 }, (_, at) => `Q-${at}`);
		const within = (value: string[]) => ({ filter: [{ op: 'in', field: 'sku', value }] });
		expect((await api.call('POST', '/Products/query', within(values))).body.items).toHaveLength(3);
		const { body } = await refused(within([...values, 'Q-500']));
		expect(body.errors).toEqual([
			"Invalid query syntax. Queries are limited to 500 or fewer 'OR' conditions.",
		]);
		const or = { op: 'or', items: values.map((value) => ({ op: 'eq', field: 'sku', value })) };
		await refused({ filter: [or, { op: 'in', field: 'sku', value: ['x'] }] });
	});

	describe('pages', () => {
		const search = { filter: [mine], MaxRecords: 3 };

		test('a page says how many it holds and where the next one is; ids ascend', async () => {
			const first = (await api.call('POST', '/Products/query', search)).body;
			expect(first.pageDetails).toMatchObject({ count: 3, requestCount: 3 });
			const next = await api.call('POST', String(first.pageDetails.nextPageUrl), search);
			expect(next.body.items.map((row) => row.name)).toEqual(['Query D']);
			expect(next.body.pageDetails.nextPageUrl).toBeNull();
			const ids = [...first.items, ...next.body.items].map((row) => Number(row.id));
			expect(ids).toEqual([...ids].sort((a, b) => a - b));
		});

		test('the link of a POST cannot be read with GET, nor that of a GET with POST', async () => {
			const posted = (await api.call('POST', '/Products/query', search)).body.pageDetails;
			const wrong = await api.call('GET', String(posted.nextPageUrl));
			expect(wrong.status).toBe(405);
			expect(wrong.body.Message).toBe("The requested resource does not support http method 'GET'.");
			const url = `/Products/query?search=${encodeURIComponent(JSON.stringify(search))}`;
			const got = (await api.call('GET', url)).body.pageDetails;
			expect((await api.call('POST', String(got.nextPageUrl), search)).status).toBe(405);
			expect((await api.call('GET', String(got.nextPageUrl))).status).toBe(200);
		});

		test('a POST to the link repeats the search', async () => {
			const { nextPageUrl } = (await api.call('POST', '/Products/query', search)).body.pageDetails;
			expect((await api.call('POST', String(nextPageUrl))).status).toBe(500);
			expect((await api.call('POST', String(nextPageUrl), {})).status).toBe(500);
		});

		test('a page holds 500 records unless told otherwise, and needs the id to go on', async () => {
			api.sandbox.autotask.admin.addRecords(
				'Countries',
				Array.from({ length: 501 }, (_, at) => ({ displayName: `Country ${at}` })),
			);
			const all = { filter: [{ op: 'beginsWith', field: 'displayName', value: 'Country' }] };
			const { pageDetails } = (await api.call('POST', '/Countries/query', all)).body;
			expect(pageDetails).toMatchObject({ count: 500, requestCount: 500 });
			const noId = { ...all, IncludeFields: ['displayName'] };
			expect((await api.call('POST', '/Countries/query', noId)).status).toBe(500);
			const withId = { ...all, IncludeFields: ['Id', 'displayName'] };
			expect((await api.call('POST', '/Countries/query', withId)).status).toBe(200);
		});
	});

	test('one record by its id: the own company is 0, an unknown id a null item', async () => {
		expect((await api.call('GET', '/Companies/0')).body.item).toMatchObject({
			id: 0,
			companyName: 'Northgate Managed IT',
		});
		const { status, text } = await api.call('GET', '/Companies/999999');
		expect([status, text]).toEqual([200, '{"item":null}']);
	});

	test('children are listed under their parent', async () => {
		const contact = (await api.find('Contacts', { op: 'exist', field: 'id' }))[0];
		const { body } = await api.call('GET', `/Companies/${String(contact?.companyID)}/Contacts`);
		expect(body.items.map((row) => row.id)).toContain(contact?.id);
		expect(new Set(body.items.map((row) => row.companyID))).toEqual(new Set([contact?.companyID]));
		expect(body.pageDetails.nextPageUrl).toBeNull();
	});
});

function product(name: string, values: Record<string, string | number | boolean | null>) {
	return { name, isActive: true, isSerialized: false, ...values };
}
