import { draftOf } from '../request/build';
import type { Journal, JournalLine } from '../journal/types';
import { judge } from './match-order';
import { windowOver } from '../journal/next-step';
import { record, writeEtas } from './write-back';
import { advance } from '../journal/state-machine';
import type { Work } from './order-context';

export type Settled =
	| { kind: 'settled'; journal: Journal }
	/** Not known to TD SYNNEX after the waiting window, and somebody has chosen what to do then. */
	| { kind: 'stillAbsent'; journal: Journal };

/**
 * Settles an order that is in doubt by asking TD SYNNEX for its PO number: the only thing that may.
 * Found with our lines = it is ours; found with others = a stop; `notFound` proves nothing and keeps it
 * UNCERTAIN, after the waiting window with a request for a person's decision.
 *
 * @param decided whether it is decided already what to do with an order that is not found by then
 */
export async function settleByLookUp(
	work: Work,
	journal: Journal,
	decided = false,
): Promise<Settled> {
	const { ports, terms } = work.run;
	const found = judge(
		await ports.tdSynnex.lookUp(journal.poNumber),
		journal.poNumber,
		knownLines(work, journal),
		work.po.createdAt,
	);
	switch (found.kind) {
		case 'ours': {
			work.note('look up', 'done', `found at TD SYNNEX: ${found.answer}`);
			work.etas = found.etas;
			const why = found.why || 'found at TD SYNNEX by its PO number';
			const event = {
				kind: 'answered',
				time: work.time,
				answer: found.answer,
				lines: found.lines,
				why,
			} as const;
			const settled = await record(work, advance(journal, event));
			await writeEtas(work, settled);
			return { kind: 'settled', journal: settled };
		}
		case 'differs':
			return await doubt(
				work,
				journal,
				`TD SYNNEX has another order under this PO number: ${found.differences.join('; ')}`,
			);
		case 'unclear':
			return await doubt(work, journal, `the look-up gave no clear answer: ${found.why}`);
		case 'absent': {
			const over = windowOver(journal, terms.settings.timing, work.now);
			work.note('look up', 'uncertain', 'TD SYNNEX does not know the PO number');
			if (over && decided) return { kind: 'stillAbsent', journal };
			return await doubt(work, journal, over ? REVIEW : NOT_YET);
		}
	}
}

/** Lines that the memo had no room for are those of the purchase order, as long as it says what was sent. */
function knownLines({ order }: Work, { lines, parts }: Journal): JournalLine[] {
	const folded = lines.some(({ sku }) => sku === '');
	return folded && order?.parts.lines === parts.lines ? draftOf(order).lines : lines;
}

export const NOT_YET = 'TD SYNNEX does not know the PO number (yet)';
export const REVIEW =
	'TD SYNNEX does not know the PO number, long after it was sent: a person must decide';

/** UNCERTAIN with its reason. Said before in the same words, it costs no further write. */
async function doubt(work: Work, journal: Journal, why: string): Promise<Settled> {
	const next = advance(journal, { kind: 'doubted', time: work.time, why });
	if (journal.state === 'UNCERTAIN' && journal.reason === next.reason)
		return { kind: 'settled', journal };
	return { kind: 'settled', journal: await record(work, next) };
}
