import type { INodeProperties } from 'n8n-workflow';

/** Values of other parameters under which a field shows. */
export type Situation = Partial<Record<string, string[]>>;

/**
 * n8n shows a field under one set of conditions; the same field for two situations is written
 * twice.
 */
export function shownIn(situations: Situation[], field: INodeProperties): INodeProperties[] {
	return situations.map((show) => ({ ...field, displayOptions: { show } }));
}

/** The fields as they are, but shown for these operations alone. */
export function onlyFor(operation: string[], fields: INodeProperties[]): INodeProperties[] {
	return fields.map((field) => ({
		...field,
		displayOptions: {
			...field.displayOptions,
			show: { ...field.displayOptions?.show, operation },
		},
	}));
}
