import type { IDataObject } from 'n8n-workflow';
import { endOf, type End } from './end';
import type { Called, Played } from './play';
import { isPassing, provesLogin, type Strike } from './strikes';
import type { Ended } from './virtual-n8n';

/** What must not happen, whatever is answered. */
export type Fault =
	| 'crash'
	| 'false cause'
	| 'no cause'
	| 'untrue'
	| 'repeated login'
	| 'ordered twice'
	| 'lost beside'
	| 'not mended'
	| 'noticed';

export type Finding = [Fault, string];

/** A sentence that blames a part of the login. */
export const BLAMES_LOGIN =
	/refused the user name|knows no API user|refused the tracking identifier|locked the API user|refused the user id or password|does not accept calls from this IP|check user id, password|client ID|a new access token/i;
/** A sentence that blames a right. */
export const BLAMES_RIGHT = /security level does not let/i;
export const NO_WORDS =
	/\bundefined\b|[("]null[)"]|\[object |\bNaN\b|cannot read propert|is not a function|not iterable/i;

/** Looks at what was said, what left, and what stands at both: nothing here is of the package. */
export function check(played: Played, strike: Strike, quiet: Played): Finding[] {
	return [
		...crashes(played),
		...remedies(played),
		...blames(played, strike),
		...logins(played),
		...doubles(played),
		...beside(played, strike),
		...mended(played, strike, quiet),
		...noticed(played, strike, quiet),
		...told(played, strike, quiet),
	];
}

export function crashes({ ended, after }: Played): Finding[] {
	return [ended, ...after].flatMap((one): Finding[] => {
		if (one.hung) return [['crash', 'the run never ends']];
		if (NO_WORDS.test(wordsOf(one))) return [['crash', excerpt(NO_WORDS, wordsOf(one))]];
		return [];
	});
}

function remedies({ ended, after }: Played): Finding[] {
	return [ended, ...after].flatMap((one): Finding[] =>
		one.error && !descriptionOf(one) ? [['no cause', one.error.message]] : [],
	);
}

/** Sentences that name a login or a right without a proof. */
export function blames({ ended, after }: Played, { answer }: Strike): Finding[] {
	const found: Finding[] = [];
	const words = wordsOf(ended);
	if (!isRefusal(answer) && BLAMES_LOGIN.test(words))
		found.push(['false cause', excerpt(BLAMES_LOGIN, words)]);
	const failed = ended.outputs?.flat().filter(({ json }) => blamesIdentity(json)) ?? [];
	if (!isRefusal(answer) && failed.length > 0)
		found.push(['false cause', JSON.stringify(failed[0]?.json).slice(0, 300)]);
	const mayBeRight = 'status' in answer && answer.status === 403 && answer.body.startsWith('{"');
	if (!mayBeRight && BLAMES_RIGHT.test(words))
		found.push(['false cause', excerpt(BLAMES_RIGHT, words)]);
	for (const one of after)
		if (BLAMES_LOGIN.test(wordsOf(one)))
			found.push(['false cause', `later: ${excerpt(BLAMES_LOGIN, wordsOf(one))}`]);
	return found;
}

function isRefusal(answer: Strike['answer']): boolean {
	return provesLogin(answer) || ('status' in answer && answer.status === 401);
}

/** A gate that is shut, a host that is not there: as a refused login, it ends the run for all. */
function isShut(answer: Strike['answer']): boolean {
	if ('status' in answer) return answer.status === 403;
	return ['CERT_HAS_EXPIRED', 'ENOTFOUND', 'EAI_AGAIN'].includes(answer.silence);
}

/** A row of the permission check that says that a part of the login is wrong. */
function blamesIdentity({ id, status }: IDataObject): boolean {
	return (
		/^(identity\.(user-name|locked|secret|tracking|api-only)|td-synnex\.(allow-list|login|read-only-login))/.test(
			String(id),
		) && status === 'fail'
	);
}

/**
 * No call leaves after a 401 has come in: it would lock the user. A token of the partner API may have
 * expired: one more is fetched, and with that the call is made once again.
 */
export function logins({ calls }: Played): Finding[] {
	return (['autotask', 'tdSynnex', 'partner'] as const).flatMap((system): Finding[] => {
		const isToken = ({ kind }: Called) => kind.endsWith('/token');
		const own = calls.filter((call) => call.system === system);
		if (system === 'partner') {
			const refused = own.filter(({ status }) => status === 401);
			const [tokens, others] = [refused.filter(isToken), refused.filter((one) => !isToken(one))];
			return tokens.length > 1 || others.length > 2
				? [['repeated login', `${refused.length} calls of ${system} answered 401`]]
				: [];
		}
		const refused = Math.min(...own.filter(({ status }) => status === 401).map(({ came }) => came));
		const late = own.filter(({ left }) => left > refused);
		return late.length > 0
			? [['repeated login', `${late.length} calls after a 401 of ${system}`]]
			: [];
	});
}

function doubles({ ground }: Played): Finding[] {
	return Object.entries(endOf(ground).ordered).flatMap(([number, orders]): Finding[] =>
		orders.length > 1 ? [['ordered twice', `PO ${number}: ${orders.length} orders`]] : [],
	);
}

/** A run that gives anything tells of every record, and no more of them are bad than calls were struck. */
function beside({ operation, ground, ended }: Played, { times, answer }: Strike): Finding[] {
	const records = operation.records(ground);
	if (isRefusal(answer) || isShut(answer)) return [];
	if (ended.outputs === null || records.length === 0) return [];
	const items = ended.outputs.flat().map(({ json }) => json);
	const told = (record: string) => items.filter((json) => JSON.stringify(json).includes(record));
	const missing = records.filter((record) => told(record).length === 0);
	if (missing.length > 0) return [['lost beside', `nothing is told of ${missing.join(', ')}`]];
	const bad = records.filter((record) => told(record).some(isBad));
	return bad.length > times ? [['lost beside', `${bad.length} are bad after ${times}`]] : [];
}

function isBad({ outcome, problem, status }: IDataObject): boolean {
	return (
		['failed', 'uncertain'].includes(String(outcome)) ||
		(typeof problem === 'object' && problem !== null) ||
		status === 'unknown'
	);
}

/** After quiet runs all stands as if nothing had been; an order in doubt waits for a person, and says so. */
function mended(played: Played, { times, answer }: Strike, quiet: Played): Finding[] {
	if (times > 10 || isRefusal(answer)) return [];
	const [is, should] = [endOf(played.ground), endOf(quiet.ground)];
	const last = played.after.at(-1);
	const findings = played.after.flatMap((one): Finding[] =>
		one.error ? [['not mended', `a quiet run fails: ${one.error.message}`]] : [],
	);
	const toldBad = JSON.stringify(
		last?.outputs
			?.flat()
			.filter(({ json }) => isBad(json))
			.map(({ json }) => json) ?? [],
	);
	const missing = without(Object.values(should.ordered).flat(), Object.values(is.ordered).flat());
	if (missing.length > 0 && toldBad === '[]')
		findings.push(['not mended', `${missing.join('; ')} was not ordered, and nobody is told`]);
	if (missing.length > 0 || toldBad !== '[]') return findings;
	// a product of the proof whose own look-up was struck as well
	const isLeft = (line: string) => times > 1 && line.includes('PERMISSION-CHECK');
	const lines = is.lines.filter((line) => !isLeft(line));
	return [...findings, ...differences({ ...is, lines }, should)];
}

/** One call of a read that gets no answer of the service's own is made again, and nobody hears of it. */
function noticed({ ended, calls }: Played, { times, answer }: Strike, quiet: Played): Finding[] {
	const first = calls.find(({ struck }) => struck);
	if (!first || times > 1 || !isRead(first.kind) || !isPassing(answer, first.system)) return [];
	if (ended.error && !quiet.ended.error) return [['noticed', ended.error.message]];
	const bad = ({ outputs }: Ended) => outputs?.flat().filter(({ json }) => isBad(json)).length ?? 0;
	const more = bad(ended) - bad(quiet.ended);
	return more > 0 ? [['noticed', `${more} more are bad`]] : [];
}

export function isRead(kind: string): boolean {
	return (
		kind.startsWith('GET ') ||
		/\/query(\/count)?$|\/token$|PriceAvailability|POStatus|FreightQuote/.test(kind)
	);
}

/** What all triggers tell, run for run: each thing once, however the runs between ended. */
function told({ operation, ended, after }: Played, { times }: Strike, quiet: Played): Finding[] {
	if (!operation.node.poll || times > 10) return [];
	// that a write failed is told besides
	const all = (one: Ended, others: Ended[]) =>
		[one, ...others]
			.flatMap(({ outputs }) => outputs?.flat().map(({ json }) => json) ?? [])
			.filter(({ kind }) => kind !== 'needsAttention')
			.map(nameOf);
	const [is, should] = [all(ended, after).sort(), all(quiet.ended, quiet.after).sort()];
	return is.join() === should.join()
		? []
		: [['not mended', `told ${is.join(', ')} for ${should.join(', ')}`]];
}

function nameOf(json: IDataObject): string {
	const { chargeId, opportunityId, purchaseOrderNumber, kind, orderNumber } = json;
	return [chargeId, opportunityId, purchaseOrderNumber, kind, orderNumber]
		.filter(Boolean)
		.join(' ');
}

function differences(is: End, should: End): Finding[] {
	const one = [...is.lines, ...Object.values(is.ordered).flat()];
	const other = [...should.lines, ...Object.values(should.ordered).flat()];
	const more = without(one, other).map((line) => `+ ${line}`);
	const less = without(other, one).map((line) => `- ${line}`);
	const all = [...more, ...less];
	return all.length === 0 ? [] : [['not mended', all.slice(0, 4).join('; ')]];
}

/** Lines of `some` that `others` has fewer of. */
function without(some: string[], others: string[]): string[] {
	const left = [...others];
	return some.filter((line) => {
		const at = left.indexOf(line);
		if (at < 0) return true;
		left.splice(at, 1);
		return false;
	});
}

function wordsOf({ outputs, error, hints }: Ended): string {
	const items = outputs?.map((items) => items.map(({ json }) => json)) ?? null;
	return JSON.stringify([items, error?.message, descriptionOf({ error }), hints]);
}

function descriptionOf({ error }: Pick<Ended, 'error'>): string {
	return String((error as { description?: string } | null)?.description ?? '');
}

export function excerpt(pattern: RegExp, words: string): string {
	const at = words.search(pattern);
	return words.slice(Math.max(0, at - 120), at + 160);
}
