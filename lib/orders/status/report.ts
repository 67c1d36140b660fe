import type { Activity, Change } from '../../activity';
import { isoTime } from '../../clock';
import type { Problem } from '../../problem';
import type { PurchaseOrder } from '../types';
import type { Left } from './follow';
import type { StatusChange, StatusReport, StatusSummary } from './result';

/** What every record of one poll shares. */
export interface RunAbout {
	/** n8n's execution id, workflow and node. */
	run: string;
	workflow: string;
	step: string;
	/** Named in every result. */
	environment: string;
	dryRun: boolean;
}

type Counts = Pick<
	StatusSummary,
	'orders' | 'asked' | 'resting' | 'postponed' | 'finished' | 'changed' | 'recorded' | 'received'
>;

/** Collects what a poll did. Orders of which there is nothing to tell are counted, not listed. */
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
	};
	private readonly changes: StatusChange[] = [];
	private readonly activity: Activity[] = [];
	private problem = '';

	constructor(
		private readonly about: RunAbout,
		private readonly now: () => number,
		private readonly started = now(),
	) {}

	tell(changes: StatusChange[]): void {
		this.changes.push(...changes);
	}

	/** Whether changes are recorded that must be handed on, whatever happens. */
	hasChanges(): boolean {
		return this.changes.length > 0;
	}

	note(
		po: Pick<PurchaseOrder, 'number'>,
		action: string,
		outcome: Activity['outcome'],
		rest: { cause?: string; remedy?: string; changes?: Change[]; calls?: number } = {},
	): void {
		const { run, workflow, step } = this.about;
		this.activity.push({
			time: isoTime(this.now()),
			run,
			workflow,
			step,
			entity: 'TdSynnexOrder',
			key: `PO ${po.number}`,
			action,
			changes: rest.changes ?? [],
			outcome,
			cause: rest.cause ?? '',
			remedy: rest.remedy ?? '',
			durationMs: 0,
			calls: rest.calls ?? 0,
		});
	}

	failed(po: Pick<PurchaseOrder, 'number'>, problem: Problem): void {
		this.note(po, 'ask', 'failed', problem);
	}

	/** Those that nobody needs to look at are only counted. */
	left({ po, code, cause, remedy }: Left): void {
		if (code === 'finished') this.counts.finished += 1;
		else if (code !== 'not-ordered')
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
			activity: this.activity,
		};
		return { changes: this.changes, summary: { ...summary, message: messageOf(summary) } };
	}
}

function messageOf(summary: StatusSummary): string {
	const { asked, orders, changed, resting, postponed, failed, left, problem, dryRun } = summary;
	const news = Object.entries(summary.events).map(
		([kind, count]) => `${count} ${KINDS[kind] ?? kind}`,
	);
	const parts = [
		`${dryRun ? 'Dry run, nothing written: ' : ''}${asked} of ${orders} orders asked about, ${changed} changed`,
		news.length > 0 ? `(${news.join(', ')})` : '',
		resting + postponed > 0 ? `, ${resting + postponed} left for later` : '',
		failed > 0 ? `, ${failed} failed` : '',
		left > 0 ? `, ${left} need a look` : '',
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
