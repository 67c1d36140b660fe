import type { INodeListSearchResult } from 'n8n-workflow';
import type { Autotask, Filter, PicklistValue, WireRecord } from '../../lib/autotask/types';

/** Entries that one list shows; typing narrows the search. */
export const SHOWN = 100;

export function contains(field: string, value: string): Filter {
	return { op: 'contains', field, value };
}

/** Records as the entries of a list, by name. */
export function listed(records: WireRecord[], nameField: string): INodeListSearchResult {
	const results = records
		.map((record) => ({ name: String(record[nameField]), value: String(record.id) }))
		.sort((a, b) => a.name.localeCompare(b.name));
	return { results };
}

/** The entries of a drop-down of Autotask, inactive ones too. */
export async function picklist(
	autotask: Autotask,
	entity: string,
	field: string,
): Promise<PicklistValue[]> {
	const fields = await autotask.fields(entity);
	return fields.find(({ name }) => name === field)?.picklist ?? [];
}

/** @param otherwise what counts where the live picklist has no such entry */
export async function picklistId(
	autotask: Autotask,
	entity: string,
	field: string,
	label: RegExp,
	otherwise: number,
): Promise<number> {
	const values = await picklist(autotask, entity, field);
	const found = values.find((one) => label.test(one.label.trim()));
	return found ? Number(found.value) : otherwise;
}
