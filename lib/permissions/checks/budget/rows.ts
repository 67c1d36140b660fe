import { LOGIN, moduleId } from '../../check-ids';
import type { Check } from '../../types';

/** What is left of the hour's calls. */
export function budgetChecks(): Check[] {
	return [
		{
			id: 'budget.used',
			area: 'Budget',
			name: 'Autotask calls used this hour',
			needed: 'Under half of what Autotask allows all tools together',
			blocks: 'All tools on this Autotask at once: above the limit Autotask refuses every call.',
			remedy:
				'Find the integration that is that busy (each has an API user of its own under Admin > Organization Settings & Users > Resources/Users (HR) > Resources/Users), and run large syncs at another hour.',
			docs: 'docs/troubleshooting.md#budget',
			needs: LOGIN,
		},
		{
			id: 'budget.full-sync',
			area: 'Budget',
			name: 'Calls and time of a full sync',
			needed: "A daily sync that fits the node's share of one hour",
			blocks: 'Finishing in one go; the sync stops cleanly and goes on at the next run.',
			remedy:
				'Run the sync at night, narrow the catalogue with the filters of Catalog Fetch, or raise Hourly Calls to Use in Product Upsert.',
			docs: 'docs/troubleshooting.md#budget',
			needs: ['budget.used', moduleId('Products'), moduleId('ProductVendors')],
		},
	];
}
