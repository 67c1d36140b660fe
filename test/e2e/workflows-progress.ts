import { setTimeout as sleep } from 'node:timers/promises';
import { itemsOf, type ShippedStage } from './shipped';

/** The activity page in the middle of a daily sync: written to a twin that answers slowly. */
export function dailySyncUnderWay(stage: () => ShippedStage): void {
	it('shows a daily sync while it runs, with its counters, and then how it ended', async () => {
		const { sandbox, workflows, activity, run: start, change } = stage();
		const skus = sandbox.autotask.admin
			.records('Products')
			.flatMap(({ sku }) => (String(sku).startsWith('TDS-') ? [String(sku)] : []));
		const sync = workflows.find(({ file }) => file === 'daily-catalog-sync');
		const set = (name: string, parameters: object) =>
			Object.assign(sync?.nodes.find((one) => one.name === name)?.parameters ?? {}, parameters);
		set('TD SYNNEX Catalog Fetch', { filters: { skus: skus.join() } });
		const { options } = set('Autotask Product Upsert', {
			dryRun: false,
			guards: { maxRepricedPercent: 0 },
		}) as {
			options: Record<string, unknown>;
		};
		options.progressSeconds = 1;
		await change('daily-catalog-sync', {});
		sandbox.control.changePrices(100);
		sandbox.control.addFaults({
			fault: { kind: 'slowDrip', bytes: 4, everyMs: 150 },
			system: 'autotask',
			endpoint: 'Products',
			method: 'PATCH',
			count: 0,
		});
		const row = (state: string) =>
			new RegExp(
				`Daily catalog sync</td><td class="${state}">${state}(?:<small>moved a moment ago</small>)?</td><td>(\\d+)</td><td>0</td><td>(\\d+)</td>`,
			);
		let over = false;
		const whole = start('daily-catalog-sync').finally(() => (over = true));
		let seen: RegExpExecArray | null = null;
		for (; !over && !(Number(seen?.[2]) > 0); await sleep(300))
			seen = row('Running').exec(await activity());
		const run = await whole;
		await sandbox.control.clearFaults();
		expect(run.data.resultData.error).toBeUndefined();
		const [summary] = itemsOf(run, 'Autotask Product Upsert', 1);
		const [processed, updated] = [Number(seen?.[1]), Number(seen?.[2])];
		expect(updated).toBeGreaterThan(0);
		expect(updated).toBeLessThan(Number(summary?.updated));
		expect(processed).toBeLessThan(Number(summary?.items));
		const end = row('Completed(?: with warnings)?').exec(await activity());
		expect(end?.slice(1)).toEqual([String(summary?.items), String(summary?.updated)]);
	}, 120_000);
}
