/**
 * Marks that tie a purchase order to what it was made from: Autotask has no unique key to ask for,
 * and its inserts are not unique, so a second run finds by these what the first one made.
 */

/** In the General Memo of the purchase order. */
export function orderMark(source: string): string {
	return `[from ${source}]`;
}

/** The General Memo with the mark below the given text. */
export function markedMemo(text: string, source: string): string {
	return [text, orderMark(source)].filter((line) => line !== '').join('\n');
}

/** In the memo of an item. */
export function itemMark(source: string, key: string): string {
	return `${itemMarkStart(source)} ${key}]`;
}

/** What the marks of all items of a source begin with. */
export function itemMarkStart(source: string): string {
	return `[from ${source},`;
}

/** The mark in an item's memo; empty when a person made it. */
export function markIn(memo: string): string {
	return /\[from [^\]]+\]/.exec(memo)?.[0] ?? '';
}

/** How the memo of one begins that a run made at the same moment as another, and canceled. */
export const MADE_TWICE = 'Made twice at the same moment and cancelled';

/** Who is adding lines to a purchase order, and since when. */
export interface Builder {
	token: string;
	/** UTC ISO 8601. */
	time: string;
}

/** The line that says so; while it stands, nothing is sent and no other run adds lines. */
function builderLine({ token, time }: Builder): string {
	return `[n8n is adding the lines: ${token} at ${time}]`;
}

export function builderIn(memo: string): Builder | null {
	const found = BUILDER.exec(memo);
	return found ? { token: found[1] ?? '', time: found[2] ?? '' } : null;
}

/** The memo with another builder in place of the one that stands there; `null` takes it out. */
export function withBuilder(memo: string, builder: Builder | null): string {
	const rest = memo.replace(new RegExp(`\\n?${BUILDER.source}`, 'g'), '');
	return builder === null ? rest : `${rest}\n${builderLine(builder)}`;
}

const BUILDER = /\[n8n is adding the lines: (\S+) at ([^\]\s]+)\]/;
