import { same } from '../../autotask/metadata/picklist';
import type { Autotask } from '../../autotask/types';
import { NEED } from '../create/charge-selection';
import { CHARGE_ENTITY, type Charge, chargeFrom, statusLabels } from '../purchase-order/charges';
import type { ChargeKind } from '../purchase-order/charge-types';
import { orderedLines } from '../purchase-order/demand';
import { type ProductSource, readProducts } from '../purchase-order/products';
import type { RecordSnapshot } from './newly-ready';

/** A charge that nobody has ordered yet, of a product that TD SYNNEX sells. */
export interface NeededCharge extends Charge {
	sku: string;
}

/** The picklist value of *Need to Order/Fulfill*; empty = this Autotask has no such status. */
export async function needStatus(autotask: Autotask, kind: ChargeKind): Promise<string> {
	const labels = await statusLabels(autotask, kind);
	return [...labels].find(([, label]) => same(label, NEED))?.[0] ?? '';
}

/**
 * Charges of one kind that need ordering, lowest id first: one call.
 *
 * @throws Problem when the API user may not read them: silence would look like "nothing to order"
 */
export async function readNeed(
	autotask: Autotask,
	kind: ChargeKind,
	status: string,
): Promise<Charge[]> {
	if (status === '') return [];
	const filter = [{ op: 'eq' as const, field: 'status', value: Number(status) }];
	const records = await autotask.query(CHARGE_ENTITY[kind], { filter });
	return records
		.map((record) => chargeFrom(record, kind))
		.sort((one, other) => Number(one.id) - Number(other.id));
}

/**
 * Those of them whose product TD SYNNEX sells and that no purchase order has: three or four calls
 * for all together, none where there is no charge.
 */
export async function unordered(
	autotask: Autotask,
	charges: Charge[],
	source: ProductSource,
): Promise<NeededCharge[]> {
	if (charges.length === 0) return [];
	const productIds = charges.map(({ productId }) => productId);
	const products = await readProducts(autotask, productIds, source);
	const sold = charges
		.map((charge) => ({ ...charge, sku: products.get(charge.productId)?.sku ?? '' }))
		.filter(({ sku }) => sku !== '');
	const lines = await orderedLines(
		autotask,
		sold.map(({ id }) => id),
	);
	return sold.filter(({ id }) => !lines.some(({ chargeId }) => chargeId === id));
}

/** A charge starts the workflow once, whatever becomes of its texts: it is one demand. */
export function chargeSnapshot({ id, kind }: NeededCharge): RecordSnapshot {
	return { id, mark: kind };
}
