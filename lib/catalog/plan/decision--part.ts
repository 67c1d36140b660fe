import type { SkipCode } from './decision';

/** Why an item is held back. */
export interface Held {
	code: SkipCode;
	reason: string;
	remedy: string;
}
