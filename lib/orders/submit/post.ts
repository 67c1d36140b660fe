import { advance } from '../journal/state-machine';
import type { Journal } from '../journal/types';
import { asSent } from '../validate/as-sent';
import { stockFor } from '../validate/supply';
import type { SendContext } from './claim/types';
import { classifyReply, type ReplyClass } from './classify-reply';
import { matchOrder } from './match-order';
import { accountTotal, ended, type Ending, timeOf } from './order-context';
import { settleByLookUp } from './reconcile';
import { record, unclaim, writeEtas } from './write-back';

/**
 * Posts an order that is POSTING. From here on an order may exist: nothing may ever lead back to a
 * second posting. `sent` is false only where certainly nothing was taken.
 */
export async function postOnce(
	context: SendContext,
	posting: Journal,
): Promise<{ ending: Ending; sent: boolean }> {
	const { order, live, report, run } = context;
	const { settings } = run.terms;
	report.step('post', 'done', `PO ${order.poNumber} to ${order.account.host}`);
	report.setPosted(true);
	const leaving = asSent({ order, live, settings: settings.rules });
	const outcome = await run.ports.tdSynnex.post(leaving, settings);
	const verdict = classifyReply(outcome, order.poNumber, posting.lines);
	report.setPosted(verdict.kind !== 'notSent');
	report.step('answer', OUTCOMES[verdict.kind], verdict.why);
	const ending = await settled(context, posting, verdict);
	return { ending, sent: report.posted };
}

async function settled(
	context: SendContext,
	posting: Journal,
	verdict: ReplyClass,
): Promise<Ending> {
	const { report } = context;
	if (verdict.kind === 'notSent') return await notSent(context, posting, verdict);
	if (verdict.kind !== 'answer') return await inDoubt(context, posting, verdict.why);
	const etas = expectedDates(context);
	report.setEtas(etas);
	const { answer, lines, why } = verdict;
	const event = { kind: 'answered', time: timeOf(context), answer, lines, why } as const;
	const ours = report.setJournal(advance(posting, event));
	const recorded = report.setJournal(await record(context, ours));
	await writeEtas(context, recorded, etas);
	return ended(recorded);
}

/**
 * That a refused request has left no order is inferred from the vendor's words alone: then a
 * look-up must agree.
 */
async function notSent(
	context: SendContext,
	posting: Journal,
	{ why, remedy, certain, endsRun }: Extract<ReplyClass, { kind: 'notSent' }>,
): Promise<Ending> {
	const { report, run } = context;
	if (!certain) {
		await run.ports.clock.sleep(FIRST_LOOK_MS);
		const { poNumber, lines } = posting;
		const there = matchOrder(await run.ports.tdSynnex.lookUp(poNumber), poNumber, lines);
		report.setPosted(there.kind !== 'absent');
		if (there.kind !== 'absent') return await inDoubt(context, posting, why);
	}
	if (endsRun !== null) accountTotal(run).endedBy ??= endsRun;
	const cause = certain ? `nothing was sent: ${why}` : `nothing was ordered: ${why}`;
	const left = report.setJournal(await unclaim(context, posting, cause));
	return ended(left, { code: 'order-not-sent', cause, remedy });
}

/** UNCERTAIN, written down first; then one look-up, since most doubts are settled by it at once. */
export async function inDoubt(context: SendContext, claim: Journal, why: string): Promise<Ending> {
	const { report, run, order } = context;
	const doubted = advance(claim, { kind: 'doubted', time: timeOf(context), why });
	const recorded = report.setJournal(await record(context, report.setJournal(doubted)));
	if (recorded.state !== 'UNCERTAIN') return ended(recorded);
	await run.ports.clock.sleep(FIRST_LOOK_MS);
	const { journal } = await settleByLookUp(context, recorded, order);
	return ended(report.setJournal(journal));
}

/** How long TD SYNNEX is given before the first look-up of an order in doubt. */
const FIRST_LOOK_MS = 3_000;

/** When more is expected of the lines that stock does not cover. */
function expectedDates({ order, live }: SendContext): Map<number, string> {
	return new Map(
		order.lines.flatMap(({ lineNumber, sku, quantity }) => {
			const item = live?.get(sku);
			const short = item !== undefined && (stockFor(item, order.options) ?? 0) < quantity;
			return short && item.eta !== null ? [[lineNumber, item.eta] as const] : [];
		}),
	);
}

const OUTCOMES: Record<ReplyClass['kind'], 'done' | 'failed' | 'uncertain'> = {
	answer: 'done',
	notSent: 'failed',
	duplicate: 'uncertain',
	unclear: 'uncertain',
};
