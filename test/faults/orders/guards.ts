import type { Aim } from './aims';
import type { BROKEN } from './oracle/check';
import type { Kind } from './schedule-types';

/** A text of the sources, and what stands there once the guard is taken out. */
export interface Patch {
	file: string;
	/** Stands in the file exactly once. */
	guard: string;
	broken: string;
}

/** A fence of the order path, and how to take it out of the sources. */
export interface Guard {
	name: string;
	/** More than one where guards stand behind each other and each alone suffices. */
	patches: Patch[];
	/** The histories in which its absence is seen, and where they are led to. */
	kind: Kind;
	aim?: Aim;
	/** The first of them in which it is; `npm run faults -- order-guards` finds it anew where the code has moved. */
	seed: number;
	/** The promises that are then broken. */
	breaks: (typeof BROKEN)[number][];
}

/** What a process plays: seeds of a guard until one of its promises is broken. */
export interface Sought {
	guard: string;
	from: number;
	to: number;
	/** No more are begun after so many ms. */
	atMost: number;
}

export interface Seen {
	/** `null` = none broke anything. */
	seed: number | null;
	said: string;
	/** So many were played. */
	played: number;
}

const SUBMIT = 'lib/orders/submit';
const VERIFY = `${SUBMIT}/claim/verify.ts`;

export const GUARDS: readonly Guard[] = [
	guard('the pause between claim and reading back', ['double'], at('crowdWithin', 'crossing', 3), {
		file: `${SUBMIT}/submit.ts`,
		guard: 'await ports.clock.sleep(Math.max(0, until - ports.clock.now()));',
		broken: 'await ports.clock.sleep(0 * until);',
	}),
	guard('the claim is read back', ['double'], at('crowdWithin', 'crossing', 1), {
		file: VERIFY,
		guard: 'if (marks.claim?.token !== journal.claim.token)',
		broken: 'if (marks === undefined)',
	}),
	guard('the block is what it was', ['double'], at('crowdWithin', 'wrongClock', 11), [
		{
			file: VERIFY,
			guard: 'if (!isUnmoved(fresh.po, context.seen))',
			broken: 'if (context.seen === undefined)',
		},
		{
			file: VERIFY,
			guard: 'if (marks.sent?.token !== context.sentBefore?.token)',
			broken: 'if (marks.sent === undefined)',
		},
	]),
	guard(
		'posted right after the last reading',
		['unwanted', 'content', 'double'],
		at('minds', 'cancelledInFreeze', 24),
		{
			file: `${SUBMIT}/send.ts`,
			guard: 'nowOf(context) - held.header.readAt <= claimWithin(timing)',
			broken: 'nowOf(context) > 0',
		},
	),
	guard('POSTING is written before the post', ['double'], at('torn', 'killedAfterPost', 1), {
		file: VERIFY,
		guard: '[block(), writeMarks(run, po, { sent, claim: null })]',
		broken: '[null, null, block, sent]',
	}),
	guard('POSTING stands in the block too', ['double'], at('torn', 'marksWipedAfterPost', 8), {
		file: VERIFY,
		guard: '[block(), writeMarks(',
		broken: '[null, writeMarks(',
	}),
	guard('the mark of the line says sent too', ['double'], at('torn', 'wipedAfterPost', 3), {
		file: VERIFY,
		guard: 'writeMarks(run, po, { sent, claim: null })',
		broken: 'null',
	}),
	guard(
		'a mark of a sent order without its block is a doubt',
		['double'],
		at('torn', 'wipedAfterPost', 6),
		{
			file: `${SUBMIT}/evaluate.ts`,
			guard: 'const trace = unexplainedMark(mark, kept);',
			broken: 'const trace = mark.kind === kept ? unexplainedMark(mark, kept) : null;',
		},
	),
	guard(
		'a block that is not whole is a stop, and so is the mark',
		['double'],
		at('torn', 'damagedAfterPost', 12),
		[
			{
				file: 'lib/orders/journal/memo.ts',
				guard: "if (rest.some((lines) => hasTrace(lines.join('\\n'))))",
				broken: 'if (rest.length < 0)',
			},
			{
				file: `${SUBMIT}/evaluate.ts`,
				guard: 'const trace = unexplainedMark(mark, kept);',
				broken: 'const trace = mark.kind === kept ? unexplainedMark(mark, kept) : null;',
			},
		],
	),
	guard(
		'a revision is still asked for, by its number and by the hash',
		['unwanted'],
		at('minds', 'revisionTakenBack', 1),
		[
			{
				file: VERIFY,
				guard: 'if (resolved.revision !== sent.revision)',
				broken: 'if (sent.revision < 0)',
			},
			{
				file: VERIFY,
				guard: 'if (order.payloadHash !== sent.payloadHash)',
				broken: 'if (sent.revision < 0)',
			},
		],
	),
	guard(
		'words that a slow write put back are asked for',
		['unwanted'],
		at('revisions', undefined, 965),
		{
			file: `${SUBMIT}/send.ts`,
			guard: 'await askToCheckIfSlow(ports, held.header, permitted, timing);',
			broken: 'await Promise.resolve([askToCheckIfSlow, permitted]);',
		},
	),
	guard('the mark in the memo still stands', ['unwanted'], at('minds', 'unmarked', 1), {
		file: VERIFY,
		guard: "if (gone !== '') return gone;",
		broken: '',
	}),
	guard('ship-to and options are what they were', ['content'], at('minds', undefined, 36), {
		file: VERIFY,
		guard: 'if (order.payloadHash !== sent.payloadHash)',
		broken: 'if (sent.revision < 0)',
	}),
	guard('the lines are what they were', ['content'], at('minds', undefined, 46), {
		file: VERIFY,
		guard: '(await changedMeanwhile(autotask, context.po, fresh.sameLines)) || whyNot(',
		broken: 'whyNot(',
	}),
	guard('every rule is asked again before the post', ['unwanted'], at('minds', 'unapproved', 2), {
		file: VERIFY,
		guard: "return findings.find(({ level }) => level === 'stop')?.cause ?? '';",
		broken: "return '';",
	}),
	guard('only a whole refusal is certainly not sent', ['double'], at('everyday', undefined, 45), {
		file: `${SUBMIT}/classify-reply.ts`,
		guard: 'if (!isWholeRefusal(error, status)) return',
		broken: 'if (status <= 0) return',
	}),
	guard('looked up before the post', ['double'], at('shared', undefined, 55), {
		file: `${SUBMIT}/send.ts`,
		guard: "if (there.kind !== 'absent') return await giveBack(claim, thereBefore(claim, there));",
		broken: '',
	}),
	guard(
		'the time of placing tells whose order it is',
		['adopted', 'adoptedTold'],
		at('shared', undefined, 2),
		{
			file: `${SUBMIT}/whose-order.ts`,
			guard: '...placedElsewhen(status, journal, now),',
			broken: '',
		},
	),
	guard(
		'what was refused as a duplicate is not taken over',
		['adopted', 'adoptedTold'],
		at('shared', undefined, 1),
		{
			file: `${SUBMIT}/whose-order.ts`,
			guard: '...refusedAsDuplicate(journal),',
			broken: '',
		},
	),
	guard(
		'an answer is never overwritten by a doubt',
		['forgotten', 'forgottenForATime'],
		at('everyday', 'hearsLate', 5),
		{
			file: 'lib/orders/journal/state-machine.ts',
			guard: 'progressOf(found) > progressOf(ours) ? found : ours',
			broken: 'ours',
		},
	),
	guard(
		'what was sent goes on under its number',
		['falseAlarm', 'unwanted'],
		at('numbered', undefined, 1),
		{
			file: 'lib/orders/request/build.ts',
			guard: 'const poNumber = sentAs ?? poNumberFor(',
			broken: 'const poNumber = poNumberFor(',
		},
	),
	guard('the cap of one order', ['aboveCap'], at('everyday', undefined, 6), {
		file: 'lib/orders/validate/money-rules.ts',
		guard: "return cap === '' || !new Big(total).gt(cap)",
		broken: "return total !== ''",
	}),
];

type Where = Pick<Guard, 'kind' | 'aim' | 'seed'>;

function at(kind: Kind, aim: Aim | undefined, seed: number): Where {
	return { kind, seed, ...(aim === undefined ? {} : { aim }) };
}

function guard(
	name: string,
	breaks: Guard['breaks'],
	where: Where,
	patches: Patch | Patch[],
): Guard {
	return { name, breaks, ...where, patches: Array.isArray(patches) ? patches : [patches] };
}
