import { activity, type Activity, type ActivitySource } from './activity';

/** Records that one step hands on unless set otherwise. */
export const MOST_RECORDS = 1_000;

/**
 * Picks what a bounded list has room for, wrong ones first. They leave half of the room to the
 * others, so that what fails every day does not hide what was done.
 *
 * @param most how many are kept at the most
 * @param roomOf how much of that room one takes
 */
export function pickForActivity<T>(
	all: T[],
	isWrong: (one: T) => boolean,
	most: number,
	roomOf: (one: T) => number = () => 1,
): { kept: T[]; left: number } {
	const wrong = all.filter(isWrong);
	const others = all.filter((one) => !isWrong(one));
	const roomOfAll = (some: T[]) => some.reduce((sum, one) => sum + roomOf(one), 0);
	const first = fitting(wrong, Math.max(most - roomOfAll(others), Math.ceil(most / 2)), roomOf);
	const kept = [...first, ...fitting(others, most - roomOfAll(first), roomOf)];
	return { kept, left: all.length - kept.length };
}

/** As many from the beginning as there is room for. */
function fitting<T>(all: T[], room: number, roomOf: (one: T) => number): T[] {
	let left = room;
	const end = all.findIndex((one) => (left -= roomOf(one)) < 0);
	return end === -1 ? all : all.slice(0, end);
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
