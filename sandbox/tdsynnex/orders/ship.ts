import { hashText } from '../../world/chance';
import type { Country } from '../../world/warehouses';
import { shipMethod, type ShipMethod } from '../ship-methods';
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
	shipMethod: string;
	country: Country;
	receivedAt: number;
	opensAt: number;
	nextInvoiceNumber(): string;
}

const PIECES_PER_BOX = 8;

/**
 * Everything that will leave a warehouse for one sales order, planned when the order is taken: the state at any moment is then
 * a matter of reading the clock. A held order starts when it is released.
 */
export function planShipments(
	order: SalesOrder,
	leaving: Leaving[],
	terms: ShippingTerms,
): Shipment[] {
	const { scenario, receivedAt, opensAt } = terms;
	const start = order.heldUntil ?? receivedAt;
	if (start === Infinity) return [];
	const waves = new Map<number, { backOrder: boolean; lines: Array<[LineOutcome, number]> }>();
	const add = (at: number, backOrder: boolean, line: LineOutcome, quantity: number) => {
		if (quantity === 0) return;
		const wave = waves.get(at) ?? { backOrder, lines: [] };
		wave.lines.push([line, quantity]);
		waves.set(at, wave);
	};
	for (const { line, now, later, etaDays } of leaving) {
		shares(now, scenario.shipments).forEach((share, nth) => {
			const wait = scenario.shipAfterSeconds + nth * scenario.betweenShipmentsSeconds;
			add(start + wait * 1000, false, line, share);
		});
		const due =
			scenario.backOrderSeconds === null
				? arrivalAt(opensAt, etaDays, start)
				: start + scenario.backOrderSeconds * 1000;
		add(due, true, line, later);
	}
	const times = [...waves.keys()].sort((a, b) => a - b);
	if (terms.shipComplete && times.length > 1)
		return [shipment(order, together(waves), times, terms)];
	return times.map((at) => shipment(order, waves.get(at) as Wave, [at], terms));
}

interface Wave {
	backOrder: boolean;
	lines: Array<[LineOutcome, number]>;
}

/** Nothing leaves before all is there. */
function together(waves: Map<number, Wave>): Wave {
	const totals = new Map<LineOutcome, number>();
	for (const { lines } of waves.values()) {
		for (const [line, quantity] of lines) totals.set(line, (totals.get(line) ?? 0) + quantity);
	}
	return { backOrder: [...waves.values()].some(({ backOrder }) => backOrder), lines: [...totals] };
}

function shipment(order: SalesOrder, wave: Wave, times: number[], terms: ShippingTerms): Shipment {
	const at = times[times.length - 1] as number;
	const method = shipMethod(terms.country, terms.shipMethod) as ShipMethod;
	return {
		at,
		backOrder: wave.backOrder,
		invoiceNumber: terms.nextInvoiceNumber(),
		invoicedAt: at + terms.scenario.invoiceAfterSeconds * 1000,
		lines: wave.lines.map(([line, quantity]) => ({
			line,
			quantity,
			packages: boxesOf(order, line, quantity, at, method, terms),
		})),
	};
}

/** The nth box of every line in a shipment bears the same tracking number: small things travel together. */
function boxesOf(
	order: SalesOrder,
	line: LineOutcome,
	quantity: number,
	at: number,
	method: ShipMethod,
	{ scenario }: ShippingTerms,
): ShippedLine['packages'] {
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
