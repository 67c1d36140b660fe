import axios from 'axios';
import type { ICredentialDataDecryptedObject, ICredentialTestFunctions } from 'n8n-workflow';
import { type Autotask, type AutotaskOptions, createAutotask } from '../../../lib/autotask';
import { autotaskPsaApiTest } from '../../../nodes/shared/autotask-credential-test';
import { type FaultPlan, type Sandbox, startSandbox } from '../../../sandbox';
import { autotaskSign, axiosSend } from '../../support/axios-send';
import { fakeClock } from '../../support/fake-clock';
import { problemOf } from './scripted-client';

let sandbox: Sandbox;
beforeAll(async () => {
	sandbox = await startSandbox({
		only: 'autotask',
		skus: 2_000,
		latencyMs: 3,
		ownProducts: 450,
		incumbentProducts: 150,
	});
});
afterAll(async () => await sandbox.close());
beforeEach(async () => await sandbox.control.reset());

const login = () => sandbox.addresses.autotask!;
const connect = (options: Partial<AutotaskOptions> = {}, other = {}): Autotask =>
	createAutotask({
		send: axiosSend(autotaskSign({ ...login(), ...other })),
		clock: fakeClock(),
		userName: login().userName,
		zoneDiscoveryUrl: login().zoneDiscoveryUrl,
		...options,
	});
const strike = (fault: FaultPlan['fault'], more: Partial<FaultPlan> = {}) =>
	sandbox.control.addFaults({ fault, endpoint: 'Products', ...more });
const sent = (method: string, path: RegExp) =>
	sandbox.control.ledger({ method }).filter((entry) => path.test(entry.path));

/** The fields that Products require, from the twin's own content. */
async function newProduct(autotask: Autotask, sku: string) {
	const [code] = await autotask.query('BillingCodes', {
		filter: [
			{ op: 'eq', field: 'useType', value: 4 },
			{ op: 'eq', field: 'isActive', value: true },
		],
		max: 1,
	});
	return {
		name: 'Dock',
		sku,
		isActive: true,
		isSerialized: false,
		productBillingCodeID: code!.id!,
	};
}

describe('against the twin', () => {
	it('reads a whole catalog by pages of 500, three calls at once at most', async () => {
		const autotask = connect();
		const all = await autotask.query('Products', { filter: [], fields: ['sku'] });
		expect(all).toHaveLength(sandbox.control.autotask!.records('Products').length);
		expect(await autotask.count('Products', [])).toBe(all.length);
		expect(sent('POST', /Products\/query/)).toHaveLength(Math.ceil(all.length / 500) + 2);
		expect(Object.keys(all[0]!)).toEqual(expect.arrayContaining(['id', 'sku']));
	});

	it('creates, reads back and changes a product and its vendor', async () => {
		const autotask = connect();
		const id = await autotask.create('Products', await newProduct(autotask, 'TDS-TEST-1'));
		await autotask.update('Products', { id, unitCost: 12.34 });
		expect(await autotask.get('Products', id)).toMatchObject({
			sku: 'TDS-TEST-1',
			unitCost: 12.34,
		});
		const [vendor] = await autotask.query('Companies', {
			filter: [
				{ op: 'eq', field: 'companyType', value: 7 },
				{ op: 'eq', field: 'isActive', value: true },
			],
			max: 1,
		});
		const link = { productID: id, vendorID: vendor!.id!, isActive: true, isDefault: true };
		const linkId = await autotask.create('ProductVendors', link, id);
		await autotask.update('ProductVendors', { id: linkId, vendorCost: 11 }, id);
		expect(await autotask.get('ProductVendors', linkId)).toMatchObject({ vendorCost: 11 });
	});

	it('gives null for a record that is not there, and the parent of all by its id 0', async () => {
		const autotask = connect();
		expect(await autotask.get('Products', 99_999_999)).toBeNull();
		expect(await autotask.get('Companies', 0)).toMatchObject({ id: 0 });
	});

	it('reads fields, drop-downs, user-defined fields and rights', async () => {
		const autotask = connect();
		const fields = await autotask.fields('Products');
		expect(fields.find(({ name }) => name === 'name')).toMatchObject({ isRequired: true });
		const category = fields.find(({ name }) => name === 'productCategory')!;
		expect(category.picklist!.length).toBeGreaterThan(0);
		expect(category.picklist![0]).toMatchObject({ value: expect.stringMatching(/^\d+$/) });
		expect(await autotask.userDefinedFields('PurchaseOrders')).toEqual([]);
		expect(await autotask.entityInfo('Products')).toMatchObject({ canCreate: true });
	});

	it('keeps to three calls at once however many are asked for', async () => {
		const autotask = connect();
		// answers that take a while: else a busy twin has given one before the third call arrives
		strike({ kind: 'slowDrip', bytes: 100, everyMs: 10 }, { count: 0 });
		await Promise.all(Array.from({ length: 40 }, (_, at) => autotask.get('Products', at + 1)));
		expect(sandbox.control.stats().maxConcurrent.autotask).toBe(3);
		expect(autotask.stats().maxConcurrent).toBe(3);
		expect(sandbox.control.ledger({ status: 429 })).toHaveLength(0);
		expect(autotask.stats().calls).toBe(sandbox.control.ledger().length);
	});

	it('stops at its share of the hour, and goes on in the next', async () => {
		sandbox.control.autotask!.setLimits({ hourlyLimit: 200, used: 60, usageLatency: false });
		const clock = fakeClock();
		const autotask = connect({ clock });
		const problem = await problemOf(
			(async () => {
				for (let id = 1; ; id += 1) await autotask.get('Products', id);
			})(),
		);
		expect(problem.code).toBe('autotask-budget-used');
		const { used } = sandbox.control.autotask!.calls();
		expect(used).toBeLessThanOrEqual(100);
		expect(used).toBeGreaterThan(90);
		sandbox.control.advance(3600);
		clock.advance(3600_000);
		expect(await autotask.get('Companies', 0)).not.toBeNull();
	});

	it('waits for others who use the three threads', async () => {
		strike({ kind: 'status', status: 429, retryAfter: { seconds: 2 } }, { count: 2 });
		const clock = fakeClock();
		await connect({ clock }).get('Products', 1);
		expect(clock.sleeps).toEqual([2000, 2000]);
	});
});

describe('a create whose answer is lost', () => {
	it.each<FaultPlan['fault']>([
		{ kind: 'resetAfter' },
		{ kind: 'resetBefore' },
		{ kind: 'truncatedBody' },
		{ kind: 'emptyBody' },
		{ kind: 'malformedBody' },
		{ kind: 'htmlErrorPage', status: 200 },
		{ kind: 'htmlErrorPage', status: 500, withEffect: true },
		{ kind: 'status', status: 502, withEffect: true },
		{ kind: 'status', status: 503 },
		{ kind: 'status', status: 504, withEffect: true },
	])('($kind $status) is sent once and told as uncertain', async (fault) => {
		const autotask = connect();
		const record = await newProduct(autotask, 'TDS-LOST');
		strike(fault, { method: 'POST', path: '/Products', after: 0 });
		const problem = await problemOf(autotask.create('Products', record));
		expect(problem.code).toBe('autotask-create-uncertain');
		expect(sent('POST', /\/Products$/i)).toHaveLength(1);
	});

	it('because the port was shut is made as soon as it opens, once', async () => {
		let waits = 0;
		const sleep = async () => {
			waits += 1;
			await sandbox.control.clearFaults();
		};
		const autotask = connect({ clock: { ...fakeClock(), sleep } });
		const record = await newProduct(autotask, 'TDS-SHUT');
		strike({ kind: 'refused' });
		await problemOf(connect({ attempts: 1 }).get('Products', 1));
		await autotask.create('Products', record);
		expect(waits).toBe(1);
		const { records } = sandbox.control.autotask!;
		expect(records('Products').filter(({ sku }) => sku === 'TDS-SHUT')).toHaveLength(1);
	});
});

describe('a read or an update whose answer is lost', () => {
	it.each<FaultPlan['fault']>([
		{ kind: 'resetAfter' },
		{ kind: 'truncatedBody' },
		{ kind: 'emptyBody' },
		{ kind: 'htmlErrorPage', status: 502, withEffect: true },
		{ kind: 'status', status: 503, retryAfter: 'absurd' },
		{ kind: 'slowDrip', bytes: 40, everyMs: 1 },
	])('($kind) is made again, to the same end', async (fault) => {
		const autotask = connect();
		strike(fault, { count: 1 });
		const [product] = await autotask.query('Products', { filter: [], max: 1 });
		strike(fault, { method: 'PATCH', count: 1 });
		await autotask.update('Products', { id: product!.id!, unitCost: 7.5 });
		expect(await autotask.get('Products', Number(product!.id))).toMatchObject({ unitCost: 7.5 });
	});
});

describe('the test of the credential', () => {
	const context = {
		helpers: {
			request: async ({ uri, ...options }: { uri: string; body?: string }) => {
				const { status, headers, data } = await axios.request<string>({
					...options,
					url: uri,
					data: options.body,
					responseType: 'text',
					validateStatus: () => true,
					proxy: false,
				});
				return { statusCode: status, headers, body: data };
			},
		},
	} as unknown as ICredentialTestFunctions;
	const tested = async (change: ICredentialDataDecryptedObject = {}) =>
		await autotaskPsaApiTest.call(context, {
			id: '1',
			name: 'Autotask',
			type: 'autotaskPsaApi',
			data: { ...login(), ...change },
		});

	it('says that it is connected and how much of the hour is used', async () => {
		sandbox.control.autotask!.setLimits({ used: 123 });
		expect(await tested()).toMatchObject({
			status: 'OK',
			message: expect.stringMatching(/^Connected to Autotask\. .* made 12\d of 10000 calls/),
		});
	});

	it.each([
		['a wrong secret', { secret: 'wrong' }, 'Autotask refused the user name or secret'],
		[
			'an unknown user',
			{ userName: 'nobody@example.com' },
			'Autotask knows no API user of this name',
		],
		[
			'a wrong tracking identifier',
			{ integrationCode: 'WRONG' },
			'refused the tracking identifier',
		],
		['a blank that was pasted along', { secret: 'wrong ' }, 'Secret begins or ends with a blank'],
		['an invalid address', { zoneDiscoveryUrl: 'autotask' }, 'is not an https address'],
		['a wrong folder', { zoneDiscoveryUrl: '/wrong/' }, 'no Autotask zone lookup'],
		[
			'a port where nobody listens',
			{ zoneDiscoveryUrl: 'http://127.0.0.1:9/' },
			'refused the connection',
		],
	])('tells %s in a sentence, and sends the login once', async (_, change, sentence) => {
		const url = (change as { zoneDiscoveryUrl?: string }).zoneDiscoveryUrl;
		const { origin } = new URL(login().zoneDiscoveryUrl);
		const data = url?.startsWith('/') ? { zoneDiscoveryUrl: origin + url } : change;
		const result = await tested(data);
		expect(result.status).toBe('Error');
		expect(result.message).toContain(sentence);
		expect(result.message).not.toContain(login().secret);
		expect(sandbox.control.ledger({ status: 401 }).length).toBeLessThanOrEqual(1);
	});

	it('tells a locked user from a wrong secret', async () => {
		for (let at = 0; at < 5; at += 1) await tested({ secret: 'wrong' });
		expect((await tested()).message).toContain('Autotask has locked the API user');
	});
});
