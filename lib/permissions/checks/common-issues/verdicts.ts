import { COMMON_ISSUES, type CommonIssue } from './issues';
import type { Evidence } from '../../evidence';
import type { CheckRow, CheckVerdict } from '../../types';
import { passed, untested, warned } from '../../verdict';

/**
 * The manual's common issues, recognised from the rows above. They warn and name the row: the cause
 * itself fails once, where it is.
 */
export function commonIssueVerdicts(
	rows: CheckRow[],
	evidence: Evidence,
): Record<string, CheckVerdict> {
	return Object.fromEntries(
		COMMON_ISSUES.map((issue) => [issue.id, recognise(issue, rows, evidence)]),
	);
}

function recognise(issue: CommonIssue, rows: CheckRow[], evidence: Evidence): CheckVerdict {
	const cause = issue.shownBy === 'unsteady' ? unsteadiness(evidence) : shown(issue.shownBy, rows);
	if (cause) return warned('this is the case', cause);
	const clear = rows.filter(({ id }) => issue.clearedBy.includes(id));
	return clear.every(({ status }) => status === 'pass' || status === 'warn')
		? passed('not the case', `See "${clear[0]?.check ?? ''}"`)
		: untested('Another cause comes first');
}

function shown(
	{ rows: ids, statuses }: Exclude<CommonIssue['shownBy'], 'unsteady'>,
	rows: CheckRow[],
): string | null {
	const row = rows.find(
		({ id, status }) =>
			ids.some((one) => (one.endsWith('.') ? id.startsWith(one) : id === one)) &&
			statuses.some((one) => one === status),
	);
	return row ? `See "${row.check}": ${row.evidence}` : null;
}

/** Some calls were lost and others answered: the line is there, but not steady. */
function unsteadiness({ autotask, tdSynnex }: Evidence): string | null {
	for (const seen of [autotask.seen, tdSynnex.seenEc, tdSynnex.seenInvoice]) {
		const lost = seen.filter(({ noAnswer }) => noAnswer);
		if (lost.length > 0 && lost.length < seen.length)
			return `${lost.length} of ${seen.length} calls to ${lost[0]?.host} got no answer (${lost[0]?.noAnswer?.kind})`;
	}
	return null;
}
