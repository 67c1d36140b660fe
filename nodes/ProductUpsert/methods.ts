import type {
	ILoadOptionsFunctions,
	INodeListSearchResult,
	INodePropertyOptions,
} from 'n8n-workflow';
import { autotaskFor } from '../shared/autotask';
import { contains, listed, picklist, picklistId, SHOWN } from '../shared/lists';

/** Billing code use type "Material", where the live picklist does not say. */
const MATERIAL_USE_TYPE = 4;

/** Active billing codes of use type Material. */
export async function searchMaterialCodes(
	this: ILoadOptionsFunctions,
	filter?: string,
): Promise<INodeListSearchResult> {
	const autotask = await autotaskFor(this);
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
}

export async function getProductCategories(
	this: ILoadOptionsFunctions,
): Promise<INodePropertyOptions[]> {
	const autotask = await autotaskFor(this);
	const values = await picklist(autotask, 'Products', 'productCategory');
	return [
		{ name: '(None)', value: '' },
		...values.filter((one) => one.isActive).map(({ label, value }) => ({ name: label, value })),
	];
}
