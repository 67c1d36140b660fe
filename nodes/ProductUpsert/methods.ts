import type { INodePropertyOptions } from 'n8n-workflow';
import type { Autotask } from '../../lib/autotask/types';
import { contains, list, listed, picklist, picklistId, SHOWN } from '../shared/lists';

/** Billing code use type "Material", where the live picklist does not say. */
const MATERIAL_USE_TYPE = 4;

/** Active billing codes of use type Material. */
export const searchMaterialCodes = list(async (autotask, filter) => {
	const type = await picklistId(
		autotask,
		'BillingCodes',
		'useType',
		/^material/i,
		MATERIAL_USE_TYPE,
	);
	const codes = await autotask.query('BillingCodes', {
		filter: [
			{ op: 'eq', field: 'useType', value: type },
			{ op: 'eq', field: 'isActive', value: true },
			...(filter ? [contains('name', filter)] : []),
		],
		fields: ['name'],
		max: SHOWN,
	});
	return listed(codes, 'name');
});

export const getProductCategories = list(async (autotask) => {
	const values = await picklist(autotask, 'Products', 'productCategory');
	return [
		{ name: '(None)', value: '' },
		...values.filter((one) => one.isActive).map(({ label, value }) => ({ name: label, value })),
	];
});

/** Active user-defined fields of products; those of several values cannot be written by the API. */
export const getProductUserFields = list(async (autotask) => {
	return await userFieldChoices(autotask);
});

export const getProductUserFieldsOrNone = list(async (autotask) => [
	{ name: '(None)', value: '' },
	...(await userFieldChoices(autotask)),
]);

async function userFieldChoices(autotask: Autotask): Promise<INodePropertyOptions[]> {
	const fields = await autotask.userDefinedFields('Products');
	return fields
		.filter(({ isReadOnly }) => !isReadOnly)
		.map(({ name, label = name }) => ({ name: label, value: name }))
		.sort((a, b) => a.name.localeCompare(b.name));
}
