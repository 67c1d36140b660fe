import { createReadStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';

import { createAutotask } from '../../lib/autotask';
import { itemsOfPriceFile } from '../../lib/catalog/fetch/catalog-item';
import { NO_ATTRIBUTES, type AttributeSettings } from '../../lib/catalog/plan/attributes/settings';
import {
	DEFAULT_GUARDS,
	DEFAULT_OWNERS,
	DEFAULT_PRICING,
	type UpsertSettings,
} from '../../lib/catalog/settings';
import type { CatalogItem } from '../../lib/catalog/types';
import { upsertProducts, type UpsertReport } from '../../lib/catalog/sync';
import type { Clock } from '../../lib/shared/clock';
import { readPriceFile } from '../../lib/tdsynnex/price-file/read';
import { startSandbox, type Sandbox } from '../../sandbox';
import type { BenchOptions } from './result';
import { autotaskHeaders, axiosSend } from './send';
import { download, type SftpPlace } from './sftp';

const ROWS = 200_000;
export const SHARE = 50;
/** A first load is measured with the hourly limit out of the way. */
const LIFTED = 10_000_000;

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

export interface CatalogBench {
	/** Products that a stage takes out of the price file. */
	wanted: number;
	/** A call to Autotask takes at least so long. */
	latencyMs: number;
}

/** Both twins, a price file of 200,000 rows, and no hourly limit. */
export async function onCatalog<Result>(
	{ seed, log }: BenchOptions,
	bench: CatalogBench,
	work: (sandbox: Sandbox, stage: (name: string) => Promise<Stage>) => Promise<Result>,
): Promise<Result> {
	const sandbox = await startSandbox({
		seed,
		skus: ROWS,
		hourlyLimit: LIFTED,
		latencyMs: bench.latencyMs,
	});
	defineFields(sandbox);
	const folder = await mkdtemp(join(tmpdir(), 'bench-catalog-'));
	try {
		return await work(sandbox, stages(sandbox, { folder, wanted: bench.wanted, log }));
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

export interface Stage {
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
function stages(
	sandbox: Sandbox,
	{ folder, wanted, log }: { folder: string; wanted: number; log: BenchOptions['log'] },
) {
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
			{ name: 'price.zip', expected: 'full', cap: wanted, filter: { inStockOnly: true } },
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
