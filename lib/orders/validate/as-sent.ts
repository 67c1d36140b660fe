import type { OrderRequest } from '../types';
import { pricesApart } from './held-orders';
import { wantsLicensee } from './supply';
import type { RuleInput } from './types';

/**
 * The order as it leaves, of what the buyer has chosen and TD SYNNEX says now: at whose price, and
 * whether the end user goes along as licensee. Its hash stays that of the purchase order.
 */
export function asSent({
	order,
	live,
	settings,
}: Pick<RuleInput, 'order' | 'live' | 'settings'>): OrderRequest {
	const apart =
		settings.priceApart === 'sendTheirs' && !settings.off.includes('heldPrice')
			? pricesApart({ order, live, settings })
			: [];
	return {
		...order,
		asLicensee: wantsLicensee(order, live),
		lines: order.lines.map((line) => {
			const theirs = apart.find(({ lineNumber }) => lineNumber === line.lineNumber)?.theirs;
			return theirs === undefined ? line : { ...line, sentPrice: theirs };
		}),
	};
}
