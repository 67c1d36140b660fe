import { setTimeout as sleep } from 'node:timers/promises';
import { ACTIVITY_LOG, shippedWorkflow, STEPS, type WorkflowFile } from '../../demo/daily-sync';
import { setSettings } from '../../demo/fill-in';
import { type Editor, publish, signUpOwner } from '../../demo/n8n-editor';
import { type ExecutedRun, itemsOf, type Running, startN8n } from '../../demo/n8n-server';
import { nextRun, patient, run, runsOf, served } from './runs';
import { setStage, type Stage } from './stage';

jest.setTimeout(400_000);

/** From 65 seconds on n8n keeps a wait in its database and not in memory. */
const WAIT_MINUTES = 1.1;
/** Half of it is ours: enough to read and for a third of the new products, two calls each. */
const HOURLY_LIMIT = 100;
/** Where a flow of one's own calls the sync, as a schedule would begin it: in production. */
const HOOK = 'sync-now';
/** Where it calls the sync as the hour before does, when the time to go on is over. */
const LATE = 'sync-late';

/** More products than the calls of an hour: the shipped workflow goes on by itself. */
describe('a first load of more than an hour', () => {
	let stage: Stage;
	let server: Running;
	let editor: Editor;
	const handler = shippedWorkflow('error-handler');
	// a flow without a mailbox
	for (const node of handler.nodes)
		if (node.type.endsWith('.emailSend')) Object.assign(node, { disabled: true });

	beforeAll(async () => {
		const others = [shippedWorkflow(ACTIVITY_LOG), handler, caller()];
		stage = await setStage(others);
		server = await startN8n(stage.home);
		editor = await signUpOwner(stage.home.url);
		await changed({ waitMinutes: WAIT_MINUTES, goOnUntil: anHourAgo() });
		for (const { id } of [...others, stage.sync]) await published(id);
		await stage.twins.control('POST', '/autotask/limits', { hourlyLimit: HOURLY_LIMIT });
	});
	afterAll(async () => {
		await server?.stop();
		await stage?.close();
	});

	/** A person changes the sync, and saves it. */
	const changed = async (settings: Record<string, unknown>, upsert: object = {}) => {
		const { id, name, nodes, connections, settings: more } = stage.sync;
		setSettings(stage.sync, settings);
		Object.assign(nodes.find((one) => one.name === STEPS.upsert)!.parameters, upsert);
		await editor.call('PATCH', `/workflows/${id}`, { name, nodes, connections, settings: more });
	};
	const published = async (id: string) => {
		await publish(editor, id);
		const { versionId } = await editor.call<{ versionId: string }>('GET', `/workflows/${id}`);
		await served(editor, id, versionId);
	};
	/** Autotask's hour is over, and n8n, which counts its own calls by the real time, has forgotten them. */
	const anHourLater = async () => {
		await server.kill();
		await stage.twins.control('POST', '/clock', { advanceSeconds: 3601 });
		server = await startN8n(stage.home);
	};
	const products = () =>
		stage.twins.control<{ id: number; sku: string | null; unitPrice: number; unitCost: number }[]>(
			'GET',
			'/autotask/entities/Products',
		);
	/** Waits until so many runs of the sync have begun, and the last one of them has come to an end or waits. */
	const hour = async (number: number): Promise<ExecutedRun & { id: string }> => {
		for (const deadline = Date.now() + 180_000; Date.now() < deadline; await sleep(500)) {
			const one = (await runsOf(editor, stage.sync.id))[number - 1];
			// right after its start n8n calls a run that waits crashed for a moment
			if (!one?.startedAt || !['success', 'error', 'waiting'].includes(one.status)) continue;
			const executed = await nextRun(editor, stage.sync.id, new Date(one.startedAt));
			return { ...executed, id: one.id };
		}
		throw new Error(`the run of hour ${number} did not come in three minutes`);
	};
	const row = async (of: string) =>
		(await rowsOf(editor, 'TD SYNNEX runs')).find(
			({ run, workflow }) => run === of && workflow === stage.sync.name,
		);
	/** Waits until the log's row of a run says no more that it waits. */
	const settled = async (of: string) => {
		for (const deadline = Date.now() + 180_000; Date.now() < deadline; await sleep(500)) {
			const one = await row(of);
			if (one && one.state !== 'Waiting') return one;
		}
		throw new Error(`the row of run ${of} still waits after three minutes`);
	};
	let doubled = 0;
	/** Products that share their SKU with one before them. */
	const doubles = async () => {
		const skus = (await products()).flatMap(({ sku }) => sku ?? []);
		return skus.length - new Set(skus).size;
	};
	const runs: string[] = [];
	const made: number[] = [];
	let matched = 0;

	it('waits for the calls of the next hour, and says so', async () => {
		doubled = await doubles();
		await fetch(`${stage.home.url}/webhook/${HOOK}`, { method: 'POST' });
		const waiting = await hour(1);
		expect(waiting.data.resultData.error).toBeUndefined();
		expect(waiting.status).toBe('waiting');
		const [summary] = itemsOf(waiting, STEPS.upsert, 1);
		expect(summary).toMatchObject({ failed: 0, uncertain: 0 });
		expect(summary?.created).toBeGreaterThan(0);
		expect(summary?.deferred).toBeGreaterThan(0);
		made.push(Number(summary?.created));
		matched = Number(summary?.items);
		runs.push(waiting.id);
		const told = await row(runs[0]!);
		expect(told).toMatchObject({
			state: 'Waiting',
			processed: matched - Number(summary?.deferred),
			added: summary?.created,
			errors: 0,
		});
		const [, done, all] = /^Goes on at \d\d:\d\d, (\d+) of (\d+) done\. /.exec(
			String(told?.message),
		)!;
		expect(Number(all) - Number(done)).toBe(summary?.deferred);
	});

	it('keeps what was done once in the data of the run: it is what the editor has to load', async () => {
		const { data } = await hour(1);
		const holding = Object.entries(data.resultData.runData).flatMap(([name, [first]]) => {
			const json = first?.data?.main.flat().find((item) => item?.json.undo)?.json;
			return json ? [{ name, json }] : [];
		});
		expect(holding.map(({ name }) => name).sort()).toEqual([STEPS.upsert, 'With what was done']);
		// one and the same, and so stored once
		const [one, other] = holding.map(({ json }) => json);
		expect(one?.activity).toBe(other?.activity);
		expect(one?.undo).toBe(other?.undo);
	});

	it('is killed while it waits, and goes on as a new run with the settings of now', async () => {
		const known = new Set((await products()).map(({ id }) => id));
		await changed({}, { pricePercent: 50 });
		await published(stage.sync.id);
		await anHourLater();
		const second = await hour(2);
		expect(second.data.resultData.error).toBeUndefined();
		expect(second.status).toBe('waiting');
		runs.push(second.id);
		const [summary] = itemsOf(second, STEPS.upsert, 1);
		made.push(Number(summary?.created));
		const fresh = (await products()).filter(({ id }) => !known.has(id));
		// one more for each thread, whose vendor entry the calls did not reach
		expect(fresh.length).toBeGreaterThanOrEqual(made[1]!);
		expect(made[1]).toBeGreaterThan(0);
		for (const { unitPrice, unitCost } of fresh) expect(unitPrice / unitCost).toBeCloseTo(1.5, 2);
	});

	it('takes the row of the hour before over, and counts on', async () => {
		const [before, now] = [await settled(runs[0]!), await row(runs[1]!)];
		expect(before).toMatchObject({ state: 'Completed', added: made[0] });
		expect(before?.message).toMatch(/^Started the next hour at \d\d:\d\d\. /);
		expect(now).toMatchObject({ state: 'Waiting', added: made[1] });
		expect(now?.message).toMatch(/^Goes on at \d\d:\d\d, \d+ of \d+ done\. /);
		const done = Number(/, (\d+) of/.exec(String(now?.message))?.[1]);
		expect(done).toBeGreaterThanOrEqual(made[0]! + made[1]! - 3);
		expect(now?.processed).toBe(done);
	});

	it('remembers the length of the price file from one hour to the next', async () => {
		const { staticData } = await editor.call<{ staticData: Record<string, { rows?: object }> }>(
			'GET',
			`/workflows/${stage.sync.id}`,
		);
		const [rows] = Object.values(staticData[`node:${STEPS.fetch}`]?.rows ?? {});
		expect(rows).toBeGreaterThanOrEqual(5_000);
	});

	it('is done when nothing is left: nothing is doubled, and no other run begins', async () => {
		await anHourLater();
		const third = await hour(3);
		expect(third.data.resultData.error).toBeUndefined();
		expect(third.status).toBe('success');
		runs.push(third.id);
		const [last] = itemsOf(third, STEPS.upsert, 1);
		expect(last).toMatchObject({ items: matched, deferred: 0, failed: 0, uncertain: 0 });
		expect(last?.created).toBeGreaterThan(0);
		made.push(Number(last?.created));
		expect(await settled(runs[1]!)).toMatchObject({ state: 'Completed' });
		expect((await row(runs[2]!))?.state).toMatch(/^Completed/);
		expect(await row(runs[2]!)).toMatchObject({ added: made[2], processed: matched });
		expect(await doubles()).toBe(doubled);
		expect(await runsOf(editor, stage.sync.id)).toHaveLength(3);
	});

	it('can be undone hour by hour', async () => {
		const kept = await rowsOf(editor, 'TD SYNNEX undo');
		for (const [index, id] of runs.entries())
			expect(
				kept.filter((one) => one.run === id).reduce((sum, one) => sum + Number(one.writes), 0),
			).toBeGreaterThanOrEqual(made[index]!);
	});

	it('ends when it is unpublished while it waits, and says so', async () => {
		await stage.twins.control('POST', '/prices', { percent: 100 });
		await anHourLater();
		await stage.twins.control('POST', '/autotask/limits', { hourlyLimit: 40 });
		await changed({}, { guards: { mostPricesChanged: 0, largestAverageChange: 0 } });
		await published(stage.sync.id);
		await fetch(`${stage.home.url}/webhook/${HOOK}`, { method: 'POST' });
		const fourth = await hour(4);
		expect(fourth.status).toBe('waiting');
		expect((await row(fourth.id))?.message).toMatch(/^Goes on at \d\d:\d\d, /);
		await editor.call('POST', `/workflows/${stage.sync.id}/deactivate`, {});
		const told = await settled(fourth.id);
		expect(told).toMatchObject({ state: 'Completed with warnings' });
		expect(told.message).toMatch(/^Did not go on: the workflow is not published\. /);
		expect((await hour(4)).status).toBe('success');
		expect(await runsOf(editor, stage.sync.id)).toHaveLength(4);
	});

	it('does not go on after a run by hand, which n8n would start anew with the draft', async () => {
		await anHourLater();
		await published(stage.sync.id);
		const byHand = await run(editor, stage.sync.id, STEPS.manual);
		expect(byHand.status).toBe('success');
		expect(itemsOf(byHand, STEPS.upsert, 1)[0]?.deferred).toBeGreaterThan(0);
		expect(itemsOf(byHand, 'Summary')[0]?.next).toMatch(/^A run by hand does not go on by itself/);
	});

	it('fails as a called run, too, and Error handler hears of it', async () => {
		expect(await runsOf(editor, handler.id)).toEqual([]);
		await stage.twins.control('POST', '/tdsynnex/price-file', { defect: 'truncated-zip' });
		const since = new Date();
		await fetch(`${stage.home.url}/webhook/${HOOK}`, { method: 'POST' });
		const failed = await hour(6);
		expect(failed.status).toBe('error');
		await nextRun(editor, handler.id, since);
		expect(await settled(failed.id)).toMatchObject({ state: 'Failed' });
	});

	it('that n8n wakes too late tells of what failed in the hours before, and Error handler hears of it', async () => {
		const since = new Date();
		await fetch(`${stage.home.url}/webhook/${LATE}?failures=3`, { method: 'POST' });
		const late = await hour(7);
		expect(late.status).toBe('error');
		expect(late.data.resultData.error?.message).toBe(
			'Did not go on: it is too late, and the next scheduled run does the rest. In the hours before, 3 failed',
		);
		const [begun] = itemsOf(late, 'Begun');
		expect(begun).toMatchObject({ state: 'Completed with warnings', errors: 3 });
		expect(late.data.resultData.runData[STEPS.fetch]).toBeUndefined();
		const heard = await nextRun(editor, handler.id, since);
		expect(itemsOf(heard, 'Report')[0]).toMatchObject({ run: late.id, state: 'Failed' });
		expect(await settled(late.id)).toMatchObject({ message: begun?.message });

		await fetch(`${stage.home.url}/webhook/${LATE}?failures=0`, { method: 'POST' });
		const fine = await hour(8);
		expect(fine.status).toBe('success');
		expect(await settled(fine.id)).toMatchObject({ state: 'Completed', errors: 0 });
	});
});

/** A time of day that comes again in 23 hours. */
function anHourAgo(): string {
	const { timezone } = shippedWorkflow().settings as { timezone: string };
	return new Date(Date.now() - 3_600_000).toLocaleTimeString('en-GB', {
		timeZone: timezone,
		hour: '2-digit',
		minute: '2-digit',
	});
}

/** The rows of one of the log's tables. */
async function rowsOf(editor: Editor, table: string): Promise<Record<string, unknown>[]> {
	return await patient(async () => {
		const { id } = await editor.call<{ id: string }>('GET', '/projects/personal');
		const path = `/projects/${id}/data-tables`;
		const { data } = await editor.call<{ data: { id: string; name: string }[] }>('GET', path);
		const found = data.find(({ name }) => name === table);
		if (!found) return [];
		const rows = await editor.call<{ data: Record<string, unknown>[] }>(
			'GET',
			`${path}/${found.id}/rows?take=200`,
		);
		return rows.data;
	});
}

/** A flow that calls the sync in production and does not wait for it. */
function caller(): WorkflowFile {
	const node = (name: string, type: string, typeVersion: number, parameters: object) => ({
		id: name,
		name,
		type: `n8n-nodes-base.${type}`,
		typeVersion,
		position: [0, 0],
		parameters: parameters as Record<string, unknown>,
	});
	const hook = (name: string, path: string): WorkflowFile['nodes'][number] =>
		Object.assign(node(name, 'webhook', 2, { httpMethod: 'POST', path, options: {} }), {
			webhookId: path,
		});
	const { workflowInputs } = shippedWorkflow().nodes.find(({ name }) => name === 'Start anew')!
		.parameters as { workflowInputs: object };
	const sync = (name: string, inputs: object) =>
		node(name, 'executeWorkflow', 1.2, {
			workflowId: { __rl: true, mode: 'id', value: `={{ '${shippedWorkflow().id}' }}` },
			workflowInputs: inputs,
			options: { waitForSubWorkflow: false },
		});
	const late = {
		since: '2026-01-01T05:30:00Z',
		until: '2026-01-02T04:00:00Z',
		failures: '={{ $json.query.failures }}',
	};
	return {
		id: 'caller',
		name: 'Caller',
		nodes: [
			hook('Called', HOOK),
			sync('Sync', { mappingMode: 'defineBelow', value: {} }),
			hook('Called late', LATE),
			sync('Sync late', { ...workflowInputs, value: late }),
		],
		connections: {
			Called: { main: [[{ node: 'Sync', type: 'main', index: 0 }]] },
			'Called late': { main: [[{ node: 'Sync late', type: 'main', index: 0 }]] },
		},
		settings: { executionOrder: 'v1' },
	};
}
