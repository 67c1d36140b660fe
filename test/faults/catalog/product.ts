/** The package under test: the only file of the catalog faults that knows where its parts lie. */
import { createAutotask } from '../../../lib/autotask';
import { NO_ATTRIBUTES } from '../../../lib/catalog/plan/attributes/settings';
import { DEFAULT_GUARDS, DEFAULT_OWNERS, DEFAULT_PRICING } from '../../../lib/catalog/settings';
import { upsertProducts, type UpsertReport } from '../../../lib/catalog/sync';
import type { Clock } from '../../../lib/shared/clock';
import type { Send } from '../../../lib/shared/http';
import { AutotaskDoor } from '../orders/autotask-door';
import type { Item } from './history';

export { NoAnswer, type Send, type WireRequest, type WireResponse } from '../../../lib/shared/http';
export type { Clock };

/** What is kept between nights, as the node keeps it. */
export interface Kept {
	failedSkus: string[];
}

export interface About {
	send: Send;
	clock: Clock;
	vendorId: number;
	billingCodeId: number;
	kept: Kept;
}

/** One run of Product Upsert; where it ends with an error, nothing is kept of it. */
export async function night(items: Item[], about: About): Promise<void> {
	const report = await upsert(items, about).catch(() => null);
	if (report) about.kept.failedSkus = report.failed;
}

/**
 * One run as the node starts it: price to the cent at 20 % on the cost, and Description of owner
 * Sync While Empty.
 */
export async function upsert(items: Item[], about: About): Promise<UpsertReport> {
	const { send, clock, vendorId, billingCodeId, kept } = about;
	const autotask = createAutotask({
		send,
		clock,
		userName: 'api@msp.example',
		zoneDiscoveryUrl: AutotaskDoor.discoveryUrl,
	});
	return await upsertProducts(
		items.map(({ cents, ...item }) => ({
			...item,
			cost: (cents / 100).toFixed(2),
			currency: 'USD',
			status: 'active',
			stockTotal: 5,
		})),
		{
			vendorId,
			billingCodeId,
			skuPattern: 'TDS-{sku}',
			isActive: true,
			category: { byCode: [], otherwise: null },
			price: DEFAULT_PRICING,
			vendorCost: 'first',
			cost: 'now',
			attributes: NO_ATTRIBUTES,
			newProducts: { mode: 'create', categories: [] },
			// in a history, every price may move in a night
			guards: {
				...DEFAULT_GUARDS,
				maxCostChangePercent: 0,
				maxCostChange: 0,
				maxRepricedPercent: 0,
				maxAverageChangePercent: 0,
			},
			owners: { ...DEFAULT_OWNERS, description: 'blank' },
		},
		{ autotask, clock, failedBefore: new Set(kept.failedSkus) },
		{ dryRun: false },
	);
}
