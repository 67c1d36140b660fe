import { Problem } from '../../shared/problem';
import type { Autotask } from '../types';

/** The value behind a status label, as this tenant's picklist has it. */
export async function statusValue(autotask: Autotask, label: string): Promise<string> {
	const fields = await autotask.fields('PurchaseOrders');
	const picklist = fields.find(({ name }) => name === 'status')?.picklist ?? [];
	const found = picklist.find((entry) => same(entry.label, label));
	if (found) return found.value;
	throw new Problem({
		code: 'status-unknown',
		cause: `Autotask has no purchase-order status "${label}"; it has ${picklist.map((entry) => entry.label).join(', ') || 'none that the API user can see'}`,
		remedy: 'Choose one of these in the node.',
	});
}

/** Whether two labels of a picklist mean the same. */
export function same(one: string, other: string): boolean {
	return plain(one) === plain(other);
}

/**
 * `Received Full` and `ReceivedFull` are one label, as are `Canceled` and `Cancelled`: both are
 * written.
 */
function plain(label: string): string {
	return label
		.toLowerCase()
		.replace(/[^a-z0-9]/g, '')
		.replace('cancelled', 'canceled');
}
