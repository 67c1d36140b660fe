/** The package under test: the only file of the lifecycle faults that knows where its parts lie. */
import { createAutotask } from '../../../lib/autotask';
import { DEFAULT_GUARDS, DEFAULT_OWNERS, DEFAULT_PRICING } from '../../../lib/catalog/settings';
import { upsertProducts } from '../../../lib/catalog/sync';
import { undoRun } from '../../../lib/catalog/undo/undo-run';
import type { Clock } from '../../../lib/shared/clock';
import type { Send } from '../../../lib/shared/http';
import { AutotaskDoor } from '../orders/autotask-door';

export { NoAnswer, type Send, type WireRequest, type WireResponse } from '../../../lib/shared/http';

export interface About {
	send: Send;
	clock: Clock;
	vendorId: number;
	billingCodeId: number;
	limit: number;
}

export interface File {
	kind: 'full' | 'delta';
	created: string;
	complete: boolean;
}

/** What a night did, as its items tell it; `null` where it broke off. */
export type Told = { results: unknown[]; writes: number } | null;

/** One run with data fields mapped, the lifecycle on, and the data in the description. */
export async function night(items: object[], file: File | null, about: About): Promise<Told> {
	const { clock, vendorId, billingCodeId, limit } = about;
	try {
		const { results, summary } = await upsertProducts(
			items,
			{
				vendorId,
				billingCodeId,
				skuPattern: 'TDS-{sku}',
				isActive: true,
				category: { byCode: [], otherwise: null },
				price: DEFAULT_PRICING,
				vendorCost: 'first',
				cost: 'now',
				attributes: {
					fields: [
						{ attribute: 'lifecycleState', field: 'State', owner: 'sync' },
						{ attribute: 'stockTotal', field: 'Stock', owner: 'sync' },
					],
					stock: { when: 'inOut', percent: 20 },
					inDescription: ['stockTotal', 'asOf'],
				},
				newProducts: { mode: 'create', categories: [] },
				guards: {
					...DEFAULT_GUARDS,
					missing: 'inactive',
					missingFiles: limit,
					returned: 'reactivate',
				},
				owners: { ...DEFAULT_OWNERS, description: 'merge' },
			},
			{ autotask: autotaskOf(about), clock },
			{ dryRun: false, feed: () => file },
		);
		return { results, writes: summary.autotaskWrites };
	} catch {
		return null;
	}
}

export async function undo(results: unknown[], about: About): Promise<void> {
	const run = { vendorId: about.vendorId, dryRun: false };
	await undoRun(results, run, { autotask: autotaskOf(about) });
}

function autotaskOf({ send, clock }: About) {
	return createAutotask({
		send,
		clock,
		userName: 'api@msp.example',
		zoneDiscoveryUrl: AutotaskDoor.discoveryUrl,
	});
}
