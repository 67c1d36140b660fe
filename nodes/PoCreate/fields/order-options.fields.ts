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
		'Also taken from lines such as <code>TDS ship method: FG</code> in the General Memo, which go before what is set here',
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
			'The contentCode of the preview that was approved. An order with other lines, prices, ship-to or options is not sent.',
		),
		text('Approved Up To', 'approvedUpTo', '2500.00', 'The total that was approved; empty = any'),
		yesNo(
			'Back Order',
			'backOrder',
			"Whether lines that are not in stock may wait. If No and stock does not cover them after all, TD SYNNEX's sales desk holds the order.",
		),
		yesNo(
			'Bill End User',
			'billEndUser',
			'Whether TD SYNNEX bills the end user instead of you; only where that was agreed with TD SYNNEX',
		),
		text(
			'Comment',
			'comment',
			'Please call before shipping',
			"Read by TD SYNNEX's sales desk alone, which HOLDS every order that has one. Never stands on the packing slip.",
		),
		text('Contact Email', 'contactEmail', EXAMPLE.email),
		text('Contact Name', 'contactName', EXAMPLE.contact, 'Where empty, the ship-to name'),
		text(
			'Contact Phone',
			'contactPhone',
			EXAMPLE.phone,
			'Where empty, the phone of the purchase order',
		),
		yesNo(
			'Drop Ship',
			'dropShip',
			'Whether the shipping papers are those of a drop shipment and the ship-to counts as your customer. Neutral or branded papers are arranged with TD SYNNEX.',
		),
		text(
			'End User Account',
			'endUserAccount',
			'100234',
			'His account number at TD SYNNEX, where he is billed; empty: TD SYNNEX opens an account for him',
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
			'Some products are sold only with their end user named',
		),
		text('End User Phone', 'endUserPhone', EXAMPLE.phone),
		text('End User PO', 'endUserPoNumber', 'CD-2291', "Your customer's own PO number"),
		text('End User State', 'endUserState', EXAMPLE.state),
		text(
			'End User Type',
			'endUserType',
			'Education',
			'Where he is billed: FederalGovernment, StateGovernment, LocalGovernment, Education, or empty',
		),
		text('End User ZIP', 'endUserZip', EXAMPLE.zip),
		text('Freight Account', 'freightAccount', 'A12345', 'Your account with the carrier'),
		yesNo(
			'License',
			'license',
			'Whether the order is for licenses: it goes out with the end user as licensee, by electronic delivery',
		),
		text('License Authorization', 'licenseAuthorization', '8841-2207', 'Given by the manufacturer'),
		yesNo('License Reorder', 'licenseReorder', 'Whether the end user had such licenses before'),
		yesNo('Line Ship Complete', 'lineShipComplete', 'Whether no line is shipped in parts'),
		text(
			'Ship Comment',
			'shipComment',
			'Deliver to the loading dock',
			'Printed on the packing slip. HOLDS the order like any comment.',
		),
		yesNo(
			'Ship Complete',
			'shipComplete',
			'Whether nothing is shipped before all of it is there; for one delivery also set Warehouse Split to No',
		),
		text(
			'Ship Method',
			'shipMethod',
			'FG',
			'TD SYNNEX code such as FG (FedEx Ground); where empty, ground service of the country. Preview lists the codes of your account.',
		),
		text(
			'Special Price Reference',
			'specialPriceReference',
			'D-1001',
			'Number of the special price, as the manufacturer or TD SYNNEX gave it to you; needed with VendorPromotion',
		),
		text(
			'Special Price Type',
			'specialPriceType',
			'VendorPromotion',
			'VendorPromotion, FederalGovernment, StateGovernment or Education: needed wherever the cost is not your usual price',
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
			'Whether the goods may come from several warehouses; Yes where nothing is said',
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
	description: 'Order options that stand in fields of your Autotask records',
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
						'Record and field: purchaseOrder, item, opportunity or company, then the field name of Autotask or the name of a user-defined field',
				},
			],
		},
	],
};

function titled(words: string): string {
	return words.replace(/\b\w/g, (letter) => letter.toUpperCase());
}
