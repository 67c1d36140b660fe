import type { World } from '../world';

export type SalesOrderStatus =
	'Open' | 'In Progress' | 'Partially Fulfilled' | 'Fulfilled' | 'Canceled';

const ORDER: readonly SalesOrderStatus[] = [
	'Open',
	'In Progress',
	'Partially Fulfilled',
	'Fulfilled',
];

/** A sales order goes forward only; where there is none, nothing happens. */
export function advanceSalesOrder(world: World, id: unknown, to: SalesOrderStatus): void {
	if (id === null || id === undefined) return;
	const table = world.store.table('SalesOrders');
	const row = table.get(Number(id));
	if (!row) return;
	const label = world.schema.picklistLabel('SalesOrders', 'status', row.values.status);
	if (ORDER.indexOf(to) <= ORDER.indexOf(label as SalesOrderStatus)) return;
	table.update(row, { status: world.schema.picklistId('SalesOrders', 'status', to) });
}
