import { compileFilter, lowerKeys, type CompiledFilter } from './filter';
import { linkTo, nextOf, positionOf, previousOf, type Position } from './paging';
import { recordUnknown, refuse, searchMissing } from './refusal';
import type { Entity } from './schema';
import type { Row, RowView, Table } from './store';
import { udfFields } from './udf';
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

/** One request for a page. */
interface Asked {
	entity: Entity;
	search: Search;
	/** The search as it was sent. */
	raw: unknown;
	verb: QueryVerb;
}

interface Search {
	filter: CompiledFilter;
	selection: Selection;
	max: number;
	/** `IncludeFields` without the id serves no result of more than one page (vendor's page). */
	lacksId: boolean;
}

/** Queries with their paging. One per twin: what it remembers of handed-out links lives here. */
export class Reader {
	/** First requests' searches, for twins that remember them. */
	private readonly remembered = new Map<number, unknown>();
	private nextCursor = 1;

	constructor(
		private readonly world: World,
		/** `https://host/ATServicesRest/V1.0`, for the links. */
		private readonly baseUrl: () => string,
	) {}

	query(entity: Entity, verb: QueryVerb, raw: unknown): Page {
		this.world.access.require(entity, 'query');
		const search = this.search(entity, raw);
		return this.page(
			{ entity, search, raw, verb },
			{ afterId: -1, earlier: [], ...this.cursor(raw) },
		);
	}

	/**
	 * @param raw the search that the request itself carries: the link of a POST tells the position only,
	 * so the body has to hold it each time
	 */
	next(entity: Entity, verb: QueryVerb, token: string, raw: unknown): Page {
		this.world.access.require(entity, 'query');
		const position = positionOf(token);
		if (!position) throw refuse('Invalid query: the paging value is unknown.');
		if (raw === null) throw searchMissing();
		const own = this.search(entity, raw);
		const first = this.remembered.get(position.cursor ?? 0);
		const search = first === undefined ? own : this.search(entity, first);
		return this.page({ entity, search, raw, verb }, position);
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
		const all = { fields: entity.fields, udfs: udfFields(this.world, entity) };
		return { item: toWire(seen, entity, all, this.world) };
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
			filter: compileFilter(search.filter, entity, this.world),
			selection: selection(entity, include, this.world.schema, udfFields(this.world, entity)),
			max,
			lacksId:
				Array.isArray(include) &&
				include.length > 0 &&
				!include.some((name) => String(name).toLowerCase() === 'id'),
		};
	}

	private page({ entity, search, raw, verb }: Asked, position: Position): Page {
		const items: WireRecord[] = [];
		let lastId = position.afterId;
		let more = false;
		for (const row of this.matches(entity, search.filter, position.afterId)) {
			if (items.length === search.max) {
				more = true;
				break;
			}
			items.push(toWire(row, entity, search.selection, this.world));
			lastId = row.id;
		}
		if (more && search.max === PAGE && search.lacksId) {
			throw refuse('Invalid query: IncludeFields must hold Id for results of more than 500.');
		}
		const about = {
			entityUrl: `${this.baseUrl()}/${entity.name}`,
			pageSize: search.max,
			search: verb === 'GET' ? raw : undefined,
		};
		const link = (to: Position | null): string | null => to && linkTo(about, to);
		return {
			items,
			pageDetails: {
				count: items.length,
				requestCount: search.max,
				prevPageUrl: link(previousOf(position)),
				nextPageUrl: link(more ? nextOf(position, lastId) : null),
			},
		};
	}

	private cursor(raw: unknown): { cursor?: number } {
		if (this.world.manners.pagePost === 'body') return {};
		this.remembered.set(this.nextCursor, raw);
		return { cursor: this.nextCursor++ };
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
