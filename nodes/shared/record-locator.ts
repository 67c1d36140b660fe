import type { INodeProperties } from 'n8n-workflow';
import { Problem } from '../../lib/shared/problem';

interface Locator {
	displayName: string;
	name: string;
	description: string;
	/** The node's list-search method that fills the list. */
	search: string;
	/** An ID to show as an example. */
	example: string;
	/** What is said of an ID that is no number. */
	fault: string;
	/** Whether the field may stay empty; otherwise it must be filled. */
	optional?: boolean;
}

/** A field for one record of Autotask: chosen from a list, or named by its ID. */
export function recordLocator(field: Locator): INodeProperties {
	const regex = `^\\s*[0-9]${field.optional ? '*' : '+'}\\s*$`;
	return {
		displayName: field.displayName,
		name: field.name,
		type: 'resourceLocator',
		default: { mode: 'list', value: '' },
		...(field.optional ? {} : { required: true }),
		description: field.description,
		modes: [
			{
				displayName: 'From List',
				name: 'list',
				type: 'list',
				typeOptions: { searchListMethod: field.search, searchable: true },
			},
			{
				displayName: 'ID',
				name: 'id',
				type: 'string',
				placeholder: `e.g. ${field.example}`,
				validation: [{ type: 'regex', properties: { regex, errorMessage: field.fault } }],
			},
		],
	};
}

/**
 * The ID that a locator holds, blanks around it taken off.
 *
 * @param value what n8n extracts from the locator
 * @throws Problem when nothing is chosen, or an expression gave what is no ID
 */
export function chosenId(value: unknown, shown: string, what: string): string {
	const id = String(value ?? '').trim();
	if (/^\d+$/.test(id)) return id;
	throw new Problem({
		code: 'parameter-missing',
		cause: id === '' ? `${shown} is not selected` : `${shown} is "${id}", which is not an ID`,
		remedy: `Open the node and select ${what} from the list.`,
	});
}
