/**
 * What the sync keeps of a product in its user-defined field *Lifecycle State*, in words that a
 * person reads and the next run reads back:
 *
 * - `Missing from 2 full files in a row, last 2026-11-27`: counted;
 * - `Gone: missing from ...`: marked;
 * - `Set inactive: missing from ...` or `Set inactive: discontinued, file of 2026-11-27`: by the
 *   sync, not by a person;
 * - `Kept active: ...`: a person set it active again;
 * - `Still inactive: back in the file of 2026-11-27`: the sync set it inactive, it is back, and the
 *   sync was to leave it.
 */
export interface LifecycleState {
	mark: '' | 'Gone' | 'Set inactive' | 'Kept active' | 'Still inactive';
	/** Full files in a row that did not have it; 0 = it was in the file. */
	files: number;
	/** ISO date of the last file that counted. */
	date: string;
}

/**
 * @returns `null` where nothing stands in the field; `foreign` for the words of a person, by which
 * the product is exempt
 */
export function readLifecycleState(
	text: string | null | undefined,
): LifecycleState | null | 'foreign' {
	const found = (text ?? '').trim();
	if (found === '') return null;
	const [, mark = '', , files = '0', missing, gone, back] = WORDS.exec(found) ?? [];
	const date = missing ?? gone ?? back;
	if (date === undefined) return 'foreign';
	return { mark: MARKS.find((one) => one === mark) ?? '', files: Number(files), date };
}

export function lifecycleText({ mark, files, date }: LifecycleState): string {
	if (mark === 'Still inactive') return `${mark}: back in the file of ${date}`;
	const facts =
		files === 0
			? `discontinued, file of ${date}`
			: `missing from ${files} full ${files === 1 ? 'file' : 'files in a row'}, last ${date}`;
	return mark === '' ? `${facts[0]?.toUpperCase()}${facts.slice(1)}` : `${mark}: ${facts}`;
}

/** The longest text that the sync writes, with room to spare. */
export const LONGEST_STATE = 80;

const MARKS = ['Gone', 'Set inactive', 'Kept active', 'Still inactive'] as const;
const DATE = String.raw`(\d{4}-\d{2}-\d{2})`;
const WORDS = new RegExp(
	`^(?:(${MARKS.join('|')}): )?([Mm]issing from (\\d{1,4}) full files?(?: in a row)?, last ${DATE}|discontinued, file of ${DATE}|back in the file of ${DATE})$`,
);
