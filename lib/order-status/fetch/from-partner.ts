import { isoDay } from '../../tdsynnex/ec-xml/order-codes';
import type { PartnerInvoice, PartnerShipment } from '../../tdsynnex/partner-api/documents';
import { otherCurrency, signedMoney } from './from-invoice';
import { trackingLink, trackingNumbersIn } from '../tracking';
import type { InvoiceSnapshot, OrderSnapshot, SnapshotFault } from '../types';

/**
 * What the partner API adds to an invoice: balance, due date, currency. Never the other way round.
 */
export function withPartnerInvoice(
	invoice: InvoiceSnapshot,
	partner: PartnerInvoice,
	currency: string,
): { invoice: InvoiceSnapshot; faults: SnapshotFault[] } {
	const stated = partner.currency.toUpperCase() || invoice.currency;
	return {
		invoice: {
			...invoice,
			dueDate: isoDay(partner.dueDate),
			balance: signedMoney(partner.balance) ?? '',
			currency: stated,
			total: invoice.total || (signedMoney(partner.total) ?? ''),
			tax: signedMoney(partner.tax) || invoice.tax,
		},
		faults: stated === currency ? [] : [otherCurrency(invoice.number, stated, currency)],
	};
}

/**
 * Tracking numbers and carriers that the order status does not have yet: added as packages of their
 * line, without serial numbers. Quantities stay those of the order status.
 */
export function withPartnerShipment(
	snapshot: OrderSnapshot,
	shipment: PartnerShipment,
): OrderSnapshot {
	const known = new Set(
		snapshot.lines.flatMap(({ packages }) =>
			packages.flatMap(({ trackingNumber }) => trackingNumbersIn(trackingNumber)),
		),
	);
	return {
		...snapshot,
		lines: snapshot.lines.map((line) => {
			const parts = shipment.lines
				.filter(({ lineNumber, sku }) =>
					lineNumber === null ? sku === line.sku : lineNumber === line.line,
				)
				.flatMap((found) => found.parts);
			const tracking = parts.flatMap((part) => part.tracking);
			const carrier = tracking.find((one) => one.carrier !== '')?.carrier ?? '';
			const added = tracking.filter(({ number }) => !known.has(number));
			return {
				...line,
				carrier: carrier || line.carrier,
				packages: [
					...line.packages,
					...[...new Map(added.map((one) => [one.number, one])).values()].map((one) => ({
						trackingNumber: one.number,
						trackingLink: trackingLink(one.number, one.carrier || line.carrier),
						carrier: one.carrier || line.carrier,
						weight: '',
						quantity: null,
						serialNumbers: [],
						deliveredAt: '',
						refusedAt: '',
					})),
				],
			};
		}),
	};
}
