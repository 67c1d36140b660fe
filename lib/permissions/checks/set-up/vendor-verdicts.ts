import { shownName } from '../../../autotask/records/shown-name';
import type { FieldInfo, WireRecord } from '../../../autotask/types';
import { pluralize } from '../../../shared/pluralize';
import type { ProbeResult, CheckVerdict } from '../../types';
import { failed, passed, warned } from '../../verdict';

/** Whether the vendor is there, as Autotask needs it: active and of type Vendor. */
export function vendorVerdict(
	companies: ProbeResult<WireRecord[]>,
	companyTypes: ProbeResult<FieldInfo[]>,
	name: string,
): CheckVerdict {
	const vendors = vendorsOf(companies);
	if (vendors.length === 0)
		return failed('no such company', `No company has a name like "${name}"`);
	const shown = vendors.map(
		(company) =>
			`${shownName(company, 'companyName')} (${typeOf(company, companyTypes)}${company.isActive === false ? ', inactive' : ''})`,
	);
	const good = activeVendors(companies, companyTypes);
	if (good.length === 0)
		return failed(shown.join('; '), 'Found by name, but none is both active and of type Vendor');
	if (good.length > 1)
		return warned(
			pluralize(good.length, 'vendor'),
			`${shown.join('; ')}: select the correct one in each node`,
		);
	const [only] = good as [WireRecord];
	return passed(shownName(only, 'companyName'), shown.join('; '));
}

/**
 * The companies found under the vendor's name; the own company (id 0) came along for another check.
 */
export function vendorsOf(companies: ProbeResult<WireRecord[]>): WireRecord[] {
	return companies.state === 'found' ? companies.value.filter(({ id }) => Number(id) !== 0) : [];
}

export function activeVendors(
	companies: ProbeResult<WireRecord[]>,
	companyTypes: ProbeResult<FieldInfo[]>,
): WireRecord[] {
	return vendorsOf(companies).filter(
		(company) =>
			company.isActive !== false && /^vendor$/i.test(typeOf(company, companyTypes).trim()),
	);
}

function typeOf({ companyType }: WireRecord, companyTypes: ProbeResult<FieldInfo[]>): string {
	const fields = companyTypes.state === 'found' ? companyTypes.value : [];
	const types = fields.find(({ name }) => name === 'companyType')?.picklist ?? [];
	const type = types.find(({ value }) => Number(value) === Number(companyType));
	return type?.label ?? (companyType == null ? 'no type' : `type ${String(companyType)}`);
}
