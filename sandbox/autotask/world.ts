import type { SandboxClock } from '../core';
import type { Access } from './access';
import type { ProcurementSettings } from './procurement/settings';
import type { Manners } from './manners';
import type { Schema } from './schema';
import type { Row, Store } from './store';

/** What every rule of the Autotask twin may look at. */
export interface World {
	seed: number;
	clock: SandboxClock;
	schema: Schema;
	store: Store;
	access: Access;
	manners: Manners;
	/** Autotask's procurement module: system settings, and what is not known of it. */
	procurement: ProcurementSettings;
	/** Seconds until reads see a write (read-your-writes delay), per entity. */
	readDelay(entity: string): number;
	/** The API user as a resource. */
	apiResourceId: number;
	/** In whose name the call at hand writes: the API user, or whom it impersonates. */
	actorId: number;
}

/** The version of a row that reads see now; null = not there yet. */
export function seenNow(
	world: World,
	entity: string,
	row: Row,
): Pick<Row, 'id' | 'values' | 'udf'> | null {
	const delay = world.readDelay(entity);
	if (delay === 0 || world.clock.now() - row.writtenAt >= delay * 1000) return row;
	return row.before && { id: row.id, ...row.before };
}
