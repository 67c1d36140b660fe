import { htmlPage, PAGE_STYLE, text } from '../../shared/html/html-page';
import type { Write } from '../write-test/recorder';
import type { Report, ToDo } from './summary';
import type { CheckRow, Status } from '../types';

/**
 * The report as one HTML file: no script, no picture, no address to load from; styles stand on the
 * elements, since mail programs drop style sheets. Everything from outside is escaped.
 */
export function reportHtml({ rows, summary, writes }: Report): string {
	const facts = [
		`Catalog sync: ${summary.catalogSync}`,
		`Orders: ${summary.orders}`,
		...(summary.zone ? [`Autotask zone: ${summary.zone}`] : []),
		...(summary.environment ? [`TD SYNNEX: ${summary.environment}`] : []),
	];
	return htmlPage(
		'Autotask Permission Check',
		`
<h1 style="${STYLE.title}">Autotask Permission Check</h1>
<p style="${STYLE.small}">${text(summary.finished.replace('T', ' ').replace('Z', ' UTC'))}</p>
<div style="${STYLE.banner}border-color:${COLOUR[worst(summary.counts)].ink};background:${COLOUR[worst(summary.counts)].paper}">
<p style="${STYLE.verdict}">${text(summary.verdict)}</p>
<p style="${STYLE.facts}">${facts.map(text).join('<br>')}</p>
<p style="margin:10px 0 0">${counts(summary.counts)}</p>
</div>
${toDo(summary.toDo)}
${areas(rows).map(area).join('\n')}
${written(writes)}
<p style="${STYLE.foot}">${text(footer(summary.calls))}</p>`,
	);
}

const COLOUR: Record<Status, { ink: string; paper: string; word: string }> = {
	pass: { ink: '#1a7f37', paper: '#eefbf1', word: 'Pass' },
	warn: { ink: '#9a6700', paper: '#fff8e1', word: 'Look at' },
	fail: { ink: '#b42318', paper: '#fdeeec', word: 'Fail' },
	'not tested': { ink: '#57606a', paper: '#f3f4f6', word: 'Not tested' },
};

const STYLE = {
	...PAGE_STYLE,
	card: 'border:1px solid #d8dee4;border-left-width:5px;border-radius:6px;padding:10px 12px;margin:8px 0;page-break-inside:avoid;break-inside:avoid;',
	passed: 'font-size:14px;line-height:1.45;margin:5px 0;overflow-wrap:anywhere;',
	untested:
		'font-size:14px;line-height:1.45;background:#f3f4f6;border-radius:6px;padding:8px 12px;margin:8px 0;overflow-wrap:anywhere;page-break-inside:avoid;break-inside:avoid;',
	name: 'font-size:15px;font-weight:600;',
} as const;

function worst(counts: Record<Status, number>): Status {
	return (['fail', 'warn'] as const).find((status) => counts[status] > 0) ?? 'pass';
}

function counts(all: Record<Status, number>): string {
	return (['fail', 'warn', 'pass', 'not tested'] as const)
		.map((status) => pill(status, `${all[status]} ${COLOUR[status].word.toLowerCase()}`))
		.join(' ');
}

function pill(status: Status, words: string): string {
	const { ink } = COLOUR[status];
	return `<span style="display:inline-block;background:${ink};color:#ffffff;font-size:12px;font-weight:600;border-radius:10px;padding:2px 9px;margin:2px 0;white-space:nowrap">${text(words)}</span>`;
}

/**
 * The work list: what failed first, in the order in which one thing stands behind another; one
 * entry a remedy.
 */
function toDo(todo: ToDo[]): string {
	if (todo.length === 0) return '';
	const entries = todo.map(
		({ checks, status, remedy }) => `<li style="margin:0 0 10px;padding-left:4px">
<span style="${STYLE.name}">${text(checks.join(', '))}</span> ${pill(status, COLOUR[status].word)}
<div style="${STYLE.line}">${text(remedy)}</div>
</li>`,
	);
	return `<h2 style="${STYLE.area}">What to do, in this order</h2>
<ol style="margin:0;padding-left:24px">${entries.join('\n')}</ol>`;
}

function areas(rows: CheckRow[]): { name: string; rows: CheckRow[] }[] {
	const names = [...new Set(rows.map(({ area: name }) => name))];
	return names.map((name) => ({ name, rows: rows.filter((row) => row.area === name) }));
}

function area({ name, rows }: { name: string; rows: CheckRow[] }): string {
	const open = rows.filter(({ status }) => status === 'fail' || status === 'warn');
	const good = rows.filter(({ status }) => status === 'pass');
	return `<h2 style="${STYLE.area}">${text(name)}</h2>
${open.map(card).join('\n')}
${good.map(passed).join('\n')}
${notTested(rows)}`;
}

function card(row: CheckRow): string {
	return `<div style="${STYLE.card}border-left-color:${COLOUR[row.status].ink}">
<div>${pill(row.status, COLOUR[row.status].word)} <span style="${STYLE.name}">${text(row.check)}</span></div>
${line('Found', row.found)}
${line('Needed', row.needed)}
${line('Shown by', row.evidence)}
${line('Blocks', row.blocks)}
${line('What to do', row.remedy)}
<div style="${STYLE.line}"><a href="${text(row.docs)}" style="color:#0969da">Read more</a></div>
</div>`;
}

/** What is right is said in a line. */
function passed({ check, found, evidence }: CheckRow): string {
	return `<div style="${STYLE.passed}">${pill('pass', COLOUR.pass.word)} <b>${text(check)}</b>: ${text(found)} <span style="${STYLE.label}">(${text(evidence)})</span></div>`;
}

function line(label: string, value: string): string {
	return `<div style="${STYLE.line}"><span style="${STYLE.label}">${label}:</span> ${text(value)}</div>`;
}

/** One card for each reason: twelve rows that wait for one credential are few lines to read. */
function notTested(rows: CheckRow[]): string {
	const open = rows.filter(({ status }) => status === 'not tested');
	const reasons = [...new Set(open.map(({ evidence }) => evidence))];
	return reasons
		.map((reason) => {
			const checks = open.filter(({ evidence }) => evidence === reason).map(({ check }) => check);
			return `<div style="${STYLE.untested}">${pill('not tested', COLOUR['not tested'].word)} ${byService(checks).map(text).join('<br>')}
<div style="${STYLE.line}"><span style="${STYLE.label}">Why: ${text(reason)}</span></div></div>`;
		})
		.join('\n');
}

/** `A: one`, `A: two` to `A: one · two`. */
function byService(checks: string[]): string[] {
	const lines = new Map<string, string[]>();
	for (const check of checks) {
		const [head = '', ...rest] = check.split(': ');
		const service = rest.length > 0 ? head : '';
		lines.set(service, [...(lines.get(service) ?? []), service ? rest.join(': ') : head]);
	}
	return [...lines].map(([service, parts]) => `${service && `${service}: `}${parts.join(' · ')}`);
}

function written(writes: Write[]): string {
	if (writes.length === 0) return '';
	const entries = writes.map(
		({ time, action, entity, key, changes, outcome, cause }) =>
			`<li style="${STYLE.line}">${text(
				`${time} ${action} ${entity} ${key}: ${changes.map((change) => `${change.field} ${shown(change.old)} → ${shown(change.new)}`).join(', ')} (${outcome}${cause ? `: ${cause}` : ''})`,
			)}</li>`,
	);
	return `<h2 style="${STYLE.area}">Everything that was written</h2>
<ol style="margin:0;padding-left:24px">${entries.join('\n')}</ol>`;
}

function shown(value: unknown): string {
	return value === null ? '(empty)' : String(value);
}

function footer({ autotask, autotaskWrites, tdSynnex }: Report['summary']['calls']): string {
	const changed =
		autotaskWrites === 0 ? 'nothing was changed' : `${autotaskWrites} writes, listed above`;
	return `${autotask} calls to Autotask and ${tdSynnex} to TD SYNNEX; ${changed}. This report contains no password, secret, or tracking identifier.`;
}
