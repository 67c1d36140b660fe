import { DROP_SHIP, type Warehouse } from '../../world/warehouses';
import type { WorldProduct, WorldStock } from '../../world/product';
import type { Scenario } from './scenario';
import type { SubmittedOrder } from './types';

/** What one warehouse gives of one line. */
export interface Allocation {
	warehouse: string;
	/** Of what lies there. */
	now: number;
	/** When more has come. */
	later: number;
	/** Days from the world's opening until it comes; null = not stated. */
	etaDays: number | null;
}

/** Days until goods come that nobody has on order: TD SYNNEX gives no date, but come they do. */
const UNSTATED_DAYS = 21;

/**
 * Where a line's goods come from: one warehouse when one has all of them, several when the order allows it,
 * and the rest on back order. Licences come from the maker and are never short.
 */
export function allocate(
	product: WorldProduct,
	quantity: number,
	wantedWarehouse: string,
	order: Pick<SubmittedOrder, 'warehouseSplit'>,
	scenario: Pick<Scenario, 'split' | 'backOrder'>,
	position: number,
): Allocation[] {
	if (product.category.media === 'SWL') {
		return [{ warehouse: DROP_SHIP.number, now: quantity, later: 0, etaDays: null }];
	}
	const places = placesFor(product, wantedWarehouse);
	if (scenario.split) return splitInTwo(product, quantity, position);
	const parts = take(places, quantity, order.warehouseSplit);
	return scenario.backOrder ? delayed(parts, product) : parts;
}

/** Seconds do not matter to TD SYNNEX: a back order ships on the morning of its day. */
export function arrivalAt(opensAt: number, etaDays: number | null, now: number): number {
	const due = opensAt + (etaDays ?? UNSTATED_DAYS) * 86_400_000;
	return Math.max(due, now + 86_400_000);
}

/** Whether an order may name this warehouse. */
export function isWarehouse(warehouses: readonly Warehouse[], number: string): boolean {
	return number === DROP_SHIP.number || warehouses.some((each) => each.number === number);
}

interface Place {
	warehouse: string;
	quantity: number;
	etaDays: number | null;
}

/** The named warehouse alone, or all, the fullest first. */
function placesFor(product: WorldProduct, wanted: string): Place[] {
	if (wanted === DROP_SHIP.number) {
		return [{ warehouse: wanted, quantity: product.dropShipQuantity, etaDays: null }];
	}
	const places = product.stock.map(placeOf);
	if (wanted !== '' && wanted !== 'ANY')
		return places.filter(({ warehouse }) => warehouse === wanted);
	return places.sort((a, b) => b.quantity - a.quantity || sooner(a, b));
}

function placeOf({ warehouse, quantity, etaDays }: WorldStock): Place {
	return { warehouse: warehouse.number, quantity: Math.max(0, quantity), etaDays };
}

function sooner(a: Place, b: Place): number {
	return (a.etaDays ?? Infinity) === (b.etaDays ?? Infinity)
		? 0
		: (a.etaDays ?? Infinity) - (b.etaDays ?? Infinity);
}

function take(places: Place[], quantity: number, mayspread: boolean): Allocation[] {
	const parts: Allocation[] = [];
	let left = quantity;
	for (const { warehouse, quantity: there, etaDays } of mayspread ? places : places.slice(0, 1)) {
		const now = Math.min(left, there);
		if (now === 0) continue;
		parts.push({ warehouse, now, later: 0, etaDays });
		left -= now;
	}
	if (left === 0) return parts;
	const waits = [...places].sort(sooner)[0] as Place;
	const same = parts.find(({ warehouse }) => warehouse === waits.warehouse);
	if (same) same.later = left;
	else parts.push({ warehouse: waits.warehouse, now: 0, later: left, etaDays: waits.etaDays });
	return parts;
}

/** Whole lines alternate between two warehouses, a line of several pieces is shared out. */
function splitInTwo({ stock }: WorldProduct, quantity: number, position: number): Allocation[] {
	const [first, second] = stock.map((each) => each.warehouse.number) as [string, string];
	const part = (warehouse: string, now: number): Allocation => ({
		warehouse,
		now,
		later: 0,
		etaDays: null,
	});
	if (quantity === 1) return [part(position % 2 === 0 ? first : second, 1)];
	const half = Math.ceil(quantity / 2);
	return [part(first, half), part(second, quantity - half)];
}

function delayed(parts: Allocation[], { stock }: WorldProduct): Allocation[] {
	const due = stock.map(({ etaDays }) => etaDays).find((days) => days !== null) ?? null;
	return parts.map(({ warehouse, now, later, etaDays }) => {
		const kept = Math.floor(now / 2);
		return { warehouse, now: kept, later: later + now - kept, etaDays: etaDays ?? due };
	});
}
