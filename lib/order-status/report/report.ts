import { activity, type Activity, type ActivitySource, type Change } from '../../shared/activity';
import { isWrong, MOST_RECORDS, pickForActivity, unlisted } from '../../shared/bounded-activity';
import { isoTime } from '../../shared/clock';
import type { Problem } from '../../shared/problem';
import type { PurchaseOrder } from '../../orders/types';
import type { SkippedOrder } from '../select/eligibility';
import type { StatusChange, StatusReport, StatusSummary } from './status-change';

/** What every record of one poll shares. */
export interface RunAbout extends ActivitySource {
	/** Named in every result. */
	environment: string;
	dryRun: boolean;
}

type Counts = Pick<
	StatusSummary,
	| 'orders'
	| 'asked'
	| 'resting'
	| 'postponed'
	| 'finished'
	| 'changed'
	| 'recorded'
	| 'received'
	| 'devices'
>;

/** Collects what a poll did. Orders of which there is nothing to report are counted, not listed. */
export class PollReport {
	readonly counts: Counts = {
		orders: 0,
		asked: 0,
		resting: 0,
		postponed: 0,
		finished: 0,
		changed: 0,
		recorded: 0,
		received: 0,
		devices: 0,
	};
	private readonly changes: StatusChange[] = [];
	private readonly activity: Activity[] = [];
	private problem = '';
	/** By purchase order number: what was not noted yet. */
	private readonly efforts = new Map<string, Effort>();

	constructor(
		private readonly about: RunAbout,
		private readonly now: () => number,
		private readonly started = now(),
	) {}

	addChanges(changes: StatusChange[]): void {
		this.changes.push(...changes);
	}

	/** Whether changes are recorded that must be handed on, whatever happens. */
	hasChanges(): boolean {
		return this.changes.length > 0;
	}

	/** Time and calls that the next record of this purchase order shall carry. */
	took({ number }: Pick<PurchaseOrder, 'number'>, { ms, calls }: Effort): void {
		const before = this.efforts.get(number) ?? { ms: 0, calls: 0 };
		this.efforts.set(number, { ms: before.ms + ms, calls: before.calls + calls });
	}

	note(
		po: Pick<PurchaseOrder, 'number'>,
		action: string,
		outcome: Activity['outcome'],
		rest: { cause?: string; remedy?: string; changes?: Change[] } = {},
	): void {
		const { changes, cause, remedy } = rest;
		const { ms, calls } = this.efforts.get(po.number) ?? { ms: 0, calls: 0 };
		this.efforts.delete(po.number);
		this.activity.push(
			activity(this.about, {
				time: isoTime(this.now()),
				entity: 'TdSynnexOrder',
				key: `PO ${po.number}`,
				action,
				...(changes && { changes }),
				outcome,
				...(cause && { cause }),
				...(remedy && { remedy }),
				durationMs: ms,
				calls,
			}),
		);
	}

	failed(po: Pick<PurchaseOrder, 'number'>, problem: Problem): void {
		this.note(po, 'ask', 'failed', problem);
	}

	/**
	 * Those that nobody needs to look at are only counted, unless somebody asked for them by number.
	 */
	left({ po, code, cause, remedy }: SkippedOrder, named = false): void {
		if (code === 'finished') this.counts.finished += 1;
		else if (named || code !== 'not-ordered')
			this.note(po, 'leave', code === 'unsettled' ? 'uncertain' : 'warning', { cause, remedy });
	}

	/** The rest of the poll did not take place. */
	ended(problem: Problem): void {
		this.problem = `${problem.message} (${problem.remedy})`;
	}

	/** @param made calls of this poll */
	result(made: { tdSynnex: number; autotask: number; writes: number }): StatusReport {
		const events: Record<string, number> = {};
		for (const { kind } of this.changes) events[kind] = (events[kind] ?? 0) + 1;
		const count = (outcomes: Activity['outcome'][]) =>
			this.activity.filter(({ outcome }) => outcomes.includes(outcome)).length;
		const summary: StatusSummary = {
			...this.counts,
			left: this.activity.filter(({ action }) => action === 'leave').length,
			failed: count(['failed']),
			events,
			tdSynnexCalls: made.tdSynnex,
			autotaskCalls: made.autotask,
			autotaskWrites: made.writes,
			environment: this.about.environment,
			dryRun: this.about.dryRun,
			seconds: Math.round((this.now() - this.started) / 100) / 10,
			message: '',
			problem: this.problem,
			activity: [],
		};
		const message = messageOf(summary);
		return {
			changes: this.changes,
			summary: { ...summary, message, activity: this.records({ ...summary, message }) },
		};
	}

	/** The poll as a whole, then what went wrong, then what was done. */
	private records(summary: StatusSummary): Activity[] {
		const time = isoTime(this.now());
		const { kept, left } = pickForActivity(this.activity, isWrong, MOST_RECORDS);
		const whole = activity(this.about, {
			time,
			entity: 'Run',
			key: `${summary.orders} ${summary.orders === 1 ? 'order' : 'orders'}`,
			action: summary.dryRun ? 'dry run' : 'poll',
			outcome: summary.problem !== '' ? 'warning' : summary.dryRun ? 'planned' : 'done',
			cause: summary.message,
			durationMs: this.now() - this.started,
			calls: summary.tdSynnexCalls + summary.autotaskCalls,
		});
		return [whole, ...kept, ...unlisted(this.about, time, left)];
	}
}

/** What one order took: TD SYNNEX's calls and Autotask's. */
export interface Effort {
	ms: number;
	calls: number;
}

function messageOf(summary: StatusSummary): string {
	const { asked, orders, changed, resting, postponed, failed, left, problem, dryRun } = summary;
	const counts = Object.entries(summary.events).map(
		([kind, count]) => `${count} ${KINDS[kind] ?? kind}`,
	);
	const parts = [
		`${dryRun ? 'Dry run, nothing written: ' : ''}${asked} of ${orders} orders asked about, ${changed} changed`,
		counts.length > 0 ? `(${counts.join(', ')})` : '',
		resting + postponed > 0 ? `, ${resting + postponed} left for later` : '',
		failed > 0 ? `, ${failed} failed` : '',
		left > 0 ? `, ${left} need attention` : '',
		problem === '' ? '' : `. Ended early: ${problem}`,
	];
	return parts.join('').replace(' changed(', ' changed (');
}

/** The events in words, as the sentence of the whole has them. */
const KINDS: Record<string, string> = {
	partlyShipped: 'partly shipped',
	backOrdered: 'back-ordered',
	etaMoved: 'ETA moved',
	needsAttention: 'needing attention',
};
