import { setTimeout as pause } from 'node:timers/promises';

import type { SandboxClock } from '../core';
import { hourlyLimitExceeded, threadsExceeded } from './refusal';

export interface LimitSettings {
	/** Calls per rolling hour for the whole database (10,000; 0 = no limit). */
	hourlyLimit: number;
	/** Calls at once per tracking identifier and endpoint (3; 0 = no limit). */
	threads: number;
	/** Whether answers come 0.5 s later from 50 % use and 1 s later from 75 %. */
	usageLatency: boolean;
}

const HOUR_MS = 3_600_000;

/** Autotask's limits: threads per endpoint, and calls per hour with growing latency. */
export class Limits {
	/** Sandbox times of the calls of the last hour, oldest first. */
	private times: number[] = [];
	private oldest = 0;
	private readonly threads = new Map<string, number>();

	constructor(
		private readonly clock: SandboxClock,
		readonly settings: LimitSettings,
	) {}

	/** Calls in the rolling hour. */
	used(): number {
		const from = this.clock.now() - HOUR_MS;
		while (this.oldest < this.times.length && (this.times[this.oldest] as number) <= from) {
			this.oldest++;
		}
		if (this.oldest > 50_000) {
			this.times = this.times.slice(this.oldest);
			this.oldest = 0;
		}
		return this.times.length - this.oldest;
	}

	/** Pretends that other integrations of the tenant have made so many calls just now. */
	setUsed(calls: number): void {
		this.times = new Array<number>(calls).fill(this.clock.now());
		this.oldest = 0;
	}

	/**
	 * Counts a call in. @returns how to give its thread back
	 * @throws Refusal when the hour or the endpoint's threads are used up; a refused call is not counted
	 */
	enter(trackingId: string, endpoint: string, threadStatus = 429): () => void {
		const { hourlyLimit, threads } = this.settings;
		if (hourlyLimit > 0 && this.used() >= hourlyLimit) throw hourlyLimitExceeded(hourlyLimit);
		const key = `${trackingId} ${endpoint}`;
		const busy = this.threads.get(key) ?? 0;
		if (threads > 0 && busy >= threads) throw threadsExceeded(threads, threadStatus);
		this.threads.set(key, busy + 1);
		this.times.push(this.clock.now());
		let held = true;
		return () => {
			if (held) this.threads.set(key, (this.threads.get(key) ?? 1) - 1);
			held = false;
		};
	}

	/** Waits as long as usage demands. */
	async delay(): Promise<void> {
		const ms = this.delayMs();
		if (ms > 0) await pause(ms);
	}

	/** 0, 500 or 1,000. */
	delayMs(): number {
		const { hourlyLimit, usageLatency } = this.settings;
		if (!usageLatency || hourlyLimit === 0) return 0;
		const share = this.used() / hourlyLimit;
		if (share < 0.5) return 0;
		return share < 0.75 ? 500 : 1_000;
	}
}
