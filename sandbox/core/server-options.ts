import type { FastifyServerOptions } from 'fastify';

/**
 * What every server of the sandbox is made with. Held connections end with it, and no route has a
 * schema: Fastify's own compilers of those take long to load, and are not.
 */
export const SERVER_OPTIONS = {
	forceCloseConnections: true,
	schemaController: {
		compilersFactory: { buildValidator: unused, buildSerializer: unused },
	},
} satisfies FastifyServerOptions;

function unused(): never {
	throw new Error('a route of the sandbox has a schema, and nothing that compiles it');
}
