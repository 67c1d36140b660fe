import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';
import { DEFAULT_OWNERS, type OwnedField, type Owner } from '../../../lib/catalog/settings';

const CHOICES: Record<Owner, INodePropertyOptions> = {
	first: {
		name: 'First Write Only',
		value: 'first',
		description: 'Filled when the product is created, then yours',
	},
	human: { name: 'Human', value: 'human', description: 'Never written' },
	merge: {
		name: 'Merge',
		value: 'merge',
		description: 'Your text stays. The text of TD SYNNEX is in its own block and is updated there.',
	},
	sync: { name: 'Sync', value: 'sync', description: 'Overwritten with every change' },
	blank: {
		name: 'Sync While Empty',
		value: 'blank',
		description: 'Filled when it is empty, then yours',
	},
};

/**
 * Who may write each product field. Autotask requires the first two at creation, so no one can be
 * kept from them.
 */
export const fieldOwners: INodeProperties = {
	displayName: 'Field Owners',
	name: 'owners',
	type: 'collection',
	placeholder: 'Add field',
	default: {},
	description:
		'Who writes which field. A field that you do not add here has the owner that is shown when you add it.',
	options: [
		owner('Active', 'isActive', ['first', 'sync']),
		owner('Description', 'description', ['first', 'human', 'merge', 'sync', 'blank']),
		owner('Manufacturer', 'manufacturerName'),
		owner('Manufacturer Product Number', 'manufacturerProductName'),
		owner('MSRP', 'msrp'),
		owner('Name', 'name', ['first', 'sync']),
		owner('Product Category', 'productCategory'),
		owner('Unit Cost', 'unitCost'),
		owner('Unit Price', 'unitPrice'),
		owner('Vendor Product Number', 'vendorProductNumber'),
	],
};

function owner(
	displayName: string,
	name: OwnedField,
	choices: Owner[] = ['first', 'human', 'sync', 'blank'],
): INodeProperties {
	const unlessSet = DEFAULT_OWNERS[name];
	const options = choices.map((choice) => CHOICES[choice]);
	return { displayName, name, type: 'options', options, default: unlessSet };
}
