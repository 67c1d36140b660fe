import type { Manners } from './manners';
import type { Field } from './schema';
import type { RowView, Value } from './store';

/** Booleans that are true until somebody says otherwise (recorded companies and contacts). */
const TRUE_BY_DEFAULT = ['isClientPortalActive', 'primaryContact', 'receivesEmailNotifications'];

/** What a record shows of a field: empty values, mirrored amounts and times as the real one writes them. */
export function shownValue(field: Field, row: RowView, manners: Manners): Value {
	if (field.name === 'id') return row.id;
	const stored = row.values[field.name] ?? mirrored(field, row, manners);
	if (stored === null) return manners.emptyValues === 'null' ? null : emptyValue(field);
	return field.type === 'datetime' ? shownTime(String(stored), manners) : stored;
}

/** What a filter compares: as stored, but a boolean that nobody set has its default. */
export function comparedValue(field: Field, row: RowView, manners: Manners): Value {
	if (field.name === 'id') return row.id;
	const stored = row.values[field.name] ?? null;
	if (stored !== null || field.type !== 'boolean' || manners.emptyValues === 'null') return stored;
	return emptyValue(field);
}

/** `internalCurrencyUnitCost` mirrors `unitCost` where the tenant has one currency. */
function mirrored(field: Field, row: RowView, manners: Manners): Value {
	if (manners.internalCurrency === 'null' || !field.name.startsWith('internalCurrency'))
		return null;
	const plain = field.name.slice('internalCurrency'.length);
	return row.values[plain[0]!.toLowerCase() + plain.slice(1)] ?? null;
}

/** Recordings are mixed: most empty texts are `""`, second address lines null. */
function emptyValue(field: Field): Value {
	if (field.type === 'boolean') return TRUE_BY_DEFAULT.includes(field.name);
	return field.type === 'string' && !/[23]$/.test(field.name) ? '' : null;
}

function shownTime(time: string, manners: Manners): string {
	if (manners.times === 'milliseconds') return time;
	return time.replace(/\.(\d*?)0*Z$/, (_all, digits: string) => (digits ? `.${digits}Z` : 'Z'));
}
