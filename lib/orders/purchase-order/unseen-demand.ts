import type { WireRecord } from '../../autotask/types';
import { CHARGE_RIGHTS, securitySection } from '../../autotask/screens';
import { Problem } from '../../shared/problem';
import type { ChargeKind } from './charge-types';

/** A part of Autotask that the API user may not read, and that a demand may be ordered in. */
export type UnseenPart = ChargeKind | 'salesOrder';

/**
 * The records, or none where Autotask refuses the right: then the part is noted, since nobody can
 * tell what is in it.
 */
export async function notingRefusal<Part extends UnseenPart>(
	part: Part,
	unseen: Set<Part>,
	reading: Promise<WireRecord[]>,
): Promise<WireRecord[]> {
	return await reading.catch((error: unknown) => {
		if (!(error instanceof Problem) || error.code !== 'autotask-permission') throw error;
		unseen.add(part);
		return [];
	});
}

/** What cannot be read, as a sentence says it. */
export function unseenInWords(parts: readonly UnseenPart[]): string {
	return parts.map((part) => WORDS[part]).join(', ');
}

/**
 * Where the rights are given, and what to do where there is nothing to see.
 *
 * @param isThere whether it is known to hold something, so that the module is in use
 */
export function letSee(parts: readonly UnseenPart[], isThere: boolean): string {
	const places = parts.map((part) => securitySection(CHARGE_RIGHTS[part]));
	const give = `Grant the API user the right at ${places.join('; ')}.`;
	return isThere
		? give
		: `${give} Only if your Autotask does not have that module, select it in the node under Rules > Modules Not in Use.`;
}

const WORDS: Readonly<Record<UnseenPart, string>> = {
	ticket: 'tickets and their charges',
	project: 'projects and their charges',
	contract: 'contracts and their charges',
	salesOrder: 'sales orders',
};
