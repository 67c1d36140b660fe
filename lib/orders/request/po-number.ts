import { Problem } from '../../shared/problem';

/**
 * Longest PO number that is sent: the vendor's document of 2015 has 20. It is the key of look-up
 * and duplicate check, so that one that TD SYNNEX cut would break both. A setting, since the
 * document is old.
 */
export const PO_NUMBER_LENGTH = 20;
/**
 * Characters that need no escaping anywhere on the way and that a person can read out on the
 * telephone. Unconfirmed as TD SYNNEX's own rule.
 */
const ALLOWED = /^[A-Za-z0-9._/-]+$/;

export interface PoNumberRule {
	/**
	 * `{number}` = Autotask's PO number, `{ID}` = its internal id. Nothing that can change later may
	 * stand here.
	 */
	pattern: string;
	maximumLength: number;
}

export const DEFAULT_PO_NUMBER: PoNumberRule = {
	pattern: '{number}',
	maximumLength: PO_NUMBER_LENGTH,
};

/**
 * The PO number TD SYNNEX sees: a pure function of the Autotask purchase order and of the revision
 * a person has asked for, so that every try of one revision carries the same number. Revision 2 and
 * later add `-2`, `-3` ...
 *
 * @throws Problem `po-number` when the pattern or its result cannot be a PO number
 */
export function poNumberFor(
	po: { id: string; number: string },
	revision: number,
	rule: PoNumberRule = DEFAULT_PO_NUMBER,
): string {
	if (!/\{(number|ID)\}/i.test(rule.pattern))
		throw refused(
			po.number,
			`PO Number Pattern "${rule.pattern}" does not contain {number} or {ID}, so two purchase orders would get the same number`,
		);
	const body = rule.pattern.replace(/\{number\}/gi, po.number).replace(/\{id\}/gi, po.id);
	const text = revision > 1 ? `${body}-${revision}` : body;
	if (!ALLOWED.test(text))
		throw refused(
			po.number,
			`the PO number "${text}" contains something other than letters, digits, and . _ / -`,
		);
	if (text.length > rule.maximumLength)
		throw refused(
			po.number,
			`the PO number "${text}" is ${text.length} characters long, more than ${rule.maximumLength}`,
		);
	return text;
}

/** TD SYNNEX may give a PO number back in other letters than it got. */
export function samePoNumber(one: string, other: string): boolean {
	return one.trim().toUpperCase() === other.trim().toUpperCase();
}

function refused(number: string, cause: string): Problem {
	return new Problem({
		code: 'po-number',
		record: `PO ${number}`,
		cause,
		remedy: 'Change PO Number Pattern, for example to {number} or MSP-{number}.',
	});
}
