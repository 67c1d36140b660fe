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
 * same body goes along (GET there answers 405). Only the link says that there is more: a count is a
 * second call, and going on by `id > last` would rest on an order that Autotask nowhere promises.
 * Records that somebody adds meanwhile may push one onto the next page, where it is left out.
 */
export async function* pagesOf(
	call: Caller,
	zone: () => Promise<Zone>,
	entity: string,
	query: Query,
): AsyncGenerator<WireRecord[]> {
	const body = bodyOf(query);
	const seen = new Set<unknown>();
	const links = new Set<string>();
	let left = query.max ?? Infinity;
	for (let path = `V1.0/${entity}/query`; left > 0;) {
		const { items, pageDetails } = await call(read('POST', path, entity, body), pageShape);
		const fresh = items.filter(isNew(seen)).slice(0, left);
		left -= fresh.length;
		if (fresh.length > 0) yield fresh;
		if (!pageDetails.nextPageUrl) return;
		path = checkedPageUrl(pageDetails.nextPageUrl, await zone());
		if (links.has(path)) throw goesRound(entity);
		links.add(path);
	}
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
		cause: `Autotask's links to the next page of ${entity} go round in a circle`,
		remedy: 'Run again; if it stays, ask for fewer records at a time.',
		retryable: true,
	});
}
