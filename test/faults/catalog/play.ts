import { type Random, randomOf } from '../../../sandbox/core';
import { VirtualTime } from '../orders/virtual-time';
import { type Breaker, CatalogDoor } from './door';
import { fill, VENDOR } from './ground';
import type { Edit, History, Night } from './history';
import {
	type Kept,
	night,
	NoAnswer,
	type Send,
	type WireRequest,
	type WireResponse,
} from './product';

const START = Date.parse('2026-06-01T05:30:00Z');
const DAY = 86_400_000;

export interface Played {
	history: History;
	autotask: CatalogDoor;
	/** Edits that were made, in order. */
	edited: Edit[];
	calls: number;
	faults: number;
	kills: number;
}

/** Plays a story to the end of its last night. */
export async function play(history: History, breaker: Breaker | null = null): Promise<Played> {
	const story = new Story(history, breaker);
	for (const [index, each] of history.nights.entries()) await story.night(index, each);
	return story.played;
}

/** One night without a fault, in which nobody else does anything; edits come before it. */
export async function playQuiet(history: History): Promise<Played> {
	const quiet: Night = { runs: 1, apart: 0, killedAfter: [null], fault: 0, gentle: true };
	const story = new Story({ ...history, nights: [quiet] }, null);
	for (const edit of history.edits) story.save(edit);
	await story.night(0, quiet);
	return story.played;
}

class Story {
	readonly played: Played;
	private readonly time = new VirtualTime(START);
	private readonly random: Random;
	private readonly billingCodeId: number;
	private readonly kept: Kept = { failedSkus: [] };
	/** Edits still to come, of the night that is on. */
	private due: Edit[] = [];
	private callsTonight = 0;
	/**
	 * Products read right before their change, until it is answered, by how many runs: nobody saves in
	 * that moment.
	 */
	private readonly underWrite = new Map<number, number>();

	constructor(history: History, breaker: Breaker | null) {
		const autotask = new CatalogDoor(this.time.sandboxClock());
		this.billingCodeId = fill(autotask, history);
		autotask.breaker = breaker;
		this.random = randomOf(history.seed, 'weather');
		this.played = { history, autotask, edited: [], calls: 0, faults: 0, kills: 0 };
	}

	async night(index: number, each: Night): Promise<void> {
		const { history, autotask } = this.played;
		this.time.in(START + index * DAY - this.time.now(), () => {});
		await this.time.runOut();
		autotask.beginNight();
		this.due = history.edits.filter((edit) => edit.night === index);
		this.callsTonight = 0;
		this.underWrite.clear();
		const kept = { ...this.kept };
		for (let run = 0; run < each.runs; run += 1)
			this.time.in(run * each.apart, () => void this.start(each, run, kept));
		await this.time.runOut();
		this.kept.failedSkus = kept.failedSkus;
		for (const edit of this.due) this.save(edit);
	}

	private async start(each: Night, run: number, kept: Kept): Promise<void> {
		const early = this.played.autotask.breaker === 'short nights' ? 4 : null;
		const process = { calls: 0, dead: false, killedAfter: early ?? each.killedAfter[run] ?? null };
		await night(this.played.history.items, {
			send: (request) => this.send(request, each, process),
			clock: {
				now: () => this.time.now(),
				random: () => this.random.next(),
				sleep: (ms) => new Promise((resolve) => this.time.in(ms, resolve)),
			},
			vendorId: VENDOR,
			billingCodeId: this.billingCodeId,
			kept,
		});
	}

	private send(
		request: WireRequest,
		each: Night,
		process: { calls: number; dead: boolean; killedAfter: number | null },
	): ReturnType<Send> {
		return new Promise((resolve, reject) => {
			this.time.in(this.random.int(5, 200), () => {
				if (process.dead) return;
				process.calls += 1;
				this.played.calls += 1;
				this.callsTonight += 1;
				this.people();
				const dies = process.killedAfter !== null && process.calls > process.killedAfter;
				if (dies) {
					process.dead = true;
					this.played.kills += 1;
					if (this.random.chance(0.5)) this.carryOut(request);
					return;
				}
				const answer = this.answer(request, each);
				this.time.in(this.random.int(5, 200), () => {
					if (process.dead) return;
					if (answer instanceof NoAnswer) reject(answer);
					else resolve(answer);
				});
			});
		});
	}

	private answer(request: WireRequest, each: Night): WireResponse | NoAnswer {
		const creates = request.method === 'POST' && !request.url.endsWith('/query');
		const spared = each.gentle && creates && !request.url.endsWith('/count');
		if (spared || !this.random.chance(each.fault)) {
			const answer = this.carryOut(request);
			this.settle(request);
			return answer;
		}
		this.played.faults += 1;
		const host = 'autotask.test';
		switch (this.random.pick(each.gentle ? PASSING : FAULTS)) {
			case 'unexpected error':
				return says(500, '{"errors":["An unexpected error occurred."]}');
			case 'web page':
				return { status: 503, headers: { 'content-type': 'text/html' }, body: '<html>Busy</html>' };
			case 'too many requests':
				return says(429, '{"errors":["The thread threshold was exceeded."]}');
			case 'reset before':
				return new NoAnswer('reset', host, 'ECONNRESET');
			case 'reset after':
				this.carryOut(request);
				return new NoAnswer('reset', host, 'ECONNRESET');
			case 'empty answer':
				return { ...this.carryOut(request), body: '' };
			case 'cut answer': {
				const whole = this.carryOut(request);
				return { ...whole, body: whole.body.slice(0, whole.body.length / 2) };
			}
		}
	}

	private carryOut(request: WireRequest): WireResponse {
		const [, id] = /\/Products\/(\d+)$/.exec(request.url) ?? [];
		if (request.method === 'GET' && id) this.hold(Number(id), 1);
		return this.played.autotask.answer(request);
	}

	/** A change that was answered is over; one that was not is sent again. */
	private settle({ method, body }: WireRequest): void {
		if (method !== 'PATCH') return;
		this.hold(Number((JSON.parse(body ?? '{}') as { id?: number }).id), -1);
	}

	private hold(id: number, more: 1 | -1): void {
		this.underWrite.set(id, Math.max(0, (this.underWrite.get(id) ?? 0) + more));
	}

	private people(): void {
		const now = this.due.filter(
			(edit) => edit.afterCalls <= this.callsTonight && !this.underWrite.get(this.idOf(edit)),
		);
		this.due = this.due.filter((edit) => !now.includes(edit));
		for (const edit of now) this.save(edit);
	}

	save(edit: Edit): void {
		this.played.autotask.change('Products', this.idOf(edit), { [edit.field]: edit.value });
		this.played.edited.push(edit);
	}

	/** The product that was there from the beginning. */
	private idOf({ sku }: Edit): number {
		const rows = this.played.autotask.rows('Products');
		return Math.min(...rows.filter((row) => row.sku === `TDS-${sku}`).map(({ id }) => Number(id)));
	}
}

const PASSING = ['web page', 'too many requests', 'reset before'] as const;
const FAULTS = [
	...PASSING,
	'unexpected error',
	'reset after',
	'empty answer',
	'cut answer',
] as const;

function says(status: number, body: string): WireResponse {
	return { status, headers: { 'content-type': 'application/json' }, body };
}
