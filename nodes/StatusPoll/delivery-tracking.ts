import type { IPollFunctions } from 'n8n-workflow';
import { digest } from '../../lib/order-status/diff/snapshot';
import type { StatusReport } from '../../lib/order-status/report/status-change';
import type { EventKind } from '../../lib/order-status/types';
import { Problem } from '../../lib/shared/problem';
import { runPoll } from './run-poll';
import type { RunChoices } from './settings';

/** What a trigger remembers, beside the pace. */
interface Kept {
	/** Milliseconds since 1970 of the first poll. */
	since: number;
	/** The polls whose changes were handed on, by their times; the newest of them. */
	heard: string[];
	/** The last poll that had to make room in that list. */
	forgotten: string;
}

const MOST_HEARD = 200;

/**
 * One poll, and what the next one has to know of it. n8n saves a node's static data with the run
 * that its changes start, or when the workflow is switched on: a poll that it does not name was
 * never handed on.
 */
export async function pollAndHandOver(
	context: IPollFunctions,
	choices: RunChoices,
	kinds: EventKind[],
): Promise<StatusReport> {
	const kept = context.getWorkflowStaticData('node') as Partial<Kept>;
	const { since, heard = [] } = kept;
	const at = new Date().toISOString();
	choices.settings.firstSight = since === undefined ? 'nothing' : { after: since };
	choices.settings.deliveryTracking =
		since === undefined
			? null
			: {
					by: pollerOf(context),
					at,
					since: kept.forgotten ?? new Date(since).toISOString(),
					heard,
					kinds,
				};
	const report = await runPoll(context, choices);
	if (since === undefined) {
		kept.since = Date.parse(at);
		return { ...report, changes: [] };
	}
	if (report.changes.some(({ kind }) => kinds.includes(kind))) {
		kept.heard = [...heard, at].slice(-MOST_HEARD);
		kept.forgotten = heard.length < MOST_HEARD ? kept.forgotten : heard[0];
	}
	return report;
}

/** Nodes whose poll is under way: n8n starts the next one all the same. */
const underWay = new Set<string>();

export async function alone<T>(context: IPollFunctions, work: () => Promise<T>): Promise<T | null> {
	const key = pollerOf(context);
	if (underWay.has(key)) return null;
	underWay.add(key);
	try {
		return await work();
	} finally {
		underWay.delete(key);
	}
}

/** A poll that ended early and had nothing to hand on must not pass for a quiet one. */
export function endedEarly(problem: string): Problem {
	return new Problem({
		code: 'poll-ended-early',
		cause: problem,
		remedy: 'The next poll continues. If the problem persists, fix what the message names.',
	});
}

function pollerOf(context: IPollFunctions): string {
	return digest(`${context.getWorkflow().id} ${context.getNode().id}`);
}
