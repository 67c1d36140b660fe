import type { Autotask } from '../../autotask/types';
import type { Clock } from '../../shared/clock';
import type { Pause } from '../../shared/in-slices';
import type { UpsertSettings } from '../settings';
import type { FailureFacts, CallFailure } from './failures';
import type { UserFieldProof } from './prove-user-fields';
import type { Applied } from './outcome';

export interface ApplyPorts {
	autotask: Autotask;
	clock: Clock;
	signal?: AbortSignal;
	/** SKUs of items that the run before could not write: they come last. */
	failedBefore?: ReadonlySet<string>;
	/** Gives others a turn while items pass without a call; absent = never. */
	pause?: Pause;
	/** Called after every item that was to be written. */
	onProgress?: (applied: Applied, done: number, total: number) => void;
}

/** What one run has met so far. */
export interface UpsertRun {
	settings: UpsertSettings;
	ports: ApplyPorts;
	/** Why no further call is made. */
	stop: FailureFacts | null;
	/** Why no further one of these products is tried: too many of them were refused in a row. */
	rowStop: FailureFacts | null;
	/** Whether Autotask stores costs. */
	cost: 'unknown' | 'kept' | 'ignored';
	/** Whether a product that was created was seen afterwards. */
	visible: boolean;
	userFields: UserFieldProof;
	/** Why no vendor entry can be written. */
	noEntries: CallFailure | null;
	/** Failures in a row of one kind. */
	streak: { code: string; length: number } | null;
	warnings: string[];
}

/** No further call: the next one would fail like this one. */
export function stopFor(facts: CallFailure, run: UpsertRun): void {
	if (facts.reach !== 'pause' && !run.stop) run.warnings.push(`${facts.cause} ${facts.remedy}`);
	run.stop ??= facts;
}

/** No further vendor entry: each would be refused like this one. */
export function noEntriesFor(facts: CallFailure, run: UpsertRun): void {
	if (!run.noEntries) run.warnings.push(`${facts.cause} ${facts.remedy}`);
	run.noEntries ??= facts;
}
