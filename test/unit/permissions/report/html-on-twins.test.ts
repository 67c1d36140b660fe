import { dailySync, firstLoad } from '../../../../lib/permissions/checks/budget/verdicts';
import { properties } from '../../../../nodes/PermissionCheck/PermissionCheck.description';
import { reportHtml } from '../../../../lib/permissions/report/html';
import { text } from '../../../../lib/shared/html/html-page';
import { DEFAULT_CHECK_SETTINGS } from '../../../../lib/permissions/settings';
import { settingsOf } from '../../../../nodes/PermissionCheck/ports';
import type { Sandbox } from '../../../../sandbox';
import { check, small, startSandbox } from '../check-fixture';

let sandbox: Sandbox;
beforeAll(async () => {
	sandbox = await startSandbox({ ...small, only: 'autotask' });
});
afterAll(async () => await sandbox.close());
afterEach(async () => await sandbox.control.reset());

describe('the HTML report', () => {
	it.each([
		['all is right', {}],
		['the secret is wrong', { secret: 'hunter2-&<>"' }],
		['the tracking identifier is wrong', { integrationCode: 'TRACKING-0815' }],
	])('holds no secret, no script and no address to load from when %s', async (_name, login) => {
		const report = await check(sandbox, { login });
		const html = reportHtml(report);
		const all = { ...sandbox.addresses.autotask, ...login };
		for (const shown of [html, JSON.stringify(report)])
			for (const secret of [all.secret, all.integrationCode, all.userName])
				expect(shown).not.toContain(secret);
		expect(html).not.toMatch(/<script|<img|<link|\bsrc=|url\(|@import| on\w+=/i);
		expect(html.match(/href="[^"]*"/g) ?? []).toEqual(
			(html.match(/href="[^"]*"/g) ?? []).filter((link) =>
				link.startsWith('href="https://unpkg.com/n8n-nodes-tdsynnex-autotask/docs/'),
			),
		);
	});

	it('escapes what Autotask holds', async () => {
		const vendor = sandbox.control.autotask
			?.records('Companies')
			.find(({ companyName }) => companyName === 'TD SYNNEX');
		sandbox.control.autotask?.changeRecord('Companies', Number(vendor?.id), {
			companyName: 'TD SYNNEX <script>alert("1")</script> & "Sons"',
		});
		const html = reportHtml(await check(sandbox));
		expect(html).not.toContain('<script');
		expect(html).toContain('TD SYNNEX &#60;script&#62;alert(&#34;1&#34;)&#60;/script&#62; &#38;');
	});

	it('leaves out characters that no page can show', () => {
		expect(text('a\u0000b\u001bc\nd')).toBe('a b c\nd');
	});

	it('names one remedy once, whatever the number of rows that it mends', async () => {
		sandbox.control.autotask?.setPermissions({ modules: { PurchaseOrders: 'None' } });
		const { summary } = await check(sandbox);
		expect(summary.toDo[0]?.checks).toEqual([
			'Purchase orders',
			'Purchase order lines',
			'Receiving of purchase order lines',
		]);
		expect(summary).toMatchObject({ catalogSync: 'ready', orders: 'not ready' });
		expect(summary.verdict).toMatch(/^3 checks failed; \d+ could not be tested/);
	});
});

describe('the reckoning of a sync', () => {
	const threshold = { limit: 10_000, timeframeMinutes: 60, used: 0 };

	it('is 1,080 calls a day and some 40,000 at first for 20,000 products', () => {
		const plan = { threshold, latencyMs: 350, budgetShare: 50 };
		expect(dailySync(20_000, plan)).toEqual({ calls: 1_080, minutes: 3, fits: true });
		expect(firstLoad(20_000, plan)).toMatchObject({ calls: 40_080, minutes: 480, fits: false });
	});

	it('does not fit where other tools have used the hour', () => {
		const busy = { ...threshold, used: 9_500 };
		const plan = { threshold: busy, latencyMs: 350, budgetShare: 50 };
		expect(dailySync(20_000, plan).fits).toBe(false);
	});

	it('does not fit where its own share of the hour is nearly gone', () => {
		const busy = { ...threshold, used: 4_500 };
		const plan = { threshold: busy, latencyMs: 350, budgetShare: 50 };
		expect(dailySync(20_000, plan).fits).toBe(false);
	});
});

it('the options that the editor shows are the ones that hold without them', () => {
	const collection = properties.find(({ name }) => name === 'options');
	const shown = Object.fromEntries(
		(collection?.options ?? []).map((option) => [
			option.name,
			'default' in option ? option.default : undefined,
		]),
	);
	expect(settingsOf(shown)).toEqual(DEFAULT_CHECK_SETTINGS);
	expect(settingsOf({})).toEqual(DEFAULT_CHECK_SETTINGS);
});
