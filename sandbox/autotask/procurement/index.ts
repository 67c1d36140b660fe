import { Access } from '../access';
import { seedProcurement } from '../content/procurement';
import type { World } from '../world';
import { syncAccounting } from './accounting';
import { approve, deliver, pick, post, purchase, type Purchase } from './people';
import type { ProcurementSettings } from './settings';
import { win, type Winning, type Won } from './wizard';

export type { Purchase } from './people';
export { PROCUREMENT, type ProcurementSettings } from './settings';
export type { Winning, Won } from './wizard';
export type { ProcurementContent } from '../content/procurement';

/** What people do in Autotask's own pages, and the switches. Nothing here is logged or counted as a call. */
export interface ProcurementAdmin {
	/** @returns what holds now */
	settings(change?: Partial<ProcurementSettings>): ProcurementSettings;
	/** Deals, tickets, projects and contracts with charges in every state, beside what is there. */
	seed(): ReturnType<typeof seedProcurement>;
	win(choice: Winning): Won;
	/** Purchase Approvals: `rejectNote` says no. */
	approve(choice: { chargeId: number; rejectNote?: string }): void;
	pick(choice: { chargeId: number; units: number }): void;
	/** A purchase order that a purchaser makes. @returns its id */
	purchase(choice: Purchase): number;
	deliver(choice: { chargeIds: number[] }): void;
	/** Approve and Post. */
	post(choice: { chargeIds: number[] }): void;
	/** @returns the ids of the purchase orders that accounting took */
	syncAccounting(): number[];
}

export function procurementAdmin(world: () => World): ProcurementAdmin {
	const byPerson = <T>(act: (world: World) => T): T => asPerson(world(), act);
	return {
		settings: (change = {}) => Object.assign(world().procurement, change),
		seed: () => byPerson(seedProcurement),
		win: (choice) => byPerson((at) => win(at, choice)),
		approve: ({ chargeId, rejectNote }) =>
			byPerson((at) => approve(at, chargeId, rejectNote ?? null)),
		pick: ({ chargeId, units }) => byPerson((at) => pick(at, chargeId, units)),
		purchase: (choice) => byPerson((at) => purchase(at, choice)),
		deliver: ({ chargeIds }) => byPerson((at) => deliver(at, chargeIds)),
		post: ({ chargeIds }) => byPerson((at) => post(at, chargeIds)),
		syncAccounting: () => byPerson(syncAccounting),
	};
}

/** People have rights of their own, whatever the API user may do, and stand as the authors. */
function asPerson<T>(world: World, act: (world: World) => T): T {
	const { access, actorId } = world;
	const people = world.store.table('Resources').all();
	world.access = new Access(world.schema);
	world.actorId = people.find(({ values }) => values.licenseType === 1)?.id ?? actorId;
	try {
		return act(world);
	} finally {
		Object.assign(world, { access, actorId });
	}
}

/** The same by name, for the control server: `POST /autotask/procurement/COMMAND`. */
export function procurementCommand(admin: ProcurementAdmin, name: string, body: unknown): unknown {
	if (!Object.hasOwn(admin, name)) {
		throw new Error(`no command ${name}; there are ${Object.keys(admin).join(', ')}`);
	}
	const command = admin[name as keyof ProcurementAdmin] as (choice: unknown) => unknown;
	return { result: command(body ?? {}) ?? null };
}
