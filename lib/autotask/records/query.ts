import { Problem } from '../../shared/problem';
import { type Call, type Caller, insteadOf } from '../requests/call';
import { countShape, itemShape, pageShape } from '../requests/response-schemas';
import type { Filter, Query, WireRecord } from '../types';
import { checkedPageUrl, type Zone } from '../requests/zone';

/** The most that Autotask gives a page. */
const PAGE_SIZE = 500;

/**
 * All pages of a query, each record once.
 *
 * Autotask: the link to the next page must be called with the method of the first call, and the
 * same body goes along (GET there answers 405). Records that somebody adds meanwhile may push one
 * onto the next page, where it is left out.
 *
 * What was read is compared with Autotask's own count, since a page has been seen to break off:
 * what is taken for missing would be created a second time. What lacks is read by ids above the
 * last one.
 *
 * @throws Problem where Autotask gives fewer records than it counts
 */
export async function* pagesOf(
	call: Caller,
	zone: () => Promise<Zone>,
	entity: string,
	query: Query,
): AsyncGenerator<WireRecord[]> {
	const reading: Reading = { seen: new Set(), left: query.max ?? Infinity, doubtful: false };
	yield* linkedPages(call, zone, entity, query, reading);
	while (reading.doubtful && reading.left > 0) {
		const given = reading.seen.size;
		const missing = await missingOf(call, entity, query, reading);
		if (missing <= 0) return;
		const rest = { ...query, filter: [...whole(query.filter), above(reading.seen)] };
		yield* linkedPages(call, zone, entity, rest, reading);
		if (reading.seen.size === given) throw brokenOff(entity, given, given + missing);
	}
}

/** What a query has given so far. */
interface Reading {
	seen: Set<unknown>;
	/** How many more are wanted. */
	left: number;
	/**
	 * Whether there may be more than was given: the result has pages, or a page says more than it
	 * holds.
	 */
	doubtful: boolean;
}

async function* linkedPages(
	call: Caller,
	zone: () => Promise<Zone>,
	entity: string,
	query: Query,
	reading: Reading,
): AsyncGenerator<WireRecord[]> {
	const body = bodyOf(query);
	const links = new Set<string>();
	for (let path = `V1.0/${entity}/query`; reading.left > 0;) {
		const { items, pageDetails } = await call(read('POST', path, entity, body), pageShape);
		const { nextPageUrl, count } = pageDetails;
		if (nextPageUrl || items.length >= body.MaxRecords || (count ?? Infinity) > items.length)
			reading.doubtful = true;
		const fresh = items.filter(isNew(reading.seen)).slice(0, reading.left);
		reading.left -= fresh.length;
		if (fresh.length > 0) yield fresh;
		if (!nextPageUrl) return;
		path = checkedPageUrl(nextPageUrl, await zone());
		if (links.has(path)) throw goesRound(entity);
		links.add(path);
	}
}

/** How many records Autotask counts above those that it gave, of those that were asked for. */
async function missingOf(
	call: Caller,
	entity: string,
	query: Query,
	{ seen }: Reading,
): Promise<number> {
	const counted = await countOf(call, entity, query.filter);
	return Math.min(counted, query.max ?? Infinity) - seen.size;
}

/** Records after those that were read: Autotask gives them by ascending id. */
function above(seen: Set<unknown>): Filter {
	let last = -1;
	for (const id of seen) last = Math.max(last, Number(id));
	return { op: 'gt', field: 'id', value: last };
}

/** How many records match, without reading them. */
export async function countOf(call: Caller, entity: string, filter: Filter[]): Promise<number> {
	const body = { filter: whole(filter) };
	return await call(read('POST', `V1.0/${entity}/query/count`, entity, body), countShape);
}

/**
 * One record, or `null` when it is not there or out of the API user's sight (Autotask tells no
 * difference).
 */
export async function getOne(call: Caller, entity: string, id: number): Promise<WireRecord | null> {
	const asked = { ...read('GET', `V1.0/${entity}/${id}`, entity), record: `${entity} ${id}` };
	return await call(asked, itemShape).catch(insteadOf(['autotask-not-found'], null));
}

function read(method: 'GET' | 'POST', path: string, entity: string, body?: unknown): Call {
	return { kind: 'read', method, path, entity, body };
}

/** `id` always comes along: Autotask asks for it in results of more than a page. */
function bodyOf({ filter, fields, max }: Query) {
	return {
		filter: whole(filter),
		...(fields && {
			IncludeFields: ['id', ...fields.filter((name) => name.toLowerCase() !== 'id')],
		}),
		MaxRecords: Math.max(1, Math.min(PAGE_SIZE, max ?? PAGE_SIZE)),
	};
}

/** Autotask takes no query without a condition. 0 is an id: the MSP's own company. */
function whole(filter: Filter[]): Filter[] {
	return filter.length > 0 ? filter : [{ op: 'gte', field: 'id', value: 0 }];
}

function isNew(seen: Set<unknown>) {
	return ({ id }: WireRecord): boolean => {
		if (id === undefined) return true;
		if (seen.has(id)) return false;
		seen.add(id);
		return true;
	};
}

function goesRound(entity: string): Problem {
	return new Problem({
		code: 'autotask-page-loop',
		cause: `Autotask's links to the next page of ${entity} form a loop`,
		remedy: 'Run again. If the problem persists, request fewer records at a time.',
		retryable: true,
	});
}

function brokenOff(entity: string, given: number, counted: number): Problem {
	return new Problem({
		code: 'autotask-page-short',
		reach: 'run',
		cause: `Autotask returned ${given} of ${counted} records of ${entity} and then stopped`,
		remedy: 'Run again in a few minutes. Nothing was decided from a part of the records.',
		retryable: true,
	});
}
