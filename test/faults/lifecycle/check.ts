import { type Held, type Played, type Seen, WORDS } from './play';

/** What is wrong in a story; each list names nights and products. */
export interface Verdict {
	/** A count went up in a night without a whole file, or twice by one file, or by more than one. */
	miscounted: string[];
	/** Set inactive before so many whole files in a row did not have it. */
	early: string[];
	/** A person's word that does not stand any more. */
	lost: string[];
	/** A night that was undone left something else than was there before. */
	notUndone: string[];
	/** A quiet night that was run again wrote something. */
	restless: string[];
}

/** Judges by what the twin holds, with a reading of its own: nothing here is of the package. */
export function check({ history, seen }: Played): Verdict {
	const verdict: Verdict = { miscounted: [], early: [], lost: [], notUndone: [], restless: [] };
	for (let place = 0; place < history.products; place += 1) {
		let [files, last] = [0, ''];
		for (const [at, one] of seen.entries()) {
			const name = `night ${at}, product ${place}`;
			const [before, after] = [one.before[place], one.after[place]] as [Held, Held];
			const mayCount = isMissing(one, place) && one.created !== last;
			const more = countIn(after.state) - countIn(before.state);
			if (more > (mayCount ? 1 : 0)) verdict.miscounted.push(name);
			if (more > 0) last = one.created;
			if (isMissing(one, place) && !one.undone) files += 1;
			// a night that broke off may leave the count, and so does one that was undone; the next file
			// with the product ends it
			if (one.night.has[place] && countIn(after.state) === 0 && !one.undone) files = 0;
			const isRetired = before.isActive && !after.isActive;
			const least = one.undone ? history.limit - 1 : history.limit;
			if (isRetired && (files < least || !isMissing(one, place))) verdict.early.push(name);
			if (isLost(before, after)) verdict.lost.push(name);
			if (one.undone && JSON.stringify(one.undone[place]) !== JSON.stringify(before))
				verdict.notUndone.push(name);
			if (one.undone) last = dateIn(before.state);
		}
	}
	for (const [at, { again }] of seen.entries())
		if (again !== null && again !== 0) verdict.restless.push(`night ${at}`);
	return verdict;
}

function isMissing({ night }: Seen, place: number): boolean {
	return night.file === 'whole' && night.has[place] === false;
}

function countIn(state: string): number {
	return Number(/issing from (\d+) full/.exec(state)?.[1] ?? 0);
}

function dateIn(state: string): string {
	return /(\d{4}-\d\d-\d\d)$/.exec(state)?.[1] ?? '';
}

/** Of the words that stood there before the night. */
function isLost(before: Held, after: Held): boolean {
	const state = before.state === WORDS.state && after.state !== WORDS.state;
	const words = (text: string) => text.split(WORDS.description).length;
	return state || words(after.description) < words(before.description);
}
