import type { Activity } from '../shared/activity';
import type { Country } from '../tdsynnex/hosts';
import type { Wanted } from '../tdsynnex/ec-xml/price-availability';
import type { CatalogItem } from './types';

/** What one check of price and availability came to: the second output of Catalog Fetch. */
export interface AvailabilitySummary {
	source: 'price-availability';
	/** Such as `test (testec.us.tdsynnex.com)`. */
	environment: string;
	country: Country;
	asked: number;
	/** Different ones among them: each is asked for once. */
	unique: number;
	returned: number;
	/** SKUs or part numbers that TD SYNNEX does not know. */
	notFound: string[];
	/** Those without an answer: nothing is known of them. */
	unknown: string[];
	/** Why the first of the unknown got none; empty when there are none. */
	problem: string;
	calls: number;
	seconds: number;
	activity: Activity[];
}

/** Counts the items that the answers gave, in the order of what was asked. */
export function summarizeAvailability(
	wanted: Wanted[],
	items: CatalogItem[],
	run: { environment: string; country: Country; calls: number; seconds: number },
): Omit<AvailabilitySummary, 'activity'> {
	const ofStatus = (status: string) => items.filter((item) => item.status === status);
	const unknown = ofStatus('unknown');
	return {
		source: 'price-availability',
		environment: run.environment,
		country: run.country,
		asked: wanted.length,
		unique: new Set(wanted.map((one) => ('sku' in one ? `sku ${one.sku}` : `mpn ${one.mpn}`))).size,
		returned: items.length,
		notFound: ofStatus('not-found').map(nameOf),
		unknown: unknown.map(nameOf),
		problem: unknown[0]?.warnings[0] ?? '',
		calls: run.calls,
		seconds: run.seconds,
	};
}

function nameOf({ sku, mpn }: CatalogItem): string {
	return sku || (mpn ?? '');
}
