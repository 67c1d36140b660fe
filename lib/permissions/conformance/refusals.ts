import type { Problem } from '../../shared/problem';
import type { Fact } from './types';

/**
 * How TD SYNNEX refuses a login and an address. Neither is provoked: how many wrong passwords lock
 * a user is not documented, and a run has one address only. A run that is refused tells the words.
 */
export function refusalFacts(ended: Problem | null): Fact[] {
	return REFUSALS.map(({ code, fact, question, why }) =>
		ended?.code === code
			? { fact, question, status: 'found', answer: ended.cause, evidence: ended.cause }
			: { fact, question, status: 'not asked', answer: null, evidence: why },
	);
}

const REFUSALS = [
	{
		code: 'tdsynnex-login-refused',
		fact: 'loginWords',
		question: 'How is a wrong login refused?',
		why: 'A wrong password is never sent on purpose: it is not known how many of them lock the user. A run that is refused reports the words.',
	},
	{
		code: 'tdsynnex-address-refused',
		fact: 'addressWords',
		question: 'How is an IP address refused that is not registered?',
		why: 'The address of this run was not refused. To get this answer, run from an address that is not registered.',
	},
] as const;
