import type { WireRecord } from '../../../autotask/types';
import type { Plain } from '../../../shared/activity';
import type { DesiredProduct } from '../desired';

/**
 * Price and availability cuts descriptions at 40 characters (a blank at the end is not sent) and
 * part numbers at 25.
 */
const CUT_AT: Record<string, number> = { name: 38, description: 38, manufacturerProductName: 25 };
/** The price file cuts the manufacturer's name there. */
const MAKER_CUT = 24;

/** What Autotask holds is the same text, and longer: it came from a source that does not cut it. */
export function isCutOff(
	field: string,
	ours: Plain,
	item: DesiredProduct,
	held: WireRecord | null,
): boolean {
	const least =
		field === 'manufacturerName' ? MAKER_CUT : item.cutsTexts ? CUT_AT[field] : undefined;
	const theirs = held?.[field];
	if (least === undefined || typeof ours !== 'string' || typeof theirs !== 'string') return false;
	return (
		ours.length >= least &&
		theirs.length > ours.length &&
		theirs.toUpperCase().includes(ours.toUpperCase())
	);
}
