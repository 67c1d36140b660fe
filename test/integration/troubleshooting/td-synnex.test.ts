import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { IDataObject } from 'n8n-workflow';
import Sftp from 'ssh2-sftp-client';
import type { Send } from '../../../lib/shared/http';
import type { Manners } from '../../../sandbox/tdsynnex';
import { writePriceZip } from '../../../sandbox/world/price-file';
import { LoopbackShop } from '../../faults/orders/loopback-shop';
import { builtNode } from '../../faults/answers/built';
import { fakeRun } from '../../unit/nodes/CatalogFetch/context';
import { check, idsWith, row, tdSynnexSend } from '../../unit/permissions/check-fixture';
import { baseNodes } from '../base-nodes';
import { chain, type Engine, itemsOf, node, startEngine } from '../core';

/**
 * Rows of docs/troubleshooting.md, "TD SYNNEX", from the outside: a TD SYNNEX twin that behaves so, and what the built
 * nodes say, send, and leave. `test/unit/docs/troubleshooting.test.ts` sees to it that none is missing.
 */
describe('what TD SYNNEX does', () => {
	let engine: Engine;
	let shop: LoopbackShop;

	beforeAll(async () => {
		engine = await startEngine(baseNodes(() => ({ fileName: '', open: () => Buffer.alloc(0) })));
		shop = await LoopbackShop.open();
	});
	afterAll(async () => {
		await shop.sandbox.close();
		await engine.close();
	});
	const usual: Partial<Manners> = { autoFill: true, orderingPassword: 'valid' };
	beforeEach(() => {
		shop.sandbox.tdSynnex.manners(usual);
		shop.sandbox.tdSynnex.refuseDuplicates(true);
	});

	const login = () => shop.sandbox.addresses.tdSynnex as unknown as Record<string, string>;
	const order = async (id: number, operation = 'submit') => {
		const run = await engine.run(
			chain(
				node('Manual', 'n8n-nodes-base.manualTrigger'),
				node('Order', 'n8n-nodes-tdsynnex-autotask.poCreate', {
					credentials: {
						autotaskPsaApi: { id: '1', name: 'Autotask' },
						tdSynnexEcApi: { id: '2', name: 'TD SYNNEX' },
					},
					parameters: {
						operation,
						vendor: { __rl: true, mode: 'id', value: String(shop.vendor) },
						purchaseOrder: { __rl: true, mode: 'id', value: String(id) },
						safety: { settle: 3, claimLife: 0.2, window: 0.05 },
					},
				}),
			),
			{
				autotaskPsaApi: { ...shop.sandbox.addresses.autotask, impersonationResourceId: '' },
				// one user for everything
				tdSynnexEcApi: {
					...login(),
					readOnlyUserId: '',
					readOnlyPassword: '',
					environment: 'custom',
					sftp: {},
					rest: {},
				},
			} as Parameters<Engine['run']>[1],
		);
		const { error } = run.data.resultData;
		const items = [0, 1, 2].flatMap((output) => itemsOf(run, 'Order', output));
		return { items, said: JSON.stringify([error?.message, error?.description, items]) };
	};
	const made = (good: number, more: Record<string, string> = {}) =>
		shop.purchaseOrder([{ good, quantity: 1 }], more);
	const number = (id: number) => String(shop.record(id).purchaseOrderNumber);
	const placed = (id: number) =>
		shop.sandbox.tdSynnex.shop.orders.under(number(id)).filter(({ code }) => code === 'accepted');
	const since = () => shop.sandbox.control.ledger().at(-1)?.seq ?? 0;
	const posts = (from: number) =>
		shop.sandbox.control
			.ledger({ since: from, system: 'tdsynnex' })
			.filter(({ path }) => /\/PO$/.test(path));
	const account = () => {
		const { customerNumber = '', ecUrl = '', invoiceUrl = '' } = login();
		const place = { country: 'US', environment: 'custom' } as const;
		return { customerNumber, ecUrl, invoiceUrl, ...place };
	};
	const signed = () => {
		const { userId = '', password = '' } = login();
		return tdSynnexSend({ userId, password }, account());
	};
	const checked = async (
		wishes: Partial<Parameters<typeof check>[1]> = {},
		send: Send = signed(),
	) => await check(shop.sandbox, { tdSynnex: { account: account(), send }, ...wishes });

	it('Everything of TD SYNNEX stops at once with refused the user id or password, after months without trouble', async () => {
		shop.sandbox.tdSynnex.manners({ orderingPassword: 'expired' });
		const id = made(40);
		const from = since();
		const { said } = await order(id);
		expect(said).toContain('refused the user id or password');
		expect(said).toContain('expires every three months');
		expect(shop.sandbox.control.ledger({ since: from, system: 'tdsynnex' })).toHaveLength(1);
		expect(idsWith(await checked(), 'fail')).toEqual(['td-synnex.login']);
		shop.sandbox.tdSynnex.manners(usual);
		const after = await order(id);
		expect([after.said, placed(id).length]).toEqual([expect.stringContaining('RECORDED'), 1]);
	});

	it('Prices are refused and order states are not, with the same login', async () => {
		const whole = signed();
		const body = '<priceResponse><errorMessage>user login failed</errorMessage></priceResponse>';
		const short: Send = async (request) =>
			/PriceAvailability/.test(request.url)
				? { status: 200, headers: {}, body }
				: await whole(request);
		const report = await checked({ testSku: shop.good(40).sku }, short);
		expect(row(report, 'td-synnex.login').remedy).toContain('at most 20 characters');
	});

	it('Every order is held without a reason', async () => {
		shop.sandbox.tdSynnex.manners({ autoFill: false });
		const ids = [made(41), made(42)];
		for (const id of ids) {
			const { items, said } = await order(id);
			expect(items).toMatchObject([{ answer: 'HELD', sent: true }]);
			expect(said).toMatch(/do not order (it|them)? ?again/i);
		}
		const from = since();
		for (const id of ids) expect((await order(id)).items).toMatchObject([{ sent: false }]);
		expect(posts(from)).toHaveLength(0);
		for (const id of ids) expect(placed(id)).toHaveLength(1);
	});

	it('Orders are refused with IP Address Invalid or ValidateIP, while prices are answered', async () => {
		for (const [good, message] of [
			[43, 'IP Address Invalid'],
			[44, 'ValidateIP'],
		] as const) {
			const id = made(good);
			shop.sandbox.tdSynnex.planError({ service: 'PO', message, detail: '' });
			const from = since();
			const { said } = await order(id);
			expect(said).toContain('does not accept calls from this IP address');
			expect(posts(from)).toHaveLength(1);
			expect(placed(id)).toHaveLength(0);
			expect(row(await checked(), 'td-synnex.login').status).toBe('pass');
		}
	});

	it('not on the list', async () => {
		const body =
			'<SynnexB2B><OrderStatusResponse><errorMessage>IP Address Invalid</errorMessage></OrderStatusResponse></SynnexB2B>';
		const report = await checked({}, async () => ({ status: 200, headers: {}, body }));
		expect(idsWith(report, 'fail')).toEqual(['td-synnex.allow-list']);
		expect(row(report, 'td-synnex.allow-list').found).toBe('not on the list');
	});

	it('A test order is not found on Monday; a new test order is a duplicate', async () => {
		const [kept, taken] = [made(45), made(46)];
		await order(kept);
		expect(placed(kept)).toHaveLength(1);
		shop.sandbox.tdSynnex.copyFromProduction();
		expect(placed(kept)).toHaveLength(0);
		// what was ordered stays ordered: nothing is sent again because it is not found
		const from = since();
		expect((await order(kept, 'reconcile')).items).toMatchObject([{ state: 'RECORDED' }]);
		expect((await order(kept)).items).toMatchObject([{ sent: false }]);
		expect(posts(from)).toHaveLength(0);
		await order(taken);
		shop.sandbox.tdSynnex.copyFromProduction([number(taken)]);
		const again = made(47, { purchaseOrderNumber: number(taken) });
		const { items, said } = await order(again);
		expect(items).toMatchObject([{ sent: false, problem: { code: 'po-number-taken' } }]);
		expect(said).toContain('Do not order it again');
		expect(placed(taken)).toHaveLength(1);
	});

	const day = (ageDays: number) => new Date(MONDAY - ageDays * 86_400_000).toISOString();
	const MONDAY = Date.parse('2026-06-08T12:00:00Z');
	const read = async (parameters: IDataObject, now = MONDAY, writtenAt = now) => {
		const folder = await mkdtemp(join(tmpdir(), 'troubleshooting-'));
		const path = join(folder, '100001.zip');
		const { world } = shop.sandbox.tdSynnex.shop;
		await writePriceZip(path, '100001', world, { qualifier: 'C', writtenAt });
		const content = await readFile(path);
		await rm(folder, { recursive: true });
		const { context } = fakeRun({
			parameters: {
				resource: 'priceFile',
				binaryPropertyName: 'data',
				country: 'US',
				expectedFile: 'full',
				maxProducts: 0,
				filters: {},
				...parameters,
			},
			files: [{ name: '100001.zip', content }],
		});
		const clock = jest.spyOn(Date, 'now').mockReturnValue(now);
		try {
			const [products = [], summaries = []] = (await builtNode('catalogFetch').execute?.call(
				context,
			)) as { json: IDataObject }[][];
			return { products: products.map(({ json }) => json), summary: summaries[0]?.json };
		} finally {
			clock.mockRestore();
		}
	};

	it('The price file is "old" on a Monday or after a holiday', async () => {
		const checks = { fileChecks: { maxAgeDays: 1 } };
		const friday = Date.parse(day(3));
		expect((await read(checks, MONDAY, friday)).products.length).toBeGreaterThan(0);
		const afterHoliday = MONDAY + 86_400_000;
		await expect(read(checks, afterHoliday, friday)).rejects.toThrow(
			/The file was written on 2026-06-05, and it can be at most 1 business days old/,
		);
		expect((await read(checks, afterHoliday, afterHoliday)).products.length).toBeGreaterThan(0);
	});

	it('A product is missing from a full file, but TD SYNNEX still sells it', async () => {
		// nobody has said that TD SYNNEX leaves nothing out: then nothing is concluded from what is missing
		expect((await read({})).summary).toMatchObject({ fileKind: 'full', complete: false });
	});

	it('The price file is no longer there', async () => {
		const {
			host,
			port,
			user: username,
			password,
		} = login().sftp as unknown as {
			host: string;
			port: number;
			user: string;
			password: string;
		};
		const client = new Sftp();
		await client.connect({ host, port, username, password });
		await expect(client.get('/100009.zip')).rejects.toThrow(/No such file/i);
		await client.end();
	});

	it('Licenses are missing under In Stock Only', async () => {
		const { world } = shop.sandbox.tdSynnex.shop;
		const licences = Array.from({ length: world.skus }, (_, at) => world.at(at))
			.filter(
				({ category, hostility, status }) =>
					category.media === 'SWL' && !hostility && status === 'Active',
			)
			.map(({ sku }) => sku);
		expect(licences.length).toBeGreaterThan(3);
		const all = new Set((await read({})).products.map(({ sku }) => sku));
		const inStock = new Set(
			(await read({ filters: { inStockOnly: true } })).products.map(({ sku }) => sku),
		);
		expect(licences.filter((sku) => all.has(sku))).toEqual(licences);
		expect(licences.filter((sku) => inStock.has(sku))).toEqual([]);
		expect(inStock.size).toBeGreaterThan(0);
	});
});
