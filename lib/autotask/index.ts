import { z } from 'zod';
import type { Clock } from '../shared/clock';
import type { Send } from '../shared/http';
import { type Budget, createBudget } from './requests/budget';
import { countOwnCalls, createThreadLimit, type OwnCalls, THREADS } from './requests/call-limits';
import type { Call, Caller } from './requests/call';
import { createCaller } from './requests/client';
import { createMetadata } from './metadata/fields';
import { countOf, getOne, pagesOf } from './records/query';
import type { Autotask, CallStats, Threshold, WireRecord } from './types';
import { createRecord, updateRecord } from './records/writes';
import { checkedZone, type Zone, zoneLookupUrl, zoneShape } from './requests/zone';

export type * from './types';

export interface AutotaskOptions {
	/**
	 * Signs and sends; see the credential type, which adds user name, secret and tracking identifier.
	 */
	send: Send;
	clock: Clock;
	/** The API user's name, for the zone lookup alone. */
	userName: string;
	zoneDiscoveryUrl: string;
	/**
	 * Per cent of the tenant's hourly calls that may be used in total, by all integrations together:
	 * 50 unless given; where `leaveFree` is given, by us alone. Work that must not stop half way
	 * (recording an order that was placed) gives 100.
	 */
	budgetShare?: number;
	/** Per cent of the tenant's hourly calls that always stay free; see {@link createBudget}. */
	leaveFree?: number;
	/** Calls of this login's runs together, which count for its part of the hour. */
	own?: OwnCalls;
	/**
	 * For a handful of calls made one after the other, such as an order: the tenant's count is not
	 * read and nothing is held back. Not for calls side by side, where the reading also proves the
	 * login.
	 */
	unbudgeted?: boolean;
	/** Attempts for a call that meets a passing failure, the first included: 5 unless given. */
	attempts?: number;
	/** Stops between calls; a call under way is not broken off. */
	signal?: AbortSignal;
}

/**
 * A client for one run. Nothing is sent before the first call is asked for; then the zone is looked
 * up and the tenant's call count is read, once.
 *
 * An empty result may mean no data or no right to see it: Autotask leaves out, without a word, what
 * the API user's line of business, security level or protected-data rights hide. Callers that
 * expect something must say both.
 */
export function createAutotask(options: AutotaskOptions): Autotask {
	const stats: CallStats = { calls: 0, writes: 0, maxConcurrent: 0, byEndpoint: {}, hour: null };
	const own = options.own ?? countOwnCalls();
	const call = createCaller({
		send: options.send,
		clock: options.clock,
		attempts: options.attempts ?? DEFAULT_ATTEMPTS,
		signal: options.signal,
		zone: () => zone(),
		budget: () => budget,
		// of this run alone: a write must not wait behind another run's calls after its last look
		threads: createThreadLimit(THREADS),
		stats,
	});
	const zone = memoized(() => lookUpZone(options, call));
	const read = () => call(THRESHOLD, thresholdShape);
	const budget: Budget = options.unbudgeted
		? { spend: (work) => work(), readCount: read, invalidate: () => {}, hour: () => null }
		: createBudget({
				clock: options.clock,
				share: options.budgetShare ?? DEFAULT_SHARE,
				leaveFree: options.leaveFree,
				own,
				read,
			});
	const metadata = createMetadata(call);

	return {
		query: async (entity, query) => {
			const records: WireRecord[] = [];
			for await (const page of pagesOf(call, zone, entity, query)) records.push(...page);
			return records;
		},
		pages: (entity, query) => pagesOf(call, zone, entity, query),
		count: (entity, filter) => countOf(call, entity, filter),
		get: (entity, id) => getOne(call, entity, id),
		create: (entity, record, parentId) => createRecord(call, entity, record, parentId),
		update: (entity, record, parentId) => updateRecord(call, entity, record, parentId),
		fields: metadata.fields,
		userDefinedFields: metadata.userDefinedFields,
		entityInfo: metadata.info,
		threshold: budget.readCount,
		stats: () => ({ ...stats, byEndpoint: { ...stats.byEndpoint }, hour: budget.hour() }),
	};
}

const DEFAULT_ATTEMPTS = 5;
const DEFAULT_SHARE = 50;

async function lookUpZone(options: AutotaskOptions, call: Caller): Promise<Zone> {
	const { zoneDiscoveryUrl, userName } = options;
	const asked: Call = {
		kind: 'read',
		method: 'GET',
		path: zoneLookupUrl(zoneDiscoveryUrl, userName),
		entity: 'zoneInformation',
		unmetered: true,
	};
	return checkedZone(await call(asked, zoneShape), zoneDiscoveryUrl);
}

/**
 * One at a time, by the budget's own doing: the call counts, and has three threads like any other.
 */
const THRESHOLD: Call = {
	kind: 'read',
	method: 'GET',
	path: 'V1.0/ThresholdInformation',
	entity: 'ThresholdInformation',
	unmetered: true,
};

const thresholdShape = z
	.object({
		externalRequestThreshold: z.number(),
		requestThresholdTimeframe: z.number(),
		currentTimeframeRequestCount: z.number(),
	})
	.transform((seen): Threshold => ({
		limit: seen.externalRequestThreshold,
		timeframeMinutes: seen.requestThresholdTimeframe,
		used: seen.currentTimeframeRequestCount,
	}));

/**
 * What was found once is kept; those who ask meanwhile wait for the same answer; a failure is not
 * kept.
 */
function memoized<T>(find: () => Promise<T>): () => Promise<T> {
	let found: Promise<T> | undefined;
	return () => {
		if (found) return found;
		found = find();
		found.catch(() => {
			found = undefined;
		});
		return found;
	};
}
