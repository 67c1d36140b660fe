import { createAutotask, type Autotask } from '../../../lib/autotask';
import type { AutotaskOptions } from '../../../lib/autotask';
import type { Send, WireRequest, WireResponse } from '../../../lib/shared/http';
import { Problem } from '../../../lib/shared/problem';
import { fakeClock, type FakeClock } from '../../support/fake-clock';

export const LOOKUP = 'https://webservices.autotask.net/ATServicesRest/';
export const ZONE = 'https://webservices3.autotask.net/ATServicesRest/';

/** What the scripted Autotask answers to one request; an Error is thrown, as when no answer came. */
export type Answer = Partial<WireResponse> | Error;
export type Route = (request: Asked, seen: number) => Answer | Promise<Answer>;

/** A request as the script sees it. */
export interface Asked {
	method: string;
	/** Below `V1.0/`, query included. */
	path: string;
	url: string;
	body: Record<string, unknown>;
	request: WireRequest;
}

export interface Scripted {
	autotask: Autotask;
	clock: FakeClock;
	/** Every request in order, as `POST Products/query`. */
	log: string[];
	asked: Asked[];
}

export const json = (body: unknown, status = 200): Answer => ({
	status,
	body: JSON.stringify(body),
});
export const errors = (status: number, ...texts: string[]): Answer =>
	json({ errors: texts }, status);
export const page = (items: unknown[], nextPageUrl: string | null = null): Answer =>
	json({ items, pageDetails: { count: items.length, requestCount: 500, nextPageUrl } });
export const threshold = (used: number, limit = 10_000): Answer =>
	json({
		externalRequestThreshold: limit,
		requestThresholdTimeframe: 60,
		currentTimeframeRequestCount: used,
	});

/** A client on a scripted Autotask. Routes are `METHOD path`; zone lookup and call count are there unless overridden. */
export function scripted(
	routes: Record<string, Route | Answer | Answer[]>,
	options: Partial<AutotaskOptions> = {},
): Scripted {
	const clock = fakeClock();
	const log: string[] = [];
	const asked: Asked[] = [];
	const all = { ...STANDING, ...routes };
	const seen: Record<string, number> = {};
	const send: Send = async (request) => {
		const path = request.url.replace(/^.*\/V1\.0\//, '');
		const key = `${request.method} ${path.replace(/^zoneInformation\?.*/, 'zoneInformation')}`;
		log.push(key);
		const body = JSON.parse(request.body ?? '{}') as Record<string, unknown>;
		const question = { method: request.method, path, url: request.url, body, request };
		asked.push(question);
		const route = all[key];
		if (route === undefined) throw new Error(`the script has no answer to ${key}`);
		const turn = (seen[key] = (seen[key] ?? 0) + 1);
		const answer = await answerOf(route, question, turn);
		if (answer instanceof Error) throw answer;
		return { status: 200, headers: {}, body: '', ...answer };
	};
	const autotask = createAutotask({
		send,
		clock,
		userName: 'api+user@example.com',
		zoneDiscoveryUrl: LOOKUP,
		...options,
	});
	return { autotask, clock, log, asked };
}

/** The Problem that the work ends with. */
export async function problemOf(work: Promise<unknown>): Promise<Problem> {
	const error = await work.then(
		() => undefined,
		(reason: unknown) => reason,
	);
	if (error instanceof Problem) return error;
	throw new Error(`a Problem was expected, not ${String(error)}`);
}

const STANDING: Record<string, Route | Answer | Answer[]> = {
	'GET zoneInformation': json({
		zoneName: 'America East',
		url: ZONE,
		webUrl: 'https://ww3.autotask.net/',
		ci: 1,
	}),
	'GET ThresholdInformation': threshold(100),
};

async function answerOf(
	route: Route | Answer | Answer[],
	question: Asked,
	turn: number,
): Promise<Answer> {
	if (typeof route === 'function') return await route(question, turn);
	if (!Array.isArray(route)) return route;
	return route[Math.min(turn, route.length) - 1]!;
}
