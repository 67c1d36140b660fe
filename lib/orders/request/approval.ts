/** Texts as written; empty = not said. */
export interface Approval {
	by: string;
	upTo: string;
	/** The `contentCode` of the order that the approver saw. */
	content: string;
}

/** An approval is one person's word: what another source says is not mixed into it. */
export function approvalIn(
	source: Partial<Record<'approvedBy' | 'approvedUpTo' | 'approvedContent', string>>,
): Approval {
	const text = (value = '') => value.trim();
	return {
		by: text(source.approvedBy),
		upTo: text(source.approvedUpTo),
		content: text(source.approvedContent).toLowerCase(),
	};
}

/**
 * Whether it is a word of refusal or doubt in place of a name, such as `pending`, `NOT approved` or
 * `N/A`: nobody is of that name, and an order must not go out on it.
 */
export function isNoName(by: string): boolean {
	return !/\p{L}/u.test(by) || ALONE.test(by) || ANYWHERE.test(by);
}

/** Short words are part of names too: they count at the beginning alone, and not as an initial. */
const ALONE =
	/^(?:no|none|nobody|no one|nein|never|false|n\s*\/\s*a|n\.a\.?|na$|x+)(?:$|[\s,;:.!(-])/i;
const ANYWHERE =
	/\?|\b(?:not|pending|waiting|awaiting|awaits?|requested|declin(?:e|ed|es)|den(?:y|ied)|refus(?:e|ed|al)|reject(?:ed|s)?|disapproved?|unapproved|cancel(?:l?ed)?|revoked|withdrawn|on hold|tbd|tba|tbc|to ?do|to be (?:approved|confirmed|decided)|unknown|nobody)\b/i;
