import Big from 'big.js';
import { moneyText } from '../../shared/money';
import { isoDay } from '../../tdsynnex/ec-xml/order-codes';
import type { InvoiceDocument } from '../../tdsynnex/ec-xml/invoice';
import type { InvoiceSnapshot, SnapshotFault } from '../types';

/** The invoices of an order, and what in them a person must look at. */
export interface Invoices {
	invoices: InvoiceSnapshot[];
	faults: SnapshotFault[];
}

/**
 * Invoices as the invoice service writes them: `1,234.5000` becomes `1234.50`, an amount that is
 * none is reported and left empty.
 *
 * @param currency of the account, which no reply names
 */
export function fromInvoices(documents: InvoiceDocument[], currency: string): Invoices {
	const faults: SnapshotFault[] = [];
	const invoices = documents
		.filter(({ number }) => number !== '')
		.map((document): InvoiceSnapshot => {
			const money = (text: string, what: string) => {
				const amount = signedMoney(text);
				if (amount === null) faults.push(oddAmount(document.number, what, text));
				return amount ?? '';
			};
			const stated = document.currency.toUpperCase();
			if (stated !== '' && stated !== currency)
				faults.push(otherCurrency(document.number, stated, currency));
			const total = money(document.total, 'total');
			const quantities = document.lines.map(({ quantity }) => quantity ?? 0);
			return {
				number: document.number,
				date: isoDay(document.date),
				dueDate: '',
				credit: total.startsWith('-') || quantities.some((quantity) => quantity < 0),
				total,
				balance: '',
				currency: stated || currency,
				freight: money(document.freight, 'freight'),
				tax: money(document.tax, 'tax'),
				orderNumber: document.internalReference,
				trackingNumbers: document.trackingNumbers,
				lines: document.lines.map(({ lineNumber, sku, quantity, unitPrice, serialNumbers }) => ({
					line: lineNumber,
					sku,
					quantity: quantity ?? 0,
					unitPrice: money(unitPrice, `unit price of SKU ${sku}`),
					serialNumbers,
				})),
			};
		});
	return { invoices, faults };
}

/** Decimal text of an amount with either sign; empty for none, `null` for what is no amount. */
export function signedMoney(text: string): string | null {
	const trimmed = text.trim();
	if (trimmed === '') return '';
	const [, minus, , amount] = /^(-?)(\(?)([\d,]*\.?\d*)\)?$/.exec(trimmed) ?? [];
	const plain =
		amount !== undefined && /^\d{1,3}(,\d{3})+(\.\d+)?$/.test(amount)
			? amount.replaceAll(',', '')
			: (amount ?? '');
	if (!/^(\d+\.?\d*|\.\d+)$/.test(plain)) return null;
	const value = new Big(plain);
	return moneyText(minus === '-' || trimmed.startsWith('(') ? value.neg() : value);
}

export function otherCurrency(number: string, stated: string, currency: string): SnapshotFault {
	return {
		key: `currency ${number}`,
		cause: `invoice ${number} is in ${stated}, and the TD SYNNEX account is in ${currency}`,
		remedy: 'Enter its amounts yourself: none of them was written to Autotask.',
	};
}

function oddAmount(number: string, what: string, text: string): SnapshotFault {
	return {
		key: `amount ${number} ${what}`,
		cause: `the ${what} of invoice ${number} is “${text.slice(0, 40)}”, which is not an amount`,
		remedy: 'Check the invoice at TD SYNNEX: this amount was not written to Autotask.',
	};
}
