import { Access } from '../../../sandbox/autotask/access';
import { OBSERVED } from '../../../sandbox/autotask/manners';
import { fieldsInformation, udfInformation } from '../../../sandbox/autotask/metadata';
import { PROCUREMENT } from '../../../sandbox/autotask/procurement/settings';
import { Reader } from '../../../sandbox/autotask/read';
import { Refusal } from '../../../sandbox/autotask/refusal';
import { routeOf, type Route } from '../../../sandbox/autotask/route';
import { Schema } from '../../../sandbox/autotask/schema';
import { Store, type Values } from '../../../sandbox/autotask/store';
import type { World } from '../../../sandbox/autotask/world';
import { create, update } from '../../../sandbox/autotask/write';
import type { SandboxClock } from '../../../sandbox/core';
import type { WireRequest, WireResponse } from './product';

const BASE = 'https://autotask.test/ATServicesRest/';

/** The Autotask twin's own store and rules, reached without a socket. */
export class AutotaskDoor {
	static readonly discoveryUrl = BASE;
	readonly world: World;
	private readonly reader: Reader;
	/** Seconds until reads see a write. */
	readDelay = 0;
	/** What Autotask does to a memo as it stores it; nobody has seen which. */
	memoManner: MemoManner = 'asSent';

	constructor(clock: SandboxClock) {
		this.world = {
			seed: 1,
			clock,
			schema: SCHEMA,
			store: new Store(clock),
			access: new Access(SCHEMA),
			readDelay: () => this.readDelay,
			apiResourceId: 1,
			actorId: 1,
			procurement: { ...PROCUREMENT },
			manners: { ...OBSERVED },
		};
		this.reader = new Reader(this.world, () => `${BASE}V1.0`);
	}

	add(entity: string, values: Values): number {
		return this.world.store.table(entity).insert(values).id;
	}

	row(entity: string, id: number): Values {
		return this.world.store.table(entity).get(id)?.values ?? {};
	}

	/** A person saves a record in Autotask's own screens. */
	change(entity: string, id: number, values: Values): void {
		const table = this.world.store.table(entity);
		const row = table.get(id);
		if (row) table.update(row, normalised(values, this.memoManner));
	}

	answer(request: WireRequest): WireResponse {
		const url = new URL(request.url);
		try {
			return json(200, this.serve(routeOf(url.pathname, SCHEMA), request));
		} catch (error) {
			if (error instanceof Refusal) return json(error.status, error.body);
			throw error;
		}
	}

	private serve(route: Route, { method, body }: WireRequest): unknown {
		const parsed: unknown = body === undefined ? null : JSON.parse(body);
		const sent =
			route.kind === 'collection' ? normalised(parsed as Values, this.memoManner) : parsed;
		switch (route.kind) {
			case 'zone':
				return { zoneName: 'Test', url: BASE, webUrl: BASE, ci: 1 };
			case 'threshold':
				return {
					externalRequestThreshold: 10_000,
					requestThresholdTimeframe: 60,
					currentTimeframeRequestCount: 10,
				};
			case 'query':
				return this.reader.query(route.entity, 'POST', sent);
			case 'count':
				return this.reader.count(route.entity, parsed);
			case 'record':
				return this.reader.get(route.entity, route.id);
			case 'information':
				return route.part === 'udfs'
					? udfInformation(this.world, route.entity)
					: fieldsInformation(route.entity, this.world.manners);
			case 'collection': {
				const { entity, parentId } = route;
				const parent = parentId === null ? null : { key: entity.parentKey ?? '', id: parentId };
				if (method === 'PATCH')
					return { itemId: update(this.world, entity, sent, parent, 'PATCH') };
				return { itemId: create(this.world, entity, sent, parent) };
			}
			default:
				throw new Error(`no door for ${route.kind}`);
		}
	}
}

/** How the texts of memos come back: as sent, with other line ends, trimmed, or with blanks at line ends cut. */
export type MemoManner = 'asSent' | 'crlf' | 'trimmed' | 'blanksCut';

function normalised(values: Values, manner: MemoManner): Values {
	const changed = { ...values };
	for (const field of ['generalMemo', 'memo'])
		if (typeof changed[field] === 'string') changed[field] = MANNERS[manner](changed[field]);
	return changed;
}

const MANNERS: Record<MemoManner, (text: string) => string> = {
	asSent: (text) => text,
	crlf: (text) => text.replace(/\r?\n/g, '\r\n'),
	trimmed: (text) => text.trim(),
	blanksCut: (text) => text.replace(/[ \t]+$/gm, ''),
};

/** Read once: it never changes. */
const SCHEMA = new Schema();

function json(status: number, value: unknown): WireResponse {
	return {
		status,
		headers: { 'content-type': 'application/json' },
		body: JSON.stringify(value),
	};
}
