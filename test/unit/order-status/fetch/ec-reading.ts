import type { JournalLine } from '../../../../lib/orders/journal/types';
import { fromEcStatus } from '../../../../lib/order-status/fetch/from-ec-status';
import { parsePoStatus } from '../../../../lib/tdsynnex/ec-xml/order-status';
import { type ItemSays, says } from '../poll-fixture';

/** A line as the order's own journal has it once TD SYNNEX took it whole. */
export function sent(lineNumber: number, sku: string, quantity: number): JournalLine {
	return {
		lineNumber,
		itemId: String(lineNumber),
		sku,
		quantity,
		unitPrice: '1.00',
		result: 'accepted',
		accepted: quantity,
		orderNumbers: [],
	};
}

/** What is read out of an order status that says so. */
export function read(code: string, items: ItemSays[], lines: JournalLine[] = []) {
	const answer = parsePoStatus(says(code, items, { at: '2026-06-01T10:00:00' }));
	if (answer.kind !== 'status') throw new Error('no status');
	return fromEcStatus(answer, lines);
}
