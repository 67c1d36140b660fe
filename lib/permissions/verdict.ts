import type { ProbeResult, CheckVerdict } from './types';

export const passed = (found: string, evidence: string): CheckVerdict => ({
	status: 'pass',
	found,
	evidence,
});
export const warned = (found: string, evidence: string, remedy?: string): CheckVerdict => ({
	status: 'warn',
	found,
	evidence,
	remedy,
});
export const failed = (found: string, evidence: string, remedy?: string): CheckVerdict => ({
	status: 'fail',
	found,
	evidence,
	remedy,
});
export const untested = (why: string): CheckVerdict => ({
	status: 'not tested',
	found: '',
	evidence: why,
});

/** The verdict on an answer, or "not tested" where there is none. */
export function onAnswer<T>(
	result: ProbeResult<T>,
	verdictOf: (value: T) => CheckVerdict,
): CheckVerdict {
	if (result.state === 'found') return verdictOf(result.value);
	return untested(result.state === 'refused' ? result.cause : result.why);
}
