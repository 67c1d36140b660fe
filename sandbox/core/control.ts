import type { AutotaskAdmin } from '../autotask';
import type { SandboxClock } from './clock';
import type { FaultPlan, FaultPlans } from './faults';
import type { EndpointCounts, Ledger, LedgerEntry, LedgerFilter } from './ledger';
import type { System } from './system';

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
	/** Changes the TD SYNNEX prices of so many percent of all SKUs, or of those named. @returns how many */
	changePrices(percent: number, among?: readonly string[]): number;
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
	changePrices(percent: number, among?: readonly string[]): number;
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
		changePrices: (percent, among) => parts.changePrices(percent, among),
		advance(seconds) {
			clock.advance(seconds);
			return clock.iso();
		},
		autotask,
	};
}
