import { COLUMN, LEAST_FIELDS } from './columns';
import { DECODER } from './kept-rows';
import { fieldEnd, fieldStart, MOST_FIELDS, type RowView } from './split-rows';
import { decimal } from './values';

/** Why a row is damaged; empty when it is not. */
export function damage(row: RowView): string {
	if (row.fields < LEAST_FIELDS || row.fields > MOST_FIELDS) return `has ${row.fields} fields`;
	const at = fieldStart(row, COLUMN.recordType);
	const isDetail = row.bytes[at] === D && row.bytes[at + 1] === T && row.bytes[at + 2] === L;
	return isDetail ? '' : 'is no DTL row';
}

/** Moved columns show where a number should stand, or a flag. */
export function hasItsColumns(row: RowView): boolean {
	return isAmount(row) && !FLAGS.some((flag) => isDigit(row.bytes[fieldStart(row, flag)]));
}

/** Whether the cost can be read; decoded only when it is more than digits and one point. */
function isAmount(row: RowView): boolean {
	const [start, end] = [fieldStart(row, COLUMN.cost), fieldEnd(row, COLUMN.cost)];
	let points = 0;
	for (let at = start; at < end; at++) {
		if (row.bytes[at] === POINT) points++;
		else if (!isDigit(row.bytes[at])) points = 2;
	}
	return points <= 1 || decimal(DECODER.decode(row.bytes.subarray(start, end))) !== undefined;
}

function isDigit(byte: number | undefined): boolean {
	return byte !== undefined && byte >= 48 && byte <= 57;
}

/** Columns that hold Y, N or nothing. */
const FLAGS = [17, 19, 29, 45, COLUMN.promotionFlag];
const POINT = 46;
const [D, T, L] = [68, 84, 76];
