import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';

/** The Resource field of a node that works on one kind of record. */
export function resourceField(name: string, value: string): INodeProperties {
	return {
		displayName: 'Resource',
		name: 'resource',
		type: 'options',
		noDataExpression: true,
		options: [{ name, value }],
		default: value,
	};
}

/** The Operation field: what an operation says of itself, in the order of the list. */
export function operationField(
	options: INodePropertyOptions[],
	standard: string,
	show?: Record<string, string[]>,
): INodeProperties {
	return {
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		...(show ? { displayOptions: { show } } : {}),
		options,
		default: standard,
	};
}

/**
 * The Dry Run switch, on in a node that was just added; each node says what a dry run leaves out.
 */
export function dryRunField(description: string): INodeProperties {
	return {
		displayName: 'Dry Run',
		name: 'dryRun',
		type: 'boolean',
		default: true,
		description,
		hint: 'Nothing is written while this is on. Run the node, read the plan, then turn it off.',
	};
}

/** Autotask's screens by link; each node says what gets one. */
export function webUrlField(description: string): INodeProperties {
	return {
		displayName: 'Autotask Web Address',
		name: 'webUrl',
		type: 'string',
		default: '',
		placeholder: 'e.g. https://ww3.autotask.net',
		description,
	};
}

/** The Options collection: only those settings are there that the user adds. */
export function optionsField(
	options: INodeProperties[],
	show?: Record<string, string[]>,
): INodeProperties {
	return {
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add option',
		default: {},
		...(show ? { displayOptions: { show } } : {}),
		options,
	};
}

/** Autotask's hourly calls that stay free for other tools. */
export const leaveFreeField: INodeProperties = {
	displayName: 'Always Leave Free (%)',
	name: 'leaveFree',
	type: 'number',
	typeOptions: { minValue: 0, maxValue: 99 },
	default: 25,
	description:
		"How much of Autotask's hourly calls always stays free for your other tools. If they have used more than this node's share, the node continues until only this much is free. It becomes slower as the hour fills.",
};

/**
 * How many of Autotask's hourly calls a node may use; each node says what it does with the number.
 */
export function budgetShareField(description: string, standard = 50): INodeProperties {
	return {
		displayName: 'Hourly Calls to Use (%)',
		name: 'budgetShare',
		type: 'number',
		typeOptions: { minValue: 1, maxValue: 100 },
		default: standard,
		description,
	};
}
