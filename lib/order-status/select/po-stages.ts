import type { Autotask } from '../../autotask/types';
import { Problem } from '../../shared/problem';
import { type OrderStatus, STATUSES } from '../types';

/** How far Autotask itself has a purchase order. */
export type PoStage = 'new' | 'submitted' | 'partial' | 'full' | 'cancelled' | 'other';

export interface PoStages {
	/** Picklist value to label, as this tenant has them. */
	labels: Map<string, string>;
	/** Values of a purchase order that is not through. */
	open: string[];
	/** Picklist value to set for a state; absent = leave the status. */
	wanted: Map<OrderStatus, string>;
}

/**
 * The tenant's own statuses: their ids differ from tenant to tenant, the labels of the built-in
 * ones do not.
 *
 * @throws Problem `status-unknown` when a label of the node is none of Autotask's
 */
export async function readStages(
	autotask: Autotask,
	wantedLabels: Partial<Record<OrderStatus, string>>,
): Promise<PoStages> {
	const fields = await autotask.fields('PurchaseOrders');
	const picklist = fields.find(({ name }) => name === 'status')?.picklist ?? [];
	const labels = new Map(picklist.map(({ value, label }) => [value, label]));
	const wanted = new Map<OrderStatus, string>();
	for (const status of STATUSES) {
		const label = (wantedLabels[status] ?? '').trim();
		if (label === '') continue;
		const found = picklist.find((entry) => plain(entry.label) === plain(label));
		if (found === undefined) throw unknownLabel(label, [...labels.values()]);
		wanted.set(status, found.value);
	}
	const closed = ['full', 'cancelled'];
	return {
		labels,
		wanted,
		open: picklist
			.filter(({ label }) => !closed.includes(stageOfLabel(label)))
			.map(({ value }) => value),
	};
}

export function stageOf(status: string, { labels }: PoStages): PoStage {
	return stageOfLabel(labels.get(status) ?? '');
}

/**
 * `Received Full` and `ReceivedFull`, `Canceled` and `Cancelled`: the documentation writes both.
 */
function stageOfLabel(label: string): PoStage {
	return STAGES[plain(label)] ?? 'other';
}

const STAGES: Record<string, PoStage> = {
	new: 'new',
	submitted: 'submitted',
	receivedpartial: 'partial',
	receivedfull: 'full',
	canceled: 'cancelled',
	cancelled: 'cancelled',
};

function plain(label: string): string {
	return label.toLowerCase().replace(/[^a-z0-9]/g, '');
}

function unknownLabel(label: string, known: string[]): Problem {
	return new Problem({
		code: 'status-unknown',
		cause: `Autotask has no purchase-order status "${label}"; it has ${known.join(', ') || 'none that the API user can see'}`,
		remedy: 'Choose one of these under PO Status.',
	});
}
