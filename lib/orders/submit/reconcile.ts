import { draftOf } from '../request/build';
import type { Journal, JournalLine } from '../journal/types';
import type { OrderRequest } from '../types';
import type { OrderMatch } from './match-order';
import { findOwn } from './whose-order';
import { windowOver } from '../journal/next-step';
import { record, writeEtas } from './write-back';
import { otherOrder } from '../report/needs-attention';
import { advance, sameReason } from '../journal/state-machine';
import { nowOf, type OrderContext, timeOf } from './order-context';

export type Settled =
	| { kind: 'settled'; journal: Journal }
	/** Not known to TD SYNNEX after the waiting window, and somebody has chosen what to do then. */
	| { kind: 'stillAbsent'; journal: Journal };

/**
 * Settles an order that is in doubt by asking TD SYNNEX for its PO number: the only thing that may.
 * OrderMatch with our lines = it is ours; another's = it stays in doubt; `notFound` proves nothing
 * and keeps it UNCERTAIN, after the waiting window with a request for a person's decision.
 *
 * @param order what the purchase order says now; `null` where no order can be built of it
 * @param decided whether a person or the buyer has decided what to do with an order that is not
 *   found by then
 */
export async function settleByLookUp(
	context: OrderContext,
	journal: Journal,
	order: OrderRequest | null,
	decided = false,
): Promise<Settled> {
	const { ports, terms } = context.run;
	const { report } = context;
	const status = await ports.tdSynnex.lookUp(journal.poNumber);
	const found = findOwn(status, journal, knownLines(journal, order), context.po, nowOf(context));
	const over = windowOver(journal, terms.settings.timing, nowOf(context));
	switch (found.kind) {
		case 'ours': {
			report.step('look up', 'done', `found at TD SYNNEX: ${found.answer}`);
			report.setEtas(found.etas);
			for (const text of found.prices) report.warn(text);
			if (!found.confirmed && found.answer !== 'REJECTED')
				report.warn(foundByLookUp(found, journal));
			const why = found.why || 'found at TD SYNNEX by its PO number';
			const event = {
				kind: 'answered',
				time: timeOf(context),
				answer: found.answer,
				lines: found.lines,
				why,
			} as const;
			// Where it was found is where it is, if the memo had lost the account.
			const { environment, customerNumber } = terms.account;
			const answered = { ...advance(journal, event), environment, customerNumber };
			const settled = await record(context, answered);
			await writeEtas(context, settled, found.etas);
			return { kind: 'settled', journal: settled };
		}
		case 'differs':
			// A word to order anew counts against an order only if it says that this one is not ours.
			if (over && decided && found.numbers.length === 0) return { kind: 'stillAbsent', journal };
			return await doubt(context, journal, otherOrder(found));
		case 'unclear':
			return await doubt(context, journal, `the look-up gave no clear answer: ${found.why}`);
		case 'absent': {
			report.step('look up', 'uncertain', 'TD SYNNEX does not know the PO number');
			if (over && decided) return { kind: 'stillAbsent', journal };
			return await doubt(context, journal, over ? NEEDS_REVIEW : NOT_YET);
		}
	}
}

/**
 * Lines that the memo had no room for are those of the purchase order, as long as it says what was
 * sent.
 */
function knownLines({ lines, parts }: Journal, order: OrderRequest | null): JournalLine[] {
	const folded = lines.some(({ sku }) => sku === '');
	return folded && order?.parts.lines === parts.lines ? draftOf(order).lines : lines;
}

/**
 * TD SYNNEX returns nothing that only this purchase order has. Whoever shares a PO number with
 * another company on the account must be able to see that an order was taken for this one's.
 */
function foundByLookUp(
	{ lines }: Extract<OrderMatch, { kind: 'ours' }>,
	{ poNumber }: Journal,
): string {
	const numbers = [...new Set(lines.flatMap(({ orderNumbers }) => orderNumbers))];
	return `The answer to this order was lost. TD SYNNEX shows ${numbers.length === 0 ? 'an order' : `order ${numbers.join(', ')}`} under PO ${poNumber} with the same goods, so it was recorded here. Check its ship-to at TD SYNNEX if anybody else uses the same PO numbers on your account.`;
}

export const NOT_YET = 'TD SYNNEX does not know the PO number (yet)';
export const NEEDS_REVIEW =
	'TD SYNNEX does not know the PO number, long after it was sent: a person must decide';

/** UNCERTAIN with its reason. Said before in the same words, it costs no further write. */
async function doubt(context: OrderContext, journal: Journal, why: string): Promise<Settled> {
	const next = advance(journal, { kind: 'doubted', time: timeOf(context), why });
	if (journal.state === 'UNCERTAIN' && sameReason(journal, next))
		return { kind: 'settled', journal: { ...journal, reason: why } };
	return { kind: 'settled', journal: await record(context, next) };
}
