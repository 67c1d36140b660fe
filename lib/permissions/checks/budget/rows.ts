import { LOGIN, moduleId } from '../../check-ids';
import type { Check } from '../../types';

/** What is left of the hour's calls. */
export function budgetChecks(): Check[] {
	return [
		{
			id: 'budget.used',
			area: 'Budget',
			name: 'Autotask calls used this hour',
			needed: 'Under half of what Autotask allows for all tools together',
			blocks: 'All tools that use this Autotask: above the limit, Autotask refuses every call.',
			remedy:
				'Find the integration that makes so many calls (each has its own API user under Admin > Organization Settings & Users > Resources/Users (HR) > Resources/Users), and run large syncs at a different time.',
			docs: 'docs/troubleshooting.md#budget',
			needs: LOGIN,
		},
		{
			id: 'budget.full-sync',
			area: 'Budget',
			name: 'Calls and time of a full sync',
			needed: "A daily sync that fits the node's share of one hour",
			blocks: 'A sync in a single run. The sync stops cleanly and continues at the next run.',
			remedy:
				'Run the sync at night, reduce the catalog with the filters of Catalog Fetch, or raise Hourly Calls to Use in Product Upsert.',
			docs: 'docs/troubleshooting.md#budget',
			needs: ['budget.used', moduleId('Products'), moduleId('ProductVendors')],
		},
	];
}
