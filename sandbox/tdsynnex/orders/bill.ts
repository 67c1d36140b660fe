import { hashText } from '../../world/chance';
import type { Country } from '../../world/warehouses';
import { chosenInstead, freightCents, shipMethod } from '../ship-methods';
import { shipmentsBy } from './state';
import type { OrderBook } from './book';
import type { LineOutcome, PurchaseOrder, SalesOrder, Shipment } from './types';

/** One shipment is one invoice: a purchase order gets as many as it has shipments. Amounts in cents. */
export interface Bill {
	number: string;
	invoicedAt: number;
	shippedAt: number;
	purchase: PurchaseOrder;
	sale: SalesOrder;
	lines: BilledLine[];
	goods: number;
	/** Stated on the invoice though it is not charged. */
	freight: number;
	/** A vendor's rebate that some invoices show; zero or less, and part of no total. */
	rebate: number;
	total: number;
	pounds: number;
	trackingNumbers: string[];
}

export interface BilledLine {
	line: LineOutcome;
	quantity: number;
	/** Cents for one. */
	unit: number;
	serials: string[];
}

/** Everything that has been invoiced by now, the oldest first. */
export function billsBy(
	purchases: readonly PurchaseOrder[],
	country: Country,
	now: number,
): Bill[] {
	return purchases
		.flatMap((purchase) =>
			purchase.orders.flatMap((sale) =>
				shipmentsBy(sale, now)
					.filter(({ invoicedAt }) => invoicedAt <= now)
					.map((shipment) => bill(purchase, sale, shipment, country)),
			),
		)
		.sort((a, b) => a.invoicedAt - b.invoicedAt || Number(a.number) - Number(b.number));
}

/** The invoice of a number, if it has been written by now. */
export function billOf(
	book: OrderBook,
	number: string,
	country: Country,
	now: number,
): Bill | null {
	return billsBy(book.all(), country, now).find((each) => each.number === number) ?? null;
}

function bill(
	purchase: PurchaseOrder,
	sale: SalesOrder,
	shipment: Shipment,
	country: Country,
): Bill {
	const lines = shipment.lines.map(({ line, quantity, packages }): BilledLine => ({
		line,
		quantity,
		unit: Math.round(Number(line.unitPrice) * 100),
		serials: packages.flatMap(({ serials }) => serials),
	}));
	const packages = shipment.lines.flatMap((line) => line.packages);
	const pounds = packages.reduce((sum, { weight }) => sum + Number(weight), 0);
	const goods = lines.reduce((sum, { unit, quantity }) => sum + unit * quantity, 0);
	const method = shipMethod(country, purchase.submitted.shipMethod) ?? chosenInstead(country);
	return {
		number: shipment.invoiceNumber,
		invoicedAt: shipment.invoicedAt,
		shippedAt: shipment.at,
		purchase,
		sale,
		lines,
		goods,
		freight: freightCents(method, pounds),
		rebate: hashText(6, shipment.invoiceNumber) % 4 === 0 ? -100 : 0,
		total: goods,
		pounds,
		trackingNumbers: [...new Set(packages.flatMap(({ trackingNumber }) => trackingNumber ?? []))],
	};
}
