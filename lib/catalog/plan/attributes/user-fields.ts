import Big from 'big.js';
import type { FieldInfo, WireRecord } from '../../../autotask/types';
import type { Plain } from '../../../shared/activity';
import { cutAtWord } from '../cut-at-word';

/** How changes and the product's shape name a user-defined field. */
export const USER_FIELD = 'userDefinedFields.';

/** One value as a product's record carries it. */
export interface UserFieldValue {
	name: string;
	value: string | null;
}

/** The values that a product holds, by name; one that never had any comes without all of them. */
export function userFieldsOf(record: WireRecord): Map<string, string> {
	const { userDefinedFields: fields } = record;
	const values = new Map<string, string>();
	if (!Array.isArray(fields)) return values;
	for (const one of fields) {
		if (typeof one !== 'object' || one === null || Array.isArray(one)) continue;
		const { name, value } = one;
		if (typeof value === 'object' || value === undefined || value === '') continue;
		values.set(String(name), String(value));
	}
	return values;
}

/**
 * As a user-defined field takes it: always text, as records carry it (facts: recorded companies).
 * Numbers are rounded to {@link DECIMALS}, as many as *Create Missing Fields* gives them.
 *
 * @returns `undefined` where the field cannot hold it
 */
export function asUserField(value: Plain, info: FieldInfo): string | null | undefined {
	if (value === null) return null;
	const text = typeof value === 'boolean' ? (value ? 'Yes' : 'No') : String(value);
	if (info.picklist) return listValue(text, info);
	if (isNumber(info)) {
		return /^-?\d+(\.\d+)?$/.test(text) ? new Big(text).round(DECIMALS).toString() : undefined;
	}
	if (/date/i.test(info.dataType)) return DAY.test(text) ? text.slice(0, 10) : undefined;
	return cutAtWord(text, info.length || LONGEST_TEXT);
}

/**
 * Whether two values are one: `12.0000` is 12, a day is a day however Autotask writes it. What it
 * makes of dates nobody has recorded, so both common ways are read.
 */
export function sameUserField(one: string | null, other: string | null): boolean {
	return one === other || plain(one) === plain(other);
}

/** As items show it: a number as a person entered it. */
export function shownUserField(value: string | undefined): string | null {
	if (value === undefined) return null;
	return FOUR_DECIMALS.test(value) ? new Big(value).toString() : value;
}

const DECIMALS = 2;
/** The field information of a tenant that was recorded says so. */
const LONGEST_TEXT = 8000;
const DAY = /^\d{4}-\d{2}-\d{2}/;
const FOUR_DECIMALS = /^-?\d+\.\d{4}$/;
/** A number with zeros in front is a code, such as a UPC. */
const NUMBER = /^-?(0|[1-9]\d*)(\.\d+)?$/;

function isNumber({ dataType }: FieldInfo): boolean {
	return /num|int|dec|double|long|float/i.test(dataType);
}

function listValue(text: string, { picklist }: FieldInfo): string | undefined {
	const wanted = text.toLowerCase();
	return picklist?.find(
		({ value, label }) => label.trim().toLowerCase() === wanted || value.toLowerCase() === wanted,
	)?.value;
}

function plain(value: string | null): string {
	const text = (value ?? '').replaceAll('\r\n', '\n').trim();
	if (NUMBER.test(text)) return new Big(text).round(DECIMALS).toString();
	if (DAY.test(text)) return text.slice(0, 10);
	const [, month = '', day = '', year] = /^(\d{1,2})\/(\d{1,2})\/(\d{4})\b/.exec(text) ?? [];
	return year ? `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}` : text;
}
