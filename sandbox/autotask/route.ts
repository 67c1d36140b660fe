import { routeUnknown } from './refusal';
import type { Entity, Schema } from './schema';

/** What a URL of the REST API points to. Paths are taken whatever their letter case. */
export type Route =
	| { kind: 'zone' }
	| { kind: 'versions' }
	| { kind: 'threshold' }
	| { kind: 'version' }
	| { kind: 'entities' }
	| { kind: 'collection'; entity: Entity; parentId: number | null }
	| { kind: 'record'; entity: Entity; id: number; parentId: number | null }
	| { kind: 'query' | 'count' | 'next'; entity: Entity }
	| { kind: 'information'; entity: Entity; part: 'entity' | 'fields' | 'udfs' };

/** The endpoint by which threads are counted, and by which the ledger knows the call: the first path segment. */
export function endpointOf(path: string, schema: Schema): string {
	const [, version, first] = segments(path);
	const name = /^v1\.0$/i.test(version ?? '') ? first : version;
	if (!name) return 'unknown';
	const known = [
		'ThresholdInformation',
		'ZoneInformation',
		'VersionInformation',
		'Version',
		'EntityInformation',
		'UserDefinedFields',
	];
	return (
		schema.entity(name)?.name ??
		known.find((other) => other.toLowerCase() === name.toLowerCase()) ??
		name
	);
}

/** @throws Refusal 404 in ASP.NET's words */
export function routeOf(path: string, schema: Schema): Route {
	const unknown = routeUnknown(path);
	const [base, version, ...rest] = segments(path);
	if (base?.toLowerCase() !== 'atservicesrest') throw unknown;
	const second = version?.toLowerCase();
	if (second === 'versioninformation') return { kind: 'versions' };
	if (second === 'zoneinformation') return { kind: 'zone' };
	const [first = '', ...tail] = rest;
	if (second !== 'v1.0' || tail.length > 4) throw unknown;
	const name = first.toLowerCase();
	if (name === 'zoneinformation') return { kind: 'zone' };
	if (name === 'thresholdinformation' && tail.length === 0) return { kind: 'threshold' };
	if (name === 'version' && tail.length === 0) return { kind: 'version' };
	if (name === 'entityinformation' && tail.length === 0) return { kind: 'entities' };

	const id = numberOf(tail[0]);
	if (id !== null && tail.length > 1) return childRoute(first, id, tail.slice(1), schema, unknown);
	const entity = schema.entity(first);
	if (!entity) throw unknown;
	if (id !== null) return { kind: 'record', entity, id, parentId: null };
	return entityRoute(entity, tail, unknown);
}

function entityRoute(entity: Entity, tail: string[], unknown: Error): Route {
	switch (tail.join('/').toLowerCase()) {
		case '':
			return { kind: 'collection', entity, parentId: null };
		case 'query':
			return { kind: 'query', entity };
		case 'query/count':
			return { kind: 'count', entity };
		case 'query/next':
			return { kind: 'next', entity };
		case 'entityinformation':
			return { kind: 'information', entity, part: 'entity' };
		case 'entityinformation/fields':
			return { kind: 'information', entity, part: 'fields' };
		case 'entityinformation/userdefinedfields':
			return { kind: 'information', entity, part: 'udfs' };
		default:
			throw unknown;
	}
}

function childRoute(
	parent: string,
	parentId: number,
	[segment = '', ...tail]: string[],
	schema: Schema,
	unknown: Error,
): Route {
	const entity = schema.child(parent, segment);
	if (!entity) throw unknown;
	const id = numberOf(tail[0]);
	if (id !== null && tail.length === 1) return { kind: 'record', entity, id, parentId };
	const route = entityRoute(entity, tail, unknown);
	if (route.kind === 'collection') return { ...route, parentId };
	if (route.kind === 'information') return route;
	throw unknown;
}

function segments(path: string): string[] {
	return path.split('?', 1)[0]!.split('/').filter(Boolean).map(decodeURIComponent);
}

function numberOf(text: string | undefined): number | null {
	return text !== undefined && /^\d+$/.test(text) ? Number(text) : null;
}
