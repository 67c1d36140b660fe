import type { World } from '../../world/world';
import type { WorldProduct } from '../../world/product';
import { WAREHOUSES } from '../../world/warehouses';
import { shipMethod } from '../ship-methods';
import { allocate, isWarehouse, type Allocation } from './allocate';
import type { Scenario } from './scenario';
import type { SubmittedLine, SubmittedOrder } from './types';

/** What becomes of one line: refused, quoted as something TD SYNNEX does not stock, or given. */
export type LineDecision =
	| { kind: 'rejected'; line: SubmittedLine; product: WorldProduct | null; reason: string }
	| { kind: 'quote'; line: SubmittedLine; quantity: number }
	| { kind: 'given'; line: SubmittedLine; product: WorldProduct; parts: Allocation[] };

export interface OrderDecision {
	/** Why nothing of the order is taken; null otherwise. */
	refused: string | null;
	lines: LineDecision[];
}

const REFUSED_STATES: Partial<Record<WorldProduct['status'], string>> = {
	Discontinued: 'Product is discontinued',
	Inactive: 'Product is inactive',
	Notauthorized: 'Not authorized to purchase this product',
};

/** What TD SYNNEX does with a purchase order, line by line. Changes nothing. */
export function decide(order: SubmittedOrder, world: World, scenario: Scenario): OrderDecision {
	const lines = order.lines.map((line, position) =>
		decideLine(line, order, world, scenario, position),
	);
	if (scenario.outcome === 'reject') return refuse(order, scenario.reason);
	if (!shipMethod(world.country, order.shipMethod)) return refuse(order, 'Invalid ship method');
	if (lines.every(({ kind }) => kind === 'rejected')) {
		return { refused: 'All lines were rejected', lines };
	}
	return { refused: null, lines };
}

function refuse(order: SubmittedOrder, reason: string): OrderDecision {
	return {
		refused: reason,
		lines: order.lines.map((line) => ({ kind: 'rejected', line, product: null, reason })),
	};
}

function decideLine(
	line: SubmittedLine,
	order: SubmittedOrder,
	world: World,
	scenario: Scenario,
	position: number,
): LineDecision {
	const product = find(line, world);
	const reject = (reason: string): LineDecision => ({ kind: 'rejected', line, product, reason });
	if (!/^[1-9]\d{0,5}$/.test(line.quantity)) return reject('Invalid order quantity');
	if (!/^\d+(\.\d+)?$/.test(line.unitPrice)) return reject('Invalid unit price');
	if (scenario.rejectLines.includes(line.lineNumber)) return reject(scenario.reason);
	const quantity = Number(line.quantity);
	if (!product) return { kind: 'quote', line, quantity };
	if (line.mpn && line.sku && line.mpn.toUpperCase() !== product.mpn) {
		return reject('SKU and manufacturer part number do not match');
	}
	const state = REFUSED_STATES[product.status];
	if (state) return reject(state);
	if (product.endUserRequired && !order.endUserGiven)
		return reject('End user information is required');
	const warehouse = line.warehouse || order.warehouse;
	const named = warehouse !== 'ANY';
	if (named && !isWarehouse(WAREHOUSES[world.country], warehouse))
		return reject('Invalid warehouse');
	const parts = allocate(product, quantity, warehouse, order, scenario, position);
	if (!order.backOrders && parts.some(({ later }) => later > 0)) {
		return reject('Insufficient stock and back order is not allowed');
	}
	return { kind: 'given', line, product, parts };
}

/** By SKU, else by a part number that means one product only. A line with neither, as when its element is misspelt, means none. */
function find({ sku, mpn }: SubmittedLine, world: World): WorldProduct | null {
	if (sku) return world.bySku(sku);
	if (!mpn) return null;
	const found = world.byPartNumber(mpn);
	return found.length === 1 ? (found[0] as WorldProduct) : null;
}
