import type {
	ILoadOptionsFunctions,
	INodeListSearchResult,
	INodePropertyOptions,
} from 'n8n-workflow';
import type { Autotask, Filter, WireRecord } from '../../lib/autotask/types';
import { autotaskFor } from '../shared/autotask';

/** Entries that one drop-down shows; typing narrows the search. */
const SHOWN = 100;
/** Company Type "Vendor" and billing code use type "Material", where the live picklist does not say. */
const VENDOR_TYPE = 7;
const MATERIAL_USE_TYPE = 4;

/** Companies of type Vendor; without a search text those called TD SYNNEX come first. */
export async function searchVendors(
	this: ILoadOptionsFunctions,
	filter?: string,
): Promise<INodeListSearchResult> {
	const autotask = await autotaskFor(this);
	const type = await picklistId(autotask, 'Companies', 'companyType', /^vendor$/i, VENDOR_TYPE);
	const vendors = (name: Filter[]) =>
		autotask.query('Companies', {
			filter: [
				{ op: 'eq', field: 'companyType', value: type },
				{ op: 'eq', field: 'isActive', value: true },
				...name,
			],
			fields: ['companyName'],
			max: SHOWN,
		});
	if (filter) {
		return listed(await vendors([contains('companyName', filter)]), 'companyName');
	}
	const [ours, all] = [await vendors([contains('companyName', 'SYNNEX')]), await vendors([])];
	const ids = new Set(ours.map(({ id }) => id));
	const results = [ours, all.filter(({ id }) => !ids.has(id))].flatMap(
		(group) => listed(group, 'companyName').results,
	);
	return { results };
}

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
	const fields = await autotask.fields('Products');
	const values = fields.find(({ name }) => name === 'productCategory')?.picklist ?? [];
	return [
		{ name: '(None)', value: '' },
		...values.filter((one) => one.isActive).map(({ label, value }) => ({ name: label, value })),
	];
}

async function picklistId(
	autotask: Autotask,
	entity: string,
	field: string,
	label: RegExp,
	otherwise: number,
): Promise<number> {
	const fields = await autotask.fields(entity);
	const values = fields.find(({ name }) => name === field)?.picklist ?? [];
	const found = values.find((one) => label.test(one.label.trim()));
	return found ? Number(found.value) : otherwise;
}

function contains(field: string, value: string): Filter {
	return { op: 'contains', field, value };
}

function listed(records: WireRecord[], nameField: string): INodeListSearchResult {
	const results = records
		.map((record) => ({ name: String(record[nameField]), value: String(record.id) }))
		.sort((a, b) => a.name.localeCompare(b.name));
	return { results };
}
