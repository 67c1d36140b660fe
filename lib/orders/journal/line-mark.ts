import type { Journal } from './types';

/**
 * What stands about an order in the memo of one of its lines, beside the block in the General Memo:
 * the claim of a run that is about to send it, and from the post on the trace that it was sent.
 * People who tidy up the General Memo leave it, and accounting systems show it as part of the
 * line's description, so it is short.
 */
export interface LineMark {
	/** `claimed` = nothing was sent by this claim; `sent` = it may have been. */
	kind: 'claimed' | 'sent';
	/** The Autotask id of the purchase order: a line that was copied brings the mark of another. */
	poId: string;
	revision: number;
	poNumber: string;
	token: string;
	/** UTC ISO 8601. */
	time: string;
	/** Ms that the claimant waits before it reads its claim back; `null` = not stated. */
	settle: number | null;
}

export type LineMarkReading =
	| { kind: 'none' }
	/** What was sent, and beside it the claim of a run that is about to send. */
	| { kind: 'marks'; sent: LineMark | null; claim: LineMark | null }
	/** There is one, and it cannot be read: nothing may be sent. */
	| { kind: 'damaged'; why: string };

/**
 * The marks of the given purchase order among its lines' memos; of several of a kind the one that
 * is furthest along.
 */
export function readLineMark(memos: string[], poId: string): LineMarkReading {
	const texts = memos.map(plain);
	const marks = texts.flatMap((text) => [...text.matchAll(MARK)].map(markOf));
	if (texts.some((text) => TRACE.test(text.replace(MARK, ''))))
		return {
			kind: 'damaged',
			why: 'the words "[TD SYNNEX PO ...]" in the memo of a line were changed',
		};
	const own = marks
		.filter((mark) => mark.poId === poId)
		.sort((one, other) => rank(other).localeCompare(rank(one)));
	const first = (kind: LineMark['kind']) => own.find((mark) => mark.kind === kind) ?? null;
	return own.length > 0
		? { kind: 'marks', sent: first('sent'), claim: first('claimed') }
		: { kind: 'none' };
}

/**
 * The mark of a sent order that the block knows nothing of, or does not explain: the order may
 * exist. `null` = there is none. A block that is older than the mark was saved back from a screen
 * that somebody had open: it tells of an earlier try or revision.
 *
 * @param kept the journal in the General Memo; `null` = none
 */
export function unexplainedMark(reading: LineMarkReading, kept: Journal | null): LineMark | null {
	if (reading.kind !== 'marks' || reading.sent === null) return null;
	const { sent } = reading;
	const explained =
		kept !== null &&
		(kept.claim.token === sent.token ||
			kept.revision > sent.revision ||
			(kept.revision === sent.revision &&
				Date.parse(kept.claim.time) >= Date.parse(sent.time) &&
				!['PLANNED', 'CLAIMED', 'REJECTED'].includes(kept.state)));
	return explained ? null : sent;
}

/** Whether a line brought the mark of another purchase order, from which it was copied. */
export function isCopiedLine(memos: string[], poId: string): boolean {
	return memos
		.flatMap((text) => [...plain(text).matchAll(MARK)].map(markOf))
		.some((mark) => mark.poId !== poId);
}

/** A line's memo with these marks in place of all others. */
export function withLineMarks(memo: string, marks: (LineMark | null)[]): string {
	const rest = memo.replace(new RegExp(`[ \\t]*(?:${MARK.source})`, 'gi'), '').trimEnd();
	const texts = marks.filter((mark) => mark !== null).map(formatLineMark);
	return [rest, ...texts].filter((text) => text !== '').join(' ');
}

/** Such as `[TD SYNNEX PO 16: sent 2026-01-15T10:00:11Z, n8n 5021.1 n8n-1234-k3x9q2]`. */
export function formatLineMark(mark: LineMark): string {
	const settles = mark.settle === null ? '' : ` for ${mark.settle / 1000} s`;
	return `[TD SYNNEX PO ${mark.poNumber}: ${mark.kind} ${mark.time}${settles}, n8n ${mark.poId}.${mark.revision} ${mark.token}]`;
}

const MARK =
	/\[TD\s+SYNNEX\s+PO\s+(\S+):\s+(claimed|sent)\s+(\d{4}-\d{2}-\d{2}T[0-9:.]+Z)(?:\s+for\s+([\d.]+)\s+s)?,\s+n8n\s+(\d+)\.(\d+)\s+([A-Za-z0-9-]+)\]/g;
/**
 * Words that nobody but us writes; what is left of them once whole marks are taken out was spoilt.
 */
const TRACE = /\[TD SYNNEX PO|(?:claimed|sent) \d{4}-\d{2}-\d{2}T|n8n \d+\.\d+ /i;

function markOf([
	,
	poNumber,
	kind,
	time,
	settle,
	poId,
	revision,
	token,
]: RegExpExecArray): LineMark {
	return {
		kind: kind as LineMark['kind'],
		poId: poId ?? '',
		revision: Number(revision),
		poNumber: poNumber ?? '',
		token: token ?? '',
		time: time ?? '',
		settle: settle === undefined ? null : Number(settle) * 1000,
	};
}

function plain(memo: string): string {
	return memo.replace(/[\s\u00a0]+/g, ' ');
}

function rank({ revision, time }: LineMark): string {
	return `${String(revision).padStart(6, '0')} ${time}`;
}
