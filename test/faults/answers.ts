import type { Fault } from './answers/check';
import { checkPlayed } from './answers/check-played';
import { OPERATIONS, type Operation } from './answers/operations';
import { play, type Played } from './answers/play';
import { checkFiles, fetchFiles } from './answers/play-files';
import { KINDS } from './answers/price-files';
import { SCREENS } from './answers/screens';
import { drawStrike, type Strike } from './answers/strikes';
import type { FaultsOptions, FaultsReport, Figure } from './cli';

export interface AnswersTally extends Record<Fault, number> {
	runs: number;
	/** Kinds of calls, by operation, that were struck. */
	kinds: number;
	struck: number;
	/** Price files that were spoilt. */
	files: number;
	findings: string[];
}

/**
 * Strikes every call of every operation, list and Test button of every node, over all wires, with any answer or none:
 * each status, each shape of body, once, some times or for ever, with and without effect. The built package runs in
 * virtual time. Then as many price files are spoilt, which n8n's own FTP node brings.
 *
 * @param options.schedules runs that are struck, and price files that are spoilt
 */
export async function run({ schedules, seed }: FaultsOptions): Promise<FaultsReport> {
	const begun = performance.now();
	const tally = emptyTally();
	await playAnswers(tally, seed, schedules);
	await playFiles(tally, seed, schedules);
	return {
		seed,
		schedules,
		seconds: (performance.now() - begun) / 1000,
		figures: figuresOf(tally),
		findings: tally.findings,
	};
}

export function figuresOf(tally: AnswersTally): Figure[] {
	const none = (name: string, value: number): Figure => ({
		name,
		value,
		bar: '0',
		ok: value === 0,
	});
	const stated = (name: string, value: number): Figure => ({ name, value, bar: '', ok: true });
	return [
		none('runs that crash or never end', tally.crash),
		none('failures without a remedy', tally['no cause']),
		none('sentences that blame a login or a right without proof', tally['false cause']),
		none('lists, Test buttons and files that show what is not so', tally.untrue),
		none('calls after a refused login', tally['repeated login']),
		none('purchase orders ordered twice', tally['ordered twice']),
		none('runs in which another record was lost', tally['lost beside']),
		none('runs that quiet ones do not make good', tally['not mended']),
		none('single hiccups of a read that were noticed', tally.noticed),
		stated('runs', tally.runs),
		stated('calls of operations that were struck', tally.kinds),
		stated('calls struck', tally.struck),
		stated('price files spoilt', tally.files),
	];
}

/** @param among what is played; each kind of call of it is struck at least once if there are runs enough */
export async function playAnswers(
	tally: AnswersTally,
	seed: number,
	runs: number,
	among: Operation[] = [...OPERATIONS, ...SCREENS],
): Promise<void> {
	const targets: { operation: Operation; quiet: Played; kind: string }[] = [];
	for (const operation of among) {
		const quiet = await play(operation, null);
		for (const kind of new Set(quiet.calls.map((call) => call.kind)))
			targets.push({ operation, quiet, kind });
	}
	const kinds = new Set<string>();
	for (let index = 0; index < runs; index += 1) {
		// a stride that meets operations evenly
		const target = targets[(index * 37) % targets.length];
		if (!target) break;
		const { operation, quiet, kind } = target;
		const places = quiet.calls.flatMap((call, at) => (call.kind === kind ? [at] : []));
		const at = places[(seed + index) % places.length] ?? 0;
		const strike = drawStrike(seed + index, at, quiet.calls[at]?.system ?? 'autotask');
		const played = await play(operation, strike);
		tally.runs += 1;
		tally.struck += played.calls.filter(({ struck }) => struck).length;
		kinds.add(`${operation.title} ${kind}`);
		for (const [fault, text] of checkPlayed(played, strike, quiet)) {
			tally[fault] += 1;
			tally.findings.push(`${fault}: ${operation.title}, ${kind}, ${shown(strike)}: ${text}`);
		}
	}
	tally.kinds += kinds.size;
}

/** Price files that are spoilt, beside a whole one. */
export async function playFiles(tally: AnswersTally, seed: number, files: number): Promise<void> {
	for (let index = 0; index < files; index += 1) {
		const kind = KINDS[index % KINDS.length] as string;
		tally.files += 1;
		for (const [fault, text] of checkFiles(await fetchFiles(seed + index, kind))) {
			tally[fault] += 1;
			tally.findings.push(`${fault}: price file, ${kind}, seed ${seed + index}: ${text}`);
		}
	}
}

export function emptyTally(): AnswersTally {
	return {
		crash: 0,
		'no cause': 0,
		'false cause': 0,
		untrue: 0,
		'repeated login': 0,
		'ordered twice': 0,
		'lost beside': 0,
		'not mended': 0,
		noticed: 0,
		runs: 0,
		kinds: 0,
		struck: 0,
		files: 0,
		findings: [],
	};
}

function shown({ at, times, among, answer, carriedOut }: Strike): string {
	const what =
		'silence' in answer ? answer.silence : `${answer.status} ${answer.body.slice(0, 60)}`;
	return `call ${at} x ${times} of ${among}, ${what}${carriedOut ? ', carried out' : ''}`;
}
