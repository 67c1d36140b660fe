import { compileFilter, lowerKeys, type CompiledFilter, type RowView } from './filter';
import { methodNotAllowed, recordUnknown, refuse } from './refusal';
import type { Entity } from './schema';
import type { Row, Table } from './store';
import { udfNames } from './udf';
import { selection, toWire, type Selection, type WireRecord } from './wire';
import { seenNow, type World } from './world';

/** Records in one answer, at most and by default. */
const PAGE = 500;

export interface Page {
	items: WireRecord[];
	pageDetails: {
		count: number;
		requestCount: number;
		prevPageUrl: string | null;
		nextPageUrl: string | null;
	};
}

type QueryVerb = 'GET' | 'POST';

interface Cursor {
	entity: Entity;
	/** Pages are read with the verb of the first request. */
	verb: QueryVerb;
	search: Search;
	/** Ids up to this one were on earlier pages. */
	afterId: number;
	previous: string | null;
}

interface Search {
	filter: CompiledFilter;
	selection: Selection;
	max: number;
	/** `IncludeFields` without the id serves no result of more than one page (vendor's page). */
	lacksId: boolean;
}

/** Queries with their paging. One per twin: the pages' tokens live here. */
export class Reader {
	private readonly cursors = new Map<string, Cursor>();
	private nextToken = 1;

	constructor(
		private readonly world: World,
		/** `https://host/ATServicesRest/V1.0`, for the links. */
		private readonly baseUrl: () => string,
	) {}

	query(entity: Entity, verb: QueryVerb, raw: unknown): Page {
		this.world.access.require(entity, 'query');
		const search = this.search(entity, raw);
		return this.page({ entity, verb, search, afterId: -1, previous: null }, null);
	}

	/** @param raw the body of a POST: it is to repeat the first request's */
	next(entity: Entity, verb: QueryVerb, token: string, raw: unknown): Page {
		this.world.access.require(entity, 'query');
		const cursor = this.cursors.get(token);
		if (!cursor || cursor.entity !== entity)
			throw refuse('Invalid query: the paging value is unknown.');
		if (verb !== cursor.verb) throw methodNotAllowed(verb);
		if (verb === 'POST') this.search(entity, raw);
		return this.page(cursor, token);
	}

	count(entity: Entity, raw: unknown): { queryCount: number } {
		this.world.access.require(entity, 'query');
		const { filter } = this.search(entity, raw);
		return { queryCount: [...this.matches(entity, filter, -1)].length };
	}

	/** @throws Refusal 404, or gives null, when there is none or the user does not see it */
	get(entity: Entity, id: number): { item: WireRecord | null } {
		this.world.access.require(entity, 'query');
		const row = this.world.store.table(entity.name).get(id);
		const seen = row && this.world.access.sees(entity, id) && seenNow(this.world, entity.name, row);
		if (!seen && this.world.manners.missingRecord === 'nullItem') return { item: null };
		if (!seen) throw recordUnknown();
		const all = { fields: entity.fields, udfs: null };
		return { item: toWire(seen, entity, all, this.world.access) };
	}

	/** `GET /{Parent}/{id}/{Child}`. */
	children(child: Entity, parentId: number): Page {
		const filter = [{ op: 'eq', field: child.parentKey, value: parentId }];
		return this.query(child, 'GET', { filter });
	}

	private search(entity: Entity, raw: unknown): Search {
		if (typeof raw !== 'object' || raw === null || Array.isArray(raw)) {
			throw refuse('Invalid query: the search must be an object with a filter.');
		}
		const search = lowerKeys(raw as Record<string, unknown>);
		const include = search.includefields;
		const max = search.maxrecords ?? PAGE;
		if (typeof max !== 'number' || !Number.isInteger(max) || max < 1 || max > PAGE) {
			throw refuse(`Invalid query: MaxRecords must be from 1 to ${PAGE}.`);
		}
		return {
			filter: compileFilter(search.filter, entity, this.world.schema),
			selection: selection(entity, include, this.world.schema, udfNames(this.world, entity)),
			max,
			lacksId:
				Array.isArray(include) &&
				include.length > 0 &&
				!include.some((name) => String(name).toLowerCase() === 'id'),
		};
	}

	private page(cursor: Cursor, token: string | null): Page {
		const { entity, search } = cursor;
		const items: WireRecord[] = [];
		let lastId = cursor.afterId;
		let more = false;
		for (const row of this.matches(entity, search.filter, cursor.afterId)) {
			if (items.length === search.max) {
				more = true;
				break;
			}
			items.push(toWire(row, entity, search.selection, this.world.access));
			lastId = row.id;
		}
		if (more && search.max === PAGE && search.lacksId) {
			throw refuse('Invalid query: IncludeFields must hold Id for results of more than 500.');
		}
		const next = more ? this.keep({ ...cursor, afterId: lastId, previous: token ?? '' }) : null;
		return {
			items,
			pageDetails: {
				count: items.length,
				requestCount: search.max,
				prevPageUrl: this.link(entity, cursor.previous || null),
				nextPageUrl: this.link(entity, next),
			},
		};
	}

	/** Rows in ascending order of id. */
	private *matches(entity: Entity, filter: CompiledFilter, afterId: number): Generator<RowView> {
		const table = this.world.store.table(entity.name);
		// an index knows the newest values only: with a read delay every row is looked at
		const lookup = this.world.readDelay(entity.name) > 0 ? null : filter.lookup;
		const rows = lookup ? looked(table, lookup, afterId) : table.after(afterId);
		for (const row of rows) {
			if (!this.world.access.sees(entity, row.id)) continue;
			const seen = seenNow(this.world, entity.name, row);
			if (seen && filter.test(seen)) yield seen;
		}
	}

	private keep(cursor: Cursor): string {
		const token = Buffer.from(`${cursor.entity.name}:${this.nextToken++}`).toString('base64url');
		this.cursors.set(token, cursor);
		if (this.cursors.size > 5_000) {
			this.cursors.delete(this.cursors.keys().next().value as string);
		}
		return token;
	}

	private link(entity: Entity, token: string | null): string | null {
		return token && `${this.baseUrl()}/${entity.name}/query/next?paging=${token}`;
	}
}

function looked(
	table: Table,
	lookup: NonNullable<CompiledFilter['lookup']>,
	afterId: number,
): Row[] {
	return table
		.idsWith(lookup.field, lookup.values)
		.filter((id) => id > afterId)
		.map((id) => table.get(id) as Row);
}
