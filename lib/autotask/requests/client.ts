import type { Clock } from '../../shared/clock';
import { NoAnswer, type Send, type WireResponse } from '../../shared/http';
import { isFinal, Problem } from '../../shared/problem';
import { absenceOf, cancelled } from './network-errors';
import type { Budget } from './budget';
import { type Call, type CallKind, type Caller, endpointOf, type Shape } from './call';
import { refusalOf, unreadable } from './errors';
import { type AttemptOutcome, withRetries } from './retry-policy';
import type { CallStats } from '../types';
import type { ThreadLimit } from './call-limits';
import type { Zone } from './zone';

export interface ClientSetting {
	send: Send;
	clock: Clock;
	attempts: number;
	signal: AbortSignal | undefined;
	zone: () => Promise<Zone>;
	budget: () => Budget;
	threads: ThreadLimit;
	stats: CallStats;
}

/** Autotask itself gives up after five minutes; a run should know sooner. */
const TIMEOUT_MS: Record<CallKind, number> = { read: 60_000, update: 120_000, create: 120_000 };

/**
 * How every call goes out: a place on the endpoint, room in the budget, one attempt, and the policy
 * for another.
 */
export function createCaller(setting: ClientSetting): Caller {
	const { send, clock, attempts, signal, budget, threads, stats } = setting;
	const underWay: Record<string, number> = {};
	/** Nothing goes out after it. A refused login above all: repeated, it locks the user. */
	let finalProblem: Problem | undefined;

	function throwIfStopped(call: Call): void {
		if (finalProblem) throw finalProblem;
		if (signal?.aborted) throw cancelled(call);
	}

	async function counted(call: Call, url: string): Promise<WireResponse> {
		throwIfStopped(call);
		const endpoint = endpointOf(call.path);
		underWay[endpoint] = (underWay[endpoint] ?? 0) + 1;
		stats.calls += 1;
		if (call.kind !== 'read') stats.writes += 1;
		stats.byEndpoint[endpoint] = (stats.byEndpoint[endpoint] ?? 0) + 1;
		stats.maxConcurrent = Math.max(stats.maxConcurrent, underWay[endpoint]);
		try {
			return await send({
				method: call.method,
				url,
				headers: HEADERS,
				body: call.body === undefined ? undefined : JSON.stringify(call.body),
				timeoutMs: TIMEOUT_MS[call.kind],
			});
		} finally {
			underWay[endpoint] -= 1;
		}
	}

	async function attempt<T>(call: Call, shape: Shape<T>): Promise<AttemptOutcome<T>> {
		const url = /^https?:/i.test(call.path) ? call.path : (await setting.zone()).url + call.path;
		const go = () => counted(call, url);
		const answer = await threads(endpointOf(call.path).toLowerCase(), () => {
			throwIfStopped(call);
			return call.unmetered ? go() : budget().spend(go);
		}).catch(asAbsence);
		if (answer instanceof NoAnswer) return { failure: absenceOf(answer, call) };
		if (answer.status >= 200 && answer.status < 300) return readReply(answer, call, shape);
		const failure = refusalOf(answer, call, clock.now());
		const { problem } = failure;
		if (problem.reach === 'pause') budget().invalidate();
		else if (isFinal(problem))
			finalProblem = refusalOf(answer, { ...call, record: '' }, clock.now()).problem;
		return { failure };
	}

	return (call, shape) =>
		withRetries(call.kind, () => attempt(call, shape), { clock, attempts }).catch(
			(error: unknown) => {
				// A cancelled run ends the wait between two attempts with an error of the clock's own.
				if (signal?.aborted && !(error instanceof Problem)) throw cancelled(call);
				throw error;
			},
		);
}

const HEADERS = { 'Content-Type': 'application/json', Accept: 'application/json' };

function asAbsence(error: unknown): NoAnswer {
	if (error instanceof NoAnswer) return error;
	throw error;
}

function readReply<T>(response: WireResponse, call: Call, shape: Shape<T>): AttemptOutcome<T> {
	const json = parseJson(response.body);
	if (json === undefined) return { failure: unreadable(response, 'json', call) };
	const read = shape.safeParse(json);
	if (read.success) return { value: read.data };
	const [first] = read.error.issues;
	const where = `${first?.path.join('.') || 'the whole'}: ${first?.message}`;
	return { failure: unreadable(response, where, call) };
}

/**
 * `undefined` for what is no JSON. An empty body is none either: it must not pass for "no such
 * record".
 */
function parseJson(body: string): unknown {
	try {
		return JSON.parse(body);
	} catch {
		return undefined;
	}
}
