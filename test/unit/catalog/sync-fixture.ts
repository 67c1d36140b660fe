import type { WireRecord } from '../../../lib/autotask/types';
import type { Pricing } from '../../../lib/catalog/price/types';
import { NO_ATTRIBUTES } from '../../../lib/catalog/plan/attributes/settings';
import {
	DEFAULT_GUARDS,
	DEFAULT_OWNERS,
	DEFAULT_PRICING,
	type UpsertSettings,
} from '../../../lib/catalog/settings';
import { type UpsertPorts, upsertProducts } from '../../../lib/catalog/sync';
import type { Clock } from '../../../lib/shared/clock';
import type { FakeAutotask } from './fake-autotask';

export const VENDOR = 174;

export type SettingsChange = Partial<Omit<UpsertSettings, 'guards' | 'owners'>> & {
	guards?: Partial<UpsertSettings['guards']>;
	owners?: Partial<UpsertSettings['owners']>;
};

/** The node's own way of pricing, 20 % on cost to the cent, with what a test changes. */
export function pricing(change: Partial<Pricing> = {}): Pricing {
	return { ...DEFAULT_PRICING, ...change };
}

/** In a world of a few products all of them move at once: the brakes for prices have tests of their own. */
const WITHOUT_BRAKES = { maxRepricedPercent: 0, maxAverageChangePercent: 0 };

/** The node's defaults, with what a test changes. */
export function settings(change: SettingsChange = {}): UpsertSettings {
	return {
		vendorId: VENDOR,
		billingCodeId: 29682801,
		skuPattern: 'TDS-{sku}',
		isActive: true,
		category: { byCode: [], otherwise: null },
		price: pricing(),
		vendorCost: 'first',
		cost: 'now',
		attributes: NO_ATTRIBUTES,
		newProducts: { mode: 'create', categories: [] },
		...change,
		guards: { ...DEFAULT_GUARDS, ...WITHOUT_BRAKES, ...change.guards },
		owners: { ...DEFAULT_OWNERS, ...change.owners },
	};
}

/** A switch as Catalog Fetch hands it on. */
export function item(change: Record<string, unknown> = {}): Record<string, unknown> {
	return {
		sku: '14152708',
		mpn: 'CBS350-24T',
		manufacturer: 'Cisco',
		name: 'Cisco CBS350 24-port switch',
		description: 'Cisco CBS350 24-port managed switch, 4 x SFP',
		categoryCode: '004003',
		cost: '412.50',
		msrp: '599.00',
		currency: 'USD',
		status: 'active',
		stockTotal: 12,
		warnings: [],
		...change,
	};
}

/** The product that the item above makes, with its vendor entry. */
export function product(change: WireRecord = {}): WireRecord {
	return {
		id: 1,
		sku: 'TDS-14152708',
		name: 'Cisco CBS350 24-port switch',
		description: 'Cisco CBS350 24-port managed switch, 4 x SFP',
		manufacturerName: 'Cisco',
		manufacturerProductName: 'CBS350-24T',
		vendorProductNumber: '14152708',
		unitCost: 412.5,
		unitPrice: 495,
		msrp: 599,
		isActive: true,
		isSerialized: false,
		productBillingCodeID: 29682801,
		chargeBillingCodeID: 29682801,
		defaultVendorID: VENDOR,
		...change,
	};
}

export function link(change: WireRecord = {}): WireRecord {
	return {
		id: 1,
		productID: 1,
		vendorID: VENDOR,
		vendorPartNumber: '14152708',
		vendorCost: 412.5,
		isActive: true,
		isDefault: true,
		...change,
	};
}

export const CLOCK: Clock = {
	now: () => 0,
	random: () => 0.5,
	sleep: () => Promise.resolve(),
};

/** One run of the upsert. */
export function run(
	items: unknown[],
	autotask: FakeAutotask,
	change: SettingsChange = {},
	more: Partial<UpsertPorts> & { dryRun?: boolean } = {},
) {
	const { dryRun = false, ...ports } = more;
	return upsertProducts(items, settings(change), { autotask, clock: CLOCK, ...ports }, { dryRun });
}
