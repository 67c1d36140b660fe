import {
	choice,
	credentialsOf,
	filledIn,
	STEPS,
	twinCounts,
	type WorkflowFile,
} from '../../demo/daily-sync';
import { type Editor, signUpOwner } from '../../demo/n8n-editor';
import { type N8nHome, prepareHome } from '../../demo/n8n-home';
import {
	type CredentialFile,
	importCredentials,
	importWorkflows,
	itemsOf,
	type Running,
	startN8n,
} from '../../demo/n8n-server';
import { startTwins, type Twins } from '../../demo/twins';
import { World } from '../../sandbox/world/world';
import { run } from './runs';
import { FIREWALLS } from './stage';

jest.setTimeout(180_000);

const SKUS = 5_000;
const CANADIAN_VENDOR = 'TD SYNNEX Canada';

interface Product extends Record<string, unknown> {
	id: number;
	sku: string | null;
}

/** A TD SYNNEX account with an Autotask database of its own, and the copy of the sync that joins them. */
interface Account {
	country: 'US' | 'CA';
	twins: Twins;
	credentials: CredentialFile[];
	sync: WorkflowFile;
	vendor: number;
	/** SKUs that the copy makes. */
	ours: RegExp;
}

/** The same SKUs in both countries, at other prices: what goes astray is seen by its SKU or its cost. */
describe('two TD SYNNEX accounts in one n8n, in real n8n', () => {
	const started: Twins[] = [];
	let accounts: [Account, Account];
	let home: N8nHome;
	let server: Running;
	let editor: Editor;

	beforeAll(async () => {
		accounts = [await account('US'), await account('CA')];
		home = await prepareHome();
		await importCredentials(
			home,
			accounts.flatMap(({ credentials }) => credentials),
		);
		await importWorkflows(
			home,
			accounts.map(({ sync }) => sync),
		);
		server = await startN8n(home);
		editor = await signUpOwner(home.url);
	});
	afterAll(async () => {
		await server?.stop();
		await home?.remove();
		for (const twins of started) await twins.stop();
	});

	/** What docs/product-upsert.md asks for: a vendor, a SKU pattern and a workflow for each account. */
	async function account(country: Account['country']): Promise<Account> {
		const options = ['--skus', String(SKUS), '--country', country, '--no-usage-latency'];
		const twins = await startTwins(options);
		started.push(twins);
		const sync = await filledIn(twins, { filters: FIREWALLS, dryRun: false });
		Object.assign(sync, { id: `dailySync${country}`, name: `Daily catalog sync ${country}` });
		const credentials = credentialsOf(twins.addresses)
			.filter(({ type }) => type !== 'tdSynnexEcApi')
			.map((one) => ({ ...one, id: one.id + country, name: `${one.name} ${country}` }));
		for (const node of sync.nodes)
			for (const { id, name, type } of credentials)
				if (node.credentials?.[type]) node.credentials[type] = { id, name };
		if (country === 'CA') await makeCanadian(twins, sync);
		const vendor = parametersOf(sync, STEPS.upsert).vendor as { value: string };
		const ours = country === 'CA' ? /^TDSCA-\d+$/ : /^TDS-\d+$/;
		return { country, twins, credentials, sync, vendor: Number(vendor.value), ours };
	}

	const products = async ({ twins }: Account) =>
		await twins.control<Product[]>('GET', '/autotask/entities/Products');
	const both = async <T>(work: (account: Account) => Promise<T>) =>
		await Promise.all(accounts.map(work));
	const runBoth = async () => await both(({ sync }) => run(editor, sync.id, STEPS.manual));

	it('have a workflow and credentials each', async () => {
		const stored = await both(({ sync }) =>
			editor.call<WorkflowFile>('GET', `/workflows/${sync.id}`),
		);
		expect(new Set(stored.map(({ id }) => id)).size).toBe(2);
		const used = stored.map(({ nodes }) =>
			nodes.flatMap(({ credentials }) => Object.values(credentials ?? {}).map(({ id }) => id)),
		);
		expect(used.map((ids) => ids.sort())).toEqual(
			accounts.map(({ credentials }) => credentials.map(({ id }) => id).sort()),
		);
		expect(new Set(used.flat()).size).toBe(4);
	});

	it('synced at the same time, each writes its own database, and nothing of the other', async () => {
		const before = await both(products);
		const runs = await runBoth();
		expect(runs.map(({ status }) => status)).toEqual(['success', 'success']);
		const [one, other] = runs as [(typeof runs)[0], (typeof runs)[0]];
		expect(one.startedAt < other.stoppedAt && other.startedAt < one.stoppedAt).toBe(true);
		for (const [at, account] of accounts.entries()) {
			const { twins, ours, vendor, country } = account;
			const [summary] = itemsOf(runs[at]!, STEPS.upsert, 1);
			expect(summary).toMatchObject({ dryRun: false, failed: 0, uncertain: 0, deferred: 0 });
			expect(summary?.created).toBeGreaterThan(10);
			expect((await twinCounts(twins)).writes).toBe(summary?.autotaskWrites);

			const known = new Map(before[at]!.map((product) => [product.id, product]));
			const after = await products(account);
			const created = after.filter(({ id }) => !known.has(id));
			const told = itemsOf(runs[at]!, STEPS.upsert)
				.filter(({ action, outcome }) => action === 'create' && outcome === 'done')
				.map(({ autotaskSku }) => autotaskSku);
			expect(created.map(({ sku }) => sku).sort()).toEqual(told.sort());
			expect(created).toHaveLength(Number(summary?.created));
			const touched = after.filter(
				(product) => JSON.stringify(product) !== JSON.stringify(known.get(product.id)),
			);
			expect(touched.map(({ sku }) => sku).filter((sku) => !ours.test(String(sku)))).toEqual([]);

			const costs = costsIn(country);
			expect(created.map(({ sku, unitCost }) => [sku, unitCost])).toEqual(
				created.map(({ sku }) => [sku, costs.get(String(sku).split('-')[1]!)]),
			);
			const ids = new Set(created.map(({ id }) => id));
			const entries = (
				await twins.control<Record<string, unknown>[]>('GET', '/autotask/entities/ProductVendors')
			).filter(({ productID }) => ids.has(Number(productID)));
			expect(entries).toHaveLength(created.length);
			expect([...new Set(entries.map(({ vendorID }) => vendorID))]).toEqual([vendor]);
		}
	});

	it('synced again at the same time, neither writes anything', async () => {
		const before = await both(({ twins }) => twinCounts(twins));
		const runs = await runBoth();
		expect(runs.map(({ status }) => status)).toEqual(['success', 'success']);
		for (const one of runs)
			expect(itemsOf(one, STEPS.upsert, 1)[0]).toMatchObject({
				created: 0,
				updated: 0,
				deferred: 0,
				autotaskWrites: 0,
			});
		const after = await both(({ twins }) => twinCounts(twins));
		expect(after.map(({ writes }) => writes)).toEqual(before.map(({ writes }) => writes));
	});
});

async function makeCanadian(twins: Twins, sync: WorkflowFile): Promise<void> {
	const { value } = parametersOf(sync, STEPS.upsert).vendor as { value: string };
	const companies = await twins.control<Product[]>('GET', '/autotask/entities/Companies');
	const { companyType } = companies.find(({ id }) => String(id) === value)!;
	const company = { companyName: CANADIAN_VENDOR, companyType, isActive: true };
	await twins.control('POST', '/autotask/records', { entity: 'Companies', records: [company] });
	parametersOf(sync, STEPS.fetch).country = 'CA';
	Object.assign(parametersOf(sync, STEPS.upsert), {
		skuPattern: 'TDSCA-{sku}',
		guards: { handMade: 'ignore' },
		vendor: await choice(twins, 'Companies', 'companyName', 'companyName', /^TD SYNNEX Canada$/),
	});
}

function parametersOf({ nodes }: WorkflowFile, name: string): Record<string, unknown> {
	return nodes.find((node) => node.name === name)!.parameters;
}

/** What TD SYNNEX asks for each SKU, in the country's own currency. */
function costsIn(country: Account['country']): Map<string, number> {
	const world = new World({ seed: 1, skus: SKUS, country, opensAt: Date.now() });
	return new Map(
		Array.from({ length: SKUS }, (_, index) => world.at(index)).map(({ sku, cost }) => [
			sku,
			Number(cost),
		]),
	);
}
