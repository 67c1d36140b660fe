import type { SandboxClock } from './clock';
import type { FaultPlans } from './faults';
import type { Ledger } from './ledger';

/** One stand-in for a real system, on loopback. */
export interface Twin {
	/** Listens on 127.0.0.1; 0 takes free ports. Resolves to what a client needs to reach it. */
	start(port: number): Promise<Record<string, unknown>>;
	/** Back to the seeded content; addresses stay. */
	reset(): Promise<void>;
	close(): Promise<void>;
	/** What the system holds now, as plain data for tests and the control API. */
	stored(): unknown;
}

/** What both twins are built on: one clock, one record, one set of faults. */
export interface TwinSetting {
	seed: number;
	clock: SandboxClock;
	ledger: Ledger;
	faults: FaultPlans;
	/** Real milliseconds that every answer takes at least. */
	latencyMs: number;
}
