import { budgetChecks } from './budget/rows';
import { costCheck, lineOfBusinessCheck, moduleCheck } from './modules/rows';
import { COMMON_ISSUES } from './common-issues/issues';
import { MODULES } from './modules/entities';
import { identityChecks } from './identity/rows';
import { reachChecks } from './reach/rows';
import { setUpChecks } from './set-up/rows';
import { tdSynnexChecks } from './tdsynnex/rows';
import type { Check } from '../types';

export { PROOF_CHECKS } from '../write-test/rows';

/**
 * The table, in the order of the report. A check stands behind those it needs, so that one pass
 * over the list decides all.
 */
export const CHECKS: readonly Check[] = [
	...reachChecks('autotask'),
	...identityChecks(),
	...MODULES.map(moduleCheck),
	costCheck(),
	lineOfBusinessCheck(),
	...setUpChecks(),
	...budgetChecks(),
	...reachChecks('ec'),
	...reachChecks('invoice'),
	...tdSynnexChecks(),
];

/** The manual's common issues, which rest on the rows of the table. */
export const ISSUE_CHECKS: readonly Check[] = COMMON_ISSUES.map((issue) => ({
	id: issue.id,
	area: 'Common set-up issues',
	name: issue.problem,
	needed: 'Not the case',
	blocks: 'See the row that it names.',
	remedy: issue.solution,
	docs: `docs/troubleshooting.md#${issue.id.replace('issue.', '')}`,
	needs: [],
}));
