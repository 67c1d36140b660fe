import { type Autotask, createAutotask } from '../../../lib/autotask';
import type { Clock } from '../../../lib/clock';
import { NoAnswer, type Send, type WireRequest, type WireResponse } from '../../../lib/http';
import type { Journal } from '../../../lib/orders/journal';
import { writeMemo } from '../../../lib/orders/memo';
import { patient } from '../../../lib/orders/patient';
import { emptyMemory, type PaceMemory } from '../../../lib/orders/status/pace';
import { pollStatus } from '../../../lib/orders/status/poll';
import type { StatusReport } from '../../../lib/orders/status/result';
import {
	DEFAULT_STATUS_SETTINGS,
	DEFAULT_WRITES,
	type Scope,
} from '../../../lib/orders/status/settings';
import { createSources } from '../../../lib/orders/status/sources';
import { SandboxClock } from '../../../sandbox/core';
import { AutotaskDoor } from '../orders/autotask-door';
import { type Life, type Poll, START } from './life';
import { invoiceXml, statusXml } from './voice';

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
	const memory = emptyMemory();
	const weather = { poll: calmAt(0), lost: 0 };
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
		const report = await run(played, around, poll, memory, { kind: 'open' });
		played.reports.push({ poll, report });
	}
	const end = (life.polls.at(-1)?.at ?? 0) + CALM_HOURS;
	const given: Scope = { kind: 'given', numbers: ['16'] };
	for (const wait of [0, 1]) {
		world.to(end + wait);
		const poll = calmAt(end + wait);
		played.reports.push({ poll, report: await run(played, around, poll, memory, given) });
	}
	const quiet = played.reports.splice(-1)[0]!.report;
	world.to(end + 30);
	return {
		...played,
		last: quiet,
		again: await run(played, around, calmAt(end + 30), memory, { kind: 'open' }),
	};
}

/** Past every late tracking number and credit note, and past the time after which orders are closed. */
const CALM_HOURS = 60 * 24;
const PO_NUMBER = '16';
const VENDOR = 7001;

interface Surroundings {
	autotask: Autotask;
	weather: { poll: Poll; lost: number };
	clock: Clock;
}

function calmAt(at: number): Poll {
	return { at, reply: 'fresh', of: 0, lostWrites: 0, autotaskDown: false };
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
	weather: { poll: Poll; lost: number },
	clock: Clock,
): Autotask {
	const send: Send = async (request) => {
		const write =
			request.method === 'PATCH' || (request.method === 'POST' && !/\/query/.test(request.url));
		if (write && weather.poll.autotaskDown) return { status: 503, headers: {}, body: '' };
		const answer = autotask.answer(request);
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
	return patient(client, clock);
}

async function run(
	{ life }: Pick<Played, 'life'>,
	{ autotask, weather, clock }: Surroundings,
	poll: Poll,
	memory: PaceMemory,
	scope: Scope,
): Promise<StatusReport> {
	weather.poll = poll;
	weather.lost = poll.lostWrites;
	return await pollStatus(
		{
			autotask,
			sources: createSources({
				send: (request) => reply(life, poll, request),
				clock,
				customerNumber: '100001',
				ecUrl: 'http://tdsynnex.test',
				invoiceUrl: 'http://tdsynnex.test',
			}),
			clock,
			memory,
		},
		{
			...DEFAULT_STATUS_SETTINGS,
			scope,
			pace: { mode: 'always', callsPerHour: 1000 },
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
	);
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

/** The purchase order as PO Create left it: submitted, with a recorded order block. */
function fill(autotask: AutotaskDoor, life: Life): { poId: number; itemIds: Map<number, number> } {
	const { store, schema } = autotask.world;
	store.table('Companies').insert({ companyName: 'TD SYNNEX', companyType: 7 }, {}, VENDOR);
	const inventoryLocationID = autotask.add('InventoryLocations', {
		locationName: 'Main',
		isActive: true,
	});
	const poId = autotask.add('PurchaseOrders', {
		purchaseOrderNumber: PO_NUMBER,
		vendorID: VENDOR,
		status: schema.picklistId('PurchaseOrders', 'status', 'Submitted'),
		shipToName: 'Smith & Sons',
		shipToAddress1: '1 Main Street',
		createDateTime: new Date(START).toISOString(),
		submitDateTime: new Date(START).toISOString(),
	});
	const itemIds = new Map<number, number>();
	for (const { number, sku, quantity, serialised } of life.lines) {
		const productID = autotask.add('Products', {
			name: `Product ${sku}`,
			sku: `TDS-${sku}`,
			isActive: true,
			isSerialized: serialised,
		});
		itemIds.set(
			number,
			autotask.add('PurchaseOrderItems', {
				orderID: poId,
				productID,
				quantity,
				unitCost: 10,
				inventoryLocationID,
			}),
		);
	}
	autotask.change('PurchaseOrders', poId, {
		generalMemo:
			writeMemo('Deliver to the back door.', journalOf(life, String(poId), itemIds)) ?? '',
	});
	return { poId, itemIds };
}

function journalOf(life: Life, poId: string, itemIds: Map<number, number>): Journal {
	const time = new Date(START).toISOString().replace('.000', '');
	const held = life.hold?.from === 0;
	return {
		poId,
		state: 'RECORDED',
		answer: held ? 'HELD' : life.lines.some(({ rejected }) => rejected) ? 'PARTIAL' : 'ACCEPTED',
		poNumber: PO_NUMBER,
		revision: 1,
		attempt: 1,
		environment: 'custom',
		customerNumber: '100001',
		payloadHash: '0'.repeat(64),
		parts: { lines: 'a', shipTo: 'b', options: 'c' },
		claim: { token: 'n8n-1', time },
		changed: time,
		uncertainSince: '',
		reason: '',
		lines: life.lines.map(({ number, sku, quantity, rejected, parts }) => ({
			lineNumber: number,
			itemId: String(itemIds.get(number)),
			sku,
			quantity,
			unitPrice: '10.00',
			result: rejected ? 'rejected' : held ? 'held' : 'accepted',
			accepted: rejected ? 0 : quantity,
			orderNumbers: rejected ? [] : parts.map(({ orderNumber }) => orderNumber),
		})),
		log: [],
		folded: 0,
	};
}

/** A person who tidies up the memo, and takes the memory of the polls for rubbish. */
function wipe(autotask: AutotaskDoor, poId: number): void {
	const memo = String(autotask.row('PurchaseOrders', poId).generalMemo ?? '');
	autotask.change('PurchaseOrders', poId, {
		generalMemo: memo.replace(/=== TD SYNNEX status[\s\S]*?=== end of TD SYNNEX status ===/g, ''),
	});
}

/** A person at work in Autotask's own screens. */
function act(
	played: Pick<Played, 'autotask' | 'poId' | 'itemIds' | 'notes' | 'life'> & { byHand: number },
	what: 'note' | 'receiveOne',
	at: number,
): void {
	const { autotask, poId, life } = played;
	if (what === 'note') {
		const note = `Note of hour ${at}: call Jo`;
		const memo = String(autotask.row('PurchaseOrders', poId).generalMemo ?? '');
		autotask.change('PurchaseOrders', poId, { generalMemo: `${note}\n${memo}` });
		played.notes.push(note);
		return;
	}
	const line = life.lines.find(({ serialised, rejected }) => !serialised && !rejected);
	if (line === undefined) return;
	const itemId = played.itemIds.get(line.number);
	const answer = autotask.answer({
		method: 'POST',
		url: `${AutotaskDoor.discoveryUrl}V1.0/PurchaseOrderItems/${itemId}/Receiving`,
		body: JSON.stringify({ purchaseOrderItemID: itemId, quantityNowReceiving: 1 }),
	});
	if (answer.status === 200) played.byHand += 1;
}
