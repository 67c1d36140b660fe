import { createAutotask } from '../../../../lib/autotask';
import type { WireRecord } from '../../../../lib/autotask/types';
import { createMissingFields } from '../../../../lib/permissions/create-fields';
import { PRODUCT_FIELDS } from '../../../../lib/permissions/product-fields';
import { WriteRecorder } from '../../../../lib/permissions/write-test/recorder';
import type { Sandbox } from '../../../../sandbox';
import { autotaskSend, check, hurried, idsWith, row, small, startSandbox } from '../check-fixture';

let sandbox: Sandbox;
beforeAll(async () => {
	sandbox = await startSandbox({ ...small, only: 'autotask' });
});
afterAll(async () => await sandbox.close());
afterEach(async () => await sandbox.control.reset());

const records = (entity: string) => sandbox.control.autotask?.records(entity) ?? [];
const written = () =>
	sandbox.control
		.ledger({ system: 'autotask' })
		.filter(({ method, path }) => method !== 'GET' && !/\/query/.test(path));
const OURS = { product: '', purchaseOrderNumber: '' };

describe('the write proof', () => {
	it('leaves one inactive product, and lists every write that the ledger shows', async () => {
		const before = records('Products').length;
		const report = await check(sandbox, { proof: OURS });
		expect(idsWith(report, 'fail')).toEqual([]);
		const made = records('Products').slice(before);
		expect(made).toHaveLength(1);
		expect(made[0]).toMatchObject({ isActive: false, unitCost: 1.23 });
		expect(String(made[0]?.name)).toMatch(/^Permission check .* \(safe to ignore\)$/);
		expect(report.writes).toHaveLength(written().length);
		expect(report.summary.calls.autotaskWrites).toBe(written().length);
		expect(report.writes[0]).toMatchObject({
			entity: 'Products',
			action: 'create',
			outcome: 'done',
		});
		expect(row(report, 'proof.create-vendor-entry').status).toBe('pass');
		expect(row(report, 'proof.write-field').status).toBe('pass');
		expect(row(report, 'proof.left-behind').found).toBe('one inactive product');
		expect(records('PurchaseOrders')).toHaveLength(7);
	});

	it('goes on with a product whose creation got no answer, and leaves it inactive', async () => {
		const before = records('Products').length;
		sandbox.control.addFaults({
			fault: { kind: 'resetAfter' },
			endpoint: 'Products',
			method: 'POST',
			path: /\/Products$/.source,
		});
		const report = await check(sandbox, { proof: OURS });
		const made = records('Products').slice(before);
		expect(made.map(({ isActive }) => isActive)).toEqual([false]);
		expect(row(report, 'proof.left-behind').found).toBe('one inactive product');
	});

	it('catches a cost that Autotask swallows without a word', async () => {
		sandbox.control.autotask?.setPermissions({ costs: false });
		const report = await check(sandbox, { proof: OURS });
		expect(row(report, 'proof.write-cost')).toMatchObject({ status: 'fail', found: 'ignored' });
		expect(row(report, 'proof.write-cost').remedy).toMatch(/Can't Read Costs/);
		expect(row(report, 'proof.update-product').status).toBe('pass');
	});

	it('puts a product of the user back as it was', async () => {
		const product = records('Products').find(({ sku }) => String(sku).startsWith('TDS-'));
		const report = await check(sandbox, {
			proof: { product: String(product?.id), purchaseOrderNumber: '' },
		});
		expect(idsWith(report, 'fail')).toEqual([]);
		const now = records('Products').find(({ id }) => id === product?.id);
		expect(now).toMatchObject({
			description: product?.description,
			unitCost: product?.unitCost,
			unitPrice: product?.unitPrice,
			isActive: product?.isActive,
		});
		const cost = report.writes.filter(({ changes }) => changes[0]?.field === 'unitCost');
		expect(cost.map(({ changes }) => changes[0]?.new)).toEqual(
			[Number(product?.unitCost) + 0.01, product?.unitCost].map((value) =>
				expect.closeTo(Number(value), 5),
			),
		);
	});

	describe('puts a product of the user back though something fails in the middle:', () => {
		const isPatch = (method: string, url: string) =>
			method === 'PATCH' && /Products$/i.test(new URL(url).pathname);
		const valuesOf = ({ description, unitCost, unitPrice, isActive }: Record<string, unknown>) => ({
			description,
			unitCost,
			unitPrice,
			isActive,
		});
		const held = (wanted: unknown) =>
			valuesOf(records('Products').find(({ id }) => id === wanted) ?? {});
		const down = { status: 503, headers: {}, body: '' };
		/** What goes wrong once the first value is written: nothing, until the next write. */
		const LOSSES: [string, (writes: number, method: string) => boolean][] = [
			['it cannot be read back', (writes, method) => writes === 1 && method === 'GET'],
			['the answer to the write is lost', (writes, method) => writes <= 2 && method === 'PATCH'],
		];

		it.each(LOSSES)('%s', async (_, isLost) => {
			const product = records('Products').find(({ sku }) => String(sku).startsWith('TDS-'))!;
			let writes = 0;
			await check(sandbox, {
				proof: { product: String(product.id), purchaseOrderNumber: '' },
				send: (send) => async (request) => {
					if (isPatch(request.method, request.url)) writes += 1;
					const answer = await send(request);
					return writes > 0 && isLost(writes, request.method) ? down : answer;
				},
			});
			expect(writes).toBeGreaterThan(1);
			expect(held(product.id)).toEqual(valuesOf(product));
		});

		it('the run is cancelled', async () => {
			const product = records('Products').find(({ sku }) => String(sku).startsWith('TDS-'))!;
			const cancel = new AbortController();
			await check(sandbox, {
				proof: { product: String(product.id), purchaseOrderNumber: '' },
				signal: cancel.signal,
				send: (send) => async (request) => {
					const answer = await send(request);
					if (isPatch(request.method, request.url)) cancel.abort();
					return answer;
				},
			}).catch(() => undefined);
			expect(cancel.signal.aborted).toBe(true);
			expect(held(product.id)).toEqual(valuesOf(product));
		});

		it('the product of its own is set inactive though the run is cancelled', async () => {
			const before = records('Products').length;
			const cancel = new AbortController();
			await check(sandbox, {
				proof: OURS,
				signal: cancel.signal,
				send: (send) => async (request) => {
					const answer = await send(request);
					if (isPatch(request.method, request.url)) cancel.abort();
					return answer;
				},
			}).catch(() => undefined);
			expect(records('Products').slice(before)).toMatchObject([{ isActive: false }]);
		});
	});

	it('writes on a purchase order without changing it', async () => {
		const [order] = records('PurchaseOrders');
		const number = String(order?.purchaseOrderNumber);
		const report = await check(sandbox, { proof: { product: '', purchaseOrderNumber: number } });
		expect(row(report, 'proof.update-purchase-order').status).toBe('pass');
		expect(records('PurchaseOrders')[0]).toEqual(order);
	});

	it('writes nothing where the check found the door closed', async () => {
		const wrong = await check(sandbox, { proof: OURS, login: { secret: 'wrong' } });
		expect(idsWith(wrong, 'fail')).toEqual(['identity.secret']);
		sandbox.control.autotask?.setPermissions({ hidden: { Companies: 'all' } });
		const blind = await check(sandbox, { proof: OURS });
		expect(idsWith(blind, 'fail')).toEqual(['line-of-business']);
		expect(written()).toEqual([]);
	});

	it('says which right is missing, and stops there', async () => {
		sandbox.control.autotask?.setPermissions({ entities: { Products: { update: 'None' } } });
		const report = await check(sandbox, { proof: OURS });
		expect(idsWith(report, 'fail')).toEqual(['module.Products']);
		expect(written()).toEqual([]);
	});

	it('does not go on with a record that nobody can name for sure', async () => {
		const report = await check(sandbox, {
			proof: { product: 'NO-SUCH-SKU', purchaseOrderNumber: '4711' },
		});
		expect(idsWith(report, 'fail')).toEqual([
			'proof.update-product',
			'proof.update-purchase-order',
		]);
		expect(written()).toEqual([]);
	});
});

describe('Create Missing Fields', () => {
	it('creates what is missing, by the labels of the lists, and nothing at the second run', async () => {
		const before = fieldNames();
		const first = await createFields();
		expect(first.map(({ outcome }) => outcome)).toEqual(
			PRODUCT_FIELDS.map(({ name }) => (before.includes(name) ? 'exists' : 'created')),
		);
		for (const { name } of PRODUCT_FIELDS) expect(fieldNames()).toContain(name);
		const calls = written().length;
		expect((await createFields()).every(({ outcome }) => outcome === 'exists')).toBe(true);
		expect(written()).toHaveLength(calls);
		const report = await check(sandbox);
		expect(row(report, 'set-up.product-fields').status).toBe('pass');
	});

	it('tells how to do it by hand where the right is missing', async () => {
		sandbox.control.autotask?.setPermissions({ modules: { UserDefinedFields: 'None' } });
		const results = await createFields();
		const failed = results.filter(({ outcome }) => outcome === 'failed');
		expect(failed.length).toBeGreaterThan(0);
		expect(failed[0]?.remedy).toMatch(/User-Defined Fields > Products > New/);
	});

	it('creates none where the lists do not know the type', async () => {
		sandbox.control.autotask?.setPicklist('UserDefinedFieldDefinitions', 'dataType', [
			{ value: '1', label: 'Text (Single Line)', isActive: true },
		]);
		await expect(createFields()).rejects.toThrow(/do not contain "Number"/);
		expect(written()).toEqual([]);
	});
});

function fieldNames(): string[] {
	return records('UserDefinedFieldDefinitions').map((one: WireRecord | Record<string, unknown>) =>
		String(one.name),
	);
}

async function createFields() {
	const addresses = sandbox.addresses.autotask;
	if (!addresses) throw new Error('no Autotask');
	const autotask = createAutotask({
		send: autotaskSend(addresses),
		clock: hurried,
		userName: addresses.userName,
		zoneDiscoveryUrl: addresses.zoneDiscoveryUrl,
	});
	return await createMissingFields(
		autotask,
		PRODUCT_FIELDS,
		new WriteRecorder(autotask, { now: () => Date.parse('2026-01-15T10:00:00Z') }),
	);
}
