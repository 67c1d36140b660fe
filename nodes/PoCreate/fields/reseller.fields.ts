import type { INodeProperties } from 'n8n-workflow';
import { EXAMPLE, textField } from './text-field';
import { TEXT_LENGTHS, type TextName } from '../../../lib/orders/request/text-lengths';

/** The company that orders: TD SYNNEX wants it beside a licensee or an end user. */
export const reseller: INodeProperties = {
	displayName: 'Your Company',
	name: 'reseller',
	type: 'collection',
	placeholder: 'Add field',
	default: {},
	description:
		'Sent with orders for licenses, for products that require an end user, and when an end user is billed. Other orders do not need it.',
	options: [
		textField('Address', 'address1', '1200 Market St'),
		textField('Address 2', 'address2', 'Floor 3'),
		textField('City', 'city', EXAMPLE.city),
		textField('Contact', 'contact', 'Sam Rivera'),
		textField('Country', 'country', EXAMPLE.country, 'US or CA'),
		textField('Email', 'email', 'orders@example.com', 'Email address of the contact'),
		textField('Fax', 'fax', '303-555-0101', 'TD SYNNEX expects one. If empty, the phone is sent.'),
		textField('Name', 'name', 'Northwind IT Services'),
		textField('Phone', 'phone', '303-555-0100'),
		textField('State', 'state', EXAMPLE.state),
		textField('ZIP', 'zip', EXAMPLE.zip),
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
		'The longest texts that TD SYNNEX accepts, if they differ from its document of 2015. A longer text stops the order.',
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
					description: 'The text whose length differs',
				},
				{
					displayName: 'Length',
					name: 'length',
					type: 'number',
					typeOptions: { minValue: 1, maxValue: 250 },
					default: 30,
					description: 'The most characters that TD SYNNEX accepts',
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
