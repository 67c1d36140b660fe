import type { StockRule } from './settings';
import type { Attribute } from './sources';

/** Whether a change of one value is worth a write of its own. */
export function isReason(
	{ moves }: Attribute,
	old: string | null,
	value: string | null,
	rule: StockRule,
): boolean {
	if (moves === 'time') return false;
	if (moves === 'seldom' || rule.when === 'every' || old === null || value === null) return true;
	const [before, after] = [unitsIn(old), unitsIn(value)];
	if (before > 0 !== after > 0) return true;
	return rule.when === 'percent' && Math.abs(after - before) * 100 > before * rule.percent;
}

/** Of a number, or of a list by warehouse. */
function unitsIn(text: string): number {
	return text
		.split(';')
		.map((part) => Number(part.slice(part.lastIndexOf(':') + 1)))
		.reduce((sum, units) => sum + (Number.isFinite(units) ? units : 0), 0);
}
