import {
	type ILoadOptionsFunctions,
	type INodeListSearchResult,
	NodeOperationError,
} from 'n8n-workflow';
import { shownName } from '../../lib/autotask/records/shown-name';
import type { Autotask, Filter, PicklistValue, WireRecord } from '../../lib/autotask/types';
import { Problem } from '../../lib/shared/problem';
import { AUTOTASK_CREDENTIAL, autotaskFor } from './autotask';

/**
 * A list or drop-down of the panel that Autotask fills. Of an error n8n shows the message alone
 * there, and no description: so the remedy is part of it.
 *
 * @param fill `filter` is what the user has typed
 */
export function list<Result>(fill: (autotask: Autotask, filter?: string) => Promise<Result>) {
	return async function (this: ILoadOptionsFunctions, filter?: string): Promise<Result> {
		try {
			if (this.getNode().credentials?.[AUTOTASK_CREDENTIAL] === undefined) throw NOT_CHOSEN;
			return await fill(await autotaskFor(this), filter);
		} catch (error) {
			if (!(error instanceof Problem)) throw new NodeOperationError(this.getNode(), error as Error);
			const { message, remedy } = error;
			const shown = new NodeOperationError(this.getNode(), message);
			shown.message = `${message.replace(/\.$/, '')}. ${remedy}`;
			throw shown;
		}
	};
}

const NOT_CHOSEN = new Problem({
	code: 'credential-missing',
	cause: 'No Autotask API credential is selected',
	remedy: 'Select one at the top of the panel.',
});

/** Entries that one list shows; typing narrows the search. */
export const SHOWN = 100;

export function contains(field: string, value: string): Filter {
	return { op: 'contains', field, value };
}

/** Records as the entries of a list, by name. */
export function listed(records: WireRecord[], nameField: string): INodeListSearchResult {
	const results = records
		.map((record) => ({ name: shownName(record, nameField), value: String(record.id) }))
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
