import { shownName, textIn } from '../../lib/autotask/records/shown-name';
import type { Filter } from '../../lib/autotask/types';
import { contains, list, listed, SHOWN } from '../shared/lists';

/** Half a year: older purchase orders are found by their number. */
const RECENT_MS = 183 * 86_400_000;

/** The newest purchase orders; a search text is a number. */
export const searchPurchaseOrders = list(async (autotask, filter) => {
	const since = new Date(Date.now() - RECENT_MS).toISOString();
	const filters: Filter[] = filter
		? [{ op: 'beginsWith', field: 'purchaseOrderNumber', value: filter }]
		: [{ op: 'gte', field: 'createDateTime', value: since }];
	const fields = ['purchaseOrderNumber', 'shipToName', 'createDateTime'];
	const orders = await autotask.query('PurchaseOrders', { filter: filters, fields, max: 500 });
	const results = orders
		.sort((one, other) => Number(other.id) - Number(one.id))
		.slice(0, SHOWN)
		.map((order) => {
			const number = shownName(order, 'purchaseOrderNumber');
			const shipTo = textIn(order, 'shipToName');
			return { name: shipTo ? `${number} (${shipTo})` : number, value: String(order.id) };
		});
	return { results };
});

/** Opportunities by title; without a search text those of recent closing. */
export const searchOpportunities = list(async (autotask, filter) => {
	const since = new Date(Date.now() - RECENT_MS).toISOString();
	const found = await autotask.query('Opportunities', {
		filter: filter
			? [contains('title', filter)]
			: [{ op: 'gte', field: 'closedDate', value: since }],
		fields: ['title'],
		max: SHOWN,
	});
	return listed(found, 'title');
});
