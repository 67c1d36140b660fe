import type { FieldInfo, WireRecord } from '../../../autotask/types';
import { many } from '../../../shared/pluralize';
import type { Finding, Verdict } from '../../types';
import { fail, pass, warn } from '../../verdict';

/** Whether the vendor is there, as Autotask needs it: active and of type Vendor. */
export function vendorVerdict(
	companies: Finding<WireRecord[]>,
	companyTypes: Finding<FieldInfo[]>,
	name: string,
): Verdict {
	const vendors = vendorsOf(companies);
	if (vendors.length === 0) return fail('no such company', `No company is called like "${name}"`);
	const shown = vendors.map(
		(company) =>
			`${String(company.companyName)} (${typeOf(company, companyTypes)}${company.isActive === false ? ', inactive' : ''})`,
	);
	const good = activeVendors(companies, companyTypes);
	if (good.length === 0)
		return fail(shown.join('; '), 'Found by name, but none is both active and of type Vendor');
	if (good.length > 1)
		return warn(
			many(good.length, 'vendor'),
			`${shown.join('; ')}: choose in each node which one is meant`,
		);
	return pass(String(good[0]?.companyName), shown.join('; '));
}

/** The companies found under the vendor's name; the own company (id 0) came along for another check. */
export function vendorsOf(companies: Finding<WireRecord[]>): WireRecord[] {
	return companies.state === 'found' ? companies.value.filter(({ id }) => Number(id) !== 0) : [];
}

export function activeVendors(
	companies: Finding<WireRecord[]>,
	companyTypes: Finding<FieldInfo[]>,
): WireRecord[] {
	return vendorsOf(companies).filter(
		(company) =>
			company.isActive !== false && /^vendor$/i.test(typeOf(company, companyTypes).trim()),
	);
}

function typeOf({ companyType }: WireRecord, companyTypes: Finding<FieldInfo[]>): string {
	const fields = companyTypes.state === 'found' ? companyTypes.value : [];
	const types = fields.find(({ name }) => name === 'companyType')?.picklist ?? [];
	const type = types.find(({ value }) => Number(value) === Number(companyType));
	return type?.label ?? `type ${String(companyType)}`;
}
