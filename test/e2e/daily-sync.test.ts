import { readFileSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { credentialsOf, STEPS, twinCounts, type WorkflowFile } from '../../demo/daily-sync';
import type { Editor } from '../../demo/n8n-editor';
import { ROOT } from '../../demo/n8n-install';
import { executeWorkflow, itemsOf } from '../../demo/n8n-server';
import { setStage, type Stage } from './stage';

jest.setTimeout(180_000);

const PACKAGE = 'n8n-nodes-tdsynnex-autotask';
const WRONG = 'Wrong-secret-of-this-test';

/**
 * Asks TD SYNNEX live for two products, with the credential that writes its password into the
 * XML.
 */
const live = {
	id: 'live',
	name: 'Live price and availability',
	nodes: [
		{
			id: 'm',
			name: 'Run now',
			type: 'n8n-nodes-base.manualTrigger',
			typeVersion: 1,
			position: [0, 0],
			parameters: {},
		},
		{
			id: 'f',
			name: 'Check',
			type: `${PACKAGE}.catalogFetch`,
			typeVersion: 1,
			position: [300, 0],
			parameters: {
				resource: 'priceAvailability',
				operation: 'check',
				productsFrom: 'list',
				skus: '',
			},
			credentials: { tdSynnexEcApi: { id: 'demoTdSynnexEc', name: 'TD SYNNEX EC (sandbox)' } },
		},
	],
	connections: { 'Run now': { main: [[{ node: 'Check', type: 'main', index: 0 }]] } },
	settings: { executionOrder: 'v1' },
};

describe('the daily catalog sync in real n8n', () => {
	let stage: Stage;
	let editor: Editor;
	beforeAll(async () => {
		stage = await setStage();
	});
	afterAll(async () => await stage?.close());

	it('loads the catalog by `n8n execute`, and writes nothing the second time', async () => {
		const first = await executeWorkflow(stage.home, stage.sync.id);
		expect(first.data.resultData.error).toBeUndefined();
		expect(itemsOf(first, STEPS.fetch, 1)[0]?.rowsRead).toBeGreaterThanOrEqual(5000);
		const summary = itemsOf(first, STEPS.upsert, 1)[0];
		expect(summary).toMatchObject({ dryRun: false, failed: 0, uncertain: 0, deferred: 0 });
		expect(summary?.created).toBeGreaterThan(10);
		const { writes } = await twinCounts(stage.twins);
		expect(writes).toBeGreaterThan(10);

		const second = await executeWorkflow(stage.home, stage.sync.id);
		expect(itemsOf(second, STEPS.upsert, 1)[0]).toMatchObject({
			created: 0,
			updated: 0,
			autotaskWrites: 0,
		});
		expect((await twinCounts(stage.twins)).writes).toBe(writes);
	});

	describe('with its editor open', () => {
		beforeAll(async () => {
			editor = await stage.open();
		});

		it('knows every node that any shipped workflow names', async () => {
			const headers = { cookie: editor.cookie };
			const answer = await fetch(`${stage.home.url}/types/nodes.json`, { headers });
			const known = ((await answer.json()) as { name: string }[]).map(({ name }) => name);
			const folder = join(ROOT, 'workflows');
			const files = (await readdir(folder)).filter((file) => file.endsWith('.json'));
			const used = files.flatMap((file) => {
				const { nodes } = JSON.parse(readFileSync(join(folder, file), 'utf8')) as WorkflowFile;
				return nodes.map(({ type }) => `${file}: ${type}`);
			});
			expect(used.filter((one) => !known.includes(String(one.split(': ')[1])))).toEqual([]);
			expect(used).toContain(`daily-catalog-sync.json: ${PACKAGE}.productUpsert`);
		});

		it('writes exactly what differs when prices have changed', async () => {
			await stage.twins.control('POST', '/prices', { percent: 50 });
			const before = await twinCounts(stage.twins);
			const run = await editor.runWorkflow(stage.sync.id, STEPS.manual);
			const summary = itemsOf(run, STEPS.upsert, 1)[0];
			expect(summary).toMatchObject({ created: 0, failed: 0 });
			expect(summary?.updated).toBeGreaterThan(0);
			expect((await twinCounts(stage.twins)).writes - before.writes).toBe(summary?.updated);
			expect(itemsOf(run, STEPS.summary)[0]?.message).toMatch(/rows read, .* 0 failed/);
		});

		it('asks TD SYNNEX live, signed by the credential', async () => {
			const products = await stage.twins.control<{ sku: string | null }[]>(
				'GET',
				'/autotask/entities/Products',
			);
			const sku = String(
				products.map((one) => /^TDS-(\d+)$/.exec(one.sku ?? '')?.[1]).findLast(Boolean),
			);
			const workflow = structuredClone(live);
			Object.assign(workflow.nodes[1]?.parameters ?? {}, { skus: sku });
			const { id } = await editor.call<{ id: string }>('POST', '/workflows', workflow);
			const run = await editor.runWorkflow(id, STEPS.manual);
			expect(itemsOf(run, 'Check')).toEqual([
				expect.objectContaining({ sku, source: 'price-availability' }),
			]);
		});

		it.each([
			['autotaskPsaApi', {}, 'OK', /./],
			['autotaskPsaApi', { secret: WRONG }, 'Error', /user name or secret|Username \(Key\)/],
			['autotaskPsaApi', { secret: ' Blank-at-the-start' }, 'Error', /blank/i],
			['tdSynnexEcApi', {}, 'OK', /Connected to TD SYNNEX, environment/],
			['tdSynnexEcApi', { password: WRONG }, 'Error', /password/i],
			['tdSynnexEcApi', { password: 'Blank-at-the-end ' }, 'Error', /blank/i],
		])('tests a credential of type %s with %j: %s', async (type, wrong, status, sentence) => {
			const credential = credentialsOf(stage.twins.addresses).find((one) => one.type === type);
			const answer = await editor.call<{ status: string; message: string }>(
				'POST',
				'/credentials/test',
				{
					credentials: { ...credential, data: { ...credential?.data, ...wrong } },
				},
			);
			expect(answer.status).toBe(status);
			expect(answer.message).toMatch(sentence);
			expect(answer.message).not.toContain(WRONG);
		});

		it('shows a refused login in our words, and stops at once', async () => {
			await editor.call('PATCH', '/credentials/demoAutotask', {
				name: 'Autotask (sandbox)',
				type: 'autotaskPsaApi',
				data: { ...credentialsOf(stage.twins.addresses)[0]?.data, secret: WRONG },
			});
			const run = await editor.runWorkflow(stage.sync.id, STEPS.manual);
			expect(run.status).toBe('error');
			expect(run.data.resultData.error?.message).toMatch(/refused the user name or secret/);
			expect(run.data.resultData.error?.description).toMatch(/Copy Username \(Key\)/);
		});
	});

	it('leaves no secret in anything that n8n has stored or logged', async () => {
		const { autotask, tdSynnex } = stage.twins.addresses;
		const secrets = [
			autotask.secret,
			autotask.integrationCode,
			tdSynnex.password,
			tdSynnex.sftp.password,
			WRONG,
		];
		const found: string[] = [];
		for (const entry of await readdir(stage.home.folder, {
			recursive: true,
			withFileTypes: true,
		})) {
			if (!entry.isFile() || entry.parentPath.includes('node_modules')) continue;
			const content = await readFile(join(entry.parentPath, entry.name));
			for (const secret of secrets)
				if (content.includes(secret)) found.push(`${entry.name}: ${secret}`);
		}
		expect(found).toEqual([]);
	});
});
