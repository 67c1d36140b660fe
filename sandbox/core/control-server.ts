import Fastify, { type FastifyInstance } from 'fastify';

import type { AutotaskAdmin } from '../autotask';
import { procurementCommand } from '../autotask/procurement';
import type { Control } from './control';
import type { FaultPlan } from './faults';
import type { LedgerFilter } from './ledger';
import { SERVER_OPTIONS } from './server-options';

/** A twin's own part of the control: `POST /path` to what answers its JSON body. */
export type ControlRoutes = Record<string, (body: unknown) => unknown>;

/** The control by HTTP, on loopback like all else. Bodies are JSON; a refused request says why with 400. */
export function controlServer(control: Control, more: ControlRoutes = {}): FastifyInstance {
	const app = Fastify(SERVER_OPTIONS);
	const admin = (): AutotaskAdmin => {
		if (!control.autotask) throw new Error('the Autotask twin does not run');
		return control.autotask;
	};
	app.setErrorHandler((error: Error, _request, reply) =>
		reply.code(400).send({ error: error.message }),
	);

	app.get('/ledger', (request) =>
		control.ledger(filterOf(request.query as Record<string, string>)),
	);
	app.get('/stats', () => control.stats());
	app.post('/reset', async () => {
		await control.reset();
		return { ok: true };
	});
	app.post('/faults', (request) => {
		control.addFaults(request.body as FaultPlan | FaultPlan[]);
		return { ok: true };
	});
	app.delete('/faults', async () => {
		await control.clearFaults();
		return { ok: true };
	});
	app.post('/prices', (request) => ({
		changed: control.changePrices(numberOf(request.body, 'percent'), skusOf(request.body)),
	}));
	app.post('/clock', (request) => ({
		time: control.advance(numberOf(request.body, 'advanceSeconds')),
	}));
	app.get('/autotask/permissions', () => admin().permissions());
	app.post('/autotask/permissions', (request) => admin().setPermissions(request.body as never));
	app.post('/autotask/limits', (request) => admin().setLimits(request.body as never));
	app.post('/autotask/manners', (request) => admin().setManners(request.body as never));
	app.post('/autotask/procurement/:command', (request) => {
		const { command } = request.params as { command: string };
		return procurementCommand(admin().procurement, command, request.body);
	});
	app.post('/autotask/unlock', () => {
		admin().unlock();
		return { ok: true };
	});
	app.get('/autotask/entities/:name', (request) =>
		admin().records((request.params as { name: string }).name),
	);
	app.post('/autotask/records', (request) => {
		const { entity, records } = request.body as { entity: string; records: never[] };
		return { ids: admin().addRecords(entity, records) };
	});
	for (const [route, answer] of Object.entries(more)) {
		const [method = '', url = ''] = route.split(' ');
		app.route({ method, url, handler: async (request) => answer(request.body) });
	}
	return app;
}

function numberOf(body: unknown, name: string): number {
	const value = (body as Record<string, unknown> | null)?.[name];
	if (typeof value !== 'number') throw new Error(`a number "${name}" is needed`);
	return value;
}

function skusOf(body: unknown): string[] | undefined {
	return (body as { skus?: string[] }).skus;
}

function filterOf(query: Record<string, string>): LedgerFilter {
	const { since, status, ...same } = query;
	return {
		...(same as LedgerFilter),
		...(since === undefined ? {} : { since: Number(since) }),
		...(status === undefined ? {} : { status: Number(status) }),
	};
}
