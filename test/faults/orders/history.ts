import type { Said, Setup } from './product';
import type { Schedule } from './schedule-types';
import type { TdSynnexDoor } from './tdsynnex-door';
import type { Tenant, Truth } from './truth';

/** What a schedule led to: both systems as they stand at the end, and all that runs said. */
export interface History {
	schedule: Schedule;
	tenants: Tenant[];
	tdSynnex: TdSynnexDoor;
	/** What each run said, the oldest first. */
	said: { tenant: number; process: string; at: number; result: Said }[];
	/** Settings of each run by the name of its process. */
	setups: Map<string, Setup>;
	/** Errors that ended a run as a whole. */
	thrown: unknown[];
	/** Writes of runs that put a doubt in the place of an answer. */
	forgotten: { tenant: number; id: number; from: string; to: string; process: string }[];
	/** As all stood before anybody followed advice. */
	before: { parked: Set<Truth>; posts: number };
	/** What people were advised and did, by purchase order. */
	advised: Map<Truth, string[]>;
	now: () => number;
}

/** All purchase orders of a history. */
export function truthsOf({ tenants }: Pick<History, 'tenants'>): Truth[] {
	return tenants.flatMap(({ truths }) => truths);
}
