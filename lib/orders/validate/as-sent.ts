import { sha256 } from '../../shared/hash';
import { totalOf } from '../request/build';
import type { OrderLine, OrderRequest } from '../types';
import { pricesApart } from './held-orders';
import { wantsLicensee } from './supply';
import type { RuleInput } from './types';

/**
 * The order as it leaves, of what the buyer has chosen and TD SYNNEX says now: at whose price, and
 * whether the end user goes along as licensee. Total and content code are those of the prices that
 * leave, since that is what is paid and what an approver is to see; the hash stays that of the
 * purchase order.
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
	const lines = order.lines.map((line) => {
		const theirs = apart.find(({ lineNumber }) => lineNumber === line.lineNumber)?.theirs;
		return theirs === undefined ? line : { ...line, sentPrice: theirs };
	});
	const leaving = { ...order, asLicensee: wantsLicensee(order, live), lines };
	return apart.length === 0
		? leaving
		: { ...leaving, total: totalOf(lines), contentCode: codeOf(order.contentCode, lines) };
}

/** Lines by what is in them, since their order may change as the purchase order is made. */
function codeOf(content: string, lines: OrderLine[]): string {
	const priced = lines
		.map(
			({ sku, quantity, unitPrice, sentPrice }) => `${sku} ${quantity} ${sentPrice ?? unitPrice}`,
		)
		.sort();
	return sha256(JSON.stringify([content, ...priced])).slice(0, content.length);
}
