import type { Feed } from '../../types';
import type { Guards } from '../../settings';
import type { LifecycleState } from './state';

/** What becomes of a product's state, and of its *Active*; `null` = it stays. */
export interface LifecycleStep {
	/** `none` = the field is emptied. */
	state: LifecycleState | 'none' | null;
	isActive: boolean | null;
	/** One sentence; empty where nothing happens. */
	reason: string;
}

const NOTHING: LifecycleStep = { state: null, isActive: null, reason: '' };

/**
 * An active product that a complete full file does not have. A file counts once, and an older one
 * not at all; the count ends at the limit, so that a product that is gone costs nothing any more.
 *
 * @param date of the file
 */
export function stepOfMissing(
	state: LifecycleState | null | 'foreign',
	date: string,
	{ missing, missingFiles }: Guards,
): LifecycleStep {
	if (state === 'foreign' || state?.mark === 'Kept active') return NOTHING;
	if (state?.mark === 'Set inactive') return keptActive(state);
	if (state && state.date > date) return NOTHING;
	return count(state?.mark === 'Still inactive' ? null : state, date, { missing, missingFiles });
}

function count(
	state: LifecycleState | null,
	date: string,
	{ missing, missingFiles }: Pick<Guards, 'missing' | 'missingFiles'>,
): LifecycleStep {
	const before = state?.files ?? 0;
	const counts = before < missingFiles && state?.date !== date;
	const files = counts ? before + 1 : before;
	const isDue = files > 0 && files >= missingFiles;
	const mark =
		isDue && missing === 'inactive'
			? 'Set inactive'
			: isDue && missing === 'mark'
				? 'Gone'
				: (state?.mark ?? '');
	if (!counts && mark === (state?.mark ?? '')) return NOTHING;
	const isRetiring = mark === 'Set inactive';
	const told = `Missing from ${files} full price ${files === 1 ? 'file' : 'files in a row'}, the last one of ${counts ? date : state?.date}; the limit is ${missingFiles}.`;
	return {
		state: { mark, files, date: counts ? date : (state?.date ?? date) },
		isActive: isRetiring ? false : null,
		reason: `${told}${isRetiring ? ' The product is set inactive.' : mark === 'Gone' ? ' The product is marked as gone.' : ''}`,
	};
}

/** What the run knows of a product that is in its input. */
export interface Present {
	isActive: boolean;
	/** Discontinued, and none left. */
	isGone: boolean;
	/** A row of a price file: the live service does not say what is in the file. */
	isFromFile: boolean;
	/** ISO date of the file, or of today. */
	date: string;
}

/** A product that is in the input: back, or discontinued. */
export function stepOfPresent(
	state: LifecycleState | null | 'foreign',
	{ isActive, isGone, isFromFile, date }: Present,
	feed: Feed | null,
	{ discontinued, returned }: Guards,
): LifecycleStep {
	if (isGone) {
		if (!isActive || discontinued !== 'inactive') return isFromFile ? uncounted(state) : NOTHING;
		if (state === 'foreign' || state?.mark === 'Kept active') return NOTHING;
		if (state?.mark === 'Set inactive') return keptActive(state);
		return {
			state: { mark: 'Set inactive', files: 0, date },
			isActive: false,
			reason: 'TD SYNNEX no longer sells the product and has none left. It is set inactive.',
		};
	}
	if (state === null || state === 'foreign' || !isFromFile) return NOTHING;
	if (isActive || !isRetired(state)) return { ...NOTHING, state: 'none', reason: BACK };
	if (feed?.kind !== 'full') return NOTHING;
	if (returned === 'reactivate')
		return {
			state: 'none',
			isActive: true,
			reason: `${BACK} The sync had set it inactive, and sets it active again.`,
		};
	if (state.mark === 'Still inactive') return NOTHING;
	return {
		state: { mark: 'Still inactive', files: 0, date: feed.created ?? date },
		isActive: null,
		reason: `${BACK} The sync had set it inactive, and leaves it.`,
	};
}

const BACK = 'The product is in the price file again.';

/** By the sync, not by a person. */
function isRetired({ mark }: LifecycleState): boolean {
	return mark === 'Set inactive' || mark === 'Still inactive';
}

/** A person set the product active again: theirs is the last word until it is in the file again. */
function keptActive(state: LifecycleState): LifecycleStep {
	return {
		state: { ...state, mark: 'Kept active' },
		isActive: null,
		reason: 'A person set the product active again, so the sync leaves it active.',
	};
}

/**
 * An active product that is in the file and held back: it is missing no longer. Where a person set
 * it active again, their word stands until the file has it for sale.
 */
export function stepOfHeld(
	state: LifecycleState | null | 'foreign',
	isForSale: boolean,
): LifecycleStep {
	if (state === null || state === 'foreign') return NOTHING;
	const isByPerson = isRetired(state) || state.mark === 'Kept active';
	return isByPerson && !isForSale ? NOTHING : { ...NOTHING, state: 'none', reason: BACK };
}

/** Discontinued, but in the file: it is missing no longer. */
function uncounted(state: LifecycleState | null | 'foreign'): LifecycleStep {
	if (state === null || state === 'foreign' || state.files === 0 || isRetired(state))
		return NOTHING;
	return { ...NOTHING, state: 'none', reason: BACK };
}
