import type { INodeProperties } from 'n8n-workflow';
import { TEXT_LENGTHS, type TextName } from '../../../lib/orders/request/text-lengths';

const text = (displayName: string, name: string, description?: string): INodeProperties => ({
	displayName,
	name,
	type: 'string',
	default: '',
	...(description ? { description } : {}),
});

/** The company that orders: TD SYNNEX wants it beside a licensee or an end user. */
export const reseller: INodeProperties = {
	displayName: 'Your Company',
	name: 'reseller',
	type: 'collection',
	placeholder: 'Add field',
	default: {},
	description:
		'Sent with orders for licenses, for products that are sold with their end user named, and where an end user is billed; not needed for others',
	options: [
		text('Address', 'address1'),
		text('Address 2', 'address2'),
		text('City', 'city'),
		text('Contact', 'contact'),
		text('Country', 'country', 'US or CA'),
		text('Email', 'email', 'Of the contact'),
		text('Fax', 'fax', 'TD SYNNEX wants one; where empty, the phone'),
		text('Name', 'name'),
		text('Phone', 'phone'),
		text('State', 'state'),
		text('ZIP', 'zip'),
	],
};

/** Under Safety: what a user may know better than the vendor's old document. */
export const textLengths: INodeProperties = {
	displayName: 'Text Lengths',
	name: 'textLengths',
	type: 'fixedCollection',
	typeOptions: { multipleValues: true },
	placeholder: 'Add length',
	default: {},
	description:
		'Longest texts that TD SYNNEX takes, where they are no longer those of its document of 2015; what does not fit stops the order',
	options: [
		{
			displayName: 'Lengths',
			name: 'lengths',
			values: [
				{
					displayName: 'Text',
					name: 'text',
					type: 'options',
					options: (Object.keys(TEXT_LENGTHS) as TextName[])
						.map((value) => ({ name: titled(value), value }))
						.sort((one, other) => (one.name < other.name ? -1 : 1)),
					default: 'shipToName',
					description: 'The text that TD SYNNEX takes in another length',
				},
				{
					displayName: 'Length',
					name: 'length',
					type: 'number',
					typeOptions: { minValue: 1, maxValue: 250 },
					default: 30,
					description: 'The most characters that it takes',
				},
			],
		},
	],
};

/** `shipToAddress2` as `Ship To Address 2`. */
function titled(name: string): string {
	const words = name.replace(/([A-Z]|\d)/g, ' $1');
	return words.charAt(0).toUpperCase() + words.slice(1);
}
