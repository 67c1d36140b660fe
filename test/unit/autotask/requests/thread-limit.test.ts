import fc from 'fast-check';
import { createThreadLimit } from '../../../../lib/autotask/requests/call-limits';
import { endpointOf } from '../../../../lib/autotask/requests/call';
import { errors, json, page, problemOf, scripted, type Route } from '../scripted-client';

const pause = (turns: number) =>
	Array.from({ length: turns }).reduce<Promise<void>>(
		(wait) => wait.then(() => {}),
		Promise.resolve(),
	);

describe('three at once on one endpoint', () => {
	it('whatever is asked for, in whatever order, with whatever failures: never a fourth', async () => {
		const entity = fc.constantFrom('Products', 'ProductVendors', 'Companies');
		const wish = fc.record({
			entity,
			deed: fc.constantFrom('query', 'create', 'update', 'fields'),
			turns: fc.nat(12),
			fails: fc.constantFrom(0, 0, 0, 429, 503, 500),
		});
		await fc.assert(
			fc.asyncProperty(fc.array(wish, { minLength: 1, maxLength: 40 }), async (wishes) => {
				const busy: Record<string, number> = {};
				let most = 0;
				const turns = wishes.map(({ turns }) => turns);
				const fails = wishes.map(({ fails }) => fails);
				const route: Route = async ({ path, method }) => {
					const endpoint = path.split('/')[0]!;
					busy[endpoint] = (busy[endpoint] ?? 0) + 1;
					most = Math.max(most, busy[endpoint]);
					await pause(turns.shift() ?? 1);
					busy[endpoint] -= 1;
					const failure = fails.shift();
					if (failure) return errors(failure, 'no');
					if (path.endsWith('query')) return page([{ id: 1 }]);
					return method === 'GET' ? json({ fields: [] }) : json({ itemId: 1 });
				};
				const routes = Object.fromEntries(
					['Products', 'ProductVendors', 'Companies', 'Products/1/Vendors'].flatMap((path) =>
						[
							`POST ${path}`,
							`PATCH ${path}`,
							`POST ${path}/query`,
							`GET ${path}/entityInformation/fields`,
						].map((key) => [key, route]),
					),
				);
				const { autotask, log } = scripted(routes);
				await Promise.allSettled(
					wishes.map(({ entity, deed }) => {
						if (deed === 'query') return autotask.query(entity, { filter: [] });
						if (deed === 'fields') return autotask.fields(entity);
						if (deed === 'create') return autotask.create(entity, { name: 'x' }, 1);
						return autotask.update(entity, { id: 1 }, 1);
					}),
				);
				expect(most).toBeLessThanOrEqual(3);
				expect(autotask.stats().maxConcurrent).toBeGreaterThanOrEqual(most);
				expect(autotask.stats().maxConcurrent).toBeLessThanOrEqual(3);
				expect(autotask.stats().calls).toBe(log.length);
			}),
			{ numRuns: 150 },
		);
	});

	it('whatever is under way when a login is refused: that endpoint is not called again', async () => {
		await fc.assert(
			fc.asyncProperty(
				fc.integer({ min: 1, max: 30 }),
				fc.integer({ min: 1, max: 10 }),
				async (many, at) => {
					const { autotask, log } = scripted({
						'POST Products/query': (_, turn) => (turn >= at ? errors(401, 'no') : page([])),
					});
					for (let done = 0; done < many; done += 1)
						await autotask.query('Products', { filter: [] }).catch(() => {});
					const sent = log.filter((line) => line.startsWith('POST')).length;
					expect(sent).toBe(Math.min(many, at));
				},
			),
			{ numRuns: 50 },
		);
	});

	it('those who wait go in the order they came', async () => {
		const run = createThreadLimit(1);
		const order: number[] = [];
		await Promise.all(
			[1, 2, 3, 4].map((who) =>
				run('products', async () => {
					await pause(5 - who);
					order.push(who);
				}),
			),
		);
		expect(order).toEqual([1, 2, 3, 4]);
	});

	it('a failure gives its place to the next', async () => {
		const run = createThreadLimit(1);
		const failing = run('products', () => Promise.reject(new Error('no')));
		const next = run('products', () => Promise.resolve('served'));
		await expect(failing).rejects.toThrow('no');
		expect(await next).toBe('served');
	});

	it('counts a child under its parent, and a next page under its entity', () => {
		expect(endpointOf('V1.0/Products/7/Vendors')).toBe('Products');
		expect(endpointOf('V1.0/ProductVendors/query')).toBe('ProductVendors');
		expect(endpointOf('https://x.net/ATServicesRest/V1.0/Products/query/next?paging=a/b')).toBe(
			'Products',
		);
		expect(endpointOf('https://x.net/ATServicesRest/V1.0/zoneInformation?user=a')).toBe(
			'zoneInformation',
		);
	});

	it('a fourth endpoint does not wait for the first', async () => {
		const { autotask } = scripted({
			'POST Products/query': () => new Promise(() => {}),
			'POST Companies/query': page([{ id: 0 }]),
		});
		for (let at = 0; at < 5; at += 1) void autotask.query('Products', { filter: [] });
		expect(await autotask.query('Companies', { filter: [] })).toEqual([{ id: 0 }]);
		expect(autotask.stats().maxConcurrent).toBe(3);
		expect(await problemOf(autotask.update('Products', {}))).toMatchObject({
			code: 'autotask-id-missing',
		});
	});
});
