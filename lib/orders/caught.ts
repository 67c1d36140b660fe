import { Problem } from '../shared/problem';

/** The Problem that was caught; anything else is no failure of the trade and goes on upwards. */
export function problemOf(error: unknown): Problem {
	if (error instanceof Problem) return error;
	throw error;
}

/** Going on after these would lock the user or do nothing but fail. */
export function endsTheRun({ code }: Problem): boolean {
	return FINAL.includes(code);
}

const FINAL = [
	'autotask-login-refused',
	'autotask-user-locked',
	'autotask-cancelled',
	'autotask-budget-used',
];
