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
	/** The histories in which its absence is seen. */
	kind: Kind;
	/** The promises that are then broken. */
	breaks: (typeof BROKEN)[number][];
}

/** What a process plays: seeds of a kind until one of the promises is broken. */
export interface Sought extends Pick<Guard, 'kind' | 'breaks'> {
	from: number;
	to: number;
}

export interface Seen {
	/** `null` = none broke anything. */
	seed: number | null;
	said: string;
}

const SUBMIT = 'lib/orders/submit';
const VERIFY = `${SUBMIT}/claim/verify.ts`;

export const GUARDS: readonly Guard[] = [
	guard('the pause between claim and reading back', 'crowdWithin', ['double'], {
		file: `${SUBMIT}/submit.ts`,
		guard: 'await ports.clock.sleep(Math.max(0, until - ports.clock.now()));',
		broken: 'await ports.clock.sleep(0 * until);',
	}),
	guard('the claim is read back', 'crowdWithin', ['double'], {
		file: VERIFY,
		guard: "if (mark?.token !== journal.claim.token || mark.kind !== 'claimed')",
		broken: 'if (mark === undefined)',
	}),
	guard('the block is what it was', 'crowdWithin', ['double'], {
		file: VERIFY,
		guard: 'if (!isUnmoved(fresh.po, context.seen))',
		broken: 'if (context.seen === undefined)',
	}),
	guard('read and claimed within half the settle time', 'crowdWithin', ['double'], {
		file: `${SUBMIT}/claim/claim.ts`,
		guard: 'if (took <= allowed) {',
		broken: 'if (took <= Infinity) {',
	}),
	guard('posted right after the last reading', 'minds', ['unwanted', 'content', 'double'], {
		file: `${SUBMIT}/send.ts`,
		guard: 'nowOf(context) - held.header.readAt <= claimWithin(timing)',
		broken: 'nowOf(context) > 0',
	}),
	guard('POSTING stands in the block before the post', 'crowdWithin', ['double', 'lost'], {
		file: VERIFY,
		guard: '[block(), writeMark(',
		broken: '[null, writeMark(',
	}),
	guard('the mark of the line says sent before the post', 'torn', ['double'], {
		file: VERIFY,
		guard: "writeMark(run, po, markOf(posting, 'sent'))",
		broken: 'null',
	}),
	guard('a mark of a sent order without its block is a doubt', 'torn', ['double'], {
		file: `${SUBMIT}/evaluate.ts`,
		guard: 'return explained ? null : mark;',
		broken: 'return null;',
	}),
	guard(
		'a block that is not whole is a stop, and so is the mark',
		'torn',
		['double'],
		[
			{
				file: 'lib/orders/journal/memo.ts',
				guard: "if (rest.some((lines) => hasTrace(lines.join('\\n'))))",
				broken: 'if (rest.length < 0)',
			},
			{
				file: `${SUBMIT}/evaluate.ts`,
				guard: 'return explained ? null : mark;',
				broken: 'return null;',
			},
		],
	),
	guard('a revision is still asked for', 'revisions', ['unwanted'], {
		file: VERIFY,
		guard: 'if (resolved.revision !== sent.revision)',
		broken: 'if (sent.revision < 0)',
	}),
	guard('the mark in the memo still stands', 'minds', ['unwanted'], {
		file: VERIFY,
		guard: "if (gone !== '') return gone;",
		broken: '',
	}),
	guard('ship-to and options are what they were', 'minds', ['content'], {
		file: VERIFY,
		guard: 'if (order.payloadHash !== sent.payloadHash)',
		broken: 'if (sent.revision < 0)',
	}),
	guard('the lines are what they were', 'minds', ['content'], {
		file: VERIFY,
		guard: '(await changedMeanwhile(autotask, context.po, fresh.sameLines)) || whyNot(',
		broken: 'whyNot(',
	}),
	guard('every rule is asked again before the post', 'minds', ['unwanted'], {
		file: VERIFY,
		guard: "return findings.find(({ level }) => level === 'stop')?.cause ?? '';",
		broken: "return '';",
	}),
	guard('only a whole refusal is certainly not sent', 'everyday', ['double'], {
		file: `${SUBMIT}/classify-reply.ts`,
		guard: 'if (!isWholeRefusal(error, status)) return',
		broken: 'if (status <= 0) return',
	}),
	guard('looked up before the post', 'shared', ['double'], {
		file: `${SUBMIT}/send.ts`,
		guard:
			"if (there.kind !== 'absent') return await giveBack(claim, thereBefore(journal, there));",
		broken: '',
	}),
	guard('the time of placing tells whose order it is', 'shared', ['adopted'], {
		file: `${SUBMIT}/whose-order.ts`,
		guard: '...placedElsewhen(status, journal, now),',
		broken: '',
	}),
	guard('what was refused as a duplicate is not taken over', 'shared', ['adopted'], {
		file: `${SUBMIT}/whose-order.ts`,
		guard: '...refusedAsDuplicate(journal),',
		broken: '',
	}),
	guard('an answer is never overwritten by a doubt', 'everyday', ['lost', 'double'], {
		file: 'lib/orders/journal/state-machine.ts',
		guard: 'progressOf(found) > progressOf(ours) ? found : ours',
		broken: 'ours',
	}),
	guard('what was sent goes on under its number', 'numbered', ['falseAlarm', 'unwanted'], {
		file: 'lib/orders/request/build.ts',
		guard: 'const poNumber = sentAs ?? poNumberFor(',
		broken: 'const poNumber = poNumberFor(',
	}),
	guard('the cap of one order', 'everyday', ['aboveCap'], {
		file: 'lib/orders/validate/money.ts',
		guard: "return cap === '' || !new Big(total).gt(cap)",
		broken: "return total !== ''",
	}),
];

function guard(name: string, kind: Kind, breaks: Guard['breaks'], patches: Patch | Patch[]): Guard {
	return { name, kind, breaks, patches: Array.isArray(patches) ? patches : [patches] };
}
