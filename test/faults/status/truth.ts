import type { Life, LifeLine, Package, Part, Shipment } from './life';

/** What is true of an order at some hour: the ledger that everything is held against. */
export interface Truth {
	held: boolean;
	lines: LineTruth[];
	header: string;
	invoices: {
		number: string;
		lines: { line: number; quantity: number; serials: string[] }[];
		credit: string;
	}[];
}

export interface LineTruth {
	number: number;
	/** As the order status can show it. */
	shipped: number;
	delivered: number;
	/** In truth. Of a line that has shipped in part it shows only when the whole order is through. */
	cancelled: number;
	tracking: string[];
	serials: string[];
	/** A quotation for the same pieces lives beside its parts. */
	leftover: boolean;
	parts: PartTruth[];
}

export interface PartTruth {
	part: Part;
	code: string;
	shipped: number;
	open: number;
	eta: string;
	lastShip: number | null;
	packages: Package[];
}

export function truthAt(life: Life, hour: number): Truth {
	const held = life.hold !== null && life.hold.from <= hour && hour < life.hold.until;
	const lines = life.lines.map((line) => lineAt(line, hour));
	const parts = lines.flatMap((line) => line.parts);
	const alive = parts.filter(({ code }) => code !== 'deleted' && code !== 'rejected');
	// A quotation that is left over keeps the header open for good.
	const leftover = lines.some((line) => line.leftover);
	const through = alive.every(
		({ code, open }) => code === 'invoiced' || (code === 'shipped' && open === 0),
	);
	const header =
		alive.length === 0
			? 'deleted'
			: leftover
				? 'accepted'
				: alive.every(({ code }) => code === 'invoiced')
					? 'invoiced'
					: through
						? 'shipped'
						: 'accepted';
	return { held, lines, header, invoices: invoicesAt(life, hour) };
}

/** What has left of a part by now; what was cancelled before never does. */
export function gone({ shipments, cancelledAt }: Part, hour: number): Shipment[] {
	return shipments.filter(({ at }) => at <= hour && (cancelledAt === null || at < cancelledAt));
}

function lineAt(line: LifeLine, hour: number): LineTruth {
	if (line.rejected)
		return {
			number: line.number,
			shipped: 0,
			delivered: 0,
			cancelled: line.quantity,
			tracking: [],
			serials: [],
			leftover: false,
			parts: line.parts.slice(0, 1).map((part) => ({
				part: { ...part, quantity: line.quantity, orderNumber: '', warehouse: '' },
				code: 'rejected',
				shipped: 0,
				open: 0,
				eta: '',
				lastShip: null,
				packages: [],
			})),
		};
	const parts = line.parts.map((part) => partAt(part, hour));
	const boxes = parts.flatMap(({ packages }) => packages);
	const sum = (numbers: number[]) => numbers.reduce((so, number) => so + number, 0);
	const shipped = sum(parts.map((part) => part.shipped));
	return {
		number: line.number,
		shipped,
		delivered: sum(
			boxes
				.filter(({ deliveredAt }) => deliveredAt !== null && deliveredAt <= hour)
				.map(({ quantity }) => quantity),
		),
		cancelled: line.quantity - shipped - sum(parts.map(({ open }) => open)),
		tracking: boxes
			.filter(({ trackingFrom }) => trackingFrom <= hour)
			.map(({ tracking }) => tracking),
		serials: boxes
			.filter(({ serialsFrom }) => serialsFrom <= hour)
			.flatMap(({ serials }) => serials),
		leftover: line.leftover && parts.some(({ code }) => code !== 'deleted'),
		parts,
	};
}

function partAt(part: Part, hour: number): PartTruth {
	const left = gone(part, hour);
	const shipped = left.reduce((sum, { quantity }) => sum + quantity, 0);
	const cancelled = part.cancelledAt !== null && part.cancelledAt <= hour;
	const open = cancelled ? 0 : part.quantity - shipped;
	const invoiced = left.every(({ invoice }) => invoice.at <= hour);
	const code =
		shipped === 0
			? cancelled
				? 'deleted'
				: 'accepted'
			: invoiced && open === 0
				? 'invoiced'
				: 'shipped';
	return {
		part,
		code,
		shipped,
		open,
		eta: open > 0 ? (part.etas.filter(({ from }) => from <= hour).at(-1)?.day ?? '') : '',
		lastShip: left.at(-1)?.at ?? null,
		packages: left.flatMap(({ packages }) => packages),
	};
}

function invoicesAt(life: Life, hour: number): Truth['invoices'] {
	const bills = life.lines
		.filter(({ rejected }) => !rejected)
		.flatMap(({ number: line, parts }) =>
			parts.flatMap((part) =>
				gone(part, hour)
					.filter(({ invoice }) => invoice.at <= hour)
					.map(({ invoice, quantity, packages }) => ({
						number: invoice.number,
						credit: '',
						lines: [{ line, quantity, serials: packages.flatMap(({ serials }) => serials) }],
					})),
			),
		);
	const written = new Set(bills.map(({ number }) => number));
	const credits = life.credits
		.filter(({ number, at }) => at <= hour && written.has(`1${number.slice(1)}`))
		.map(({ number, line, amount }) => ({
			number,
			credit: amount,
			lines: [{ line, quantity: -1, serials: [] }],
		}));
	return [...bills, ...credits];
}
