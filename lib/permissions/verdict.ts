import type { Finding, Verdict } from './types';

export const pass = (found: string, evidence: string): Verdict => ({
	status: 'pass',
	found,
	evidence,
});
export const warn = (found: string, evidence: string, remedy?: string): Verdict => ({
	status: 'warn',
	found,
	evidence,
	remedy,
});
export const fail = (found: string, evidence: string, remedy?: string): Verdict => ({
	status: 'fail',
	found,
	evidence,
	remedy,
});
export const untested = (why: string): Verdict => ({
	status: 'not tested',
	found: '',
	evidence: why,
});

/** The verdict on an answer, or the honest "not tested" where there is none. */
export function onAnswer<T>(finding: Finding<T>, judge: (value: T) => Verdict): Verdict {
	if (finding.state === 'found') return judge(finding.value);
	return untested(finding.state === 'refused' ? finding.cause : finding.why);
}
