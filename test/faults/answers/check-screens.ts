import { blames, crashes, isRead, logins, type Finding } from './check';
import type { Played } from './play';
import { isPassing, type Strike } from './strikes';
import type { Ended } from './virtual-n8n';

/** What a list or a Test button shows: n8n shows the message of an error alone, and no description. */
export function checkScreen(played: Played, strike: Strike, quiet: Played): Finding[] {
	return [
		...crashes(played),
		...blames(played, strike),
		...remedies(played),
		...logins(played),
		...untrue(played, strike, quiet),
		...noticed(played, strike),
		...later(played, strike, quiet),
	];
}

/** At least two sentences: what it was, and what to do. */
function remedies({ ended }: Played): Finding[] {
	const said = failureOf(ended);
	return said === '' || /\. [A-Z].*\.$/s.test(said) ? [] : [['no cause', said]];
}

/** A list shows nothing that Autotask does not have, and an empty one only if Autotask said so. */
function untrue({ operation, ended, calls }: Played, { answer }: Strike, quiet: Played): Finding[] {
	if (failureOf(ended) !== '' || !calls.some(({ struck }) => struck)) return [];
	const isOwn = 'status' in answer && answer.status < 300 && OWN.test(answer.body);
	if (isOwn || calls.every(answered)) return [];
	const [shows, has] = [shownBy(ended), shownBy(quiet.ended)];
	const invented = shows.filter((entry) => !has.includes(entry));
	if (operation.screen?.kind === 'credentialTest' || invented.length > 0)
		return [['untrue', `shows ${shows.join()}`]];
	const missing = has.filter((entry) => !shows.includes(entry));
	return missing.length > 0
		? [['untrue', `does not show ${missing.join()}, and says nothing`]]
		: [];
}

/** The services' own forms of a good answer. */
const OWN = /^\{"(items|fields)":\[|<priceResponse>/;

/** Not struck, or made again without being struck. */
function answered({ kind, struck }: Played['calls'][number], at: number, all: Played['calls']) {
	return !struck || all.slice(at + 1).some((other) => other.kind === kind && !other.struck);
}

/** A list asks again; a Test button says at once what it met, since a person waits before it. */
function noticed({ operation, ended, calls }: Played, { times, answer }: Strike): Finding[] {
	const first = calls.find(({ struck }) => struck);
	if (!first || times > 1 || operation.screen?.kind === 'credentialTest') return [];
	if (!isRead(first.kind) || !isPassing(answer, first.system)) return [];
	return ended.error ? [['noticed', ended.error.message]] : [];
}

function later({ after }: Played, _: Strike, quiet: Played): Finding[] {
	const should = shownBy(quiet.ended).join();
	return after.flatMap((one): Finding[] =>
		one.error || shownBy(one).join() !== should
			? [['not mended', one.error?.message ?? shownBy(one).join()]]
			: [],
	);
}

/** What is said of a failure; empty = there is none. */
function failureOf({ outputs, error }: Ended): string {
	if (error) return error.message;
	const [told] = outputs?.flat() ?? [];
	return told?.json.status === 'Error' ? String(told.json.message) : '';
}

function shownBy({ outputs }: Ended): string[] {
	return outputs?.flat().map(({ json }) => JSON.stringify(json)) ?? [];
}
