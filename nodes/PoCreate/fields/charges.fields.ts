import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';
import { type Situation, shownIn } from '../../shared/display-options';

const TOGETHER: INodePropertyOptions[] = [
	{
		name: 'All of One Customer to One Address',
		value: 'shipTo',
		description: 'Fewer orders, less freight',
	},
	{ name: 'Each Ticket, Project, or Contract Separately', value: 'source' },
];

const COST_FROM: INodePropertyOptions[] = [
	{ name: 'Cost of the Charge', value: 'charge' },
	{ name: 'Current TD SYNNEX Price', value: 'live' },
];

const SHIP_TO: INodePropertyOptions[] = [
	{ name: 'Address Below', value: 'given' },
	{ name: 'Company Address', value: 'company' },
	{ name: 'Sales Order, Then Quote, Then Company', value: 'sale' },
];

/** Where the fields of Create From Charges show. */
export const fromCharges: Situation[] = [
	{ operation: ['createFromCharges'] },
	{ operation: ['preview'], previewOf: ['charges'] },
];
const BY_ID = ['charge', 'contract', 'opportunity', 'project', 'salesOrder', 'ticket'];
const named: Situation[] = fromCharges.map((situation) => ({ ...situation, chargesOf: BY_ID }));

/** Which charges are ordered, and what of them goes together. */
export const chargeSource: INodeProperties[] = [
	...shownIn(fromCharges, {
		displayName: 'Charges',
		name: 'chargesOf',
		type: 'options',
		options: [
			{
				name: 'All That Need Ordering',
				value: 'all',
				description: 'Charges of tickets, projects, and contracts',
			},
			{ name: 'One Charge', value: 'charge' },
			{ name: 'Those of a Contract', value: 'contract' },
			{ name: 'Those of a Project', value: 'project' },
			{ name: 'Those of a Sales Order', value: 'salesOrder' },
			{ name: 'Those of a Ticket', value: 'ticket' },
			{ name: 'Those of an Opportunity', value: 'opportunity' },
		],
		default: 'all',
		description:
			'Only charges in the status Need to Order/Fulfill whose product TD SYNNEX sells, and that are on no purchase order yet',
	}),
	...shownIn(named, {
		displayName: 'ID',
		name: 'chargeSourceId',
		type: 'string',
		default: '',
		required: true,
		placeholder: 'e.g. 4711',
		description: 'The Autotask ID. Use an expression to take it from each input item.',
	}),
	...shownIn(fromCharges, {
		displayName: 'Together on One Purchase Order',
		name: 'chargesTogether',
		type: 'options',
		options: TOGETHER,
		default: 'shipTo',
	}),
	...shownIn(fromCharges, {
		displayName: 'Ship To',
		name: 'chargesShipTo',
		type: 'options',
		options: SHIP_TO,
		default: 'sale',
		description: 'Where TD SYNNEX delivers the goods. An address without a street is skipped.',
	}),
	...shownIn(fromCharges, {
		displayName: 'Unit Cost',
		name: 'chargesCost',
		type: 'options',
		options: COST_FROM,
		default: 'live',
		description: 'The unit cost of the purchase order lines. The charge itself never changes.',
	}),
	...shownIn(fromCharges, {
		displayName: 'Pass On Customer PO Number',
		name: 'customerPoNumber',
		type: 'boolean',
		default: false,
		description:
			"Whether to send the customer's own PO number on the charge as the end user's PO number. The PO number of the order stays that of Autotask.",
	}),
];
