import type { INodeProperties } from 'n8n-workflow';

/** A text that may stay empty; the example shows in the empty field. */
export function textField(
	displayName: string,
	name: string,
	example: string,
	description?: string,
): INodeProperties {
	return {
		displayName,
		name,
		type: 'string',
		default: '',
		placeholder: `e.g. ${example}`,
		...(description ? { description } : {}),
	};
}

/** One customer's address, so that the examples of all fields belong together. */
export const EXAMPLE = {
	name: 'Contoso Dental',
	line1: '500 Main St',
	line2: 'Suite 210',
	city: 'Denver',
	state: 'CO',
	zip: '80202',
	country: 'US',
	contact: 'Ana Silva',
	email: 'ana.silva@example.com',
	phone: '303-555-0147',
} as const;
