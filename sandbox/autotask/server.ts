import Fastify, { type FastifyInstance, type FastifyRequest } from 'fastify';

import { noteEffect, SERVER_OPTIONS, withFaults, type TwinSetting } from '../core';
import { requireVerb } from './access';
import { answerError } from './answer-error';
import { bodyOf, parse, requireTrueEncoding, searchOf, textOf, unpacked } from './body';
import type { Limits } from './limits';
import { LOGIN, type Door } from './login';
import { allEntities, entityInformation, fieldsInformation, udfInformation } from './metadata';
import type { Reader } from './read';
import { methodNotAllowed, routeUnknown } from './refusal';
import { threshold, zone } from './service-info';
import { endpointOf, routeOf, type Route } from './route';
import { actingAs } from './impersonation';
import type { Entity } from './schema';
import type { World } from './world';
import { create, remove, update, type Parent } from './write';

/** Longest query string that IIS takes. */
const MAX_QUERY_STRING = 2_048;

/** What the server asks for anew on each call: a reset swaps the world under it. */
export interface Serving {
	world(): World;
	reader(): Reader;
	limits(): Limits;
	door(): Door;
	/** `http://127.0.0.1:PORT/ATServicesRest/` */
	zoneUrl(): string;
}

export function createServer(serving: Serving, setting: TwinSetting): FastifyInstance {
	const app = Fastify({
		...SERVER_OPTIONS,
		bodyLimit: 16 * 1024 * 1024,
		routerOptions: { maxParamLength: 5_000 },
	});
	const endpoint = (request: FastifyRequest): string =>
		endpointOf(request.raw.url ?? '', serving.world().schema);
	withFaults(app, 'autotask', endpoint, setting);
	app.setErrorHandler(answerError(() => serving.world().manners));
	app.removeAllContentTypeParsers();
	app.addContentTypeParser(/^application\/json/, { parseAs: 'buffer' }, (_request, body, done) =>
		done(null, unpacked(body as Buffer)),
	);

	app.addHook('onRequest', async (request, reply) => {
		if (isOpen(request.raw.url ?? '')) return;
		serving.door().check(request.headers);
		const { threadStatus } = serving.world().manners;
		const release = serving.limits().enter(LOGIN.integrationCode, endpoint(request), threadStatus);
		reply.raw.once('close', release);
		request.sandboxRelease = release;
	});
	app.decorateRequest('sandboxRelease', null);
	app.addHook('onSend', async (request, _reply, payload) => {
		request.sandboxRelease?.();
		return payload;
	});

	app.all('/*', async (request, reply) => {
		const path = request.raw.url ?? '';
		if ((path.split('?')[1] ?? '').length > MAX_QUERY_STRING) {
			return reply.code(404).type('text/html').send('<html><body>404.15 Not Found</body></html>');
		}
		const route = routeOf(path, serving.world().schema);
		if (route.kind !== 'zone' && route.kind !== 'versions') await serving.limits().delay();
		return reply.send(answer(route, request, serving));
	});
	return app;
}

declare module 'fastify' {
	interface FastifyRequest {
		sandboxRelease: (() => void) | null;
	}
}

/** Zone and version look-ups need no login and count for nothing. */
function isOpen(url: string): boolean {
	return /\/(zoneinformation|versioninformation)\b/i.test(url.split('?', 1)[0] ?? '');
}

function answer(route: Route, request: FastifyRequest, serving: Serving): unknown {
	const verb = request.method;
	const world = serving.world();
	switch (route.kind) {
		case 'zone':
			requireMethod(verb, 'GET');
			return zone(request.query as Record<string, string>, serving.zoneUrl());
		case 'versions':
			return { apiVersions: ['1.0'] };
		case 'version':
			// two public clients begin with it and read nothing of it: the body is not confirmed
			requireMethod(verb, 'GET');
			return { apiVersions: ['1.0'] };
		case 'entities':
			requireMethod(verb, 'GET');
			return allEntities(world.schema.all(), world.access);
		case 'threshold':
			return threshold(serving.limits());
		case 'information':
			requireMethod(verb, 'GET');
			if (route.part === 'entity') return entityInformation(route.entity, world.access);
			if (route.part === 'fields') return fieldsInformation(route.entity, world.manners);
			if (!route.entity.udf && world.manners.udfInformation === '404')
				throw routeUnknown(request.raw.url ?? '');
			return udfInformation(world, route.entity);
		case 'query':
			requireMethod(verb, 'GET', 'POST');
			return serving.reader().query(route.entity, verb as 'GET', searchOf(request));
		case 'count':
			requireMethod(verb, 'GET', 'POST');
			return serving.reader().count(route.entity, searchOf(request));
		case 'next': {
			requireMethod(verb, 'GET', 'POST');
			const { paging = '', search } = request.query as Record<string, string>;
			// the link of a POST holds no search, that of a GET does
			if ((verb === 'GET') !== (search !== undefined)) throw methodNotAllowed(verb);
			const own = search ?? textOf(request);
			return serving
				.reader()
				.next(route.entity, verb as 'GET', paging, own === '' ? null : parse(own));
		}
		case 'record':
			return record(route, request, serving);
		case 'collection':
			return collection(route, request, serving);
	}
}

function record(
	route: Extract<Route, { kind: 'record' }>,
	request: FastifyRequest,
	serving: Serving,
): unknown {
	const { entity, id } = route;
	requireMethod(request.method, 'GET', 'DELETE');
	if (request.method === 'GET') return serving.reader().get(entity, id);
	const parent = writePath(entity, route.parentId, request);
	requireVerb(entity, 'delete', 'DELETE');
	return written(request, entity, () => remove(serving.world(), entity, id, parent));
}

function collection(
	route: Extract<Route, { kind: 'collection' }>,
	request: FastifyRequest,
	serving: Serving,
): unknown {
	const { entity, parentId } = route;
	const world = serving.world();
	switch (request.method) {
		case 'GET':
			if (parentId === null) throw methodNotAllowed('GET');
			return serving.reader().children(entity, parentId);
		case 'POST': {
			const parent = writePath(entity, parentId, request);
			requireVerb(entity, 'create', 'POST');
			if (parentId !== null) requireTrueEncoding(request, world.manners);
			return written(request, entity, () =>
				actingAs(world, entity, request.headers, () =>
					create(world, entity, bodyOf(request), parent),
				),
			);
		}
		case 'PATCH':
		case 'PUT': {
			const verb = request.method;
			const parent = writePath(entity, parentId, request);
			requireVerb(entity, 'update', verb);
			return written(request, entity, () =>
				actingAs(world, entity, request.headers, () =>
					update(world, entity, bodyOf(request), parent, verb),
				),
			);
		}
		default:
			throw methodNotAllowed(request.method);
	}
}

/** Children are written through their parent's path: the flat one knows no such route. */
function writePath(
	entity: Entity,
	parentId: number | null,
	request: FastifyRequest,
): Parent | null {
	if (entity.parentKey === null) return null;
	// sales orders are updated flat as well (the vendor's Swagger)
	const flat = entity.name === 'SalesOrders' && request.method !== 'POST';
	if (parentId === null && flat) return null;
	if (parentId === null) throw routeUnknown(request.raw.url ?? '');
	return { key: entity.parentKey, id: parentId };
}

/** Runs a write and says in the ledger what came of it. */
function written(request: FastifyRequest, entity: Entity, write: () => number): { itemId: number } {
	try {
		const itemId = write();
		noteEffect(request, 'accepted', `${entity.name}/${itemId}`);
		return { itemId };
	} catch (error) {
		noteEffect(request, 'rejected', null, (error as Error).message);
		throw error;
	}
}

function requireMethod(verb: string, ...allowed: string[]): void {
	if (!allowed.includes(verb)) throw methodNotAllowed(verb);
}
