import { type Random, randomOf } from '../../../sandbox/core';

/** Everything that happens to one order, planned beforehand. Times are hours since it was sent. */
export interface Life {
	seed: number;
	lines: LifeLine[];
	/** TD SYNNEX's sales desk looks at it; `null` = never. */
	hold: { from: number; until: number } | null;
	credits: { number: string; at: number; line: number; amount: string }[];
	receive: 'never' | 'shipped' | 'delivered' | 'invoiced';
	/** When polls take place, and how each fares. */
	polls: Poll[];
	/** What people do in Autotask meanwhile. */
	people: { at: number; what: 'note' | 'receiveOne' }[];
}

export interface LifeLine {
	number: number;
	sku: string;
	quantity: number;
	serialised: boolean;
	/** Refused by the answer to the order already. */
	rejected: boolean;
	/** What TD SYNNEX takes it at; 10.00 was ordered. */
	price: string;
	/** Its parts ship in place of a quotation for the whole line, which stays in every reply. */
	leftover: boolean;
	/** Filed under SKU 99: nothing of it ships, and its sales desk deletes it in the end. */
	nonStock: boolean;
	/** What each warehouse has of it. */
	parts: Part[];
}

export interface Part {
	orderNumber: string;
	warehouse: string;
	quantity: number;
	shipments: Shipment[];
	/** Arrivals as they are stated from some hour on. */
	etas: { from: number; day: string }[];
	/** What has not left by then is deleted. */
	cancelledAt: number | null;
	/** Shown as a back order until something of it has left. */
	backOrder: boolean;
}

export interface Shipment {
	at: number;
	quantity: number;
	invoice: { number: string; at: number };
	packages: Package[];
}

export interface Package {
	tracking: string;
	/** Its number becomes known only now. */
	trackingFrom: number;
	quantity: number;
	serials: string[];
	serialsFrom: number;
	deliveredAt: number | null;
}

export interface Poll {
	at: number;
	/** `old` = a reply from an earlier moment comes again; the others never reach the package whole. */
	reply: 'fresh' | 'old' | 'truncated' | 'html' | 'down' | 'silence';
	/** For `old`: the hour that it is of. */
	of: number;
	/** Answers of Autotask to writes that get lost, though the write took effect. */
	lostWrites: number;
	/** Autotask takes no write during this poll. */
	autotaskDown: boolean;
	/** n8n is killed after so many writes: what it was told is gone, and so is what it had not saved. */
	diesAfter: number | null;
}

export const START = Date.parse('2026-06-01T09:00:00Z');
export const ORDERED_AT = '10.00';
const DAYS = 24;

/** One life; the same seed gives the same. */
export function draw(seed: number): Life {
	const random = randomOf(seed, 'life');
	const lines = Array.from({ length: random.int(1, 4) }, (_, index) => drawLine(random, index + 1));
	if (lines.every(({ rejected }) => rejected)) (lines[0] as LifeLine).rejected = false;
	const types = randomOf(seed, 'order types');
	for (const line of lines) drawTypes(types, line);
	const strangers = randomOf(seed, 'non-stock lines');
	for (const line of lines.filter(({ rejected }) => !rejected))
		if (strangers.chance(0.06)) fileAsNonStock(strangers, line);
	const hold = random.chance(0.2) ? drawHold(random, lines) : null;
	// Cut anew are orders that the sales desk has let go.
	if (hold) for (const line of lines) line.leftover = false;
	const end = lastHour(lines);
	const billed = lines.flatMap(({ parts, number }) =>
		parts.flatMap(({ shipments }) =>
			shipments.map(({ invoice }) => ({ ...invoice, line: number })),
		),
	);
	return {
		seed,
		lines,
		hold,
		credits: billed
			.filter(() => random.chance(0.1))
			.map(({ number, at, line }) => ({
				number: `9${number.slice(1)}`,
				at: at + random.int(1, 30 * DAYS),
				line,
				amount: `${random.int(1, 2)},${random.int(100, 999)}.5000`,
			})),
		receive: random.pick(['never', 'shipped', 'shipped', 'delivered', 'invoiced'] as const),
		polls: drawPolls(random, end),
		people: Array.from({ length: random.int(0, 2) }, () => ({
			at: random.int(0, end),
			what: random.pick(['note', 'receiveOne'] as const),
		})),
	};
}

function drawLine(random: Random, number: number): LifeLine {
	const quantity = random.int(1, 9);
	const line: LifeLine = {
		number,
		sku: String(1_000_000 + number * 111),
		quantity,
		serialised: random.chance(0.4),
		rejected: random.chance(0.08),
		price: ORDERED_AT,
		leftover: false,
		nonStock: false,
		parts: [],
	};
	const cut = quantity > 1 && random.chance(0.3) ? random.int(1, quantity - 1) : quantity;
	for (const [index, part] of [cut, quantity - cut].entries())
		if (part > 0) line.parts.push(drawPart(random, line, index, part));
	return line;
}

/** What TD SYNNEX's sales desk has made of it: other prices, other warehouses, back orders. */
function drawTypes(random: Random, line: LifeLine): void {
	if (random.chance(0.15)) line.price = random.pick(['10.01', '12.5', '9.0']);
	line.leftover = !line.rejected && random.chance(0.2);
	for (const part of line.parts) part.backOrder = random.chance(0.25);
}

function fileAsNonStock(random: Random, line: LifeLine): void {
	const [part] = line.parts as [Part];
	const { quantity } = line;
	const cancelledAt = random.int(2, 10 * DAYS);
	Object.assign(line, { nonStock: true, leftover: false, price: ORDERED_AT });
	line.parts = [
		{ ...part, quantity, shipments: [], etas: [], backOrder: false, warehouse: '', cancelledAt },
	];
}

function drawPart(
	random: Random,
	{ number, serialised }: LifeLine,
	index: number,
	quantity: number,
): Part {
	const shipments: Shipment[] = [];
	let left = quantity;
	let at = random.int(2, 48);
	while (left > 0) {
		const some = random.chance(0.6) ? left : random.int(1, left);
		shipments.push(
			drawShipment(random, `${number}${index}${shipments.length}`, at, some, serialised),
		);
		left -= some;
		at += random.int(6, 8 * DAYS);
	}
	return {
		orderNumber: String(40_000_000 + number * 10 + index),
		warehouse: random.pick(['503', '505', '6']),
		quantity,
		shipments,
		etas: random.chance(0.4) ? drawEtas(random) : [],
		cancelledAt: random.chance(0.15) ? random.int(1, 12 * DAYS) : null,
		backOrder: false,
	};
}

/** Dates that are stated, move, and now and then are left out of a reply. */
function drawEtas(random: Random): Part['etas'] {
	let from = random.int(0, 24);
	return Array.from({ length: random.int(1, 4) }, () => {
		const eta = {
			from,
			day: random.chance(0.15)
				? ''
				: new Date(START + random.int(10, 60) * 86_400_000).toISOString().slice(0, 10),
		};
		from += random.int(12, 5 * DAYS);
		return eta;
	});
}

function drawShipment(
	random: Random,
	key: string,
	at: number,
	quantity: number,
	serialised: boolean,
): Shipment {
	const packages: Package[] = [];
	for (let left = quantity; left > 0;) {
		const some = random.int(1, left);
		const name = `${key}${packages.length}`;
		packages.push({
			tracking: `7${name.padStart(11, '0')}`,
			trackingFrom: random.chance(0.15) ? at + random.int(1, 40 * DAYS) : at,
			quantity: some,
			serials: serialised
				? Array.from({ length: some }, (_, piece) => `S${name}${String(piece).padStart(2, '0')}`)
				: [],
			serialsFrom: random.chance(0.1) ? at + random.int(1, 4 * DAYS) : at,
			deliveredAt: random.chance(0.7) ? at + random.int(20, 6 * DAYS) : null,
		});
		left -= some;
	}
	return {
		at,
		quantity,
		packages,
		invoice: {
			number: String(170_000_000 + Number(key)),
			at: at + (random.chance(0.2) ? random.int(24, 20 * DAYS) : random.int(1, 12)),
		},
	};
}

/** Before anything leaves; goods that would have left meanwhile leave after it. */
function drawHold(random: Random, lines: LifeLine[]): Life['hold'] {
	const from = random.chance(0.5) ? 0 : 1;
	const until = random.int(2, 72);
	for (const { parts } of lines)
		for (const part of parts)
			for (const shipment of part.shipments) {
				shipment.at += until;
				shipment.invoice.at += until;
				for (const box of shipment.packages) {
					box.trackingFrom += until;
					box.serialsFrom += until;
					if (box.deliveredAt !== null) box.deliveredAt += until;
				}
			}
	return { from, until };
}

function drawPolls(random: Random, end: number): Poll[] {
	const polls: Poll[] = [];
	for (let at = random.int(0, 12); at < end + 2 * DAYS; at += random.int(2, 4 * DAYS)) {
		const chance = random.next();
		polls.push({
			at,
			reply:
				chance < 0.7
					? 'fresh'
					: chance < 0.85
						? 'old'
						: random.pick(['truncated', 'html', 'down', 'silence'] as const),
			of: random.int(0, at),
			lostWrites: random.chance(0.1) ? random.int(1, 2) : 0,
			autotaskDown: random.chance(0.05),
			diesAfter: random.chance(0.08) ? random.int(0, 4) : null,
		});
	}
	return polls;
}

function lastHour(lines: LifeLine[]): number {
	return Math.max(
		...lines.flatMap(({ parts }) =>
			parts.flatMap(({ shipments }) =>
				shipments.map(({ at, invoice }) => Math.max(at, invoice.at)),
			),
		),
		24,
	);
}

export type { Random };
