import type { SkipCode } from '../plan';

/** Why an item is held back. */
export interface Held {
	code: SkipCode;
	reason: string;
	remedy: string;
}
