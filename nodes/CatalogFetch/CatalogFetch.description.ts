import type { INodeProperties } from 'n8n-workflow';
import { operationField } from '../shared/common-fields';
import { onlyFor } from '../shared/display-options';
import * as priceAvailability from './actions/price-availability.operation';
import * as priceFile from './actions/price-file.operation';
import * as search from './actions/search.operation';

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
	operationField([priceFile.option, search.option], 'read', { resource: ['priceFile'] }),
	operationField([priceAvailability.option], 'check', { resource: ['priceAvailability'] }),
];

/** What the editor shows, top down. */
export const properties: INodeProperties[] = [
	...resourceAndOperation,
	...onlyFor(
		['read'],
		priceFile.description.map((property) => shownFor('priceFile', property)),
	),
	...onlyFor(
		['search'],
		search.description.map((property) => shownFor('priceFile', property)),
	),
	...priceAvailability.description.map((property) => shownFor('priceAvailability', property)),
];

function shownFor(resource: string, property: INodeProperties): INodeProperties {
	const show = { ...property.displayOptions?.show, resource: [resource] };
	return { ...property, displayOptions: { show } };
}
