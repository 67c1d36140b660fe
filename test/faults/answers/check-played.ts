import { check, type Finding } from './check';
import { checkScreen } from './check-screens';
import type { Played } from './play';
import type { Strike } from './strikes';

/** What went wrong in a run of a node, or in a list or Test button of it. */
export function checkPlayed(played: Played, strike: Strike, quiet: Played): Finding[] {
	return (played.operation.screen ? checkScreen : check)(played, strike, quiet);
}
