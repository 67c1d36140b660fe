import type { WireRequest, WireResponse } from '../orders/product';
import { NoAnswer } from '../orders/product';
import { Ground } from './ground';
import { type Operation, OPERATIONS } from './operations';
import { mayStand, type Strike } from './strikes';
import type { System, Wire } from './virtual-helpers';
import { type Ended, run } from './virtual-n8n';

/** One call as it left. */
export interface Called {
	system: System;
	/** Method and path, numbers left out. */
	kind: string;
	struck: boolean;
	/** HTTP status; 0 = no answer. */
	status: number;
	/** Virtual ms. */
	left: number;
	came: number;
}

export interface Played {
	operation: Operation;
	ground: Ground;
	/** The run that was struck. */
	ended: Ended;
	calls: Called[];
	/** The quiet runs after it; the last one tells how things stand. */
	after: Ended[];
}

/** More calls than any run of so few records has: it goes round in a circle. */
const MOST_CALLS = 1_500;
const MINUTE = 60_000;

/** A run under a strike, or a quiet one, and what the next ones make of it. */
export async function play(operation: Operation, strike: Strike | null): Promise<Played> {
	const ground = new Ground();
	let kept = {};
	const calls: Called[] = [];
	const go = async (what: Operation, wire: Wire) =>
		await run(
			{
				node: what.node,
				parameters: what.parameters(ground),
				items: what.items(ground),
				kept,
				logins: what.logins,
				screen: what.screen,
			},
			ground.time,
			wire,
		);
	const quiet = wireOf(ground, null, []);
	const pass = async (ms: number) => {
		ground.time.in(ms, () => {});
		await ground.time.runOut();
	};
	if (operation.first) {
		await go(titled(operation.first.title), quiet);
		// a trigger begins with how things stand
		if (operation.node.poll) await go(operation, quiet);
		await pass(operation.first.daysLater * 1_440 * MINUTE);
	}
	const ended = await go(operation, wireOf(ground, strike, calls));
	const after: Ended[] = [];
	// a trigger asks again after a refused login once its workflow was switched off and on
	if (calls.some(({ status }) => status === 401)) kept = structuredClone(kept);
	for (const what of operation.orders
		? [titled('PO Create: reconcile'), operation]
		: [operation, operation]) {
		await pass(90 * MINUTE);
		after.push(await go(what, quiet));
	}
	return { operation, ground, ended, calls, after };
}

function titled(title: string): Operation {
	const found = OPERATIONS.find((one) => one.title === title);
	if (!found) throw new Error(`no operation ${title}`);
	return found;
}

function wireOf(ground: Ground, strike: Strike | null, calls: Called[]): Wire {
	let left = strike?.times ?? 0;
	let kind = '';
	return async (system, request) => {
		if (calls.length > MOST_CALLS) return await new Promise<never>(() => {});
		const call: Called = {
			system,
			kind: kindOf(request),
			struck: false,
			status: 0,
			left: ground.time.now(),
			came: Infinity,
		};
		const index = calls.push(call) - 1;
		if (strike && index === strike.at) kind = call.kind;
		call.struck =
			strike !== null &&
			index >= strike.at &&
			left > 0 &&
			(strike.among === 'all' || call.kind === kind);
		if (call.struck) left -= 1;
		const answer =
			call.struck && strike
				? struck(ground, system, request, strike)
				: served(ground, system, request);
		await new Promise<void>((resolve) => ground.time.in(10 + (index % 7) * 5, resolve));
		call.came = ground.time.now();
		if (!(answer instanceof NoAnswer)) call.status = answer.status;
		return answer;
	};
}

function struck(
	ground: Ground,
	system: System,
	request: WireRequest,
	{ answer, carriedOut }: Strike,
) {
	if (carriedOut && mayStand(answer)) served(ground, system, request);
	if ('silence' in answer) return new NoAnswer('other', '', answer.silence);
	return { headers: {}, ...answer };
}

function served(ground: Ground, system: System, request: WireRequest): WireResponse {
	if (system === 'autotask') return ground.autotask.answer(request);
	return system === 'partner' ? ground.partner(request) : ground.tdSynnex.answer(request);
}

function kindOf({ method, url }: WireRequest): string {
	return `${method} ${new URL(url).pathname.replace(/^\/ATServicesRest\/V1\.0\//, '').replace(/\d+/g, 'N')}`;
}
