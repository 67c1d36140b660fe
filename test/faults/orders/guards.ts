import type { BROKEN } from './oracle/check';
import type { Kind } from './schedule-types';

/** A fence of the order path, and how to take it out of the sources. */
export interface Guard {
	name: string;
	file: string;
	/** Stands in the file exactly once. */
	guard: string;
	broken: string;
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

export const GUARDS: readonly Guard[] = [];
