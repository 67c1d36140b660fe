import { setTimeout as sleep } from 'node:timers/promises';
import { ACTIVITY_LOG, shippedWorkflow, STEPS } from '../../demo/daily-sync';
import { setSettings } from '../../demo/fill-in';
import { type Editor, signUpOwner } from '../../demo/n8n-editor';
import { type ExecutedRun, itemsOf, type Running, startN8n } from '../../demo/n8n-server';
import { nextRun, run, runsOf } from './runs';
import { setStage, type Stage } from './stage';

jest.setTimeout(400_000);

/** From 65 seconds on n8n keeps a wait in its database and not in memory. */
const WAIT_MINUTES = 1.2;
/** Half of it is ours: enough to read and for a part of the new products, two calls each. */
const HOURLY_LIMIT = 130;

/** More products than the calls of an hour: the shipped workflow goes on by itself. */
describe('a first load of more than an hour', () => {
	let stage: Stage;
	let server: Running;
	let editor: Editor;

	beforeAll(async () => {
		stage = await setStage([shippedWorkflow(ACTIVITY_LOG)]);
		server = await startN8n(stage.home);
		editor = await signUpOwner(stage.home.url);
		const log = `/workflows/${shippedWorkflow(ACTIVITY_LOG).id}`;
		const { versionId } = await editor.call<{ versionId: string }>('GET', log);
		await editor.call('POST', `${log}/activate`, { versionId });
		const { id, name, nodes, connections, settings } = stage.sync;
		setSettings(stage.sync, { waitMinutes: WAIT_MINUTES, mostRounds: 18 });
		await editor.call('PATCH', `/workflows/${id}`, { name, nodes, connections, settings });
		await stage.twins.control('POST', '/autotask/limits', { hourlyLimit: HOURLY_LIMIT });
	});
	afterAll(async () => {
		await server?.stop();
		await stage?.close();
	});

	const created = (of: ExecutedRun) =>
		(of.data.resultData.runData[STEPS.upsert] ?? []).map(({ data }) =>
			Number(data?.main[1]?.[0]?.json.created),
		);
	/** Products that share their SKU with one before them. */
	const doubles = async () => {
		const all = await stage.twins.control<{ sku: string | null }[]>(
			'GET',
			'/autotask/entities/Products',
		);
		const skus = all.flatMap(({ sku }) => sku ?? []);
		return skus.length - new Set(skus).size;
	};
	const ended = async (): Promise<ExecutedRun> => {
		for (const deadline = Date.now() + 240_000; Date.now() < deadline; await sleep(1000)) {
			const [one] = await runsOf(editor, stage.sync.id);
			// right after its start n8n calls the run crashed for a moment, then waiting again
			if (one && ['success', 'error'].includes(one.status))
				return await nextRun(editor, stage.sync.id, new Date(0));
		}
		throw new Error('the run did not end in four minutes');
	};

	it('waits for the calls of the next hour, and says so', async () => {
		const doubled = await doubles();
		const waiting = await run(editor, stage.sync.id, STEPS.manual);
		expect(waiting.data.resultData.error).toBeUndefined();
		expect(waiting.status).toBe('waiting');
		const [summary] = itemsOf(waiting, STEPS.upsert, 1);
		expect(summary?.created).toBeGreaterThan(0);
		expect(summary?.deferred).toBeGreaterThan(0);
		const [told] = itemsOf(waiting, 'For the log');
		expect(told).toMatchObject({ state: 'Waiting', added: summary?.created });
		const [, done, all] = /^Goes on at \d\d:\d\d, (\d+) of (\d+) done\. /.exec(
			String(told?.message),
		)!;
		expect(Number(all) - Number(done)).toBe(summary?.deferred);
		expect(await doubles()).toBe(doubled);
	});

	it('is killed while it waits, and goes on from the price file when n8n is back', async () => {
		const doubled = await doubles();
		await server.kill();
		await stage.twins.control('POST', '/clock', { advanceSeconds: 3601 });
		server = await startN8n(stage.home);
		const done = await ended();
		expect(done.data.resultData.error).toBeUndefined();
		expect(done.status).toBe('success');
		const [first = 0, second = 0, ...more] = created(done);
		expect(more).toEqual([]);
		expect(second).toBeGreaterThan(0);
		expect(done.data.resultData.runData['Download price file']).toHaveLength(2);
		const last = itemsOf(done, STEPS.upsert, 1)[0];
		expect(last).toMatchObject({ deferred: 0, failed: 0 });
		// products of the first round whose vendor entries its calls did not reach, one a thread
		expect(Number(last?.updated)).toBeLessThanOrEqual(3);
		expect(itemsOf(done, 'For the log')[0]).toMatchObject({ added: first + second });
		expect(itemsOf(done, 'For the log')[0]?.state).toMatch(/^Completed/);
		expect(await doubles()).toBe(doubled);
	});
});
