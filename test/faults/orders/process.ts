import type { Random } from '../../../sandbox/core';
import { NoAnswer, type Send, type WireRequest, type WireResponse } from './product';
import type { VirtualTime } from './virtual-time';

/** How one call fares. `lost` kinds strike after the effect. */
export type CallFault =
	| 'none'
	| 'refused'
	| 'resetBefore'
	| 'busy'
	| 'throttled'
	| 'timeoutNoEffect'
	| 'resetAfter'
	| 'timeoutWithEffect'
	| 'busyWithEffect'
	| 'html'
	| 'empty'
	| 'truncated'
	/** Given up by the client, and carried out long after that. Beyond the bound. */
	| 'late';

export interface Weather {
	/** Chance that a call meets a fault at all. */
	faults: number;
	faultKinds: readonly CallFault[];
	/** Longest way to the server and back, each, in ms. */
	latency: number;
	/** Chance that a call takes ten times as long or more: up to {@link SLOW_MS} each way. */
	slow: number;
	/** How much later than its client's patience a `late` call takes effect, in ms. */
	late: number;
}

/** What the platform does to one process. */
export interface Fate {
	/** The step at which the process stops, before or after what it does; 0 = never. */
	crashStep: number;
	crashAfterEffect: boolean;
	/** Virtual ms after its start at which it stops, whatever it does; 0 = never. */
	crashAt: number;
	/** Virtual ms after its start at which it stands still, and for how long. */
	freeze: { from: number; for: number } | null;
	/** Virtual ms after its start at which n8n cancels the execution; 0 = never. */
	abortAt: number;
	/** How far its clock is ahead, in ms. */
	clockAhead: number;
}

export const UNHARMED: Fate = {
	crashStep: 0,
	crashAfterEffect: false,
	crashAt: 0,
	freeze: null,
	abortAt: 0,
	clockAhead: 0,
};

/** When a request left its process. */
export interface Leaving {
	process: Process;
	at: number;
}

/** What one process sees of the network, and what becomes of it. */
export class Process {
	alive = true;
	steps = 0;
	readonly aborter = new AbortController();
	private readonly begun: number;

	constructor(
		readonly name: string,
		readonly time: VirtualTime,
		readonly random: Random,
		readonly weather: Weather,
		private readonly fate: Fate,
	) {
		this.begun = time.now();
		if (fate.crashAt > 0) time.in(fate.crashAt, () => (this.alive = false));
		if (fate.abortAt > 0) time.in(fate.abortAt, () => this.aborter.abort());
	}

	now(): number {
		return this.time.now() + this.fate.clockAhead;
	}

	/** A sender to one system; everything written down is what leaves the process. */
	sender(answer: (request: WireRequest, leaving: Leaving) => WireResponse, host: string): Send {
		return (request) =>
			new Promise((resolve, reject) => {
				const dies = this.nextStep();
				if (dies === 'before') return;
				const leaving = { process: this, at: this.time.now() };
				const fault = this.fault();
				const { there, back } = this.way();
				const lose = (kind: 'timeout' | 'reset' | 'refused', after: number) =>
					this.hear(after, () => reject(new NoAnswer(kind, host, kind)));
				const patience = request.timeoutMs ?? 120_000;
				if (NO_EFFECT.has(fault)) {
					if (dies === 'after') this.alive = false;
					if (fault === 'busy' || fault === 'throttled')
						this.hear(there + back, () => resolve(turnedAway(fault)));
					else if (fault === 'timeoutNoEffect') lose('timeout', patience);
					else lose(fault === 'refused' ? 'refused' : 'reset', there);
					return;
				}
				const delay =
					fault === 'late' ? patience + 1 + this.random.int(0, this.weather.late) : there;
				this.time.in(delay, () => {
					const response = answer(request, leaving);
					if (dies === 'after' || fault === 'late') return;
					if (fault === 'timeoutWithEffect') lose('timeout', patience - there);
					else if (fault === 'resetAfter') lose('reset', back);
					else this.hear(back, () => resolve(spoilt(response, fault)));
				});
				if (fault === 'late') lose('timeout', patience);
				if (dies === 'after') this.alive = false;
			});
	}

	sleep(ms: number): Promise<void> {
		return new Promise((resolve) => {
			if (this.nextStep() !== 'no') return;
			this.hear(ms, resolve);
		});
	}

	/** Something reaches the process: not when it is dead, and later when it stands still. */
	private hear(after: number, happen: () => void): void {
		const { freeze } = this.fate;
		const at = this.time.now() + after - this.begun;
		const held = freeze !== null && at >= freeze.from && at < freeze.from + freeze.for;
		const wait = held ? freeze.from + freeze.for - at : 0;
		this.time.in(after + wait, () => this.alive && happen());
	}

	/** Whether the process dies in the step that begins now. */
	private nextStep(): 'no' | 'before' | 'after' {
		this.steps++;
		if (!this.alive) return 'before';
		if (this.steps !== this.fate.crashStep) return 'no';
		if (this.fate.crashAfterEffect) return 'after';
		this.alive = false;
		return 'before';
	}

	private fault(): CallFault {
		return this.random.chance(this.weather.faults)
			? this.random.pick(this.weather.faultKinds)
			: 'none';
	}

	private way(): { there: number; back: number } {
		const latency = this.random.chance(this.weather.slow) ? SLOW_MS : this.weather.latency;
		return { there: this.random.int(1, latency), back: this.random.int(1, latency) };
	}
}

/** Longer than the settle time: a claim that takes so long must not count. */
const SLOW_MS = 20_000;

const NO_EFFECT: ReadonlySet<CallFault> = new Set([
	'refused',
	'resetBefore',
	'busy',
	'throttled',
	'timeoutNoEffect',
]);

function turnedAway(fault: 'busy' | 'throttled'): WireResponse {
	return fault === 'busy'
		? { status: 503, headers: {}, body: '<html><body>Service Unavailable</body></html>' }
		: { status: 429, headers: { 'retry-after': '2' }, body: '' };
}

/** The answer as it arrives; the effect stands. */
function spoilt(response: WireResponse, fault: CallFault): WireResponse {
	switch (fault) {
		case 'busyWithEffect':
			return { status: 502, headers: {}, body: '<html><body>Bad Gateway</body></html>' };
		case 'html':
			return { status: 200, headers: {}, body: '<!doctype html><title>Sign in</title>' };
		case 'empty':
			return { ...response, body: '' };
		case 'truncated':
			return { ...response, body: response.body.slice(0, response.body.length / 2) };
		default:
			return response;
	}
}

/** Faults that keep to the bound: what a call does it has done by the time its client gives up. */
export const WITHIN_THE_BOUND: readonly CallFault[] = [
	'refused',
	'resetBefore',
	'busy',
	'throttled',
	'timeoutNoEffect',
	'resetAfter',
	'timeoutWithEffect',
	'busyWithEffect',
	'html',
	'empty',
	'truncated',
];
