import { activity, type Activity, type ActivitySource } from '../../shared/activity';
import { isWrong, MOST_RECORDS, pickForActivity, unlisted } from '../../shared/bounded-activity';
import { isoTime } from '../../shared/clock';
import type { PriceCall } from '../../tdsynnex/ec-xml/price-availability';
import {
	type AvailabilityCounts,
	availabilityInShort,
	availabilityRemarks,
	type PriceFileCounts,
	priceFileInShort,
	priceFileRemarks,
} from './fetch-summary';

/** One record for a price file. @param now the end of the reading, in milliseconds since 1970 */
export function priceFileActivity(
	counts: PriceFileCounts,
	source: ActivitySource,
	now: number,
): Activity[] {
	const remarks = priceFileRemarks(counts);
	return [
		activity(source, {
			time: isoTime(now),
			entity: 'PriceFile',
			key: counts.file,
			action: 'read',
			outcome: remarks.length > 0 ? 'warning' : 'done',
			cause: [priceFileInShort(counts), ...remarks].join(' '),
			durationMs: Math.round(counts.seconds * 1000),
		}),
	];
}

/** One record for the check as a whole, and one for each group of products asked about together. */
export function availabilityActivity(
	counts: AvailabilityCounts,
	priceCalls: PriceCall[],
	source: ActivitySource,
	now: number,
): Activity[] {
	const remarks = availabilityRemarks(counts);
	const whole = activity(source, {
		time: isoTime(now),
		entity: 'Run',
		key: productCount(counts.asked),
		action: 'check price and availability',
		outcome: remarks.length > 0 ? 'warning' : 'done',
		cause: [availabilityInShort(counts), ...remarks].join(' '),
		durationMs: Math.round(counts.seconds * 1000),
		calls: counts.calls,
	});
	const groups = priceCalls.map(({ first, products, at, ms, calls, problem }) =>
		activity(source, {
			time: isoTime(at),
			entity: 'PriceAvailability',
			key: products === 1 ? first : `${productCount(products)} from ${first}`,
			action: 'ask',
			outcome: problem ? 'failed' : 'done',
			cause: problem?.cause ?? '',
			remedy: problem?.remedy ?? '',
			durationMs: ms,
			calls,
		}),
	);
	const { kept, left } = pickForActivity(groups, isWrong, MOST_RECORDS);
	return [whole, ...kept, ...unlisted(source, isoTime(now), left)];
}

function productCount(count: number): string {
	return `${count} ${count === 1 ? 'product' : 'products'}`;
}
