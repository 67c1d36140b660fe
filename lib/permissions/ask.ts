import { Problem } from '../shared/problem';
import { type Finding, found, notAsked } from './types';
import type { Gate } from './http-recorder';

/**
 * Puts one question and keeps the answer, a refusal in words, or the reason why it was not put. Only
 * the user's own cancelling goes through.
 */
export async function ask<T>(gate: Gate, question: () => Promise<T>): Promise<Finding<T>> {
	const reason = gate.stopped();
	if (reason) return notAsked(`Not asked, because ${reason}`);
	try {
		return found(await question());
	} catch (error) {
		return refusalOf(error);
	}
}

function refusalOf(error: unknown): Finding<never> {
	if (!(error instanceof Problem) || /-cancelled$/.test(error.code)) throw error;
	if (error.code === 'check-stopped') return notAsked(error.cause);
	const { code, cause, remedy } = error;
	return { state: 'refused', code, cause, remedy };
}
