import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';
import { MARKS, type OptionName } from '../../../lib/orders/request/options';
import { EXAMPLE, textField } from './text-field';

const YES_NO: INodePropertyOptions[] = [
	{ name: 'No', value: 'no' },
	{ name: 'Not Said', value: '' },
	{ name: 'Yes', value: 'yes' },
];

const text = (
	displayName: string,
	name: OptionName,
	example: string,
	description?: string,
): INodeProperties => textField(displayName, name, example, description);
const yesNo = (displayName: string, name: OptionName, description: string): INodeProperties => ({
	displayName,
	name,
	type: 'options',
	options: YES_NO,
	default: '',
	description,
});

/**
 * What a buyer says about an order. A mapped field goes before these, a mark in the memo before
 * both.
 */
export const orderOptions: INodeProperties = {
	displayName: 'Order Options',
	name: 'orderOptions',
	type: 'collection',
	placeholder: 'Add option',
	default: {},
	description:
		'The node also reads them from lines such as <code>TDS ship method: FG</code> in the General Memo. These lines take precedence over what is set here.',
	options: [
		text(
			'Approved By',
			'approvedBy',
			EXAMPLE.contact,
			'Who approved an order above the approval limit',
		),
		text(
			'Approved Content',
			'approvedContent',
			'3f2a9c01b7de',
			'The contentCode of the preview that was approved. An order with other lines, prices, ship-to, or options is not sent.',
		),
		text(
			'Approved Up To',
			'approvedUpTo',
			'2500.00',
			'The total that was approved. If empty, any total.',
		),
		yesNo(
			'Back Order',
			'backOrder',
			"Whether lines that are not in stock can wait. If you select No and stock does not cover the order, TD SYNNEX's sales desk holds it.",
		),
		yesNo(
			'Bill End User',
			'billEndUser',
			'Whether TD SYNNEX bills the end user instead of you. Use it only if you have agreed on it with TD SYNNEX.',
		),
		text(
			'Comment',
			'comment',
			'Please call before shipping',
			"Only TD SYNNEX's sales desk reads it, and it HOLDS every order that has one. It is never on the packing slip.",
		),
		text('Contact Email', 'contactEmail', EXAMPLE.email),
		text('Contact Name', 'contactName', EXAMPLE.contact, 'If empty, the ship-to name is used'),
		text(
			'Contact Phone',
			'contactPhone',
			EXAMPLE.phone,
			'If empty, the phone of the purchase order is used',
		),
		yesNo(
			'Drop Ship',
			'dropShip',
			'Whether to ship with the papers of a drop shipment, with the ship-to as your customer. Arrange neutral or branded papers with TD SYNNEX.',
		),
		text(
			'End User Account',
			'endUserAccount',
			'100234',
			'Account number of the end user at TD SYNNEX, if the end user is billed. If empty, TD SYNNEX opens an account.',
		),
		text('End User Address', 'endUserAddress1', EXAMPLE.line1),
		text('End User Address 2', 'endUserAddress2', EXAMPLE.line2),
		text('End User City', 'endUserCity', EXAMPLE.city),
		text('End User Contact', 'endUserContact', EXAMPLE.contact),
		text('End User Country', 'endUserCountry', EXAMPLE.country),
		text('End User Email', 'endUserEmail', EXAMPLE.email),
		text(
			'End User Name',
			'endUserName',
			EXAMPLE.name,
			'TD SYNNEX sells some products only if the end user is named',
		),
		text('End User Phone', 'endUserPhone', EXAMPLE.phone),
		text('End User PO', 'endUserPoNumber', 'CD-2291', "Your customer's own PO number"),
		text('End User State', 'endUserState', EXAMPLE.state),
		text(
			'End User Type',
			'endUserType',
			'Education',
			'If the end user is billed: FederalGovernment, StateGovernment, LocalGovernment, Education, or empty',
		),
		text('End User ZIP', 'endUserZip', EXAMPLE.zip),
		text('Freight Account', 'freightAccount', 'A12345', 'Your account with the carrier'),
		yesNo(
			'License',
			'license',
			'Whether the order is for licenses. The node then sends it with the end user as the licensee, by electronic delivery.',
		),
		text(
			'License Authorization',
			'licenseAuthorization',
			'8841-2207',
			'The number that the manufacturer gave you',
		),
		yesNo('License Reorder', 'licenseReorder', 'Whether the end user already has such licenses'),
		yesNo(
			'Line Ship Complete',
			'lineShipComplete',
			'Whether to ship each line complete, not in parts',
		),
		text(
			'Ship Comment',
			'shipComment',
			'Deliver to the loading dock',
			'Printed on the packing slip. HOLDS the order like any comment.',
		),
		yesNo(
			'Ship Complete',
			'shipComplete',
			'Whether to ship nothing before everything is available. To get one delivery, also set Warehouse Split to No.',
		),
		text(
			'Ship Method',
			'shipMethod',
			'FG',
			'TD SYNNEX code such as FG (FedEx Ground). If empty, the ground service of the country is used. Preview lists the codes of your account.',
		),
		text(
			'Special Price Reference',
			'specialPriceReference',
			'D-1001',
			'Number of the special price that the manufacturer or TD SYNNEX gave you. Required with VendorPromotion.',
		),
		text(
			'Special Price Type',
			'specialPriceType',
			'VendorPromotion',
			'VendorPromotion, FederalGovernment, StateGovernment, or Education. Required if the cost is not your usual price.',
		),
		text(
			'Warehouse',
			'warehouse',
			'12',
			'TD SYNNEX warehouse number to ship from, ANY, or NONE to leave it out',
		),
		yesNo(
			'Warehouse Split',
			'warehouseSplit',
			'Whether the goods can come from several warehouses. If not set, they can.',
		),
	],
};

/** Options taken from fields of the records. */
export const optionMap: INodeProperties = {
	displayName: 'Options From Fields',
	name: 'optionMap',
	type: 'fixedCollection',
	typeOptions: { multipleValues: true },
	placeholder: 'Add field',
	default: {},
	description: 'Order options that are in fields of your Autotask records',
	options: [
		{
			displayName: 'Fields',
			name: 'fields',
			values: [
				{
					displayName: 'Option',
					name: 'option',
					type: 'options',
					options: (Object.entries(MARKS) as [OptionName, string][])
						.filter(([name]) => name !== 'revision')
						.map(([value, words]) => ({ name: titled(words), value })),
					default: 'endUserPoNumber',
					description: 'The order option that the field fills',
				},
				{
					displayName: 'Field',
					name: 'field',
					type: 'string',
					default: '',
					placeholder: 'e.g. company.companyNumber',
					description:
						"Record and field: purchaseOrder, item, opportunity, or company, then Autotask's field name or the name of a user-defined field",
				},
			],
		},
	],
};

function titled(words: string): string {
	return words.replace(/\b\w/g, (letter) => letter.toUpperCase());
}
