import type { Filter } from '../../lib/autotask/types';
import { contains, list, listed, picklistId, SHOWN } from './lists';
import { chosenId, recordLocator } from './record-locator';

const VENDOR = {
	displayName: 'Vendor',
	name: 'vendor',
	search: 'searchVendors',
	example: '174',
	fault: 'A company ID is a number',
};

/** The company that orders and products are of. */
export const vendorField = recordLocator({
	...VENDOR,
	description: 'The company of type Vendor that is TD SYNNEX in your Autotask',
});

/** The same where a node works without it too. */
export const optionalVendorField = (description: string) =>
	recordLocator({ ...VENDOR, description, optional: true });

/** The chosen vendor's company ID. */
export function vendorIdFrom(value: unknown): string {
	return chosenId(value, VENDOR.displayName, 'the company that stands for TD SYNNEX');
}

/** Company Type "Vendor", where the live picklist does not say. */
const VENDOR_TYPE = 7;

/** Companies of type Vendor; without a search text those called TD SYNNEX come first. */
export const searchVendors = list(async (autotask, filter) => {
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
});
