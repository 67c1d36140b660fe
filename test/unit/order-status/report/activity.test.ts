import { Desk, NOT_FOUND, says } from '../poll-fixture';

describe('the activity of a poll', () => {
	it('holds the poll with all its calls, and each order with its own', async () => {
		const desk = new Desk();
		desk.order({ lines: [{ quantity: 5 }] });
		desk.answers(says('accepted', [{ ordered: 5, eta: '2026-06-10' }]));
		const { summary } = await desk.poll();
		const [run, order] = summary.activity;
		expect(run).toMatchObject({
			run: '1',
			workflow: 'test',
			step: 'Poll',
			entity: 'Run',
			key: '1 order',
			action: 'poll',
			outcome: 'done',
			cause: summary.message,
			calls: summary.tdSynnexCalls + summary.autotaskCalls,
		});
		expect(order).toMatchObject({ key: 'PO 16', action: 'record', outcome: 'done' });
		// TD SYNNEX's status, and the memo written
		expect(order?.calls).toBeGreaterThanOrEqual(2);
		expect(order?.calls).toBeLessThan(Number(run?.calls));
	});

	it('of an order that could not be asked about says how many calls that took', async () => {
		const desk = new Desk();
		desk.order({ lines: [{ quantity: 5 }] });
		desk.answers(NOT_FOUND.replace('>16<', '>17<'));
		const { summary } = await desk.poll();
		const about = summary.activity.filter(({ key }) => key === 'PO 16');
		expect(about).not.toEqual([]);
		for (const { calls } of about) expect(calls).toBeGreaterThan(0);
	});
});
