import type {
	ILoadOptionsFunctions,
	INodeListSearchResult,
	INodePropertyOptions,
} from 'n8n-workflow';
import type { Filter } from '../../lib/autotask/types';
import { autotaskFor } from '../shared/autotask';

/** Entries that one drop-down shows; typing narrows the search. */
const SHOWN = 100;

/** The newest purchase orders; a search text is a number. */
export async function searchPurchaseOrders(
	this: ILoadOptionsFunctions,
	filter?: string,
): Promise<INodeListSearchResult> {
	const autotask = await autotaskFor(this);
	const since = new Date(Date.now() - RECENT_MS).toISOString();
	const filters: Filter[] = filter
		? [{ op: 'beginsWith', field: 'purchaseOrderNumber', value: filter }]
		: [{ op: 'gte', field: 'createDateTime', value: since }];
	const fields = ['purchaseOrderNumber', 'shipToName', 'createDateTime'];
	const orders = await autotask.query('PurchaseOrders', { filter: filters, fields, max: 500 });
	const results = orders
		.sort((one, other) => Number(other.id) - Number(one.id))
		.slice(0, SHOWN)
		.map(({ id, purchaseOrderNumber, shipToName }) => ({
			name: `${String(purchaseOrderNumber)} (${String(shipToName)})`,
			value: String(id),
		}));
	return { results };
}

/** Half a year: older purchase orders are found by their number. */
const RECENT_MS = 183 * 86_400_000;

/** Opportunities by title; without a search text those of recent closing. */
export async function searchOpportunities(
	this: ILoadOptionsFunctions,
	filter?: string,
): Promise<INodeListSearchResult> {
	const autotask = await autotaskFor(this);
	const since = new Date(Date.now() - RECENT_MS).toISOString();
	const found = await autotask.query('Opportunities', {
		filter: filter
			? [{ op: 'contains', field: 'title', value: filter }]
			: [{ op: 'gte', field: 'closedDate', value: since }],
		fields: ['title'],
		max: SHOWN,
	});
	const results = found
		.map(({ id, title }) => ({ name: String(title), value: String(id) }))
		.sort((one, other) => one.name.localeCompare(other.name));
	return { results };
}

/** Purchase-order statuses by label, which is what a run goes by: ids differ from one Autotask to the next. */
export async function getStatuses(this: ILoadOptionsFunctions): Promise<INodePropertyOptions[]> {
	const autotask = await autotaskFor(this);
	const fields = await autotask.fields('PurchaseOrders');
	const values = fields.find(({ name }) => name === 'status')?.picklist ?? [];
	return values.filter((one) => one.isActive).map(({ label }) => ({ name: label, value: label }));
}

export async function getStatusesOrNone(
	this: ILoadOptionsFunctions,
): Promise<INodePropertyOptions[]> {
	return [{ name: '(Leave as It Is)', value: '' }, ...(await getStatuses.call(this))];
}
