import type { IncomingHttpHeaders } from 'node:http';

import { refuse } from './refusal';
import type { Entity } from './schema';
import type { Values } from './store';
import type { World } from './world';

const MARK = 'impersonatorCreatorResourceID';

/**
 * Runs a write in the name of the resource of the `ImpersonationResourceId` header, if it is there.
 *
 * @throws Refusal where the resource is not active or the entity knows no impersonation
 */
export function actingAs<T>(
	world: World,
	entity: Entity,
	headers: IncomingHttpHeaders,
	write: () => T,
): T {
	const header = headers.impersonationresourceid;
	if (header === undefined || header === '') return write();
	if (!world.schema.field(entity, MARK)) {
		throw refuse(`${entity.singular} does not support impersonation.`);
	}
	const resource = world.store.table('Resources').get(Number(header));
	if (resource?.values.isActive !== true) {
		throw refuse(`The resource ${String(header)} to impersonate does not exist or is not active.`);
	}
	world.actorId = resource.id;
	try {
		return write();
	} finally {
		world.actorId = world.apiResourceId;
	}
}

/** A record written in another's name says who did so. */
export function impersonator(world: World, entity: Entity): Values {
	const impersonated = world.actorId !== world.apiResourceId;
	return impersonated && world.schema.field(entity, MARK) ? { [MARK]: world.apiResourceId } : {};
}
