import type { Reach } from '../../shared/problem';
import type { Call } from './call';
import type { Said } from './said';

/** Why Autotask refused, in the words of its own screens, and what to do about it. */
export interface Cause {
	code: string;
	cause: string;
	remedy: string;
	/** Absent = `record`. */
	reach?: Reach;
	/** May go by itself. */
	passing?: boolean;
}

export interface Refusal {
	status: number;
	/** What was said, cut to a few words. */
	said: string;
	/** Who said it. */
	by: Said['by'];
	call: Call;
}

/** A refusal that is known, and what it means. */
export interface RefusalRule {
	fits: (refused: Refusal) => boolean;
	cause: (refused: Refusal) => Cause;
}

/** Whether what was said matches. */
export const says =
	(pattern: RegExp) =>
	({ said }: Refusal) =>
		pattern.test(said);
/** What was said, to be put behind a sentence. */
export const quoted = (said: string) => (said ? ` (“${said}”)` : '');
