import type { WireRecord } from '../types';

/** The text of a field; empty where the record has none. */
export function textIn(record: WireRecord, field: string): string {
	return String(record[field] ?? '').trim();
}

/** What a record is called on a screen: where the field is empty, its ID stands for it. */
export function shownName(record: WireRecord, field: string): string {
	return textIn(record, field) || `(no name, ID ${String(record.id)})`;
}
