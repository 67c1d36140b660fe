import type { ICredentialDataDecryptedObject, IDataObject, INodeType } from 'n8n-workflow';
import { GOODS } from '../orders/tdsynnex-door';
import { builtNode } from './built';
import type { Ground } from './ground';
import type { Screen } from './virtual-n8n';

/** One thing that a node can do, over either wire. */
export interface Operation {
	title: string;
	node: INodeType;
	parameters(ground: Ground): Record<string, unknown>;
	items(ground: Ground): IDataObject[];
	/** Every record that the run is about, as its output names it. */
	records(ground: Ground): string[];
	/** Runs before it, without a fault, each on another day. */
	first?: { title: string; daysLater: number };
	/** Credentials besides those of both systems, and fields of them that differ. */
	logins?: Record<string, ICredentialDataDecryptedObject>;
	/** A list or a Test button in place of a run. */
	screen?: Screen;
	/** Sends orders: what is in doubt is never sent again. */
	orders?: true;
}

const locator = (value: unknown) => ({ __rl: true, mode: 'id', value: String(value) });
const none = () => [];
const one = () => [{}];

const po = (operation: string, more: (ground: Ground) => Record<string, unknown>) => ({
	node: builtNode('poCreate'),
	parameters: (ground: Ground) => ({
		operation,
		vendor: locator(ground.vendor),
		rules: { capPerOrder: '', capPerRun: '', approvalAbove: '' },
		...more(ground),
	}),
});
const named = () => ({ purchaseOrder: (item: IDataObject) => locator(item.po) });
const readyOrders = {
	items: ({ ready }: Ground) => ready.map((id) => ({ po: String(id) })),
	records: (ground: Ground) => ground.ready.map((id) => ground.number(id)),
};
const sku = (good: number) => (GOODS[good % GOODS.length] as (typeof GOODS)[number]).sku;
const CATALOG_ITEMS = [0, 1, 2, 3, 4].map((good) => ({
	sku: sku(good),
	mpn: `M-${good}`,
	manufacturer: 'HP',
	name: `Product ${good}`,
	description: `What ${good} is`,
	cost: `${10 + good}.00`,
	currency: 'USD',
}));
const trigger = (name: string, more: (ground: Ground) => Record<string, unknown>) => ({
	node: builtNode(name, name === 'statusPollTrigger' ? 'StatusPoll' : undefined),
	parameters: (ground: Ground) => ({
		vendor: locator(ground.vendor),
		atFirst: 'ready',
		...more(ground),
	}),
	items: none,
	records: none,
});
const fromCharges = () => ({ chargesOf: 'all' });
const fromOpportunity = () => ({
	opportunity: (item: IDataObject) => locator(item.opportunity),
	withoutCharges: 'byProduct',
});
const fromItems = () => ({ reference: (item: IDataObject) => item.reference, companyId: '0' });
const dealItems = {
	items: ({ content }: Ground) => [
		{ opportunity: String(content.dealWithCharges.opportunityId) },
		{ opportunity: String(content.dealWithoutCharges.opportunityId) },
	],
	records: none,
};
const referenced = {
	items: (ground: Ground) =>
		['T-1', 'T-2'].map((reference, at) => ({
			reference,
			productId: String(
				ground
					.rows('Products')
					.filter(({ sku: own, isActive }) => /^TDS-/.test(String(own)) && isActive)[at]?.id,
			),
			quantity: 1,
		})),
	records: none,
};
const status = (operation: string) => ({
	node: builtNode('statusPoll'),
	parameters: (ground: Ground) => ({
		operation,
		scope: 'open',
		vendor: locator(ground.vendor),
		dryRun: operation === 'get',
		receive: 'shipped',
		options: { pace: 'always' },
	}),
	items: one,
	records: none,
	first: { title: 'PO Create: submit', daysLater: 4 },
});
const check = (operation: string) => ({
	title: `Permission Check: ${operation}`,
	node: builtNode('permissionCheck'),
	parameters: () => ({ operation }),
	items: one,
	records: none,
});

/** All operations of all nodes that call either system. */
export const OPERATIONS: Operation[] = [
	{
		title: 'Product Upsert',
		node: builtNode('productUpsert'),
		parameters: (ground) => ({
			operation: 'upsert',
			vendor: locator(ground.vendor),
			billingCode: locator(ground.billingCode),
			dryRun: false,
			output: 'every',
		}),
		items: () => CATALOG_ITEMS,
		records: () => CATALOG_ITEMS.map((item) => item.sku),
	},
	{
		title: 'Catalog Fetch: price and availability',
		node: builtNode('catalogFetch'),
		parameters: () => ({
			resource: 'priceAvailability',
			operation: 'check',
			options: { batchSize: 2 },
		}),
		items: () => CATALOG_ITEMS,
		records: () => CATALOG_ITEMS.map((item) => item.sku),
	},
	{ title: 'PO Create: preview', ...po('preview', named), ...readyOrders },
	{ title: 'PO Create: submit', ...po('submit', named), ...readyOrders, orders: true },
	{
		title: 'PO Create: submit all that are ready',
		...po('submit', () => ({ select: 'ready', memoMark: 'back door' })),
		items: one,
		records: readyOrders.records,
		orders: true,
	},
	{
		title: 'PO Create: reconcile',
		...po('reconcile', named),
		...readyOrders,
		first: { title: 'PO Create: submit', daysLater: 0 },
		orders: true,
	},
	{
		title: 'PO Create: preview of charges',
		...po('preview', () => ({ previewOf: 'charges', ...fromCharges() })),
		items: one,
		records: none,
	},
	{
		title: 'PO Create: create from charges',
		...po('createFromCharges', fromCharges),
		items: one,
		records: none,
	},
	{
		title: 'PO Create: create from opportunity',
		...po('createFromOpportunity', fromOpportunity),
		...dealItems,
	},
	{
		title: 'PO Create: create from opportunity and submit',
		...po('createFromOpportunity', () => ({ ...fromOpportunity(), submitAfter: true })),
		...dealItems,
		orders: true,
	},
	{ title: 'PO Create: create from items', ...po('createFromItems', fromItems), ...referenced },
	{ title: 'Status Poll: poll', ...status('poll') },
	{ title: 'Status Poll: get', ...status('get') },
	{
		title: 'Order Status Trigger',
		...trigger('statusPollTrigger', () => ({ options: { pace: 'always' }, receive: 'shipped' })),
		first: { title: 'PO Create: submit', daysLater: 4 },
	},
	{ title: 'Purchase Order Trigger', ...trigger('purchaseOrderTrigger', () => ({})) },
	{ title: 'Charge Trigger', ...trigger('chargeTrigger', () => ({})) },
	{ title: 'Opportunity Trigger', ...trigger('opportunityTrigger', () => ({})) },
	{
		title: 'Status Poll: poll with the partner API',
		...status('poll'),
		logins: { tdSynnexPartnerApi: {} },
	},
	...['run', 'runWithProof', 'createFields'].map(check),
	{
		...check('conformance'),
		parameters: () => ({ operation: 'conformance', conformanceSku: sku(0) }),
		logins: { tdSynnexEcApi: { environment: 'test' } },
	},
];
