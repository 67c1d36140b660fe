import { type Autotask, createAutotask } from '../../../lib/autotask';
import type { Clock } from '../../../lib/shared/clock';
import { NoAnswer, type Send, type WireRequest, type WireResponse } from '../../../lib/shared/http';
import { retryingReads } from '../../../lib/autotask/records/retrying-reads';
import { emptyMemory, type PaceMemory } from '../../../lib/order-status/select/schedule';
import { pollStatus } from '../../../lib/order-status/poll';
import type { StatusReport } from '../../../lib/order-status/report/status-change';
import {
	DEFAULT_STATUS_SETTINGS,
	DEFAULT_WRITES,
	type Scope,
} from '../../../lib/order-status/settings';
import { createSources } from '../../../lib/order-status/fetch/status-gateway';
import { EVENT_KINDS } from '../../../lib/order-status/types';
import { SandboxClock } from '../../../sandbox/core';
import { AutotaskDoor } from '../orders/autotask-door';
import { fill, PO_NUMBER } from './purchase-order';
import { type Life, type Poll, START } from './life';
import { act, wipe } from './people';
import { invoiceXml, statusXml } from './replies';

/** What became of a life: Autotask at the end, and all that polls said. */
export interface Played {
	life: Life;
	autotask: AutotaskDoor;
	poId: number;
	itemIds: Map<number, number>;
	reports: { poll: Poll; report: StatusReport }[];
	/** The last two polls: all is quiet, then once more. */
	last: StatusReport;
	again: StatusReport;
	/** Refusals by Autotask's own rules: a strict system must never have had to. */
	refusals: string[];
	/** Pieces that a person received, by line. */
	byHand: number;
	notes: string[];
}

/** Plays a life to its end. No socket, no waiting: an hour passes when the play says so. */
export async function play(life: Life, forgetful = false): Promise<Played> {
	const world = new Hours();
	const autotask = new AutotaskDoor(world.sandbox);
	const { poId, itemIds } = fill(autotask, life);
	const played: Omit<Played, 'last' | 'again'> = {
		life,
		autotask,
		poId,
		itemIds,
		reports: [],
		refusals: [],
		byHand: 0,
		notes: [],
	};
	const n8n: N8n = { memory: emptyMemory(), heard: [], polls: 0 };
	const weather: Weather = { poll: calmAt(0), lost: 0, dead: false };
	const around: Surroundings = {
		weather,
		clock: world.clock,
		autotask: clientFor(played, weather, world.clock),
	};
	let people = [...life.people].sort((one, other) => one.at - other.at);
	for (const poll of life.polls) {
		for (const { at, what } of people.filter((one) => one.at <= poll.at)) {
			world.to(at);
			act(played, what, at);
		}
		people = people.filter((one) => one.at > poll.at);
		world.to(poll.at);
		if (forgetful) wipe(autotask, poId);
		const report = await run(played, around, poll, n8n, { kind: 'open' });
		if (report !== null) played.reports.push({ poll, report });
	}
	const end = (life.polls.at(-1)?.at ?? 0) + CALM_HOURS;
	const given: Scope = { kind: 'given', numbers: ['16'] };
	for (const wait of [0, 1, 2]) {
		world.to(end + wait);
		const poll = calmAt(end + wait);
		const report = await run(played, around, poll, n8n, given);
		if (report !== null) played.reports.push({ poll, report });
	}
	const quiet = played.reports.splice(-1)[0]!.report;
	world.to(end + 30);
	return {
		...played,
		last: quiet,
		again: (await run(played, around, calmAt(end + 30), n8n, { kind: 'open' }))!,
	};
}

/** Past every late tracking number and credit note, and past the time after which orders are closed. */
const CALM_HOURS = 60 * 24;

interface Surroundings {
	autotask: Autotask;
	weather: Weather;
	clock: Clock;
}

interface Weather {
	poll: Poll;
	lost: number;
	/** Writes still to be made before n8n is killed are counted down in `poll`; then nothing goes out. */
	dead: boolean;
}

/** What n8n has saved. */
interface N8n {
	memory: PaceMemory;
	heard: string[];
	polls: number;
}

function calmAt(at: number): Poll {
	return { at, reply: 'fresh', of: 0, lostWrites: 0, autotaskDown: false, diesAfter: null };
}

class Hours {
	private now = START;
	readonly sandbox: SandboxClock;
	readonly clock: Clock;

	constructor() {
		const read = () => this.now;
		this.sandbox = new (class extends SandboxClock {
			override now(): number {
				return read();
			}
		})();
		this.clock = {
			now: read,
			random: () => 0.5,
			sleep: async (ms) => void (this.now += ms),
		};
	}

	to(hour: number): void {
		this.now = Math.max(this.now, START + hour * 3_600_000);
	}
}

/** Autotask as polls meet it: strict, and now and then deaf. */
function clientFor(
	{ autotask, refusals }: Pick<Played, 'autotask' | 'refusals'>,
	weather: Weather,
	clock: Clock,
): Autotask {
	let writes = 0;
	let of = weather.poll;
	const send: Send = async (request) => {
		if (weather.dead) throw new Killed();
		const write =
			request.method === 'PATCH' || (request.method === 'POST' && !/\/query/.test(request.url));
		if (write && weather.poll.autotaskDown) return { status: 503, headers: {}, body: '' };
		if (of !== weather.poll) [of, writes] = [weather.poll, 0];
		const answer = autotask.answer(request);
		if (write && weather.poll.diesAfter !== null && writes++ >= weather.poll.diesAfter) {
			weather.dead = true;
			throw new Killed();
		}
		if (answer.status >= 400) refusals.push(`${request.method} ${request.url} ${answer.body}`);
		if (write && weather.lost > 0) {
			weather.lost -= 1;
			throw new NoAnswer('reset', 'autotask.test', 'ECONNRESET');
		}
		return answer;
	};
	const client = createAutotask({
		send,
		clock,
		userName: 'api',
		zoneDiscoveryUrl: AutotaskDoor.discoveryUrl,
		budgetShare: 100,
		attempts: 1,
	});
	return retryingReads(client, clock);
}

async function run(
	{ life }: Pick<Played, 'life'>,
	{ autotask, weather, clock }: Surroundings,
	poll: Poll,
	n8n: N8n,
	scope: Scope,
): Promise<StatusReport | null> {
	weather.poll = poll;
	weather.lost = poll.lostWrites;
	weather.dead = false;
	const memory = structuredClone(n8n.memory);
	const at = `${stampOf(clock)}#${String(n8n.polls++).padStart(4, '0')}`;
	const deliveryTracking = { by: 'n8n', at, since: '', heard: n8n.heard, kinds: EVENT_KINDS };
	const report = await pollStatus(
		{
			autotask,
			sources: createSources({
				send: (request) => reply(life, poll, request),
				clock,
				customerNumber: '100001',
				ecUrl: 'https://tdsynnex.test',
				invoiceUrl: 'https://tdsynnex.test',
			}),
			clock,
			token: () => at.replace('#', '-'),
			memory,
		},
		{
			...DEFAULT_STATUS_SETTINGS,
			scope,
			pace: { mode: 'always', callsPerHour: 1000 },
			deliveryTracking,
			write: { ...DEFAULT_WRITES, receive: life.receive, freight: true, itemMemo: true },
		},
		{
			environment: 'custom',
			host: 'tdsynnex.test',
			customerNumber: '100001',
			country: 'US',
			currency: 'USD',
		},
		{ run: '', workflow: '', step: '', environment: 'custom', dryRun: false, webUrl: '' },
	).catch((error: unknown) => {
		if (error instanceof Killed) return null;
		throw error;
	});
	if (report === null || weather.dead) return null;
	n8n.memory = memory;
	n8n.heard = [...n8n.heard, at];
	return report;
}

/** What is under way when n8n is killed: nobody catches it. */
class Killed extends Error {}

function stampOf(clock: Clock): string {
	return new Date(clock.now()).toISOString();
}

async function reply(life: Life, poll: Poll, { url }: WireRequest): Promise<WireResponse> {
	const invoice = url.endsWith('/webservice/invoice/query');
	const hour = poll.reply === 'old' && !invoice ? poll.of : poll.at;
	const body = invoice ? invoiceXml(life, PO_NUMBER, hour) : statusXml(life, PO_NUMBER, hour);
	if (invoice || poll.reply === 'fresh' || poll.reply === 'old')
		return { status: 200, headers: {}, body };
	if (poll.reply === 'silence') throw new NoAnswer('timeout', 'tdsynnex.test', 'ETIMEDOUT');
	if (poll.reply === 'down')
		return { status: 503, headers: {}, body: '<html><body>Gateway</body></html>' };
	if (poll.reply === 'html')
		return { status: 200, headers: {}, body: '<!doctype html><title>Sign in</title>' };
	return { status: 200, headers: {}, body: body.slice(0, body.length / 2) };
}
