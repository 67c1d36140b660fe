import type { Autotask, Filter } from '../../autotask/types';
import { isoTime } from '../../shared/clock';
import { BLOCK_START } from '../../orders/journal/journal';
import { readHeader } from '../../orders/purchase-order/read-purchase-orders';
import type { PurchaseOrder } from '../../orders/types';
import { OPEN_MARK, RECEIVING_MARK } from '../diff/status-block';
import type { StatusSettings } from '../settings';
import type { PoStages } from './po-stages';

/** The purchase orders of the scope, without lines. */
export async function readScope(
	autotask: Autotask,
	settings: StatusSettings,
	stages: PoStages,
	now: number,
): Promise<PurchaseOrder[]> {
	const { scope } = settings;
	if (scope.kind === 'given') return await readGiven(autotask, scope.numbers);
	const days = scope.kind === 'days' ? scope.days : settings.openDays;
	const value = isoTime(now - days * DAY_MS);
	// one written long ago may have been ordered today
	const since: Filter = {
		op: 'or',
		items: [
			{ op: 'gte', field: 'createDateTime', value },
			{ op: 'gte', field: 'submitDateTime', value },
		],
	};
	const young: Filter[] = [since, ordered(settings)];
	const records = await autotask.query('PurchaseOrders', {
		filter:
			scope.kind === 'open'
				? [{ op: 'or', items: [FOLLOWED, { op: 'and', items: [...young, open(stages, now)] }] }]
				: young,
	});
	return records.map(readHeader).sort((one, other) => Number(one.id) - Number(other.id));
}

const DAY_MS = 86_400_000;
/** How long a purchase order that a person cancelled is still looked at. */
const CANCELLED_DAYS = 30;

/** By Autotask's own purchase order number. */
async function readGiven(autotask: Autotask, given: string[]): Promise<PurchaseOrder[]> {
	const wanted = [...new Set(given)];
	const orders: PurchaseOrder[] = [];
	for (let start = 0; start < wanted.length; start += MOST_CONDITIONS) {
		const some = wanted.slice(start, start + MOST_CONDITIONS);
		const records = await autotask.query('PurchaseOrders', {
			filter: [{ op: 'in', field: 'purchaseOrderNumber', value: some }],
		});
		orders.push(...records.map(readHeader));
	}
	return orders;
}

const MOST_CONDITIONS = 500;

/** Ordered by PO Create, or by hand from the vendor. */
function ordered({ vendorId }: StatusSettings): Filter {
	const ours: Filter = { op: 'contains', field: 'generalMemo', value: BLOCK_START };
	if (vendorId === '') return ours;
	return {
		op: 'or',
		items: [
			ours,
			{
				op: 'and',
				items: [
					{ op: 'eq', field: 'vendorID', value: Number(vendorId) },
					{ op: 'exist', field: 'externalPONumber' },
				],
			},
		],
	};
}

/**
 * What is followed and not finished, however old: a back order of a year ago must not drop out
 * without a word. Nor must one whose goods were received in full by a poll that was gone before it
 * had written anything else.
 */
const FOLLOWED: Filter = {
	op: 'or',
	items: [OPEN_MARK, RECEIVING_MARK].map((value) => ({
		op: 'contains',
		field: 'generalMemo',
		value,
	})),
};

/** Not through in Autotask, or cancelled by a person lately. */
function open(stages: PoStages, now: number): Filter {
	return {
		op: 'or',
		items: [
			{ op: 'in', field: 'status', value: stages.open.map(Number) },
			{ op: 'gte', field: 'cancelDateTime', value: isoTime(now - CANCELLED_DAYS * DAY_MS) },
		],
	};
}
