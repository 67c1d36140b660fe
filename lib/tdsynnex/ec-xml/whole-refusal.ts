import type { PoReply } from './order-reply';

/**
 * Whether an error says for certain that nothing was taken: one of the few that TD SYNNEX raises
 * before it reads an order, or over a request that it could not read, word for word, in the place
 * where its errors belong and with a status of success. An error text with *login* or *IP address*
 * in it may as well come from behind the point where the order was taken.
 */
export function isWholeRefusal(
	{ message, inPlace }: Extract<PoReply, { kind: 'error' }>,
	status: number,
): boolean {
	const words = message.trim().replace(/[.!\s]+$/, '');
	return (
		inPlace && status >= 200 && status < 300 && REFUSALS.some((refusal) => refusal.test(words))
	);
}

/**
 * Ids and texts of the vendor's documents (purchase order 3.36); the words of a refused login are
 * not published, those here are of clients in use.
 */
const REFUSALS: readonly RegExp[] = [
	/^ValidateIP$/i,
	/^IP Address Invalid$/i,
	/^IP Address has not been Validated$/i,
	// the request is faulty, its detail lists the fields
	/^IncompleteXML01$/i,
	/^XML Content is Incomplete$/i,
	/^(?:login|authentication) (?:failed|failure)$/i,
	/^(?:invalid|incorrect|bad|wrong) (?:login|credentials?|username|user ?id|password)(?: (?:or|and) password)?$/i,
];
