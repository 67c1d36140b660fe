import type { OrderPorts } from '../ports';
import type { ProductSource } from '../purchase-order/products';
import type { LiveItem } from '../types';
import type { ChargeSelection } from './charge-selection';
import { type ChargePlans, type ChargeSettings, planFromCharges } from './plan-from-charges';
import { type Demands, readDemands } from './read-demands';

/** Reads the charges of a selection and says which purchase orders they come to. Writes nothing. */
export async function planCharges(
	{ autotask, tdSynnex }: OrderPorts,
	selection: ChargeSelection,
	source: ProductSource,
	settings: Omit<ChargeSettings, 'vendorId'>,
): Promise<ChargePlans & { charges: number }> {
	const demands = await readDemands(autotask, selection, source);
	const skus = skusOf(demands);
	const live: ReadonlyMap<string, LiveItem> =
		settings.costFrom === 'live' && skus.length > 0
			? (await tdSynnex.live(skus)).items
			: new Map<string, LiveItem>();
	const plans = planFromCharges(demands, { ...settings, vendorId: source.vendorId }, live);
	return { ...plans, charges: demands.demands.length };
}

function skusOf({ demands }: Demands): string[] {
	return [...new Set(demands.flatMap(({ product }) => (product?.sku ? [product.sku] : [])))];
}
