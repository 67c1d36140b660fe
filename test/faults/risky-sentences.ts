/**
 * Sentences that send a person to order goods once more. Whoever reads one must find in it what has to be true
 * first: an order that may still live must not be placed again. Knows words alone, and nothing of the package.
 */
export function riskySentences(text: string): string[] {
	return text
		.split(/(?<=[.;!?])\s+/)
		.filter((sentence) => ORDERS.test(sentence) && !GUARDED.test(sentence));
}

/** To order, as a verb: `order it again`, `order the rest elsewhere`; not `order 40000001`, `the order`. */
const ORDERS =
	/\b(?:re-?order it|order (?:it|them|that again|these|those|any|all|the (?:goods|product|products|rest|line|lines|item|items|missing)|again|anew|elsewhere|by hand|as usual)|send it (?:again|anew)|place (?:it|the order) (?:again|anew)|(?:another|a new|a second) (?:order|purchase order|PO number))\b/i;
const GUARDED =
	/\b(?:do not|don't|never|not to be|must not|only once|only after|the rejected lines|nothing was (?:sent|ordered)|before you|before (?:they|TD SYNNEX)|not taken)\b/i;
