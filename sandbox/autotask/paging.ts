/** How many earlier pages a link remembers (a public client's note: some 50). */
const EARLIER = 50;

/** Where in a result a link points to, and whose result it was. */
export interface Position {
	/** Ids up to this one were on earlier pages. */
	afterId: number;
	/** Where the earlier pages began, oldest first. */
	earlier: number[];
	/** Of twins that remember the first request's search: its number. */
	cursor?: number;
}

/** What a link is made of, besides the position. */
export interface LinkTo {
	/** `https://host/ATServicesRest/V1.0/Products` */
	entityUrl: string;
	pageSize: number;
	/** Of a GET; the search of a POST travels in its body. */
	search: unknown;
}

/**
 * Links to pages: `paging=` with percent-encoded JSON of the page's size and of ids before and after
 * it, and for a GET the search (a recording). The link tells the position only.
 */
export function linkTo({ entityUrl, pageSize, search }: LinkTo, to: Position): string {
	const { afterId, earlier, cursor } = to;
	const token = JSON.stringify({ pageSize, previousIds: earlier, nextIds: [afterId], cursor });
	const link = `${entityUrl}/query/next?paging=${encodeURIComponent(token)}`;
	return search === undefined
		? link
		: `${link}&search=${encodeURIComponent(JSON.stringify(search))}`;
}

/** @returns null for a token that no link had */
export function positionOf(token: string): Position | null {
	try {
		const { previousIds, nextIds, cursor } = JSON.parse(token) as Record<string, unknown>;
		if (!areIds(previousIds) || !areIds(nextIds) || nextIds.length === 0) return null;
		return {
			afterId: nextIds[0] as number,
			earlier: previousIds,
			...(typeof cursor === 'number' ? { cursor } : {}),
		};
	} catch {
		return null;
	}
}

export function nextOf(from: Position, lastId: number): Position {
	return { ...from, afterId: lastId, earlier: [...from.earlier, from.afterId].slice(-EARLIER) };
}

/** null on the first page */
export function previousOf(from: Position): Position | null {
	const afterId = from.earlier.at(-1);
	return afterId === undefined ? null : { ...from, afterId, earlier: from.earlier.slice(0, -1) };
}

function areIds(value: unknown): value is number[] {
	return Array.isArray(value) && value.every((id) => Number.isSafeInteger(id));
}
