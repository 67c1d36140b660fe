import type { ILoadOptionsFunctions, INodePropertyOptions } from 'n8n-workflow';
import { autotaskFor } from './autotask';
import { picklist } from './lists';

/** Purchase-order statuses by label, which is what a run goes by: ids differ from one Autotask to the next. */
export async function getStatuses(this: ILoadOptionsFunctions): Promise<INodePropertyOptions[]> {
	const values = await picklist(await autotaskFor(this), 'PurchaseOrders', 'status');
	return values.filter((one) => one.isActive).map(({ label }) => ({ name: label, value: label }));
}
