import type { Autotask } from '../../../autotask/types';
import { retryTransient } from '../../../shared/backoff';
import { type Clock, isoTime } from '../../../shared/clock';
import { Problem } from '../../../shared/problem';
import { memoSays, readMemo } from '../../journal/memo';
import { MEMO_LENGTH, memoSize } from '../../journal/memo-block';
import type { Journal } from '../../journal/types';
import { claimWithin, DEFAULT_TIMING, type Timing } from '../../journal/timing';
import { CHECK } from '../../request/memo-marks';
import { readOptionMarks } from '../../request/options';
import { type Header, rereadHeader } from '../../purchase-order/read-purchase-orders';
import type { OrderState, PurchaseOrder } from '../../types';

/** Which words of a General Memo still let something be sent. */
export interface Permits {
	/** The lowest revision that may still be sent. */
	revision: number;
	/** The Memo Mark by which purchase orders are selected; empty = none. */
	memoMark: string;
}

/**
 * After a write of the General Memo that was under way for long: what a person saved meanwhile may
 * be lost, and words that they had taken out stand there again. Where such words let an order be
 * sent, a line is added that stops it until a person has looked and deletes that line. Two calls
 * then; none for a write that was quick.
 *
 * @param written the purchase order as it was read for that write
 * @throws Problem when the line could not be added
 */
export async function askToCheckIfSlow(
	{ autotask, clock }: { autotask: Autotask; clock: Clock },
	written: Header,
	permits: Permits = stillPermitted(journalIn(written.po)),
	timing: Timing = DEFAULT_TIMING,
): Promise<void> {
	if (clock.now() - written.readAt <= claimWithin(timing)) return;
	if (!permitsMore(written.po.memo, permits)) return;
	const time = isoTime(clock.now());
	await retryTransient(clock, async () => {
		const { po } = await rereadHeader(autotask, written.po, () => clock.now());
		if (!permitsMore(po.memo, permits) || memoSays(po.memo, START)) return;
		const generalMemo = [LONG(time), `${START} ${time}`]
			.map((line) => `${line}\n${po.memo}`)
			.find((memo) => memoSize(memo) <= MEMO_LENGTH);
		if (generalMemo === undefined) throw noRoom(po.number);
		await autotask.update('PurchaseOrders', { id: Number(po.id), generalMemo });
	});
}

const START = `TDS ${CHECK}:`;
const LONG = (time: string) =>
	`${START} Autotask was slow at ${time}, so a change made here shortly before may be lost. Check the words here, then delete this line.`;

function permitsMore(memo: string, { revision, memoMark }: Permits): boolean {
	const said = readOptionMarks(memo);
	if (Number(said.revision ?? 1) > 1) return Number(said.revision) >= revision;
	if (revision > 1) return false;
	return Object.keys(said).length > 0 || (memoMark !== '' && memoSays(memo, memoMark));
}

function noRoom(number: string): Problem {
	return new Problem({
		code: 'memo-full',
		record: `PO ${number}`,
		cause: 'its General Memo has no room for a line that asks to check it',
		remedy: 'Shorten the General Memo.',
	});
}

/**
 * What may still be sent of an order whose journal is such: a later revision, or where it was not
 * sent, this one.
 */
export function stillPermitted(journal: Journal | null, memoMark = ''): Permits {
	if (journal === null) return { revision: 1, memoMark };
	const { revision, state } = journal;
	return { revision: UNSENT.includes(state) ? revision : revision + 1, memoMark };
}

const UNSENT: OrderState[] = ['PLANNED', 'CLAIMED', 'POSTING'];

function journalIn({ memo, id }: PurchaseOrder): Journal | null {
	const reading = readMemo(memo, id);
	return reading.kind === 'journal' ? reading.journal : null;
}
