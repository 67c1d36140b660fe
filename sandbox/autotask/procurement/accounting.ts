import type { World } from '../world';

/**
 * The accounting hub, which looks every quarter of an hour: takes what is Submitted and has no
 * external number, and writes its own back. What has one is taken for synced, for good.
 *
 * @returns the ids of the purchase orders taken
 */
export function syncAccounting(world: World): number[] {
	const table = world.store.table('PurchaseOrders');
	const submitted = world.schema.picklistId('PurchaseOrders', 'status', 'Submitted');
	return table
		.where('status', submitted)
		.filter(({ values }) => !values.externalPONumber)
		.map((row) => {
			const number = `QBO-${1_000 + row.id}`;
			table.update(row, {
				externalPONumber: number,
				...(row.values.purchaseOrderNumber ? {} : { purchaseOrderNumber: number }),
			});
			return row.id;
		});
}
