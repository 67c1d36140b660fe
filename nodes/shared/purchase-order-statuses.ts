import type { INodePropertyOptions } from 'n8n-workflow';
import type { Autotask } from '../../lib/autotask/types';
import { list, picklist } from './lists';

/**
 * Purchase-order statuses by label, which is what a run goes by: ids differ from one Autotask to
 * the next.
 */
export const getStatuses = list(statuses);

/** The same, and none of them. */
export const getStatusesOrNone = list(async (autotask) => [
	{ name: '(Leave as It Is)', value: '' },
	...(await statuses(autotask)),
]);

async function statuses(autotask: Autotask): Promise<INodePropertyOptions[]> {
	const values = await picklist(autotask, 'PurchaseOrders', 'status');
	return values.filter((one) => one.isActive).map(({ label }) => ({ name: label, value: label }));
}
