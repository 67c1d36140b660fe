import type { INodeProperties } from 'n8n-workflow';
import { optionsField } from '../../shared/common-fields';
import { fileFilters, priceFile } from './price-file.fields';

const OF_A_SEARCH = ['categoryPrefixes', 'inStockOnly', 'lifecycleCodes', 'manufacturers'];

/** A search of the price file. */
export const search: INodeProperties[] = [
	...priceFile.filter(({ name }) => ['binaryPropertyName', 'country'].includes(name)),
	{
		displayName: 'Search',
		name: 'text',
		type: 'string',
		default: '',
		placeholder: 'e.g. usb dock',
		description:
			'Words, a part number, a SKU, or a UPC. All of these words must be in the part number, name, manufacturer, or description.',
	},
	{
		displayName: 'Maximum Products',
		name: 'maxFound',
		type: 'number',
		typeOptions: { minValue: 1, maxValue: 500, numberPrecision: 0 },
		default: 25,
		description:
			'The most products to return: an exact SKU or part number first, then what is in stock, then the cheaper one',
	},
	{
		displayName: 'Filters',
		name: 'searchFilters',
		type: 'collection',
		placeholder: 'Add filter',
		default: {},
		description: 'A product must pass all of them',
		options: fileFilters.filter(({ name }) =>
			[...OF_A_SEARCH, 'maxCost', 'minCost'].includes(name),
		),
	},
	optionsField([
		{
			displayName: 'Keep For (Hours)',
			name: 'keepHours',
			type: 'number',
			typeOptions: { minValue: 0, maxValue: 72 },
			default: 12,
			description:
				'How long the file stays in memory after it was read, so that the next search needs no download. 200,000 rows take about 90 MB. With 0, it is not kept.',
		},
	]),
];
