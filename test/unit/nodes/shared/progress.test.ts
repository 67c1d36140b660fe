import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';
import { type HowFar, progressTeller } from '../../../../nodes/shared/progress';

/** A node's context whose sub-workflow ends when the test says so. */
function stage(call: () => Promise<unknown> = async () => {}) {
	const calls: { id?: string; json?: IDataObject; options: unknown }[] = [];
	const context = {
		getExecutionId: () => '77',
		getWorkflow: () => ({ id: 'wf', name: 'Daily catalog sync' }),
		getNode: () => ({ name: 'Upsert' }),
		getMode: () => 'trigger',
		executeWorkflow: async (
			{ id }: { id: string },
			[item]: { json: IDataObject }[],
			_: undefined,
			options: unknown,
		) => {
			calls.push({ id, json: item?.json, options });
			await call();
		},
	} as unknown as IExecuteFunctions;
	const clock = { time: 0, now: () => clock.time, random: () => 0, sleep: async () => {} };
	return { calls, clock, teller: (id = 'log') => progressTeller(context, clock, id, 30_000) };
}

const far = (processed: number): HowFar => ({
	message: `${processed} of 100 products`,
	processed,
	total: 100,
	added: 0,
	updated: processed,
	errors: 0,
});

describe('telling a workflow how far a run is', () => {
	it('says which run it is, and that it runs', async () => {
		const { calls, teller } = stage();
		const one = teller();
		one.tell(far(5));
		await one.end();
		expect(calls).toEqual([
			{
				id: 'log',
				json: {
					run: '77',
					workflow: 'Daily catalog sync',
					step: 'Upsert',
					state: 'Running',
					...far(5),
				},
				options: {
					parentExecution: { executionId: '77', workflowId: 'wf' },
					executionMode: 'trigger',
				},
			},
		]);
	});

	it('tells nobody where no workflow is chosen', async () => {
		const { calls, teller } = stage();
		const one = teller('');
		one.tell(far(5));
		await one.end();
		expect(calls).toEqual([]);
	});

	it('passes over what comes sooner than it was asked to tell', async () => {
		const { calls, clock, teller } = stage();
		const one = teller();
		for (const at of [0, 10_000, 29_999, 30_000, 45_000, 60_000]) {
			clock.time = at;
			one.tell(far(at));
			await one.end();
		}
		expect(calls.map(({ json }) => json?.processed)).toEqual([0, 30_000, 60_000]);
	});

	it('makes one call at a time, and at the end waits for it', async () => {
		let finish = () => {};
		const { calls, clock, teller } = stage(
			() => new Promise<void>((resolve) => (finish = resolve)),
		);
		const one = teller();
		one.tell(far(1));
		clock.time = 60_000;
		one.tell(far(2));
		expect(calls).toHaveLength(1);
		let ended = false;
		const end = one.end().then(() => (ended = true));
		await Promise.resolve();
		expect(ended).toBe(false);
		finish();
		await end;
		expect(one.failure()).toBe('');
	});

	it('keeps the first failure for a hint, calls no more, and lets the run go on', async () => {
		const { calls, clock, teller } = stage(() =>
			Promise.reject(new Error('Workflow is not active and cannot be executed.')),
		);
		const one = teller();
		one.tell(far(1));
		await one.end();
		clock.time = 60_000;
		one.tell(far(2));
		expect(calls).toHaveLength(1);
		expect(one.failure()).toBe('Workflow is not active and cannot be executed.');
	});
});
