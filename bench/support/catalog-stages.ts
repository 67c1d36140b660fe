import { createReadStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';

import { startTwins, type Twins } from '../../demo/twins';
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
import type { Send } from '../../lib/shared/http';
import { readPriceFile } from '../../lib/tdsynnex/price-file/read';
import type { Stats } from '../../sandbox';
import type { BenchOptions } from './result';
import { autotaskHeaders, axiosSend } from './send';
import { download, type SftpPlace } from './sftp';

const ROWS = 200_000;
export const SHARE = 50;
/** A first load is measured with the hourly limit out of the way. */
const LIFTED = 10_000_000;

/** TD SYNNEX's data goes along, in fields and in the description; stock by its coming and going alone. */
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
		{ attribute: 'lifecycleState', field: 'Bench Lifecycle', owner: 'sync' },
	],
	inDescription: ['stockTotal', 'eta', 'promotionEnds', 'upc', 'weight'],
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

export interface CatalogWorld {
	twins: Twins;
	/** Download, read, upsert: as the daily workflow does, but for n8n. */
	stage(name: string): Promise<Stage>;
	/** Changes the prices of so many percent of these SKUs. @returns how many */
	changePrices(percent: number, skus: string[]): Promise<number>;
	/** Turns the clocks of the twins and of the client forward. */
	advance(seconds: number): Promise<void>;
}

/**
 * Both twins in a process of their own, so that what they calculate is not counted for the client,
 * a price file of 200,000 rows, and no hourly limit.
 */
export async function onCatalog<Result>(
	{ seed, log }: BenchOptions,
	bench: CatalogBench,
	work: (world: CatalogWorld) => Promise<Result>,
): Promise<Result> {
	const twins = await startTwins(
		`--seed ${seed} --skus ${ROWS} --hourly-limit ${LIFTED} --latency ${bench.latencyMs}`.split(
			' ',
		),
	);
	const folder = await mkdtemp(join(tmpdir(), 'bench-catalog-'));
	let turnedMs = 0;
	const clock: Clock = {
		now: () => Date.now() + turnedMs,
		sleep: (ms) => setTimeout(ms),
		random: Math.random,
	};
	try {
		await defineFields(twins);
		return await work({
			twins,
			stage: stages(twins, clock, { folder, wanted: bench.wanted, log }),
			async changePrices(percent, skus) {
				const answer = await twins.control<{ changed: number }>('POST', '/prices', {
					percent,
					skus,
				});
				return answer.changed;
			},
			async advance(seconds) {
				await twins.control('POST', '/clock', { advanceSeconds: seconds });
				turnedMs += seconds * 1000;
			},
		});
	} finally {
		await twins.stop();
		await rm(folder, { recursive: true, force: true });
	}
}

async function defineFields(twins: Twins): Promise<void> {
	const entity = 'UserDefinedFieldDefinitions';
	const definitions = await recordsOf(twins, entity);
	const udfType = Number(definitions.find(({ name }) => name === 'TD SYNNEX SKU')?.udfType);
	const records = ATTRIBUTES.fields.map(({ field: name }) => ({
		name,
		udfType,
		dataType: FIELD_TYPES[name] ?? TEXT,
		isActive: true,
		isRequired: false,
	}));
	await twins.control('POST', '/autotask/records', { entity, records });
}

export interface Stage {
	name: string;
	rows: number;
	items: CatalogItem[];
	report: UpsertReport;
	/** As Autotask counted them. */
	calls: number;
	/** Of these, the calls to the endpoint that had most. */
	busiest: number;
	/** Requests that changed Autotask. */
	writes: number;
	seconds: number;
	/** Seconds of all calls, each as long as the client waited for its answer. */
	callSeconds: number;
	/** Unit cost by SKU of every product with a SKU of ours, afterwards. */
	costs: Map<string, number>;
}

function stages(
	twins: Twins,
	clock: Clock,
	{ folder, wanted, log }: { folder: string; wanted: number; log: BenchOptions['log'] },
) {
	const { autotask: login, tdSynnex } = twins.addresses;
	const place = (tdSynnex as { sftp: SftpPlace }).sftp;
	const plainSend = axiosSend(autotaskHeaders(login));
	let waitedMs = 0;
	const send: Send = async (request) => {
		const asked = performance.now();
		return await plainSend(request).finally(() => (waitedMs += performance.now() - asked));
	};
	return async (name: string): Promise<Stage> => {
		const file = join(folder, 'price.zip');
		await download(place, file);
		const content = await readPriceFile(
			createReadStream(file),
			{ name: 'price.zip', expected: 'full', cap: wanted, filter: { inStockOnly: true } },
			itemsOfPriceFile('US'),
		);
		const settings = await settingsFor(twins);
		const before = await counts(twins);
		const started = performance.now();
		waitedMs = 0;
		const autotask = createAutotask({
			send,
			clock,
			userName: login.userName,
			zoneDiscoveryUrl: login.zoneDiscoveryUrl,
			budgetShare: SHARE,
		});
		const report = await upsertProducts(
			content.items,
			settings,
			{ autotask, clock, pause: () => setTimeout(0) },
			{ dryRun: false },
		);
		const seconds = Math.round((performance.now() - started) / 100) / 10;
		const after = await counts(twins);
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
			busiest: Math.max(
				...Object.entries(after.byEndpoint).map(
					([name, calls]) => calls - (before.byEndpoint[name] ?? 0),
				),
			),
			writes: after.writes - before.writes,
			seconds,
			callSeconds: waitedMs / 1000,
			costs: await costsOf(twins),
		};
	};
}

async function settingsFor(twins: Twins): Promise<UpsertSettings> {
	const companies = await recordsOf(twins, 'Companies');
	const vendor = companies.find(({ companyName }) => /synnex/i.test(String(companyName)));
	const codes = await recordsOf(twins, 'BillingCodes');
	const code = codes.find(({ name, useType }) => name === 'Hardware' && useType === 4);
	return {
		vendorId: Number(vendor?.id),
		billingCodeId: Number(code?.id),
		skuPattern: 'TDS-{sku}',
		owners: { ...DEFAULT_OWNERS, description: 'merge' },
		category: { byCode: [], otherwise: null },
		isActive: true,
		price: DEFAULT_PRICING,
		guards: { ...DEFAULT_GUARDS, missing: 'mark' },
		vendorCost: 'first',
		cost: 'now',
		attributes: ATTRIBUTES,
		newProducts: { mode: 'create', categories: [] },
	};
}

interface Counts {
	calls: number;
	byEndpoint: Record<string, number>;
	writes: number;
}

async function counts(twins: Twins): Promise<Counts> {
	const { endpoints, effects } = await twins.control<Stats>('GET', '/stats');
	const byEndpoint = Object.fromEntries(
		Object.entries(endpoints.autotask).map(([name, { calls }]) => [name, calls]),
	);
	const calls = Object.values(byEndpoint).reduce((sum, one) => sum + one, 0);
	return { calls, byEndpoint, writes: effects.autotask };
}

async function costsOf(twins: Twins): Promise<Map<string, number>> {
	const products = await recordsOf(twins, 'Products');
	return new Map(
		products.flatMap(({ sku, unitCost }) => {
			const own = /^TDS-(\d+)$/.exec(String(sku ?? ''));
			return own ? [[own[1] as string, Number(unitCost)] as const] : [];
		}),
	);
}

async function recordsOf(twins: Twins, entity: string): Promise<Record<string, unknown>[]> {
	return await twins.control('GET', `/autotask/entities/${entity}`);
}
