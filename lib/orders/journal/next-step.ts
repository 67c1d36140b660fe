import type { Timing } from './timing';
import { type Claimed, type Journal, UNKNOWN_ACCOUNT } from './types';
import { after, age } from './state-machine';
import type { Account } from '../types';

/** What a run may do with a purchase order, from its journal alone. */
export type NextStep =
	/** Claim it and send it; `base` is the journal that the claim builds on. */
	| { step: 'send'; revision: number; reopen: boolean }
	/**
	 * An order may exist: only a look-up may settle it. With `newRevision` a person has decided,
	 * after the waiting window, to order anew if TD SYNNEX still does not know it.
	 */
	| { step: 'lookUp'; newRevision: boolean }
	/** TD SYNNEX has answered, Autotask's fields do not show it yet. */
	| { step: 'record' }
	/** Nothing to do; the journal says how it ended. */
	| { step: 'done' }
	/** Another run is at it, or a quiet time is not over: try later. */
	| { step: 'wait'; cause: string; until: string }
	| { step: 'stop'; code: string; cause: string; remedy: string };

/**
 * @param claim what the memo of a line says of a run that is about to send it
 * @param revision what the buyer asks for in the memo; 1 when nothing is said
 * @param now milliseconds since 1970
 */
export function nextStep(
	journal: Journal | null,
	{ claim, revision }: { claim: Claimed | null; revision: number },
	account: Pick<Account, 'environment' | 'customerNumber'>,
	timing: Timing,
	now: number,
): NextStep {
	const next = fromJournal(journal, revision, account, timing, now);
	const sends = next.step === 'send' || (next.step === 'lookUp' && next.newRevision);
	if (!sends || claim === null || age(claim.time, now) >= timing.claimLife) return next;
	return {
		step: 'wait',
		cause: `another run claimed it at ${claim.time}${otherSettle(claim, timing)}`,
		until: after(claim.time, timing.claimLife),
	};
}

/** Nodes with unequal settle times are a mistake of whoever set them up; here it is seen. */
function otherSettle({ settle }: Claimed, timing: Timing): string {
	return settle === null || settle === timing.settle
		? ''
		: ` (its Settle Time is ${settle / 1000} seconds, and here it is ${timing.settle / 1000}: use the same value in every node that orders)`;
}

function fromJournal(
	journal: Journal | null,
	revision: number,
	account: Pick<Account, 'environment' | 'customerNumber'>,
	timing: Timing,
	now: number,
): NextStep {
	if (journal === null) return { step: 'send', revision, reopen: false };
	const asked = revision > journal.revision;
	const elsewhere = journal.state !== 'PLANNED' && !sameAccount(journal, account);
	// Another account cannot know what became of it, whatever a person asks for.
	if (elsewhere && (!asked || (inDoubt(journal) && !isTrial(journal, account))))
		return otherAccount(journal, account);
	if (asked) return newRevision(journal, revision, account, timing, now);
	switch (journal.state) {
		case 'PLANNED':
		case 'CLAIMED':
			if (revision < journal.revision) return withdrawn(journal);
			return (
				quietOver(journal, timing, now) ?? {
					step: 'send',
					revision: journal.revision,
					reopen: false,
				}
			);
		case 'POSTING':
			return age(journal.changed, now) < timing.claimLife
				? {
						step: 'wait',
						cause: `another run has been posting it since ${journal.changed}`,
						until: after(journal.changed, timing.claimLife),
					}
				: { step: 'lookUp', newRevision: false };
		case 'UNCERTAIN':
			return { step: 'lookUp', newRevision: false };
		case 'ACCEPTED':
		case 'PARTIAL':
		case 'HELD':
			return { step: 'record' };
		case 'REJECTED':
		case 'RECORDED':
			return { step: 'done' };
	}
}

/** Whether an order has been in doubt for longer than the waiting window. */
export function windowOver(journal: Journal, timing: Timing, now: number): boolean {
	return age(journal.uncertainSince || journal.claim.time, now) >= timing.window;
}

/**
 * A new revision is a new order under a new PO number. It is only opened where none can exist:
 * after a rejection, before anything was sent, when the first was sent to the test environment; or,
 * once an order has been in doubt for the whole waiting window, where a person has decided that
 * there is none.
 */
function newRevision(
	journal: Journal,
	revision: number,
	account: Pick<Account, 'environment' | 'customerNumber'>,
	timing: Timing,
	now: number,
): NextStep {
	const trial = isTrial(journal, account);
	if (!trial && journal.state === 'UNCERTAIN')
		return { step: 'lookUp', newRevision: windowOver(journal, timing, now) };
	if (!trial && journal.state === 'POSTING')
		return fromJournal(journal, journal.revision, account, timing, now);
	if (!['REJECTED', 'PLANNED', 'CLAIMED'].includes(journal.state) && !trial)
		return {
			step: 'stop',
			code: 'revision-refused',
			cause: `the memo asks for revision ${revision}, but revision ${journal.revision} is ${journal.state}${journal.answer ? ` (${journal.answer})` : ''}: a new one would order a second time`,
			remedy: `Remove the line "TDS revision: ${revision}" from the General Memo, or settle revision ${journal.revision} with TD SYNNEX first.`,
		};
	return quietOver(journal, timing, now) ?? { step: 'send', revision, reopen: true };
}

/** A person asked for another revision and took the word back before it was sent. */
function withdrawn({ revision }: Journal): NextStep {
	return {
		step: 'stop',
		code: 'revision-withdrawn',
		cause: `revision ${revision} was asked for, and the line "TDS revision: ${revision}" is gone from the General Memo: nothing is sent`,
		remedy: `If the order is still wanted, write the line "TDS revision: ${revision}" into the General Memo.`,
	};
}

function quietOver(journal: Journal, timing: Timing, now: number): NextStep | null {
	if (journal.attempt === 0 || age(journal.changed, now) >= timing.quiet) return null;
	const until = after(journal.changed, timing.quiet);
	return {
		step: 'wait',
		cause: `it was last ${journal.state} at ${journal.changed}, and a write of that time may still be in progress`,
		until,
	};
}

function inDoubt({ state }: Journal): boolean {
	return state === 'POSTING' || state === 'UNCERTAIN';
}

/** A whole block says that it went to the test environment, and now the real one is meant. */
function isTrial(journal: Journal, account: Pick<Account, 'environment'>): boolean {
	return journal.environment === TEST && account.environment !== TEST;
}

/** The environment whose orders are none. */
export const TEST = 'test';

/** An order of an unknown account may be a real one: any account but a test one may look it up. */
function sameAccount(
	journal: Journal,
	account: Pick<Account, 'environment' | 'customerNumber'>,
): boolean {
	if (journal.environment === UNKNOWN_ACCOUNT) return account.environment !== TEST;
	return (
		journal.environment === account.environment && journal.customerNumber === account.customerNumber
	);
}

function otherAccount(
	journal: Journal,
	account: Pick<Account, 'environment' | 'customerNumber'>,
): NextStep {
	if (journal.environment === UNKNOWN_ACCOUNT)
		return {
			step: 'stop',
			code: 'other-account',
			cause: `it was sent as PO ${journal.poNumber}, perhaps as a real order, and the order block that names the account is gone; this credential is for ${account.environment}`,
			remedy: 'Let Reconcile run with the credential of the production environment.',
		};
	return {
		step: 'stop',
		code: 'other-account',
		cause: `it was sent to ${journal.environment} (customer ${journal.customerNumber}), and this credential is for ${account.environment} (customer ${account.customerNumber})`,
		remedy:
			journal.environment === TEST
				? `For the real order, add the line "TDS revision: ${journal.revision + 1}" to the General Memo. The test order stays as it is.`
				: 'Select the credential that it was sent with.',
	};
}
