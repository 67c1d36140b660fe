import type { Evidence } from './evidence';
import { CHECKS, ISSUE_CHECKS, PROOF_CHECKS } from './checks/index';
import type { Check, ProbeResult, CheckRow, CheckVerdict } from './types';
import { budgetVerdicts } from './checks/budget/verdicts';
import { commonIssueVerdicts } from './checks/common-issues/verdicts';
import { identityVerdicts } from './checks/identity/verdicts';
import { lineOfBusinessVerdict } from './checks/modules/line-of-business';
import { moduleVerdicts } from './checks/modules/verdicts';
import { reachVerdicts } from './checks/reach/verdicts';
import { setUpVerdicts } from './checks/set-up/verdicts';
import { untested } from './verdict';
import { NO_CREDENTIAL, tdSynnexVerdicts } from './checks/tdsynnex/verdicts';

/**
 * Evidence to rows, one for each check. A cause is reported once: what stands behind a check that
 * does not hold is "not tested" and names it.
 *
 * @param proof verdicts of the write proof, where one was made
 */
export function evaluateChecks(
	evidence: Evidence,
	proof?: Record<string, CheckVerdict>,
): CheckRow[] {
	const { autotask, tdSynnex } = evidence;
	const why = tdSynnex.inUse ? 'No call was made to it' : NO_CREDENTIAL;
	const { orderStatus, price, invoices } = tdSynnex;
	const verdicts: Record<string, CheckVerdict> = {
		...reachVerdicts('autotask', autotask.seen, { trouble: troubleIn(autotask), why }),
		...identityVerdicts(autotask),
		...moduleVerdicts(autotask),
		'line-of-business': lineOfBusinessVerdict(autotask),
		...setUpVerdicts(evidence),
		...budgetVerdicts(evidence),
		...reachVerdicts('ec', tdSynnex.seenEc, { trouble: trouble(orderStatus, price), why }),
		...reachVerdicts('invoice', tdSynnex.seenInvoice, { trouble: trouble(invoices), why }),
		...tdSynnexVerdicts(evidence),
		...proof,
	};
	const rows = decide([...CHECKS, ...(proof ? PROOF_CHECKS : [])], verdicts);
	return [...rows, ...decide(ISSUE_CHECKS, commonIssueVerdicts(rows, evidence))];
}

/** Autotask is of use as soon as it lets the API user in. */
function troubleIn({ zone, login }: Evidence['autotask']): string {
	return login.state === 'found' ? '' : trouble(login) || trouble(zone);
}

/**
 * The service was there but of no use: down, or its answers could not be read. Empty when any was
 * of use.
 */
function trouble(...results: ProbeResult<unknown>[]): string {
	if (results.some(({ state }) => state === 'found')) return '';
	const refused = results.find((one) => one.state === 'refused' && NO_USE.test(one.code));
	return refused?.state === 'refused' ? refused.cause : '';
}

/** Codes of both wires for answers that say nothing of login or rights. */
const NO_USE = /^(autotask|tdsynnex)-(busy|unexpected|reply-\w+|http|foreign-answer|turned-away)$/;

/** Rows from verdicts, in the order of the checks; each check stands behind those it needs. */
function decide(checks: readonly Check[], verdicts: Record<string, CheckVerdict>): CheckRow[] {
	const decided = new Map<string, CheckRow>();
	const causes = new Map<string, string>();
	for (const check of checks) {
		const cause = check.needs
			.map((id) => (decided.get(id)?.status === 'fail' ? id : causes.get(id)))
			.find((id) => id !== undefined);
		const verdict = cause
			? untested(`Depends on "${decided.get(cause)?.check}", which failed`)
			: (verdicts[check.id] ?? untested('The check did not get that far'));
		if (cause) causes.set(check.id, cause);
		decided.set(check.id, row(check, verdict));
	}
	return [...decided.values()];
}

/** Where the pages of this package can be read. */
const DOCUMENTATION = 'https://unpkg.com/n8n-nodes-tdsynnex-autotask/';

/** In a table the columns stand as they are here: the verdict and what to do come first. */
function row(check: Check, verdict: CheckVerdict): CheckRow {
	const open = verdict.status === 'fail' || verdict.status === 'warn';
	return {
		status: verdict.status,
		check: check.name,
		found: verdict.found,
		needed: check.needed,
		remedy: open ? (verdict.remedy ?? check.remedy) : '',
		evidence: verdict.evidence,
		blocks: check.blocks,
		area: check.area,
		id: check.id,
		docs: DOCUMENTATION + check.docs,
	};
}
