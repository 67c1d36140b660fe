import { createReadStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';

import { createAutotask } from '../lib/autotask';
import { itemsOfPriceFile } from '../lib/catalog/fetch/catalog-item';
import { NO_ATTRIBUTES, type AttributeSettings } from '../lib/catalog/plan/attributes/settings';
import {
	DEFAULT_GUARDS,
	DEFAULT_OWNERS,
	DEFAULT_PRICING,
	type UpsertSettings,
} from '../lib/catalog/settings';
import type { CatalogItem } from '../lib/catalog/types';
import { upsertProducts, type UpsertReport } from '../lib/catalog/sync';
import type { Clock } from '../lib/shared/clock';
import { readPriceFile } from '../lib/tdsynnex/price-file/read';
import { startSandbox, type Sandbox } from '../sandbox';
import {
	atMost,
	exactly,
	measured,
	type BenchOptions,
	type BenchResult,
	type Figure,
} from './support/result';
import { autotaskHeaders, axiosSend } from './support/send';
import { download, type SftpPlace } from './support/sftp';

const ROWS = 200_000;
const WANTED = 20_000;
const HOURLY = 10_000;
const SHARE = 50;
/** Answers that come at once would never overlap, and the number of calls at once would say nothing. */
const LATENCY_MS = 2;
/** The first load is measured with the hourly limit out of the way. */
const LIFTED = 10_000_000;
const HOUR_SECONDS = 3601;

/** TD SYNNEX's data goes along, stock by its coming and going alone. */
const ATTRIBUTES: AttributeSettings = {
	...NO_ATTRIBUTES,
	fields: [
		{ attribute: 'stockTotal', field: 'Bench Stock', owner: 'sync' },
		{ attribute: 'stockByWarehouse', field: 'Bench Warehouses', owner: 'sync' },
		{ attribute: 'eta', field: 'Bench ETA', owner: 'sync' },
		{ attribute: 'map', field: 'Bench MAP', owner: 'sync' },
		{ attribute: 'promotionEnds', field: 'Bench Promotion Ends', owner: 'sync' },
		{ attribute: 'upc', field: 'Bench UPC', owner: 'sync' },
		{ attribute: 'asOf', field: 'Bench As Of', owner: 'sync' },
	],
};
const [TEXT, NUMBER, DATE] = [1, 3, 4];
const FIELD_TYPES: Record<string, number> = {
	'Bench Stock': NUMBER,
	'Bench MAP': NUMBER,
	'Bench ETA': DATE,
	'Bench Promotion Ends': DATE,
	'Bench As Of': DATE,
};

/**
 * The catalogue figures: a first load of 20,000 products out of a file of 200,000 rows, a second run,
 * a run after 5 % of prices changed, and a run too big for the hourly share.
 */
export async function run({ seed, log }: BenchOptions): Promise<BenchResult> {
	const sandbox = await startSandbox({
		seed,
		skus: ROWS,
		hourlyLimit: LIFTED,
		latencyMs: LATENCY_MS,
	});
	defineFields(sandbox);
	const folder = await mkdtemp(join(tmpdir(), 'bench-catalog-'));
	try {
		return await measure(sandbox, folder, log);
	} finally {
		await sandbox.close();
		await rm(folder, { recursive: true, force: true });
	}
}

function defineFields(sandbox: Sandbox): void {
	const { admin } = sandbox.autotask;
	const definitions = admin.records('UserDefinedFieldDefinitions');
	const udfType = Number(definitions.find(({ name }) => name === 'TD SYNNEX SKU')?.udfType);
	for (const { field: name } of ATTRIBUTES.fields)
		admin.addRecords('UserDefinedFieldDefinitions', [
			{ name, udfType, dataType: FIELD_TYPES[name] ?? TEXT, isActive: true, isRequired: false },
		]);
}

async function measure(
	sandbox: Sandbox,
	folder: string,
	log: BenchOptions['log'],
): Promise<BenchResult> {
	const stage = stages(sandbox, folder, log);

	const first = await stage('first load');
	sandbox.autotask.admin.setLimits({ hourlyLimit: HOURLY });
	sandbox.control.advance(HOUR_SECONDS);
	const second = await stage('second run');

	sandbox.control.advance(HOUR_SECONDS);
	const changed = sandbox.tdSynnex.changePrices(5, skusOf(first.items));
	const third = await stage('5 % of prices changed');

	sandbox.control.advance(HOUR_SECONDS);
	sandbox.tdSynnex.changePrices(40, skusOf(first.items));
	const big = await stage('40 % of prices changed');
	sandbox.control.advance(HOUR_SECONDS);
	const rest = await stage('the rest of them, an hour later');
	sandbox.control.advance(HOUR_SECONDS);
	const last = await stage('once more');

	const all = [first, second, third, big, rest, last];
	const atOnce = Math.max(
		...Object.values(sandbox.control.stats().endpoints.autotask).map(
			({ maxConcurrent }) => maxConcurrent,
		),
	);
	return {
		figures: [
			measured('rows of the price file read', first.rows),
			exactly('items taken', first.items.length, WANTED),
			measured('first load: created', first.report.summary.created),
			measured('first load: Autotask calls', first.calls),
			measured('first load: seconds', first.seconds),
			exactly('second run: writes', second.writes, 0),
			measured('second run: Autotask calls', second.calls),
			measured('prices changed', changed),
			atMost('5 % changed: Autotask calls', third.calls, 1100),
			...sameProducts('5 % changed', second, third),
			atMost('40 % changed: calls of the hour', big.calls, (HOURLY * SHARE) / 100),
			exactly('40 % changed: failed', big.report.summary.failed, 0),
			measured('40 % changed: deferred', big.report.summary.deferred),
			exactly('an hour later: deferred', rest.report.summary.deferred, 0),
			...sameProducts('40 % changed, both runs', third, rest),
			exactly('once more: writes', last.writes, 0),
			atMost('calls at once on one endpoint', atOnce, 3),
		],
		details: Object.fromEntries(all.map(({ name, report }) => [name, report.summary])),
	};
}

interface Stage {
	name: string;
	rows: number;
	items: CatalogItem[];
	report: UpsertReport;
	/** As Autotask counted them. */
	calls: number;
	/** Requests that changed Autotask. */
	writes: number;
	seconds: number;
	/** Unit cost by SKU of every product with a SKU of ours, afterwards. */
	costs: Map<string, number>;
}

/** Download, read, upsert: as the daily workflow does, but for n8n. */
function stages(sandbox: Sandbox, folder: string, log: BenchOptions['log']) {
	const { addresses } = sandbox;
	const login = addresses.autotask!;
	const place = (addresses.tdSynnex as { sftp: SftpPlace }).sftp;
	const send = axiosSend(autotaskHeaders(login));
	const clock: Clock = {
		now: () => Date.parse(sandbox.control.stats().time),
		sleep: (ms) => setTimeout(ms),
		random: Math.random,
	};
	return async (name: string): Promise<Stage> => {
		const file = join(folder, 'price.zip');
		await download(place, file);
		const content = await readPriceFile(
			createReadStream(file),
			{ name: 'price.zip', expected: 'full', cap: WANTED, filter: { inStockOnly: true } },
			itemsOfPriceFile('US'),
		);
		const before = counts(sandbox);
		const started = performance.now();
		const autotask = createAutotask({
			send,
			clock,
			userName: login.userName,
			zoneDiscoveryUrl: login.zoneDiscoveryUrl,
			budgetShare: SHARE,
		});
		const report = await upsertProducts(
			content.items,
			settingsFor(sandbox),
			{ autotask, clock },
			{ dryRun: false },
		);
		const seconds = Math.round((performance.now() - started) / 100) / 10;
		const after = counts(sandbox);
		const { created, updated, unchanged, held, failed, deferred } = report.summary;
		log(
			`${name}: ${created} created, ${updated} updated, ${unchanged} unchanged, ${held} held back, ${failed} failed, ${deferred} deferred; ${after.calls - before.calls} calls, ${seconds} s`,
		);
		return {
			name,
			rows: content.read,
			items: content.items,
			report,
			calls: after.calls - before.calls,
			writes: after.writes - before.writes,
			seconds,
			costs: costsOf(sandbox),
		};
	};
}

function settingsFor(sandbox: Sandbox): UpsertSettings {
	const { admin } = sandbox.autotask;
	const vendor = admin
		.records('Companies')
		.find(({ companyName }) => /synnex/i.test(String(companyName)));
	const code = admin
		.records('BillingCodes')
		.find(({ name, useType }) => name === 'Hardware' && useType === 4);
	return {
		vendorId: Number(vendor?.id),
		billingCodeId: Number(code?.id),
		skuPattern: 'TDS-{sku}',
		owners: DEFAULT_OWNERS,
		category: { byCode: [], otherwise: null },
		isActive: true,
		price: DEFAULT_PRICING,
		guards: DEFAULT_GUARDS,
		vendorCost: 'first',
		cost: 'now',
		attributes: ATTRIBUTES,
		newProducts: { mode: 'create', categories: [] },
	};
}

/**
 * Whether exactly the products whose cost moved in the file were written. The expected set is made of
 * the two files and of what Autotask held before, without the plan.
 */
function sameProducts(name: string, before: Stage, after: Stage): Figure[] {
	const old = new Map(before.items.map(({ sku, cost }) => [sku, cost]));
	const moved = after.items.filter(
		({ sku, cost }) =>
			before.costs.has(sku) && Number(cost) > 0 && Number(old.get(sku)) !== Number(cost),
	);
	const wrong = moved.filter(({ sku, cost }) => after.costs.get(sku) !== Number(cost));
	const movedSkus = new Set(skusOf(moved));
	const others = [...after.costs].filter(
		([sku, cost]) => !movedSkus.has(sku) && before.costs.get(sku) !== cost,
	);
	return [
		exactly(`${name}: products written`, moved.length - wrong.length, moved.length),
		exactly(`${name}: other products touched`, others.length, 0),
	];
}

function counts(sandbox: Sandbox): { calls: number; writes: number } {
	const { endpoints, effects } = sandbox.control.stats();
	const calls = Object.values(endpoints.autotask).reduce((sum, one) => sum + one.calls, 0);
	return { calls, writes: effects.autotask };
}

function costsOf(sandbox: Sandbox): Map<string, number> {
	return new Map(
		sandbox.autotask.admin.records('Products').flatMap(({ sku, unitCost }) => {
			const own = /^TDS-(\d+)$/.exec(String(sku ?? ''));
			return own ? [[own[1] as string, Number(unitCost)] as const] : [];
		}),
	);
}

function skusOf(items: { sku: string }[]): string[] {
	return items.map(({ sku }) => sku);
}
