import { refuseRecord } from '../refusal';
import type { Values } from '../store';
import type { World } from '../world';
import type { Rules } from './rules';

const InventoryItems: Rules = {
	defaults: () => ({
		backOrderQuantity: 0,
		quantityOnOrder: 0,
		quantityPicked: 0,
		quantityReserved: 0,
	}),
	beforeCreate(values, world) {
		checkQuantities(values);
		// since 2022.1 stock comes in by receiving or by InventoryStockedItemsAdd only
		if (values.quantityOnHand !== 0) throw refuseRecord('quantityOnHand cannot be set.');
		const twin = world.store
			.table('InventoryItems')
			.where('productID', values.productID ?? null)
			.some((row) => row.values.inventoryLocationID === values.inventoryLocationID);
		if (twin) throw refuseRecord('The product already has an inventory item at this location.');
	},
	beforeUpdate(row, changes) {
		if ('quantityOnHand' in changes && changes.quantityOnHand !== row.values.quantityOnHand) {
			throw refuseRecord('quantityOnHand cannot be set.');
		}
		checkQuantities({ ...row.values, ...changes });
	},
};

export const inventoryRules = { InventoryItems };

/** Adds to the stock, and to what is on order, of a product at a location; makes the item where there is none. */
export function moveStock(
	world: World,
	at: { productID: number; inventoryLocationID: number },
	change: { onHand?: number; onOrder?: number; picked?: number },
): void {
	const table = world.store.table('InventoryItems');
	const row =
		table
			.where('productID', at.productID)
			.find((item) => item.values.inventoryLocationID === at.inventoryLocationID) ??
		table.insert({
			...at,
			quantityOnHand: 0,
			quantityOnOrder: 0,
			quantityMinimum: 0,
			quantityMaximum: 0,
			quantityPicked: 0,
			quantityReserved: 0,
			backOrderQuantity: 0,
		});
	const { quantityOnHand, quantityOnOrder, quantityPicked } = row.values;
	table.update(row, {
		quantityOnHand: Number(quantityOnHand) + (change.onHand ?? 0),
		quantityOnOrder: Math.max(0, Number(quantityOnOrder) + (change.onOrder ?? 0)),
		quantityPicked: Math.max(0, Number(quantityPicked) + (change.picked ?? 0)),
	});
}

function checkQuantities({ quantityMinimum, quantityMaximum }: Values): void {
	const [low, high] = [Number(quantityMinimum), Number(quantityMaximum)];
	if (low < 0 || high < low) {
		throw refuseRecord('quantityMaximum must not be below quantityMinimum, nor that below 0.');
	}
}
