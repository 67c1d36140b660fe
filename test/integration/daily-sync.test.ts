import { rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createReadStream } from 'node:fs';
import Sftp from 'ssh2-sftp-client';
import { credentialsOf, shippedWorkflow, STEPS } from '../../demo/daily-sync';
import type { TwinAddresses } from '../../demo/twins';
import { type Sandbox, startSandbox } from '../../sandbox';
import { baseNodes } from './base-nodes';
import { type Engine, itemsOf, startEngine, type WorkflowJson } from './core';

describe('the shipped daily catalog sync, in n8n’s own engine', () => {
	let engine: Engine;
	let sandbox: Sandbox;
	let addresses: TwinAddresses;
	const priceFile = join(tmpdir(), `price-file-${process.pid}.zip`);

	beforeAll(async () => {
		engine = await startEngine(
			baseNodes(() => ({ fileName: '100001.zip', open: () => createReadStream(priceFile) })),
		);
		sandbox = await startSandbox({ skus: 3000, usageLatency: false });
		addresses = sandbox.addresses as unknown as TwinAddresses;
	});
	afterAll(async () => {
		await sandbox.close();
		await engine.close();
		await rm(priceFile, { force: true });
	});

	/** What the FTP node does in the flow: the stand-in hands the file on that TD SYNNEX offers now. */
	const download = async () => {
		const { host, port, user: username, password, path } = addresses.tdSynnex.sftp;
		const client = new Sftp();
		await client.connect({ host, port, username, password });
		await writeFile(priceFile, (await client.get(path)) as Buffer);
		await client.end();
	};
	const locator = (entity: string, field: string, text: RegExp) => {
		const found = sandbox.autotask.admin
			.records(entity)
			.find((record) => text.test(String(record[field])));
		return { __rl: true, mode: 'list', value: String(found?.id) };
	};
	const workflow = (upsert: object = {}, fetch: object = {}): WorkflowJson => {
		const shipped = shippedWorkflow() as unknown as WorkflowJson;
		const changes: Record<string, object> = {
			[STEPS.fetch]: { filters: { inStockOnly: true }, maxProducts: 300, ...fetch },
			[STEPS.upsert]: {
				vendor: locator('Companies', 'companyName', /synnex/i),
				billingCode: locator('BillingCodes', 'description', /^Hardware \(material\)/),
				...upsert,
			},
		};
		for (const node of shipped.nodes) {
			Object.assign(node.parameters, changes[node.name]);
			if (node.name === STEPS.upsert)
				node.credentials = { autotaskPsaApi: { id: '1', name: 'Autotask' } };
		}
		return shipped;
	};
	const sync = async (upsert: object = {}, fetch: object = {}) => {
		await download();
		const credentials = Object.fromEntries(
			credentialsOf(addresses).map(({ type, data }) => [type, data]),
		) as Parameters<Engine['run']>[1];
		return await engine.run(workflow(upsert, fetch), credentials);
	};
	/** A run that the hour before starts: here, of a workflow that is not published. */
	const called = async (inputs: Record<string, string>) => {
		const json = workflow();
		const start = json.nodes.find(({ name }) => name === 'When called')!;
		const assignments = Object.entries(inputs).map(([name, value]) => ({ name, value }));
		Object.assign(start, {
			type: 'n8n-nodes-base.set',
			typeVersion: 3.4,
			parameters: { assignments: { assignments } },
		});
		json.connections[STEPS.manual] = {
			main: [[{ node: start.name, type: 'main', index: 0 }]],
		};
		return await engine.run(json, {});
	};

	it('writes nothing as it is shipped: the first run shows the plan', async () => {
		const run = await sync();
		expect(run.status).toBe('success');
		expect(itemsOf(run, STEPS.summary)[0]?.message).toMatch(
			/^Dry run, nothing written: .* 300 products compared.*; \d+ Autotask calls; of 10000 in this hour n8n made \d+, other tools \d+\.$/,
		);
		expect(sandbox.control.stats().effects.autotask).toBe(0);
		const [summary] = itemsOf(run, STEPS.upsert, 1);
		const [told] = itemsOf(run, 'With what was done');
		expect(told).toMatchObject({ workflow: 'Daily catalog sync', processed: 300, results: [{}] });
		expect(told?.activity).toBe(summary?.activity);
	});

	it('creates what is missing, writes only what differs afterwards, and nothing when nothing changed', async () => {
		const first = itemsOf(await sync({ dryRun: false }), STEPS.upsert, 1)[0];
		expect(first).toMatchObject({ items: 300, failed: 0, uncertain: 0, deferred: 0 });
		expect(first?.created).toBeGreaterThan(100);

		const before = sandbox.control.stats().effects.autotask;
		const second = itemsOf(await sync({ dryRun: false }), STEPS.upsert, 1)[0];
		expect(second).toMatchObject({ created: 0, updated: 0, failed: 0, autotaskWrites: 0 });
		expect(sandbox.control.stats().effects.autotask).toBe(before);

		sandbox.control.changePrices(20);
		const run = await sync({ dryRun: false });
		const changed = itemsOf(run, STEPS.upsert).filter(({ outcome }) => outcome === 'done');
		expect(changed.length).toBeGreaterThan(0);
		expect(itemsOf(run, STEPS.upsert, 1)[0]).toMatchObject({
			created: 0,
			updated: changed.length,
			failed: 0,
		});
		for (const { changes } of changed) {
			const fields = (changes as { field: string }[]).map(({ field }) => field);
			expect(fields.filter((field) => !['unitCost', 'msrp'].includes(field))).toEqual([]);
		}
	}, 120_000);

	it('never has more than three calls at once on one endpoint', () => {
		expect(sandbox.control.stats().maxConcurrent.autotask).toBeLessThanOrEqual(3);
	});

	it('is shown as failed when a product failed, and says how many', async () => {
		sandbox.control.changePrices(50);
		sandbox.control.addFaults({
			fault: {
				kind: 'status',
				status: 500,
				body: '{"errors":["This value is not right."]}',
				contentType: 'application/json',
			},
			system: 'autotask',
			endpoint: 'Products',
			method: 'PATCH',
			count: 1,
		});
		const run = await sync({ dryRun: false });
		await sandbox.control.clearFaults();
		expect(run.status).toBe('error');
		expect(run.data.resultData.lastNodeExecuted).toBe('Show as failed');
		expect(run.data.resultData.error?.message).toMatch(/ 1 failed/);
	}, 60_000);

	it('stops before its first write where most prices would change, and ends as failed with examples', async () => {
		sandbox.control.changePrices(95);
		const before = sandbox.control.stats().effects.autotask;
		const run = await sync({ dryRun: false });
		expect(run.status).toBe('error');
		expect(run.data.resultData.error?.message).toMatch(
			/ held back.* products would get a different cost or price, with an average change of \d+ %; .* So nothing is written\. .*TDS-\d+ from [\d.]+ to [\d.]+ \(\d+ %\)/,
		);
		expect(sandbox.control.stats().effects.autotask).toBe(before);
		const lifted = { maxRepricedPercent: 0, maxAverageChangePercent: 0 };
		const allowed = await sync({ dryRun: false, guards: lifted });
		expect(allowed.status).toBe('success');
		expect(Number(itemsOf(allowed, STEPS.upsert, 1)[0]?.updated)).toBeGreaterThan(100);
	}, 120_000);

	it('is shown as failed where it cannot go on and products failed before it, which nobody else tells', async () => {
		const inputs = { since: '2026-11-24T05:30:00Z', until: '2026-11-25T04:00:00Z' };
		const told = 'Did not go on: the workflow is not published. In the hours before, 3 failed';
		const late = await called({ ...inputs, failures: '3' });
		expect(itemsOf(late, 'Begun')).toEqual([
			expect.objectContaining({ state: 'Completed with warnings', message: told, errors: 3 }),
		]);
		expect(late.status).toBe('error');
		expect(late.data.resultData.lastNodeExecuted).toBe('Show as not gone on');
		expect(late.data.resultData.error?.message).toBe(told);
		expect(late.data.resultData.runData).not.toHaveProperty('Download price file');
		const fine = await called({ ...inputs, failures: '0' });
		expect(itemsOf(fine, 'Begun')).toEqual([
			expect.objectContaining({ state: 'Completed', errors: 0 }),
		]);
		expect(fine.status).toBe('success');
		expect(fine.data.resultData.runData).not.toHaveProperty('Download price file');
	});

	it('is shown as failed when no product matches the filters', async () => {
		const run = await sync({}, { filters: { manufacturers: 'NOBODY' } });
		expect(run.status).toBe('error');
		expect(run.data.resultData.error?.message).toMatch(
			/No product of .* matched \(3\d\d\d rows read\): check the filters/,
		);
	});
});
