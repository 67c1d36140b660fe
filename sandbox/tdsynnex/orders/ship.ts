import { hashText } from '../../world/chance';
import type { Country } from '../../world/warehouses';
import { chosenInstead, shipMethod, type ShipMethod } from '../ship-methods';
import { arrivalAt } from './allocate';
import type { Scenario } from './scenario';
import type { LineOutcome, Package, SalesOrder, Shipment, ShippedLine } from './types';

/** How much of a line leaves when. */
export interface Leaving {
	line: LineOutcome;
	now: number;
	later: number;
	etaDays: number | null;
}

export interface ShippingTerms {
	scenario: Scenario;
	shipComplete: boolean;
	lineShipComplete: boolean;
	shipMethod: string;
	country: Country;
	opensAt: number;
	nextInvoiceNumber(): string;
}

const PIECES_PER_BOX = 8;

/**
 * Everything that will leave the warehouses for the sales orders of one purchase order, planned when it
 * is taken or let go: the state at any moment is then a matter of reading the clock. A held order starts
 * when it is released.
 */
export function planShipments(
	leaving: ReadonlyMap<SalesOrder, Leaving[]>,
	terms: ShippingTerms,
): Map<SalesOrder, Shipment[]> {
	const waiting = [...leaving.keys()].some(({ heldUntil }) => heldUntil === Infinity);
	if (waiting && terms.shipComplete) return new Map([...leaving.keys()].map((sale) => [sale, []]));
	const moves = [...leaving].flatMap(([sale, lines]) =>
		sale.heldUntil === Infinity ? [] : lines.flatMap((line) => movesOf(sale, line, terms)),
	);
	const last = (some: Move[]) => Math.max(...some.map(({ at }) => at));
	const together = moves.map((move) => {
		if (terms.shipComplete) return { ...move, at: last(moves) };
		const { lineNumber } = move.line;
		const same = moves.filter(({ line }) => line.lineNumber === lineNumber);
		return terms.lineShipComplete ? { ...move, at: last(same) } : move;
	});
	return new Map(
		[...leaving.keys()].map((sale) => [
			sale,
			shipmentsOf(
				sale,
				together.filter((move) => move.sale === sale),
				terms,
			),
		]),
	);
}

/** Some pieces of a line that leave at one time. */
interface Move {
	sale: SalesOrder;
	line: LineOutcome;
	quantity: number;
	at: number;
	backOrder: boolean;
	dated: boolean;
}

function movesOf(
	sale: SalesOrder,
	{ line, now, later, etaDays }: Leaving,
	{ scenario, opensAt }: ShippingTerms,
): Move[] {
	const start = sale.heldUntil ?? sale.openedAt;
	const inStock = shares(now, scenario.shipments).map((quantity, nth): Move => {
		const wait = scenario.shipAfterSeconds + nth * scenario.betweenShipmentsSeconds;
		return { sale, line, quantity, at: start + wait * 1000, backOrder: false, dated: true };
	});
	if (later === 0) return inStock;
	const planned = scenario.backOrderSeconds;
	const at =
		planned === null ? arrivalAt(opensAt, etaDays, start) : start + Math.round(planned * 1000);
	const dated = scenario.tellsEta && (planned !== null || etaDays !== null);
	return [...inStock, { sale, line, quantity: later, at, backOrder: true, dated }];
}

function shipmentsOf(sale: SalesOrder, moves: Move[], terms: ShippingTerms): Shipment[] {
	const times = [...new Set(moves.map(({ at }) => at))].sort((a, b) => a - b);
	return times.map((at) => {
		const wave = moves.filter((move) => move.at === at);
		const totals = new Map<LineOutcome, number>();
		for (const { line, quantity } of wave) totals.set(line, (totals.get(line) ?? 0) + quantity);
		return {
			at,
			backOrder: wave.some(({ backOrder }) => backOrder),
			dated: wave.every(({ dated }) => dated),
			invoiceNumber: terms.nextInvoiceNumber(),
			invoicedAt: at + terms.scenario.invoiceAfterSeconds * 1000,
			lines: [...totals].map(([line, quantity]) => ({
				line,
				quantity,
				packages: boxesOf(sale, line, quantity, at, terms),
			})),
		};
	});
}

/** The nth box of every line in a shipment bears the same tracking number: small things travel together. */
function boxesOf(
	order: SalesOrder,
	line: LineOutcome,
	quantity: number,
	at: number,
	{ scenario, country, shipMethod: code }: ShippingTerms,
): ShippedLine['packages'] {
	const method = shipMethod(country, code) ?? chosenInstead(country);
	const wait = scenario.deliverAfterSeconds;
	const there = wait === null ? null : at + wait * 1000;
	const boxes = Math.min(quantity, scenario.packages ?? Math.ceil(quantity / PIECES_PER_BOX));
	let piece = 0;
	return shares(quantity, boxes).map((pieces, nth): Package => {
		const numbers = Array.from({ length: pieces }, () => `${line.lineNumber} ${at} ${piece++}`);
		return {
			trackingNumber: trackingNumber(method, `${order.orderNumber} ${at} ${nth}`),
			weight: (Number(line.product?.weight ?? 0) * pieces).toFixed(2),
			quantity: pieces,
			serials: line.product?.serialised
				? numbers.map((number) => serial(order.orderNumber, number))
				: [],
			macAddresses: hasNetworkPort(line)
				? numbers.map((number) => macAddress(order.orderNumber, number))
				: [],
			deliveredAt: scenario.refuseDelivery ? null : there,
			refusedAt: scenario.refuseDelivery ? there : null,
		};
	});
}

/** Whole shares that differ by one at most, the greater ones first. */
function shares(quantity: number, parts: number): number[] {
	const low = Math.floor(quantity / parts);
	return Array.from({ length: parts }, (_, nth) => low + (nth < quantity % parts ? 1 : 0)).filter(
		(share) => share > 0,
	);
}

function trackingNumber({ carrier }: ShipMethod, key: string): string | null {
	if (carrier === 'NONE') return null;
	const digits =
		String(hashText(1, key)).padStart(10, '0') + String(hashText(2, key)).padStart(10, '0');
	if (carrier === 'UPS') return `1Z999AA1${digits.slice(0, 10)}`;
	if (carrier === 'PUROLATOR') return `33${digits.slice(0, 10)}`;
	return `7${digits.slice(0, 11)}`;
}

function serial(orderNumber: string, key: string): string {
	const drawn = hashText(3, `${orderNumber} ${key}`) * 1024 + (hashText(4, key) % 1024);
	return `S${drawn.toString(36).toUpperCase().padStart(9, '0')}`;
}

function macAddress(orderNumber: string, key: string): string {
	const hex = hashText(5, `${orderNumber} ${key}`).toString(16).padStart(8, '0').toUpperCase();
	return `02:5A:${(hex.match(/../g) as string[]).join(':')}`;
}

function hasNetworkPort({ product }: LineOutcome): boolean {
	return product?.category.level3 === 'ACCESS POINTS' || product?.category.level3 === 'IP PHONES';
}
