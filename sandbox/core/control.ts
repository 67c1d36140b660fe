import Fastify, { type FastifyInstance } from 'fastify';

import type { AutotaskAdmin } from '../autotask';
import type { SandboxClock } from './clock';
import type { FaultPlan, FaultPlans } from './faults';
import type { EndpointCounts, Ledger, LedgerEntry, LedgerFilter } from './ledger';
import type { System } from './types';

export interface Stats {
	time: string;
	/** Per system and endpoint: calls and the greatest number at once. */
	endpoints: Record<System, Record<string, EndpointCounts>>;
	maxConcurrent: Record<System, number>;
	/** Requests that changed what a twin holds. */
	effects: Record<System, number>;
	/** Autotask calls in the rolling hour. */
	autotaskCalls: { used: number; limit: number } | null;
	stored: Partial<Record<System, unknown>>;
}

/** What a test, or a person, may do to a running sandbox. The same by HTTP and in process. */
export interface Control {
	ledger(filter?: LedgerFilter): LedgerEntry[];
	stats(): Stats;
	/** Seeded content, real time, an empty ledger, no faults, all permissions. */
	reset(): Promise<void>;
	addFaults(plans: FaultPlan | FaultPlan[]): void;
	clearFaults(): Promise<void>;
	/** Changes the TD SYNNEX prices of so many percent of all SKUs. @returns how many */
	changePrices(percent: number): number;
	/** @returns the new sandbox time */
	advance(seconds: number): string;
	/** Turning the Autotask twin; null when it does not run. */
	autotask: AutotaskAdmin | null;
}

export interface ControlParts {
	clock: SandboxClock;
	ledger: Ledger;
	faults: FaultPlans;
	autotask: AutotaskAdmin | null;
	stored(): Partial<Record<System, unknown>>;
	resetTwins(): Promise<void>;
	changePrices(percent: number): number;
}

export function createControl(parts: ControlParts): Control {
	const { clock, ledger, faults, autotask } = parts;
	const systems: System[] = ['autotask', 'tdsynnex'];
	const perSystem = <T>(of: (system: System) => T): Record<System, T> =>
		Object.fromEntries(systems.map((system) => [system, of(system)])) as Record<System, T>;
	return {
		ledger: (filter) => ledger.entries(filter),
		stats: () => ({
			time: clock.iso(),
			endpoints: ledger.stats(),
			maxConcurrent: perSystem((system) => ledger.maxConcurrent(system)),
			effects: perSystem((system) => ledger.effects(system).length),
			autotaskCalls: autotask?.calls() ?? null,
			stored: parts.stored(),
		}),
		async reset() {
			await faults.clear();
			clock.reset();
			ledger.clear();
			await parts.resetTwins();
		},
		addFaults: (plans) => [plans].flat().forEach((plan) => faults.add(plan)),
		clearFaults: () => faults.clear(),
		changePrices: (percent) => parts.changePrices(percent),
		advance(seconds) {
			clock.advance(seconds);
			return clock.iso();
		},
		autotask,
	};
}

/** The control by HTTP, on loopback like all else. Bodies are JSON; a refused request says why with 400. */
export function controlServer(control: Control): FastifyInstance {
	const app = Fastify({ forceCloseConnections: true });
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
		changed: control.changePrices(numberOf(request.body, 'percent')),
	}));
	app.post('/clock', (request) => ({
		time: control.advance(numberOf(request.body, 'advanceSeconds')),
	}));
	app.get('/autotask/permissions', () => admin().permissions());
	app.post('/autotask/permissions', (request) => admin().setPermissions(request.body as never));
	app.post('/autotask/limits', (request) => admin().setLimits(request.body as never));
	app.get('/autotask/entities/:name', (request) =>
		admin().records((request.params as { name: string }).name),
	);
	app.post('/autotask/records', (request) => {
		const { entity, records } = request.body as { entity: string; records: never[] };
		return { ids: admin().addRecords(entity, records) };
	});
	return app;
}

function numberOf(body: unknown, name: string): number {
	const value = (body as Record<string, unknown> | null)?.[name];
	if (typeof value !== 'number') throw new Error(`a number "${name}" is needed`);
	return value;
}

function filterOf(query: Record<string, string>): LedgerFilter {
	const { since, status, ...same } = query;
	return {
		...(same as LedgerFilter),
		...(since === undefined ? {} : { since: Number(since) }),
		...(status === undefined ? {} : { status: Number(status) }),
	};
}
