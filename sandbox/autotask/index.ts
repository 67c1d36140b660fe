import { listen, type Twin, type TwinSetting } from '../core';
import { Access, type PermissionChange, type Permissions } from './access';
import { seedContent } from './content';
import { Limits, type LimitSettings } from './limits';
import { Door, LOGIN } from './login';
import { PROCUREMENT, procurementAdmin, type ProcurementAdmin } from './procurement';
import { OBSERVED, type Manners } from './manners';
import { Reader } from './read';
import { Schema, type PicklistValue } from './schema';
import { createServer } from './server';
import { Store, type Values } from './store';
import type { World } from './world';

export { LOGIN } from './login';
export type { PermissionChange, Permissions } from './access';
export type {
	ProcurementAdmin,
	ProcurementContent,
	ProcurementSettings,
	Purchase,
	Winning,
	Won,
} from './procurement';
export { OBSERVED } from './manners';
export type { Manners } from './manners';

export interface AutotaskAddresses {
	zoneDiscoveryUrl: string;
	userName: string;
	secret: string;
	integrationCode: string;
}

export interface AutotaskOptions extends TwinSetting {
	/** SKUs in the world's catalog: what the incumbent left comes from there. */
	skus: number;
	/** Calls per rolling hour (10,000; 0 = no limit). */
	hourlyLimit?: number;
	/** Calls at once per endpoint (3; 0 = no limit). */
	threads?: number;
	/** Answers come later from 50 % and 75 % use (true). */
	usageLatency?: boolean;
	/** Products of the MSP's own (3,000). */
	ownProducts?: number;
	/** Products left by the incumbent connector (1,500). */
	incumbentProducts?: number;
	/** Habits other than the observed ones; a reset returns to them. */
	manners?: Partial<Manners>;
}

/** Turning the twin from outside the API, as an administrator or a test does. Nothing here is logged or counted. */
export interface AutotaskAdmin {
	permissions(): Permissions;
	setPermissions(change: PermissionChange): Permissions;
	/** `used`: calls that others made in the last hour. @returns what holds now */
	setLimits(change: Partial<LimitSettings> & { used?: number }): { used: number; limit: number };
	calls(): { used: number; limit: number };
	/** All records of an entity as stored, with `id` and, where there are any, `userDefinedFields`. */
	records(entity: string): Array<Record<string, unknown>>;
	/** Adds records as they are, past all rules; an `id` may be chosen. @returns their ids */
	addRecords(
		entity: string,
		records: Array<Values & { userDefinedFields?: never }>,
		udf?: Values,
	): number[];
	/** Changes a record as a person would in Autotask's own screens, past all rules. */
	changeRecord(entity: string, id: number, values: Values, udf?: Values): void;
	removeRecord(entity: string, id: number): void;
	/** Another tenant's picklist: same labels, other ids. Records keep the values that they have. */
	setPicklist(entity: string, field: string, values: PicklistValue[]): void;
	/** Which of two real habits the twin follows. @returns what holds now */
	setManners(change: Partial<Manners>): Manners;
	/** What people do in the procurement pages, and the switches of what is not known of them. */
	procurement: ProcurementAdmin;
	/** Lets a user in again who was locked out by wrong secrets. */
	unlock(): void;
}

export interface AutotaskTwin extends Twin {
	start(port: number): Promise<AutotaskAddresses & Record<string, unknown>>;
	admin: AutotaskAdmin;
	/** Records per entity. */
	stored(): Record<string, number>;
}

/** The Autotask REST API V1.0 on loopback, with an MSP's content. */
export function createAutotaskTwin(options: AutotaskOptions): AutotaskTwin {
	let port = 0;
	let state = freshState(options, () => `${zoneUrl()}V1.0`);
	const zoneUrl = (): string => `http://127.0.0.1:${port}/ATServicesRest/`;
	const app = createServer(
		{
			world: () => state.world,
			reader: () => state.reader,
			limits: () => state.limits,
			door: () => state.door,
			zoneUrl,
		},
		options,
	);
	return {
		async start(wanted) {
			port = await listen(app, wanted, 'autotask', options.faults);
			return { zoneDiscoveryUrl: zoneUrl(), ...LOGIN };
		},
		async reset() {
			state = freshState(options, () => `${zoneUrl()}V1.0`);
		},
		close: () => app.close(),
		stored: () => state.world.store.sizes(),
		admin: adminOf(() => state),
	};
}

interface State {
	world: World;
	reader: Reader;
	limits: Limits;
	door: Door;
}

function freshState(options: AutotaskOptions, baseUrl: () => string): State {
	const { clock, seed, faults } = options;
	const schema = new Schema();
	const world: World = {
		seed,
		clock,
		schema,
		store: new Store(clock),
		access: new Access(schema),
		procurement: { ...PROCUREMENT },
		manners: { ...OBSERVED, ...options.manners },
		readDelay: (entity) => faults.lagSeconds('readDelay', 'autotask', entity),
		apiResourceId: 0,
		actorId: 0,
	};
	seedContent(world, options);
	return {
		world,
		reader: new Reader(world, baseUrl),
		limits: new Limits(clock, {
			hourlyLimit: options.hourlyLimit ?? 10_000,
			threads: options.threads ?? 3,
			usageLatency: options.usageLatency ?? true,
		}),
		door: new Door(),
	};
}

function adminOf(state: () => State): AutotaskAdmin {
	const table = (entity: string) =>
		state().world.store.table(state().world.schema.named(entity).name);
	const calls = () => ({ used: state().limits.used(), limit: state().limits.settings.hourlyLimit });
	return {
		permissions: () => state().world.access.list(),
		setPermissions(change) {
			state().world.access.change(change);
			return state().world.access.list();
		},
		setLimits({ used, ...settings }) {
			Object.assign(state().limits.settings, settings);
			if (used !== undefined) state().limits.setUsed(used);
			return calls();
		},
		calls,
		records: (entity) =>
			table(entity)
				.all()
				.map(({ id, values, udf }) => ({
					id,
					...values,
					...(Object.keys(udf).length > 0
						? { userDefinedFields: Object.entries(udf).map(([name, value]) => ({ name, value })) }
						: {}),
				})),
		addRecords: (entity, records, udf = {}) =>
			records.map(({ id, ...values }) => {
				const chosen = typeof id === 'number' ? id : undefined;
				return table(entity).insert(values as Values, udf, chosen).id;
			}),
		changeRecord(entity, id, values, udf) {
			const row = table(entity).get(id);
			if (!row) throw new Error(`${entity} has no record ${id}`);
			table(entity).update(row, values, udf);
		},
		removeRecord: (entity, id) => table(entity).remove(id),
		setPicklist(entity, field, values) {
			const { schema } = state().world;
			const found = schema.field(schema.named(entity), field);
			if (!found) throw new Error(`${entity} has no field ${field}`);
			found.picklist = values;
		},
		setManners: (change) => Object.assign(state().world.manners, change),
		procurement: procurementAdmin(() => state().world),
		unlock: () => state().door.unlock(),
	};
}
