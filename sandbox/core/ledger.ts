import type { SandboxClock } from './clock';
import type { System } from './system';

/**
 * What a request changed. `accepted`, `partial` and `held` stored something; `rejected` was
 * understood and refused; `none` changed nothing (reads, and whatever was never processed).
 */
export type Effect = 'none' | 'accepted' | 'partial' | 'held' | 'rejected';

/** One request, whether or not its answer ever reached the client. */
export interface LedgerEntry {
	/** 1, 2, 3 ... in order of arrival. */
	seq: number;
	requestId: string;
	/** Arrival in sandbox time, UTC ISO 8601. */
	time: string;
	system: System;
	endpoint: string;
	method: string;
	path: string;
	/** The HTTP status that was sent or, where no answer left, would have been; null = never got so far. */
	status: number | null;
	/** Whether an answer left the twin whole and unspoilt by a fault that cuts it off. */
	answered: boolean;
	effect: Effect;
	/** Reference to what was stored, such as `PurchaseOrders/12` or an order number. */
	stored: string | null;
	/** More about the effect, as the twin sees fit. */
	detail: unknown;
	/** The kind of fault that struck it. */
	fault: string | null;
}

export type LedgerFilter = Partial<
	Pick<LedgerEntry, 'system' | 'endpoint' | 'method' | 'status' | 'effect' | 'fault' | 'stored'>
> & {
	/** Only entries after this sequence number. */
	since?: number;
};

export interface EndpointCounts {
	calls: number;
	/** Greatest number of requests under way at once. */
	maxConcurrent: number;
	inFlight: number;
}

/** The ground truth of what reached the twins and what came of it. Append-only. */
export class Ledger {
	private list: LedgerEntry[] = [];
	private counts = new Map<string, EndpointCounts>();
	private open = new WeakSet<LedgerEntry>();
	private next = 1;

	constructor(private readonly clock: SandboxClock) {}

	/** Records an arrival; call {@link end} with the same entry when it is over. */
	begin(request: { system: System; endpoint: string; method: string; path: string }): LedgerEntry {
		const seq = this.next++;
		const entry: LedgerEntry = {
			seq,
			requestId: `${request.system}-${seq}`,
			time: this.clock.iso(),
			...request,
			status: null,
			answered: false,
			effect: 'none',
			stored: null,
			detail: null,
			fault: null,
		};
		this.list.push(entry);
		this.open.add(entry);
		const counts = this.countsOf(request.system, request.endpoint);
		counts.calls++;
		counts.inFlight++;
		counts.maxConcurrent = Math.max(counts.maxConcurrent, counts.inFlight);
		return entry;
	}

	/** The request is no longer under way. Saying so twice does no harm. */
	end(entry: LedgerEntry): void {
		if (!this.open.delete(entry)) return;
		this.countsOf(entry.system, entry.endpoint).inFlight--;
	}

	entries(filter: LedgerFilter = {}): LedgerEntry[] {
		const { since, ...same } = filter;
		const wanted = Object.entries(same).filter(([, value]) => value !== undefined);
		return this.list.filter(
			(entry) =>
				(since === undefined || entry.seq > since) &&
				wanted.every(([name, value]) => entry[name as keyof LedgerEntry] === value),
		);
	}

	/** Requests that changed what a twin holds. */
	effects(system?: System): LedgerEntry[] {
		return this.list.filter(
			(entry) =>
				(system === undefined || entry.system === system) &&
				['accepted', 'partial', 'held'].includes(entry.effect),
		);
	}

	/** Per `system`, per endpoint. */
	stats(): Record<System, Record<string, EndpointCounts>> {
		const stats: Record<System, Record<string, EndpointCounts>> = { autotask: {}, tdsynnex: {} };
		for (const [key, counts] of this.counts) {
			const [system, ...endpoint] = key.split(' ');
			stats[system as System][endpoint.join(' ')] = { ...counts };
		}
		return stats;
	}

	/** Greatest number of requests at once on any endpoint of a system. */
	maxConcurrent(system: System): number {
		return Math.max(0, ...Object.values(this.stats()[system]).map((c) => c.maxConcurrent));
	}

	/** Sequence number of the last entry, as a mark for `since`. */
	get last(): number {
		return this.next - 1;
	}

	/** A fresh record, for a reset of the sandbox. */
	clear(): void {
		this.list = [];
		this.counts.clear();
		this.open = new WeakSet();
		this.next = 1;
	}

	private countsOf(system: System, endpoint: string): EndpointCounts {
		const key = `${system} ${endpoint}`;
		let counts = this.counts.get(key);
		if (!counts) this.counts.set(key, (counts = { calls: 0, maxConcurrent: 0, inFlight: 0 }));
		return counts;
	}
}
