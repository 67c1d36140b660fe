import type { WorldProduct, WorldStock } from '../../world/product';
import { DROP_SHIP } from '../../world/warehouses';
import type { World } from '../../world/world';

/** What stands on hand and on order in every warehouse, 98 for what the maker ships; those with nothing are there with 0. */
export function placesOf(product: WorldProduct, world: World) {
	const { number, zip, city, address } = DROP_SHIP;
	const quantity = product.dropShipQuantity;
	return [
		...product.stock.map((stock) => placeOf(stock, world)),
		{ number, zip, city, address, quantity, onOrder: 0, eta: null },
	];
}

function placeOf({ warehouse, quantity, onOrder, etaDays }: WorldStock, world: World) {
	const { number, zip, city, state, address } = warehouse;
	const eta =
		etaDays === null
			? null
			: new Date(world.opensAt + etaDays * 86_400_000)
					.toISOString()
					.slice(0, 10)
					.replaceAll('-', '');
	return { number, zip, city: `${city},${state}`, address, quantity, onOrder, eta };
}
