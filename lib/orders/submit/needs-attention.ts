import type { Journal, JournalLine } from '../journal/types';
import type { OrderResult } from '../types';

/** What a person must look at, from the journal alone. */
export function attention(journal: Journal | null): OrderResult['problem'] {
	if (journal === null) return null;
	const quotes = journal.lines.filter(({ result }) => result === 'nonStockQuote');
	if (quotes.length > 0)
		return {
			code: 'non-stock-quote',
			cause: `TD SYNNEX filed ${quotes.map(({ lineNumber, sku }) => `line ${lineNumber} (SKU ${sku})`).join(', ')} as a QUOTE for goods that it does not stock: IT WILL NEVER SHIP`,
			remedy: `Call TD SYNNEX about order ${orderNumbers(quotes).join(', ') || journal.poNumber}, have the quote cancelled, and order the product under its right SKU.`,
		};
	if (journal.state === 'UNCERTAIN')
		return {
			code: 'order-uncertain',
			cause: `it is not known whether TD SYNNEX has an order under PO ${journal.poNumber}: ${journal.reason}`,
			remedy: `Let Reconcile run again, or ask TD SYNNEX for that PO number. Do not order by hand before it is settled. Once TD SYNNEX has told you that there is no such order, "TDS revision: ${journal.revision + 1}" in the General Memo sends it anew.`,
		};
	if (journal.state === 'REJECTED')
		return {
			code: 'order-rejected',
			cause: `TD SYNNEX rejected the order: ${journal.reason || 'no reason given'}`,
			remedy: `Correct the purchase order, then add the line "TDS revision: ${journal.revision + 1}" to its General Memo to send it anew under another PO number.`,
		};
	if (journal.answer === 'PARTIAL')
		return {
			code: 'order-partial',
			cause: `TD SYNNEX took the order only in part: ${journal.lines
				.filter(
					({ result, accepted, quantity }) =>
						result === 'rejected' || (accepted ?? quantity) < quantity,
				)
				.map(
					({ lineNumber, sku, accepted, quantity }) =>
						`line ${lineNumber} (SKU ${sku}) ${accepted ?? 0} of ${quantity}`,
				)
				.join(', ')}`,
			remedy: 'Order what is missing elsewhere, or under another purchase order.',
		};
	if (journal.answer === 'HELD')
		return {
			code: 'order-held',
			cause: `TD SYNNEX holds the order for review${journal.reason ? `: ${journal.reason}` : ''}`,
			remedy: 'Ask your TD SYNNEX sales contact to release it.',
		};
	return null;
}

export function orderNumbers(lines: JournalLine[]): string[] {
	return [...new Set(lines.flatMap((line) => line.orderNumbers))];
}
