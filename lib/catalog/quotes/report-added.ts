import type { CallStats } from '../../autotask/types';
import { activity, type Activity, type ActivitySource } from '../../shared/activity';
import { isoTime } from '../../shared/clock';
import type { AddedLine } from './add-to-quote';

/** One run of the operation in numbers. */
export interface AddedSummary {
	dryRun: boolean;
	state: 'completed' | 'completed with warnings';
	quoteNumber: string;
	quote: string;
	/** Lines that were added; in a dry run: that would be. */
	added: number;
	/** Products that the quote had already. */
	there: number;
	/** Failed, in doubt, or not reached. */
	failed: number;
	autotaskCalls: number;
	autotaskWrites: number;
	/** Of what was written, or went wrong. */
	activity: Activity[];
}

/** @param run `now` in milliseconds since 1970 */
export function summarizeAdded(
	lines: AddedLine[],
	run: { dryRun: boolean; calls: CallStats; now: number; source: ActivitySource },
): AddedSummary {
	const count = (...outcomes: AddedLine['outcome'][]) =>
		lines.filter(({ outcome }) => outcomes.includes(outcome)).length;
	const failed = count('failed', 'uncertain', 'deferred');
	const [first] = lines;
	return {
		dryRun: run.dryRun,
		state: failed > 0 ? 'completed with warnings' : 'completed',
		quoteNumber: first?.quoteNumber ?? '',
		quote: first?.quote ?? '',
		added: count('done', 'planned'),
		there: count('unchanged'),
		failed,
		autotaskCalls: run.calls.calls,
		autotaskWrites: run.calls.writes,
		activity: lines.flatMap(({ outcome, name, quoteNumber, quantity, cause, remedy }) => {
			if (outcome === 'unchanged' || outcome === 'planned') return [];
			const changes = [{ field: 'quantity', old: null, new: String(quantity) }];
			const key = `quote ${quoteNumber}: ${name}`;
			const told = outcome === 'deferred' ? 'warning' : outcome;
			const facts = {
				entity: 'QuoteItems',
				key,
				action: 'create',
				changes,
				outcome: told,
				remedy,
			} as const;
			return [activity(run.source, { ...facts, time: isoTime(run.now), cause })];
		}),
	};
}
