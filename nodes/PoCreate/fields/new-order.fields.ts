import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';
import { type Situation, shownIn } from '../../shared/display-options';
import { fromCharges } from './charges.fields';
import { EXAMPLE, textField } from './text-field';

const ITEMS_SHIP_TO: INodePropertyOptions[] = [
	{ name: 'Address Below', value: 'given' },
	{ name: 'Company Address', value: 'company' },
];

const OPPORTUNITY_SHIP_TO: INodePropertyOptions[] = [
	{ name: 'Address Below', value: 'given' },
	{ name: 'Company Address', value: 'company' },
	{ name: 'Ship-To Location of the Quote', value: 'quote' },
];

const fromOpportunity: Situation[] = [
	{ operation: ['createFromOpportunity'] },
	{ operation: ['preview'], previewOf: ['opportunity'] },
];
const fromItems: Situation[] = [
	{ operation: ['createFromItems'] },
	{ operation: ['preview'], previewOf: ['items'] },
];
const toAnAddress: Situation[] = [
	...fromOpportunity.map((situation) => ({ ...situation, opportunityShipTo: ['given'] })),
	...fromItems.map((situation) => ({ ...situation, itemsShipTo: ['given'] })),
	...fromCharges.map((situation) => ({ ...situation, chargesShipTo: ['given'] })),
];

export const opportunitySource: INodeProperties[] = [
	...shownIn(fromOpportunity, {
		displayName: 'Opportunity',
		name: 'opportunity',
		type: 'resourceLocator',
		default: { mode: 'list', value: '' },
		required: true,
		description:
			'A won opportunity. The node orders its charges, or its primary quote if it has no charges.',
		modes: [
			{
				displayName: 'From List',
				name: 'list',
				type: 'list',
				typeOptions: { searchListMethod: 'searchOpportunities', searchable: true },
			},
			{ displayName: 'ID', name: 'id', type: 'string', placeholder: 'e.g. 1203' },
		],
	}),
	...shownIn(fromOpportunity, {
		displayName: 'Ship To',
		name: 'opportunityShipTo',
		type: 'options',
		options: OPPORTUNITY_SHIP_TO,
		default: 'quote',
		description: 'If the location of the quote has no street, the company address is used',
	}),
	...shownIn(fromOpportunity, {
		displayName: 'Deals Without Charges',
		name: 'withoutCharges',
		type: 'options',
		options: [
			{
				name: 'Order by Product',
				value: 'byProduct',
				description: 'The goods are received as free stock, and nothing is billed for them',
			},
			{ name: 'Stop: The Won Wizard Was Not Run', value: 'stop' },
		],
		default: 'stop',
		description:
			"What to do if Autotask's Procurement is in use and the won wizard created no charges. Without Procurement, the node orders a deal by product.",
	}),
	...shownIn(fromOpportunity, {
		displayName: 'Won Statuses',
		name: 'wonStatuses',
		type: 'string',
		default: 'Closed, Implemented, Won',
		description: 'Labels of the opportunity statuses that count as won, separated by commas',
	}),
];

export const lineSource: INodeProperties[] = [
	...shownIn(fromItems, {
		displayName: 'Reference',
		name: 'reference',
		type: 'string',
		default: '',
		required: true,
		placeholder: 'e.g. {{ $json.ticketNumber }}',
		description:
			'What the request is about, such as a ticket number or an event ID. If you run the node again with the same reference, it finds the purchase order and does not create a second one.',
	}),
	...shownIn(fromItems, {
		displayName: 'SKU',
		name: 'lineSku',
		type: 'string',
		default: '={{ $json.sku }}',
		description: 'TD SYNNEX SKU of the line, with or without the SKU pattern',
	}),
	...shownIn(fromItems, {
		displayName: 'Product ID',
		name: 'lineProductId',
		type: 'string',
		default: '={{ $json.productId }}',
		description: 'Autotask product ID. If it is set, it is used instead of the SKU.',
	}),
	...shownIn(fromItems, {
		displayName: 'Quantity',
		name: 'lineQuantity',
		type: 'string',
		default: '={{ $json.quantity }}',
		description: 'Number of pieces: a whole number above zero',
	}),
	...shownIn(fromItems, {
		displayName: 'Price',
		name: 'linePrice',
		type: 'string',
		default: '={{ $json.price }}',
		description: 'Unit cost. If empty, the unit cost of the Autotask product is used.',
	}),
	...shownIn(fromItems, {
		displayName: 'Ship To',
		name: 'itemsShipTo',
		type: 'options',
		options: ITEMS_SHIP_TO,
		default: 'company',
		description: 'Where TD SYNNEX delivers: to the address of Company ID, or to another address',
	}),
	...shownIn(fromItems, {
		displayName: 'Company ID',
		name: 'companyId',
		type: 'string',
		default: '',
		placeholder: 'e.g. 0',
		description:
			'The Autotask company that the goods are for. It sets the address and Purchase for Account of the purchase order. 0 is your own company. For stock, leave it empty and set Ship To to Address Below.',
	}),
	...shownIn(toAnAddress, {
		displayName: 'Address',
		name: 'address',
		type: 'collection',
		placeholder: 'Add part',
		default: {},
		description: 'Where TD SYNNEX delivers the goods',
		options: [
			textField('Address 1', 'line1', EXAMPLE.line1),
			textField('Address 2', 'line2', EXAMPLE.line2),
			textField('City', 'city', EXAMPLE.city),
			textField('Name', 'name1', EXAMPLE.name),
			textField('Phone', 'phone', EXAMPLE.phone),
			textField('State', 'state', EXAMPLE.state),
			textField('ZIP Code', 'zip', EXAMPLE.zip),
		],
	}),
	...shownIn([...fromOpportunity, ...fromItems, ...fromCharges], {
		displayName: 'Inventory Location ID',
		name: 'inventoryLocationId',
		type: 'string',
		default: '',
		placeholder: 'e.g. 12',
		description:
			'Where the goods are received in Autotask. Leave empty for the default inventory location.',
	}),
	...shownIn([...fromOpportunity, ...fromItems, ...fromCharges], {
		displayName: 'Memo',
		name: 'memo',
		type: 'string',
		typeOptions: { rows: 3 },
		default: '',
		placeholder: 'e.g. TDS ship method: FG',
		description: 'Text for the General Memo of the purchase order. It can contain order options.',
	}),
	{
		displayName: 'Submit Afterwards',
		name: 'submitAfter',
		type: 'boolean',
		default: false,
		description:
			'Whether to send the purchase order to TD SYNNEX right after it is created, under the same rules as Submit',
		displayOptions: {
			show: { operation: ['createFromCharges', 'createFromItems', 'createFromOpportunity'] },
		},
	},
];
