import Big from 'big.js';
import { moneyText } from '../../shared/money';
import { pluralize } from '../../shared/pluralize';
import type { CheckedLine, FindingCode } from './types';

/** One check in numbers, and as a mail. */
export interface QuotesSummary {
	state: 'completed' | 'completed with warnings';
	quotes: number;
	lines: number;
	/** Lines and quotes with a finding. */
	attention: number;
	quotesToLookAt: number;
	fine: number;
	unknown: number;
	failed: number;
	/** What all lines together earn less than quoted; optional lines are left out. */
	lost: string;
	findings: Partial<Record<FindingCode, number>>;
	warnings: string[];
	/** A mail, one paragraph a quote; empty where nothing is to be told. */
	subject: string;
	text: string;
}

/** @param products how many products TD SYNNEX said something of */
export function summarizeQuotes(lines: CheckedLine[], products: number): QuotesSummary {
	const of = (outcome: CheckedLine['outcome']) => lines.filter((one) => one.outcome === outcome);
	const [bad, unknown, failed] = [of('attention'), of('unknown'), of('failed')];
	const checked = lines.length - failed.length;
	const lost = lines
		.filter(({ optional }) => !optional)
		.reduce((sum, one) => sum.plus(one.lost ?? 0), new Big(0));
	const findings: QuotesSummary['findings'] = {};
	for (const { code } of bad.flatMap((one) => one.findings))
		findings[code] = (findings[code] ?? 0) + 1;
	const quotes = new Set(bad.map(({ quoteId }) => quoteId)).size;
	const warnings = [
		...failed.map(({ cause, remedy }) => `${cause}. ${remedy}`),
		...(checked > 0 && products === 0 ? [NO_PRODUCTS] : []),
	];
	const told = bad.length + unknown.length + warnings.length > 0;
	return {
		state: unknown.length + warnings.length > 0 ? 'completed with warnings' : 'completed',
		quotes: new Set(lines.map(({ quoteId }) => quoteId).filter(Boolean)).size,
		lines: checked,
		attention: bad.length,
		quotesToLookAt: quotes,
		fine: of('fine').length,
		unknown: unknown.length,
		failed: failed.length,
		lost: moneyText(lost),
		findings,
		warnings,
		subject: told ? subjectOf(bad.length, quotes, unknown.length, lost) : '',
		text: told ? [...byQuote(bad), ...notKnown(unknown), ...warnings].join('\n\n') : '',
	};
}

const NO_PRODUCTS =
	'No product of TD SYNNEX came in, so nothing was compared. Look at the nodes of TD SYNNEX in this run.';

function subjectOf(lines: number, quotes: number, unknown: number, lost: Big): string {
	if (lines === 0)
		return `${unknown > 0 ? `${pluralize(unknown, 'line')} of open` : 'Open'} quotes could not be checked`;
	const loss = lost.gt(0) ? `, ${moneyText(lost)} of margin lost` : '';
	return `${pluralize(lines, 'line')} of ${pluralize(quotes, 'open quote')} to look at${loss}`;
}

/** One paragraph for each quote, the one that has lost most first. */
function byQuote(lines: CheckedLine[]): string[] {
	const quotes = new Map<string, CheckedLine[]>();
	for (const line of lines) quotes.set(line.quoteId, [...(quotes.get(line.quoteId) ?? []), line]);
	const lostOf = (own: CheckedLine[]) =>
		own.reduce((sum, { lost }) => sum.plus(lost ?? 0), new Big(0));
	return [...quotes.values()]
		.sort((a, b) => lostOf(b).cmp(lostOf(a)))
		.map((own) => {
			const [{ quote, quoteNumber, company, quoteExpires, link }] = own as [CheckedLine];
			const expires = quoteExpires ? `, valid until ${quoteExpires}` : '';
			const head = `${company}: ${quote} (quote ${quoteNumber || own[0]?.quoteId}${expires})`;
			return [head, ...own.map(asLine), ...(link ? [link] : [])].join('\n');
		});
}

function asLine({ quantity, name, sku, optional, what }: CheckedLine): string {
	return `- ${quantity} x ${name || 'SKU'} (SKU ${sku}${optional ? ', optional' : ''}): ${what}`;
}

function notKnown(lines: CheckedLine[]): string[] {
	if (lines.length === 0) return [];
	const skus = [...new Set(lines.map(({ sku }) => sku))];
	const more = skus.length > NAMED ? ` and ${skus.length - NAMED} more` : '';
	return [
		`Not checked, because TD SYNNEX said nothing of them: SKU ${skus.slice(0, NAMED).join(', ')}${more}.`,
	];
}

/** How many SKUs the mail names. */
const NAMED = 20;
