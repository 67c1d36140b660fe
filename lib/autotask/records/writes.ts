import { Problem } from '../../shared/problem';
import type { Caller } from '../requests/call';
import { childOf } from './parent-paths';
import { itemIdShape } from '../requests/response-schemas';
import type { WireRecord } from '../types';

/**
 * Creates a record and returns its id.
 *
 * Fields that are `null` are left out: for an optional number that is not set Autotask wants no
 * field at all.
 */
export async function createRecord(
	call: Caller,
	entity: string,
	record: WireRecord,
	parentId?: number,
): Promise<number> {
	const body = Object.fromEntries(Object.entries(record).filter(([, value]) => value !== null));
	return await call(
		{
			kind: 'create',
			method: 'POST',
			path: pathFor(entity, record, parentId),
			body,
			entity,
			record: newRecord(entity, record),
		},
		itemIdShape,
	);
}

/**
 * Writes the given fields of one record; the others stay. Autotask wants PATCH on the collection,
 * with the id in the body (on `/{id}` it answers 405).
 */
export async function updateRecord(
	call: Caller,
	entity: string,
	record: WireRecord,
	parentId?: number,
): Promise<void> {
	if (typeof record.id !== 'number') throw missing(entity, 'id');
	await call(
		{
			kind: 'update',
			method: 'PATCH',
			path: pathFor(entity, record, parentId),
			body: record,
			entity,
			record: `${entity} ${record.id}`,
		},
		itemIdShape,
	);
}

function pathFor(entity: string, record: WireRecord, parentId: number | undefined): string {
	const child = childOf(entity);
	if (!child) return `V1.0/${entity}`;
	const id = parentId ?? record[child.key];
	if (typeof id !== 'number') throw missing(entity, child.key);
	return `V1.0/${child.parent}/${id}/${child.path}`;
}

/** What a person would call a record that has no id yet. */
function newRecord(entity: string, record: WireRecord): string {
	const name = NAMING_FIELDS.map((field) => record[field]).find(Boolean);
	return name === undefined
		? `New record in ${entity}`
		: `New record in ${entity} “${String(name)}”`;
}

const NAMING_FIELDS = [
	'sku',
	'vendorPartNumber',
	'externalPONumber',
	'purchaseOrderNumber',
	'companyName',
	'name',
	'title',
	'locationName',
];

function missing(entity: string, field: string): Problem {
	return new Problem({
		code: 'autotask-id-missing',
		cause: `A record of ${entity} cannot be written without its ${field}`,
		remedy: `Give the ${field}.`,
	});
}
