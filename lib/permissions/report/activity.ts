import { activity, type Activity, type ActivitySource } from '../../shared/activity';
import type { Write } from '../write-test/recorder';
import type { Report } from './summary';
import type { CheckRow } from '../types';

/**
 * A check in records: the whole with its calls and time, each row that was tested, each write of a
 * proof. The common issues only say the same again.
 */
export function checkActivity(report: Report, source: ActivitySource): Activity[] {
	const { rows, summary, writes, callCosts: efforts } = report;
	const { started, finished: time, verdict, calls } = summary;
	const whole = activity(source, {
		time,
		entity: 'Run',
		key: `${rows.length} checks`,
		action: 'check',
		// what is missing is reported row by row
		outcome: 'done',
		cause: verdict,
		durationMs: Date.parse(time) - Date.parse(started),
		calls: calls.autotask + calls.tdSynnex,
	});
	const tested = rows
		.filter(({ status, area }) => status !== 'not tested' && area !== 'Common set-up issues')
		.map((row) =>
			activity(source, {
				time,
				entity: 'PermissionCheck',
				key: row.id,
				action: 'check',
				outcome: OUTCOMES[row.status],
				cause: [row.found, row.evidence].filter((text) => text !== '').join(': '),
				remedy: row.remedy,
				...efforts[row.id],
			}),
		);
	return [whole, ...tested, ...writesActivity(writes, source)];
}

export function writesActivity(writes: Write[], source: ActivitySource): Activity[] {
	return writes.map((write) => activity(source, write));
}

const OUTCOMES: Record<CheckRow['status'], Activity['outcome']> = {
	pass: 'done',
	warn: 'warning',
	fail: 'failed',
	'not tested': 'unchanged',
};
