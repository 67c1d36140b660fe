import { activity, type Activity, type ActivitySource } from './activity';

/**
 * Records that one step hands on unless set otherwise: 0.9 MB where every one is a new product
 * with all its fields.
 */
export const MOST_RECORDS = 1_000;

/**
 * Picks what a bounded list has room for, wrong ones first. They leave half of the room to the
 * others, so that what fails every day does not hide what was done.
 *
 * @param most how many are kept at the most
 */
export function pickForActivity<T>(
	all: T[],
	isWrong: (one: T) => boolean,
	most: number,
): { kept: T[]; left: number } {
	const wrong = all.filter(isWrong);
	const others = all.length - wrong.length;
	const room = Math.max(most - others, Math.ceil(most / 2));
	const kept = wrong.slice(0, room);
	const rest = all.filter((one) => !isWrong(one)).slice(0, most - kept.length);
	return { kept: [...kept, ...rest], left: all.length - kept.length - rest.length };
}

/** Whether a person should hear of it. */
export function isWrong({ outcome }: Pick<Activity, 'outcome'>): boolean {
	return outcome === 'failed' || outcome === 'uncertain' || outcome === 'warning';
}

/** Stands for the records that had no room. */
export function unlisted(source: ActivitySource, time: string, left: number): Activity[] {
	if (left === 0) return [];
	return [
		activity(source, {
			time,
			entity: 'Run',
			key: `${left} more ${left === 1 ? 'record' : 'records'}`,
			action: 'leave out',
			outcome: 'done',
			cause: 'There was no room for them in the activity. The run counts them.',
		}),
	];
}
