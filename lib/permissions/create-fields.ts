import type { Autotask, PicklistValue, WireRecord } from '../autotask/types';
import { Problem } from '../shared/problem';
import type { ProductField } from './product-fields';
import type { WriteRecorder } from './write-test/recorder';
import { SCREEN } from '../autotask/screens';
import { missingFields } from './checks/set-up/verdicts';

/**
 * Autotask allows so many active user-defined fields of products (its help pages say 100, the API's
 * page 200).
 */
const MOST_FIELDS = 100;

/**
 * Creates the Product user-defined fields that are missing (Autotask REST:
 * UserDefinedFieldDefinitions can be created, but never deleted by the API). Types go by the labels
 * of Autotask's own lists. A field that exists, active or not, is left as it is.
 *
 * @throws Problem before anything is created, when the lists or the room for fields are not as
 * expected
 */
export async function createMissingFields(
	autotask: Autotask,
	wanted: readonly ProductField[],
	recorder: WriteRecorder,
): Promise<FieldResult[]> {
	const existing = await autotask.userDefinedFields('Products');
	const names = wanted.map(({ name }) => name);
	const missing = missingFields(existing, names);
	if (missing.length === 0) return names.map(exists);
	if (existing.length + missing.length > MOST_FIELDS)
		throw refusal(
			`Products have ${existing.length} user-defined fields and ${missing.length} are missing, more than the ${MOST_FIELDS} that Autotask allows`,
			`Set fields that nobody uses inactive at ${SCREEN.userDefinedFields}, or select fewer fields.`,
		);
	const lists = await autotask.fields('UserDefinedFieldDefinitions');
	const listOf = (field: string) => lists.find(({ name }) => name === field)?.picklist ?? [];
	const udfType = valueOf(listOf('udfType'), /^products?$/i, 'Product');
	const typeOf = (field: ProductField) =>
		valueOf(listOf('dataType'), TYPES[field.dataType], field.dataType);
	const records = new Map(
		wanted.map((field) => [field.name, definition(field, udfType, typeOf(field))]),
	);
	const results: FieldResult[] = [];
	for (const [name, record] of records)
		results.push(missing.includes(name) ? await create(recorder, name, record) : exists(name));
	return results;
}

/** What became of one field. */
export interface FieldResult {
	field: string;
	outcome: 'created' | 'exists' | 'failed';
	cause: string;
	remedy: string;
}

const exists = (field: string): FieldResult => ({
	field,
	outcome: 'exists',
	cause: '',
	remedy: '',
});

const TYPES: Record<ProductField['dataType'], RegExp> = {
	Text: /single.?line|^text$/i,
	Number: /^num/i,
	Date: /^date/i,
};

function definition(field: ProductField, udfType: number, dataType: number): WireRecord {
	return {
		name: field.name,
		description: field.description,
		udfType,
		dataType,
		isActive: true,
		isRequired: false,
		...(field.dataType === 'Number' ? { numberOfDecimalPlaces: 2 } : {}),
	};
}

async function create(
	recorder: WriteRecorder,
	field: string,
	record: WireRecord,
): Promise<FieldResult> {
	const id = await recorder.create('UserDefinedFieldDefinitions', record);
	if (!(id instanceof Problem)) return { field, outcome: 'created', cause: '', remedy: '' };
	const byHand = `Or add it yourself at ${SCREEN.userDefinedFields} > New.`;
	return { field, outcome: 'failed', cause: id.cause, remedy: `${id.remedy} ${byHand}` };
}

/** The number behind a label. */
function valueOf(values: PicklistValue[], label: RegExp, wanted: string): number {
	const value = values.find((one) => one.isActive && label.test(one.label.trim()));
	if (value) return Number(value.value);
	throw refusal(
		`Autotask's lists for user-defined fields do not contain "${wanted}" (they contain ${values.map((one) => one.label).join(', ') || 'nothing'})`,
		`Add the fields yourself at ${SCREEN.userDefinedFields} > New.`,
	);
}

function refusal(cause: string, remedy: string): Problem {
	return new Problem({
		code: 'permission-check-fields',
		record: 'User-defined fields',
		cause,
		remedy,
	});
}
