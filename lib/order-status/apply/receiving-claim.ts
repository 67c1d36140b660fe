import { claimWithin, DEFAULT_TIMING } from '../../orders/journal/timing';
import { MEMO_LENGTH, memoSize } from '../../orders/journal/memo-block';
import { type Header, rereadHeader } from '../../orders/purchase-order/read-purchase-orders';
import { askToCheckIfSlow } from '../../orders/submit/claim/memo-check';
import type { PurchaseOrder } from '../../orders/types';
import { isoTime } from '../../shared/clock';
import { Problem } from '../../shared/problem';
import type { PollPorts } from '../context';
import { RECEIVING_MARK } from '../diff/status-block';
import { isUnsettled } from '../select/eligibility';

/**
 * Autotask takes back no receipt, and compares nothing before it writes one: of two polls at once
 * both would receive the same goods. So one claims an order first, in a line of the General Memo,
 * and receives only if the line still stands after a pause: docs/orders.md has the argument.
 */
export interface ReceivingClaim {
	token: string;
	/** UTC ISO 8601. */
	time: string;
}

/** The pause between the last claim and the first receipt, in milliseconds. */
export const RECEIVING_SETTLE_MS = DEFAULT_TIMING.settle;
/** A claim that is older belongs to a poll that is gone. */
const CLAIM_LIFE_MS = DEFAULT_TIMING.claimLife;
/** Goods are received no later after the claim: the other half is for a process that was frozen. */
export const RECEIVE_WITHIN_MS = CLAIM_LIFE_MS / 2;

const LINE = /^=== TD SYNNEX receiving: (\S+), (\d{4}-\d{2}-\d{2}T[\d:.]+Z) ===$/;

/** The claim in a memo; `null` = none. */
export function receivingClaimIn(memo: string): ReceivingClaim | null {
	const found = linesOf(memo)
		.map((line) => LINE.exec(line.trim()))
		.find((match) => match !== null);
	return found ? { token: found[1] ?? '', time: found[2] ?? '' } : null;
}

/** The memo without any claim, every other word where it was. */
export function withoutReceivingClaim(memo: string): string {
	if (receivingClaimIn(memo) === null) return memo;
	return linesOf(memo)
		.filter((line) => !LINE.test(line.trim()))
		.join('\n')
		.trimEnd();
}

/** The memo with this claim alone; `null` = it has no room. */
export function withReceivingClaim(memo: string, { token, time }: ReceivingClaim): string | null {
	const line = `${RECEIVING_MARK}${token}, ${time} ===`;
	const claimed = `${withoutReceivingClaim(memo)}\n${line}`.trimStart();
	return memoSize(claimed) <= MEMO_LENGTH ? claimed : null;
}

export type ReceivingClaiming =
	| { kind: 'claimed'; claim: ReceivingClaim }
	/** Another poll, or PO Create, is at work on the purchase order. */
	| { kind: 'busy' }
	/** Nothing may be received now. */
	| { kind: 'impossible'; problem: Problem };

/**
 * Claims the receiving of one order.
 *
 * @throws Problem when Autotask cannot be reached
 */
export async function claimReceiving(
	{ autotask, clock, token }: Pick<PollPorts, 'autotask' | 'clock' | 'token'>,
	seen: PurchaseOrder,
): Promise<ReceivingClaiming> {
	const header = await rereadHeader(autotask, seen, () => clock.now());
	const { po, readAt } = header;
	const other = receivingClaimIn(po.memo);
	const alive = other !== null && clock.now() - Date.parse(other.time) < CLAIM_LIFE_MS;
	if (alive || isUnsettled(po)) return { kind: 'busy' };
	const claim = { token: token(), time: isoTime(clock.now()) };
	const generalMemo = withReceivingClaim(po.memo, claim);
	if (generalMemo === null) return impossible('the General Memo has no room: shorten it');
	await autotask.update('PurchaseOrders', { id: Number(po.id), generalMemo });
	await askToCheckIfSlow({ autotask, clock }, header);
	return clock.now() - readAt <= claimWithin(DEFAULT_TIMING)
		? { kind: 'claimed', claim }
		: impossible('Autotask was too slow');
}

function impossible(why: string): ReceivingClaiming {
	const problem = new Problem({
		code: 'receiving-not-claimed',
		cause: `nothing was received, because this poll could not make sure that it is the only one: ${why}`,
		remedy: 'No action is needed if Autotask was slow: the next poll receives the goods.',
	});
	return { kind: 'impossible', problem };
}

/** The purchase order as it stands now, where the claim has held; else `null`. */
export async function verifyReceivingClaim(
	{ autotask, clock }: Pick<PollPorts, 'autotask' | 'clock'>,
	seen: PurchaseOrder,
	claim: ReceivingClaim,
): Promise<Header | null> {
	const header = await rereadHeader(autotask, seen, () => clock.now());
	return receivingClaimIn(header.po.memo)?.token === claim.token ? header : null;
}

function linesOf(memo: string): string[] {
	return memo.split(/\r\n|\r|\n/);
}
