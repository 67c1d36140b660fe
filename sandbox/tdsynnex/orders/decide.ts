import type { World } from '../../world/world';
import type { WorldProduct } from '../../world/product';
import { DROP_SHIP, WAREHOUSES } from '../../world/warehouses';
import type { Manners } from '../manners';
import { shipMethod } from '../ship-methods';
import { allocate, isWarehouse, type Allocation } from './allocate';
import { A_LINE_IS_NOT, headHold, lacksEndUser, LINE, lineHold } from './holds';
import type { Scenario } from './scenario';
import type { SubmittedLine, SubmittedOrder } from './types';

/** What becomes of one line. */
export type LineDecision =
	| { kind: 'rejected'; line: SubmittedLine; product: WorldProduct | null; reason: string }
	/** Filed as something that TD SYNNEX does not stock. */
	| { kind: 'nonStock'; line: SubmittedLine; quantity: number }
	/** A SKU that means nothing: people must look at it. */
	| { kind: 'unknown'; line: SubmittedLine; quantity: number; hold: string }
	| GivenLine;

export interface GivenLine {
	kind: 'given';
	line: SubmittedLine;
	product: WorldProduct;
	parts: Allocation[];
	/** Line code of its own reason to wait; empty: none. */
	hold: string;
	/** Where people take it from instead once they let it go; null: from where it was wanted. */
	recut: Allocation[] | null;
}

export interface OrderDecision {
	/** Why nothing of the order is taken; null otherwise. */
	refused: string | null;
	/** Header code of the reason why the order waits in the sales queue; empty: it does not. */
	hold: string;
	lines: LineDecision[];
}

/** All that decides beside the order itself. */
export interface Circumstances {
	world: World;
	scenario: Scenario;
	manners: Manners;
}

const REFUSED_STATES: Partial<Record<WorldProduct['status'], string>> = {
	Discontinued: 'Product is discontinued',
	Inactive: 'Product is inactive',
	Notauthorized: 'Not authorized to purchase this product',
};

/** What TD SYNNEX does with a purchase order, line by line. Changes nothing. */
export function decide(order: SubmittedOrder, at: Circumstances): OrderDecision {
	const { world, scenario, manners } = at;
	const lines = order.lines.map((line, position) => decideLine(line, order, at, position));
	if (scenario.outcome === 'reject') return refuse(order, scenario.reason);
	if (manners.unknownShipMethod === 'reject' && !shipMethod(world.country, order.shipMethod)) {
		return refuse(order, 'Invalid ship method');
	}
	if (lines.every(({ kind }) => kind === 'rejected')) {
		return { refused: 'All lines were rejected', hold: '', lines };
	}
	const ofHead = headHold(order, manners, world.country, scenario);
	const ofLines = lines.some((line) => 'hold' in line && line.hold !== '') ? A_LINE_IS_NOT : '';
	return { refused: null, hold: ofHead || ofLines, lines };
}

function refuse(order: SubmittedOrder, reason: string): OrderDecision {
	return {
		refused: reason,
		hold: '',
		lines: order.lines.map((line) => ({ kind: 'rejected', line, product: null, reason })),
	};
}

function decideLine(
	line: SubmittedLine,
	order: SubmittedOrder,
	at: Circumstances,
	position: number,
): LineDecision {
	const { world, scenario, manners } = at;
	const product = find(line, world);
	const reject = (reason: string): LineDecision => ({ kind: 'rejected', line, product, reason });
	if (!/^[1-9]\d{0,5}$/.test(line.quantity)) return reject('Invalid order quantity');
	if (!/^\d+(\.\d+)?$/.test(line.unitPrice)) return reject('Invalid unit price');
	if (scenario.rejectLines.includes(line.lineNumber)) return reject(scenario.reason);
	const quantity = Number(line.quantity);
	if (scenario.nonStockLines.includes(line.lineNumber)) return { kind: 'nonStock', line, quantity };
	if (!product) {
		return line.sku === '' || manners.unknownSku === 'nonStock'
			? { kind: 'nonStock', line, quantity }
			: { kind: 'unknown', line, quantity, hold: LINE.sku };
	}
	if (line.mpn && line.sku && line.mpn.toUpperCase() !== product.mpn) {
		return reject('SKU and manufacturer part number do not match');
	}
	const state = REFUSED_STATES[product.status];
	if (state) return reject(state);
	if (manners.endUserMissing === 'reject' && lacksEndUser(product, order)) {
		return reject('End user information is required');
	}
	const warehouse = line.warehouse || order.warehouse || 'ANY';
	if (warehouse !== 'ANY' && !isWarehouse(WAREHOUSES[world.country], warehouse)) {
		return reject('Invalid warehouse');
	}
	return give({ line, product, quantity, warehouse, position }, order, at, reject);
}

interface Wanted {
	line: SubmittedLine;
	product: WorldProduct;
	quantity: number;
	warehouse: string;
	position: number;
}

function give(
	{ line, product, quantity, warehouse, position }: Wanted,
	order: SubmittedOrder,
	{ world, scenario, manners }: Circumstances,
	reject: (reason: string) => LineDecision,
): LineDecision {
	const parts = allocate(product, quantity, warehouse, order, scenario, position);
	const short = !order.backOrders && parts.some(({ later }) => later > 0);
	if (short && manners.shortStock === 'reject') {
		return reject('Insufficient stock and back order is not allowed');
	}
	const ownHold = lineHold(line, product, order, manners, world);
	const planned = scenario.outcome === 'hold' || scenario.recut > 0 ? scenario.holdCode : '';
	return {
		kind: 'given',
		line,
		product,
		parts,
		hold: ownHold || (short ? LINE.stock : '') || planned,
		recut:
			scenario.recut > 0
				? among(product, quantity, scenario.recut, parts)
				: short && warehouse !== 'ANY'
					? elsewhere(product, quantity, warehouse, order)
					: null,
	};
}

/** The goods of a line from so many other warehouses, whatever their stock. */
function among(
	{ stock }: WorldProduct,
	quantity: number,
	orders: number,
	parts: Allocation[],
): Allocation[] {
	const used = parts.map(({ warehouse }) => warehouse);
	const others = stock.filter(({ warehouse }) => !used.includes(warehouse.number));
	const count = Math.min(orders, quantity, Math.max(others.length, 1));
	const low = Math.floor(quantity / count);
	return Array.from({ length: count }, (_, nth) => ({
		warehouse: others[nth]?.warehouse.number ?? DROP_SHIP.number,
		now: low + (nth < quantity % count ? 1 : 0),
		later: 0,
		etaDays: null,
	}));
}

/** All of it from warehouses that were not asked for; null where they have not enough. */
function elsewhere(
	product: WorldProduct,
	quantity: number,
	wanted: string,
	order: SubmittedOrder,
): Allocation[] | null {
	const plain = { split: false, backOrder: false };
	const parts = allocate(product, quantity, 'ANY', order, plain, 0);
	const covered = parts.every(({ later }) => later === 0);
	return covered && parts.some(({ warehouse }) => warehouse !== wanted) ? parts : null;
}

/** By SKU, else by a part number that means one product only. A line with neither, as when its element is misspelt, means none. */
function find({ sku, mpn }: SubmittedLine, world: World): WorldProduct | null {
	if (sku) return world.bySku(sku);
	if (!mpn) return null;
	const found = world.byPartNumber(mpn);
	return found.length === 1 ? (found[0] as WorldProduct) : null;
}
