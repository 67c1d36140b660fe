import type { Evidence } from '../evidence';
import { activeVendors } from '../checks/set-up/vendor';
import type { ProofMaterial } from '../write-test/steps';

/** What a product of the proof's own needs, out of what the check has just read. */
export function proofMaterial({ autotask, settings }: Evidence): ProofMaterial {
	const codes = autotask.materialCodes.state === 'found' ? autotask.materialCodes.value : [];
	const code = codes.find(({ isActive }) => isActive !== false);
	const [vendor] = activeVendors(autotask.companies, autotask.companyTypes);
	const fields = autotask.productFields.state === 'found' ? autotask.productFields.value : [];
	const field = fields.find(
		({ name, dataType }) => dataType === 'string' && settings.productFields.includes(name),
	);
	return {
		billingCodeId: code ? Number(code.id) : null,
		vendorId: vendor ? Number(vendor.id) : null,
		productField: field?.name ?? null,
	};
}
