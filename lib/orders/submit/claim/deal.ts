import { dealOf, withDealPrices } from '../../request/deal-prices';
import { decidedToSendAgain, evaluate, type Evaluation, orderOf } from '../evaluate';
import { nowOf, type OrderContext } from '../order-context';

/**
 * With the prices of the order's own deal, where it has one and may be sent. Asked before the
 * purchase order is read for its claim: TD SYNNEX may take its time, and what is read is to be
 * fresh.
 */
export async function priced(context: OrderContext): Promise<OrderContext> {
	const { ports, terms } = context.run;
	const evaluation = evaluate(context.po, terms, nowOf(context));
	const order = orderOf(evaluation);
	const sends = evaluation.next.step === 'send' || decidedToSendAgain(evaluation, terms) !== null;
	if (order === null || !sends || dealOf(order) === '') return context;
	return {
		...context,
		live: await withDealPrices(ports, order, context.live),
		deal: dealOf(order),
	};
}

/** Whether a deal was entered or changed since its prices were asked for. */
export function isOtherDeal({ deal = '' }: OrderContext, evaluation: Evaluation): boolean {
	const order = orderOf(evaluation);
	return order !== null && dealOf(order) !== deal;
}
