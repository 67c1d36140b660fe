import { Random } from './random';
import type { System } from './system';

/** How a 429 or 503 says when to come back: so many seconds, a date so many seconds ahead, not at all, nonsense. */
export type RetryAfter = { seconds: number } | { dateInSeconds: number } | 'absent' | 'absurd';

/** What goes wrong. Kinds marked "done" strike after the request was processed: its effect stands. */
export type Fault =
	/** The twin's port is closed at once, for all endpoints, for so many real ms (0 = until cleared). */
	| { kind: 'refused'; forMs?: number }
	/** Connection reset, nothing processed. */
	| { kind: 'resetBefore' }
	/** Done; connection reset in place of the answer. */
	| { kind: 'resetAfter' }
	/** Silence, nothing processed. `holdMs`: real ms until the twin hangs up (120,000). */
	| { kind: 'timeoutNoEffect'; holdMs?: number }
	/** Done; silence in place of the answer. */
	| { kind: 'timeoutWithEffect'; holdMs?: number }
	/** Done; the answer comes in small pieces. */
	| { kind: 'slowDrip'; bytes?: number; everyMs?: number }
	/** An HTTP status in the system's stead. `withEffect`: it was processed all the same. */
	| {
			kind: 'status';
			status: number;
			retryAfter?: RetryAfter;
			body?: string;
			contentType?: string;
			withEffect?: boolean;
	  }
	/** A proxy's page in HTML. */
	| { kind: 'htmlErrorPage'; status?: number; withEffect?: boolean }
	/** Done; the body is empty, the status stays. */
	| { kind: 'emptyBody' }
	/** Done; the body ends at this share of its length (0.5). */
	| { kind: 'truncatedBody'; share?: number }
	/** Done; the body is broken in its middle: no parser takes it. */
	| { kind: 'malformedBody' }
	/** Done; the bytes are not in the encoding that the headers and the XML declaration state. */
	| { kind: 'wrongEncoding'; encoding?: 'latin1' | 'utf16le' }
	/** Done; the XML carries a document type with an outside entity. */
	| { kind: 'dtd' }
	/** Standing: an order is not found by the status look-up until so many seconds old. */
	| { kind: 'statusLag'; seconds: number }
	/** Standing: a write is not seen by reads until so many seconds old. */
	| { kind: 'readDelay'; seconds: number };

export type FaultKind = Fault['kind'];

/** Which requests a fault strikes. */
export interface FaultPlan {
	fault: Fault;
	/** Every system when absent. */
	system?: System;
	/** As the ledger names it, letter case aside; every endpoint when absent. */
	endpoint?: string;
	/** HTTP verb; every verb when absent. */
	method?: string;
	/** A part of the path, letter case aside, such as `/Items`. */
	path?: string;
	/** Matching requests that pass unharmed first (0). */
	after?: number;
	/** Requests that it strikes (1; 0 = without end). */
	count?: number;
	/** Chance, 0 to 1, that a matching request is struck (1). */
	probability?: number;
	/** Seed of that chance. */
	seed?: number;
}

/** The door of a twin's listening port, for faults that close it. */
export interface Gate {
	shut(): void;
	open(): Promise<void>;
}

const KINDS: readonly FaultKind[] = [
	'refused',
	'resetBefore',
	'resetAfter',
	'timeoutNoEffect',
	'timeoutWithEffect',
	'slowDrip',
	'status',
	'htmlErrorPage',
	'emptyBody',
	'truncatedBody',
	'malformedBody',
	'wrongEncoding',
	'dtd',
	'statusLag',
	'readDelay',
];
const STANDING: readonly FaultKind[] = ['statusLag', 'readDelay'];

interface Armed {
	plan: FaultPlan;
	random: Random;
	seen: number;
	struck: number;
}

/** The faults that are planned, and the decision which request is struck. */
export class FaultPlans {
	private armed: Armed[] = [];
	private gates = new Map<System, Gate>();
	private opening: Array<ReturnType<typeof setTimeout>> = [];

	/**
	 * Takes effect from the next request on; `refused` at once.
	 *
	 * @throws Error for a kind or a system that there is not: a plan that never strikes proves nothing
	 */
	add(plan: FaultPlan): void {
		if (!KINDS.includes(plan.fault?.kind)) {
			throw new Error(`no fault "${String(plan.fault?.kind)}"; there are ${KINDS.join(', ')}`);
		}
		if (plan.system && plan.system !== 'autotask' && plan.system !== 'tdsynnex') {
			throw new Error(`no system "${String(plan.system)}"; there are autotask and tdsynnex`);
		}
		if (plan.fault.kind === 'refused') return this.shut(plan.system, plan.fault.forMs ?? 0);
		this.armed.push({ plan, random: new Random(plan.seed ?? 1), seen: 0, struck: 0 });
	}

	/** Forgets all plans and opens all ports. */
	async clear(): Promise<void> {
		this.armed = [];
		this.opening.forEach(clearTimeout);
		this.opening = [];
		await Promise.all([...this.gates.values()].map((gate) => gate.open()));
	}

	/** Plans that stand, with how often each has struck. */
	list(): Array<FaultPlan & { struck: number }> {
		return this.armed.map(({ plan, struck }) => ({ ...plan, struck }));
	}

	/** The fault that strikes this request, if any; the first plan that fits wins. */
	take(
		system: System,
		endpoint: string,
		method: string,
		path = '',
	): Exclude<Fault, { kind: 'refused' }> | null {
		for (const armed of this.armed) {
			if (STANDING.includes(armed.plan.fault.kind)) continue;
			if (!fits(armed.plan, system, endpoint, method) || !onPath(armed.plan, path)) continue;
			const { after = 0, count = 1, probability = 1 } = armed.plan;
			if (count > 0 && armed.struck >= count) continue;
			if (armed.seen++ < after) continue;
			if (!armed.random.chance(probability)) continue;
			armed.struck++;
			return armed.plan.fault as Exclude<Fault, { kind: 'refused' }>;
		}
		return null;
	}

	/** Seconds of a standing fault at an endpoint; 0 = none. */
	lagSeconds(kind: 'statusLag' | 'readDelay', system: System, endpoint: string): number {
		let seconds = 0;
		for (const { plan } of this.armed) {
			if (plan.fault.kind === kind && fits(plan, system, endpoint)) {
				seconds = Math.max(seconds, plan.fault.seconds);
			}
		}
		return seconds;
	}

	/** A twin hands in the door of its port, once, when it starts. */
	register(system: System, gate: Gate): void {
		this.gates.set(system, gate);
	}

	private shut(system: System | undefined, forMs: number): void {
		for (const [name, gate] of this.gates) {
			if (system && name !== system) continue;
			gate.shut();
			if (forMs > 0) this.opening.push(setTimeout(() => void gate.open(), forMs).unref());
		}
	}
}

function fits(plan: FaultPlan, system: System, endpoint: string, method?: string): boolean {
	return (
		(!plan.system || plan.system === system) &&
		(!plan.endpoint || plan.endpoint.toLowerCase() === endpoint.toLowerCase()) &&
		(!plan.method || !method || plan.method.toUpperCase() === method.toUpperCase())
	);
}

function onPath({ path: part }: FaultPlan, path: string): boolean {
	return !part || path.toLowerCase().includes(part.toLowerCase());
}
