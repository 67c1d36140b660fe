import { COLUMN, type Column } from '../../tdsynnex/price-file/columns';
import { readProductMarks } from '../../tdsynnex/price-file/marks';
import type { PriceFileRow } from '../../tdsynnex/price-file/read';
import { flag, isoDate, wholeNumber, words } from '../../tdsynnex/price-file/values';
import type { Specifications } from '../types';

/** What a row of the price file says of a product besides names, prices, stock and size. */
export function specificationsOf(
	row: PriceFileRow,
): Required<Specifications> & { endUserRequired: boolean | null } {
	const text = (column: Column) => row.field(COLUMN[column]);
	const marks = readProductMarks(row.field);
	return {
		onOrder: wholeNumber(text('onOrder')),
		returnable: flag(text('returnable')),
		parcelShippable: flag(text('parcelShippable')),
		media: words(text('media'))?.toUpperCase() ?? null,
		virtual: marks.virtual,
		serialized: flag(text('serialized')),
		kit: words(text('kit'))?.toUpperCase() ?? null,
		dropShipOnly: marks.dropShipOnly,
		refurbished: marks.refurbished,
		endUserRequired: marks.endUserRequired,
		countryOfOrigin: words(text('countriesOfOrigin')) ?? marks.countryOfOrigin,
		taaCompliant: flag(text('taaCompliant')),
		energyStar: marks.energyStar,
		section508: marks.section508,
		epeat: marks.epeat,
		warranty: marks.warranty,
		unspsc: words(text('unspsc')),
		created: isoDate(text('created')),
		streetDate: isoDate(text('streetDate')),
	};
}

/** Of a source that says nothing of them, in the same order. */
export const NO_SPECIFICATIONS: Required<Specifications> & { endUserRequired: null } = {
	onOrder: null,
	returnable: null,
	parcelShippable: null,
	media: null,
	virtual: null,
	serialized: null,
	kit: null,
	dropShipOnly: null,
	refurbished: null,
	endUserRequired: null,
	countryOfOrigin: null,
	taaCompliant: null,
	energyStar: null,
	section508: null,
	epeat: null,
	warranty: null,
	unspsc: null,
	created: null,
	streetDate: null,
};
