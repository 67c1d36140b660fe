import type { AutotaskEvidence } from '../../evidence';
import type { CheckVerdict } from '../../types';
import { failed, onAnswer, passed, warned } from '../../verdict';

/**
 * Autotask answers "no records" both where there are none and where the API user's line of business
 * or security hides them. Told apart by what every database holds: the company itself has id 0.
 * Where that is hidden, everything is. Lines without their orders are a second proof. Where the
 * company is seen but orders, products, contacts and opportunities all count zero, either may be
 * so: a database without lines of business cannot hide anything by them; with them, the row warns.
 */
export function lineOfBusinessVerdict(seen: AutotaskEvidence): CheckVerdict {
	return onAnswer(seen.companies, (companies) => {
		const counts = BUSINESS.flatMap((entity) => {
			const count = seen.modules[entity]?.count;
			return count?.state === 'found' ? [{ entity, count: count.value }] : [];
		});
		const orphans = orphanOf(counts);
		if (orphans) return failed('parts without their whole', orphans);
		const ownCompany = companies.some(({ id }) => Number(id) === 0);
		if (!ownCompany)
			return failed(
				'sees nothing',
				'Your own company (ID 0), which every Autotask database contains, is not shown to this user',
			);
		const shown = counts.filter(({ count }) => count > 0);
		if (shown.length === 0 && counts.length > 0 && !hasNone(seen.linesOfBusiness))
			return warned(
				'sees no business records',
				`Your own company is shown, but ${counts.map(({ entity }) => entity).join(', ')} are all empty: a new database looks like this, and so does a user without its line of business`,
			);
		if (shown.length === 0)
			return passed(
				'no records yet',
				'Your own company is shown, and there are no lines of business',
			);
		return passed(
			'sees records',
			`Your own company and ${shown.map(({ entity, count }) => `${count.toLocaleString('en-US')} ${entity}`).join(', ')}`,
		);
	});
}

function hasNone(lines: AutotaskEvidence['linesOfBusiness']): boolean {
	return lines.state === 'found' && lines.value === 0;
}

/** Entities that a line of business, or what it holds, can hide. */
export const BUSINESS = [
	'Products',
	'ProductVendors',
	'PurchaseOrders',
	'PurchaseOrderItems',
	'Contacts',
	'Opportunities',
	'Quotes',
];

/**
 * Lines that are seen while no order is, vendor entries while no product is: the rest is hidden.
 */
function orphanOf(counts: { entity: string; count: number }[]): string | null {
	const of = (entity: string) => counts.find((one) => one.entity === entity)?.count;
	for (const [part, whole] of [
		['PurchaseOrderItems', 'PurchaseOrders'],
		['ProductVendors', 'Products'],
	] as const)
		if ((of(part) ?? 0) > 0 && of(whole) === 0)
			return `${of(part)} ${part} are shown, but not the ${whole} that they belong to`;
	return null;
}
