import { COLUMN } from './columns';
import { flag, words } from './values';

/**
 * What columns 38, 67 and 68 say of a product, one character or a few each; `null` = not stated.
 */
export interface ProductMarks {
	/** Nobody but the manufacturer ships it. */
	dropShipOnly: boolean | null;
	refurbished: boolean | null;
	/** An order needs the end user's details. */
	endUserRequired: boolean | null;
	/** A licence or warranty: nothing is shipped. */
	virtual: boolean | null;
	/** Two letters. */
	countryOfOrigin: string | null;
	energyStar: boolean | null;
	section508: boolean | null;
	/** As TD SYNNEX writes it: so many months or years. */
	warranty: string | null;
	/** B bronze, S silver, G gold, N none. */
	epeat: string | null;
}

/**
 * Reads the columns whose characters each mean something of their own. Texts of earlier layouts
 * mean nothing here.
 */
export function readProductMarks(field: (position: number) => string): ProductMarks {
	const flags = lettersOf(field(COLUMN.flags));
	const requirements = lettersOf(field(COLUMN.requirements));
	const marks = known(field(COLUMN.marks));
	return {
		dropShipOnly: flag(flags[0] ?? ''),
		refurbished: flag(flags[1] ?? ''),
		endUserRequired: flag(requirements[0] ?? ''),
		virtual: flag(requirements[1] ?? ''),
		countryOfOrigin: /^[A-Z]{2}/i.exec(marks)?.[0].toUpperCase() ?? null,
		energyStar: flag(marks[2] ?? ''),
		section508: flag(marks[3] ?? ''),
		warranty: words(marks.slice(4, 11)),
		epeat: /^[BSGN]$/i.exec(marks[11] ?? '')?.[0].toUpperCase() ?? null,
	};
}

/** Flags alone: a column with any other letter in it is text of another layout. */
function lettersOf(text: string): string {
	const letters = known(text).toUpperCase();
	return /^[YN ]{1,12}(PCW)?\s*$/.test(letters) ? letters : '';
}

/** Blanks in front count: a position is a meaning. */
function known(text: string): string {
	return words(text) === null ? '' : text;
}
