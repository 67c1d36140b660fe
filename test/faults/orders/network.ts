import { NoAnswer, type Send, type WireRequest, type WireResponse } from '../../../lib/shared/http';
import type { Random } from '../../../sandbox/core';
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

/** What one process sees of the network, and the moment at which it dies. */
export class Process {
	alive = true;
	steps = 0;

	constructor(
		readonly time: VirtualTime,
		readonly random: Random,
		readonly weather: Weather,
		/** The step at which the process stops, before or after what it does; 0 = never. */
		private readonly crashAt: number,
		private readonly crashAfterEffect: boolean,
	) {}

	/** A sender to one system; everything written down is what leaves the process. */
	sender(answer: (request: WireRequest) => WireResponse, host: string): Send {
		return (request) =>
			new Promise((resolve, reject) => {
				const dies = this.nextStep();
				if (dies === 'before') return;
				const fault = this.fault();
				const { there, back } = this.way();
				const lose = (kind: 'timeout' | 'reset' | 'refused', after: number) =>
					this.time.in(after, () => this.alive && reject(new NoAnswer(kind, host, kind)));
				const patience = request.timeoutMs ?? 120_000;
				if (NO_EFFECT.has(fault)) {
					if (dies === 'after') this.alive = false;
					if (fault === 'busy' || fault === 'throttled')
						this.time.in(there + back, () => this.alive && resolve(turnedAway(fault)));
					else if (fault === 'timeoutNoEffect') lose('timeout', patience);
					else lose(fault === 'refused' ? 'refused' : 'reset', there);
					return;
				}
				const delay =
					fault === 'late' ? patience + 1 + this.random.int(0, this.weather.late) : there;
				this.time.in(delay, () => {
					const response = answer(request);
					if (dies === 'after' || fault === 'late') return;
					if (fault === 'timeoutWithEffect') lose('timeout', patience - there);
					else if (fault === 'resetAfter') lose('reset', back);
					else this.time.in(back, () => this.alive && resolve(spoilt(response, fault)));
				});
				if (fault === 'late') lose('timeout', patience);
				if (dies === 'after') this.alive = false;
			});
	}

	sleep(ms: number): Promise<void> {
		return new Promise((resolve) => {
			if (this.nextStep() !== 'no') return;
			this.time.in(ms, () => this.alive && resolve());
		});
	}

	/** Whether the process dies in the step that begins now. */
	private nextStep(): 'no' | 'before' | 'after' {
		this.steps++;
		if (this.steps !== this.crashAt) return 'no';
		if (this.crashAfterEffect) return 'after';
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
