/**
 * What a trigger remembers between two looks at Autotask. Plain data, kept by n8n with the
 * workflow.
 */
export interface TriggerMemory {
	/** The user's rule in short. Under another rule nothing is "new" yet: see {@link newlyReady}. */
	rule: string;
	/** What was emitted already, or stood there at the first look: mark by record id. */
	told: Record<string, string>;
	/** How records not emitted yet looked last time: mark by record id. */
	pending: Record<string, string>;
}

/** A record that meets the rule now. */
export interface RecordSnapshot {
	id: string;
	/** Changes whenever the record's content does. */
	mark: string;
}

export interface TriggerChoices {
	/**
	 * What to do with records that meet the rule when the trigger looks for the first time, or for
	 * the first time under a changed rule.
	 */
	atFirst: 'none' | 'ready';
	/** `changed` = emitted again once its content has changed, if it still meets the rule. */
	again: 'never' | 'changed';
	/** Only emit a record that looks the same in two looks: a person may still be typing. */
	steady: boolean;
}

/**
 * Which records are newly ready, and what to remember. Pure.
 *
 * Each record is emitted once; the memory holds the newest {@link MOST_REMEMBERED}. It is a memory,
 * not a lock: two n8n servers that look at the same time emit the same record, and only the claim
 * in the purchase order makes one of them send.
 */
export function newlyReady(
	found: RecordSnapshot[],
	memory: TriggerMemory | null,
	rule: string,
	choices: TriggerChoices,
): { fresh: string[]; memory: TriggerMemory } {
	const told = { ...memory?.told };
	if (memory?.rule !== rule && choices.atFirst === 'none')
		for (const { id, mark } of found) told[id] = mark;
	const open = found.filter(
		({ id, mark }) => told[id] === undefined || (choices.again === 'changed' && told[id] !== mark),
	);
	const fresh = open.filter(({ id, mark }) => !choices.steady || memory?.pending[id] === mark);
	for (const { id, mark } of fresh) told[id] = mark;
	const pending = open.filter((one) => !fresh.includes(one));
	return {
		fresh: fresh.map(({ id }) => id),
		memory: {
			rule,
			told: newest(told),
			pending: Object.fromEntries(pending.map(({ id, mark }) => [id, mark])),
		},
	};
}

/** Autotask's ids grow: the oldest records are the first to be forgotten. */
function newest(told: Record<string, string>): Record<string, string> {
	const entries = Object.entries(told);
	if (entries.length <= MOST_REMEMBERED) return told;
	entries.sort(([one], [other]) => Number(other) - Number(one));
	return Object.fromEntries(entries.slice(0, MOST_REMEMBERED));
}

/** Enough for years of purchase orders, small enough to be saved with each run. */
export const MOST_REMEMBERED = 5_000;
