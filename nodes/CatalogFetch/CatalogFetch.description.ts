import type { INodeProperties } from 'n8n-workflow';
import { priceAvailability } from './price-availability.description';
import { priceFile } from './price-file.description';

const resourceAndOperation: INodeProperties[] = [
	{
		displayName: 'Resource',
		name: 'resource',
		type: 'options',
		noDataExpression: true,
		options: [
			{ name: 'Price and Availability', value: 'priceAvailability' },
			{ name: 'Price File', value: 'priceFile' },
		],
		default: 'priceFile',
	},
	{
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		displayOptions: { show: { resource: ['priceFile'] } },
		options: [
			{
				name: 'Read',
				value: 'read',
				description: 'Turn the nightly price file into products, filtered while it streams',
				action: 'Read a price file',
			},
		],
		default: 'read',
	},
	{
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		displayOptions: { show: { resource: ['priceAvailability'] } },
		options: [
			{
				name: 'Check',
				value: 'check',
				description: 'Ask TD SYNNEX what exact products cost and how many are in stock now',
				action: 'Check price and availability',
			},
		],
		default: 'check',
	},
];

/** What the editor shows, top down. */
export const properties: INodeProperties[] = [
	...resourceAndOperation,
	...priceFile.map((property) => shownFor('priceFile', property)),
	...priceAvailability.map((property) => shownFor('priceAvailability', property)),
];

function shownFor(resource: string, property: INodeProperties): INodeProperties {
	const show = { ...property.displayOptions?.show, resource: [resource] };
	return { ...property, displayOptions: { show } };
}
