import { createAutotask } from '../lib/autotask';
import type { Clock } from '../lib/shared/clock';
import type { Send } from '../lib/shared/http';
import { writeMemo } from '../lib/orders/journal/memo';
import { retryingReads } from '../lib/autotask/records/retrying-reads';
import { emptyMemory } from '../lib/order-status/select/schedule';
import { pollStatus } from '../lib/order-status/poll';
import type { StatusReport } from '../lib/order-status/report/status-change';
import {
	DEFAULT_STATUS_SETTINGS,
	DEFAULT_WRITES,
	type StatusSettings,
} from '../lib/order-status/settings';
import { createSources } from '../lib/order-status/fetch/status-gateway';
import { sign } from '../lib/tdsynnex/ec-xml/auth';
import { startSandbox, type Sandbox } from '../sandbox';
import type { WorldProduct } from '../sandbox/world/product';
import { atMost, exactly, measured, type BenchOptions, type BenchResult } from './support/result';
import { autotaskHeaders, axiosSend } from './support/send';

const ORDERS = 500;
const CHANGED = 10;
/** Calls that may come on top of one look-up an order, writes included. */
const FURTHER_CALLS = 30;
const HOUR = 3600;
const MONTH = 30 * 24 * HOUR;
/** Of the ten that change. */
const HELD = 5;

/**
 * The order-status figures: 500 open orders of which 10 have changed, and a second poll with nothing new,
 * every order asked each time; then the same orders at the adaptive pace, over a quiet day.
 */
export async function run({ seed, log }: BenchOptions): Promise<BenchResult> {
	const sandbox = await startSandbox({
		seed,
		skus: 2000,
		ownProducts: 50,
		incumbentProducts: 0,
		usageLatency: false,
	});
	try {
		return await measure(sandbox, log);
	} finally {
		await sandbox.close();
	}
}

async function measure(sandbox: Sandbox, log: BenchOptions['log']): Promise<BenchResult> {
	const poll = pollsOf(sandbox, log);
	await placeOrders(sandbox);
	await poll('first sight of 500 orders', {});
	sandbox.control.advance(HOUR);
	release(sandbox);
	const changed = await poll('10 changed', {});
	const again = await poll('nothing new', {});
	const day = await quietDay(sandbox, poll);
	sandbox.control.advance(MONTH);
	const shipping = await poll('all the others ship', { receive: 'shipped' });
	const closing = await poll('received in full: closed', { receive: 'shipped' });
	const closed = await poll('nothing new after that', { receive: 'shipped' });
	return {
		figures: [
			exactly('open orders asked about', changed.report.summary.asked, ORDERS),
			exactly('orders changed', changed.report.summary.changed, CHANGED),
			atMost('10 of 500 changed: calls to both systems', changed.calls, ORDERS + FURTHER_CALLS),
			measured('10 of 500 changed: calls to TD SYNNEX', changed.report.summary.tdSynnexCalls),
			measured('10 of 500 changed: calls to Autotask', changed.report.summary.autotaskCalls),
			exactly('10 of 500 changed: writes', changed.writes, CHANGED),
			exactly('purchase orders written that had not changed', changed.strangers, 0),
			exactly('second poll: writes', again.writes, 0),
			exactly('second poll: events', again.report.changes.length, 0),
			measured('second poll: calls to both systems', again.calls),
			measured('second poll: seconds', again.seconds),
			measured('the others ship: pieces received', shipping.report.summary.received),
			measured('received in full, so closed: writes', closing.writes),
			exactly('received in full, so closed: events', closing.report.changes.length, 0),
			exactly('all closed: calls to TD SYNNEX', closed.report.summary.tdSynnexCalls, 0),
			exactly('all closed: writes', closed.writes, 0),
			measured('adaptive pace, a quiet day of a poll every 15 minutes: look-ups', day.asked),
			measured('the same at every poll: look-ups', day.polls * ORDERS),
			atMost('adaptive pace: most calls to TD SYNNEX in an hour', day.busiestHour, PER_HOUR),
		],
		details: { changed: changed.report.summary, again: again.report.summary },
	};
}

const PER_HOUR = 1000;

interface Round {
	report: StatusReport;
	/** As both twins counted them. */
	calls: number;
	writes: number;
	/** Purchase orders written of which nothing was told. */
	strangers: number;
	seconds: number;
}

type PollIt = (name: string, more: { receive?: 'shipped'; pace?: 'adaptive' }) => Promise<Round>;

function pollsOf(sandbox: Sandbox, log: BenchOptions['log']): PollIt {
	const autotask = sandbox.addresses.autotask!;
	const tds = sandbox.addresses.tdSynnex!;
	const clock: Clock = {
		now: () => Date.parse(sandbox.control.stats().time),
		sleep: async (ms) => void sandbox.control.advance(Math.ceil(ms / 1000)),
		random: Math.random,
	};
	const account = {
		customerNumber: tds.customerNumber,
		country: 'US',
		environment: 'custom',
		ecUrl: tds.ecUrl,
		invoiceUrl: tds.invoiceUrl,
	} as const;
	const plain = axiosSend({});
	const signed: Send = (request) =>
		plain({ ...request, body: sign(request.body ?? '', request.url, tds, account) });
	const memory = emptyMemory();
	return async (name, { receive, pace }) => {
		const before = counts(sandbox);
		const started = performance.now();
		const client = createAutotask({
			send: axiosSend(autotaskHeaders(autotask)),
			clock,
			userName: autotask.userName,
			zoneDiscoveryUrl: autotask.zoneDiscoveryUrl,
			attempts: 1,
			budgetShare: 100,
		});
		const settings: StatusSettings = {
			...DEFAULT_STATUS_SETTINGS,
			pace: { mode: pace ?? 'always', callsPerHour: pace ? PER_HOUR : 1_000_000 },
			write: { ...DEFAULT_WRITES, receive: receive ?? 'never' },
		};
		const report = await pollStatus(
			{
				autotask: retryingReads(client, clock),
				sources: createSources({
					send: signed,
					clock,
					customerNumber: tds.customerNumber,
					ecUrl: tds.ecUrl,
					invoiceUrl: tds.invoiceUrl,
				}),
				clock,
				token: () => `bench-${performance.now()}`,
				memory,
			},
			settings,
			{ ...account, host: 'sandbox', currency: 'USD' },
			{ run: '', workflow: '', step: '', environment: 'custom', dryRun: false, webUrl: '' },
		);
		const seconds = Math.round((performance.now() - started) / 100) / 10;
		const after = counts(sandbox);
		const told = new Set(report.changes.map(({ poId }) => poId));
		const patched = sandbox.control
			.ledger({ system: 'autotask', method: 'PATCH' })
			.slice(before.patches)
			.map(
				({ stored }) =>
					String(stored ?? '')
						.split('/')
						.at(-1) ?? '',
			);
		log(
			`${name}: ${report.summary.message} ${after.calls - before.calls} calls, ${after.writes - before.writes} writes, ${seconds} s`,
		);
		return {
			report,
			calls: after.calls - before.calls,
			writes: after.writes - before.writes,
			strangers: patched.filter((id) => id !== '' && !told.has(id)).length,
			seconds,
		};
	};
}

async function quietDay(
	sandbox: Sandbox,
	poll: PollIt,
): Promise<{ asked: number; polls: number; busiestHour: number }> {
	sandbox.control.advance(3 * 24 * HOUR);
	let asked = 0;
	const perPoll: number[] = [];
	for (let quarter = 0; quarter < 96; quarter++) {
		sandbox.control.advance(HOUR / 4);
		const { report } = await poll(`quarter ${quarter}`, { pace: 'adaptive' });
		asked += report.summary.asked;
		perPoll.push(report.summary.tdSynnexCalls);
	}
	const hours = perPoll.map((_, index) =>
		perPoll.slice(index, index + 4).reduce((sum, calls) => sum + calls, 0),
	);
	return { asked, polls: 96, busiestHour: Math.max(...hours) };
}

/** 500 purchase orders of two lines, submitted at both sides; of which ten will change within the hour. */
async function placeOrders(sandbox: Sandbox): Promise<void> {
	const tds = sandbox.addresses.tdSynnex!;
	const { admin } = sandbox.autotask;
	const products = sellable(sandbox);
	const vendor = Number(
		admin.records('Companies').find(({ companyName }) => /synnex/i.test(String(companyName)))?.id,
	);
	const location = Number(admin.records('InventoryLocations')[0]?.id);
	const status = 2;
	const time = sandbox.control.stats().time;
	const send = axiosSend({});
	const ids = new Map<string, number>();
	for (const product of products)
		ids.set(
			product.sku,
			admin.addRecords('Products', [
				{
					name: product.description,
					sku: `TDS-${product.sku}`,
					isActive: true,
					isSerialized: product.serialised,
				},
			])[0] as number,
		);
	for (let index = 0; index < ORDERS; index++) {
		const number = String(5000 + index);
		const lines = [0, 1].map(
			(line) => products[(index * 2 + line) % products.length] as WorldProduct,
		);
		sandbox.tdSynnex.scenario(number, scenarioOf(index));
		const reply = await send({
			method: 'POST',
			url: `${tds.ecUrl}/SynnexXML/PO`,
			headers: { 'Content-Type': 'application/xml' },
			body: orderXml(tds, number, lines),
		});
		const numbers = [...reply.body.matchAll(/<OrderNumber>(\d+)</g)].map(
			([, order]) => order as string,
		);
		const [poId] = admin.addRecords('PurchaseOrders', [
			{
				purchaseOrderNumber: number,
				vendorID: vendor,
				status,
				shipToName: 'Northgate',
				shipToAddress1: '1 Larimer St',
				createDateTime: time,
				submitDateTime: time,
				externalPONumber: numbers.join(', ').slice(0, 50),
			},
		]);
		const items = admin.addRecords(
			'PurchaseOrderItems',
			lines.map(({ sku, cost }) => ({
				orderID: poId as number,
				productID: ids.get(sku) as number,
				quantity: 1,
				unitCost: Number(cost),
				inventoryLocationID: location,
			})),
		);
		const memo = writeMemo('', {
			poId: String(poId),
			state: 'RECORDED',
			answer: index < HELD ? 'HELD' : 'ACCEPTED',
			poNumber: number,
			revision: 1,
			attempt: 1,
			environment: 'custom',
			customerNumber: tds.customerNumber,
			payloadHash: '0'.repeat(64),
			parts: { lines: 'a', shipTo: 'b', options: 'c' },
			claim: { token: 'bench', time, settle: 10_000 },
			changed: time,
			uncertainSince: '',
			reason: '',
			log: [],
			folded: 0,
			lines: lines.map(({ sku, cost }, line) => ({
				lineNumber: line + 1,
				itemId: String(items[line]),
				sku,
				quantity: 1,
				unitPrice: cost,
				result: index < HELD ? 'held' : 'accepted',
				accepted: 1,
				orderNumbers: numbers.slice(line, line + 1),
			})),
		});
		admin.changeRecord('PurchaseOrders', poId as number, { generalMemo: memo });
	}
}

/** Five are held, five leave and are invoiced within the hour, the others take a month. */
function scenarioOf(index: number): Parameters<Sandbox['tdSynnex']['scenario']>[1] {
	if (index < HELD) return { outcome: 'hold', holdSeconds: null };
	const quick = index < CHANGED;
	return {
		outcome: 'accept',
		shipAfterSeconds: quick ? 3000 : MONTH,
		invoiceAfterSeconds: quick ? 300 : 4 * HOUR,
	};
}

/** TD SYNNEX's sales desk lets the five go. */
function release(sandbox: Sandbox): void {
	for (let index = 0; index < HELD; index++) sandbox.tdSynnex.release(String(5000 + index));
}

function sellable(sandbox: Sandbox): WorldProduct[] {
	const { world } = sandbox.tdSynnex.shop;
	return Array.from({ length: world.skus }, (_, index) => world.at(index)).filter(
		({ status, category, endUserRequired, hostility, stock }) =>
			status === 'Active' &&
			category.media !== 'SWL' &&
			!endUserRequired &&
			hostility === null &&
			stock.some(({ quantity }) => quantity > 50),
	);
}

function orderXml(
	tds: { userId: string; password: string; customerNumber: string },
	number: string,
	lines: WorldProduct[],
): string {
	const items = lines.map(
		({ sku, cost }, index) =>
			`<Item lineNumber="${index + 1}"><SKU>${sku}</SKU><UnitPrice>${cost}</UnitPrice><OrderQuantity>1</OrderQuantity></Item>`,
	);
	return `<SynnexB2B><Credential><UserID>${tds.userId}</UserID><Password>${tds.password}</Password></Credential><OrderRequest><CustomerNumber>${tds.customerNumber}</CustomerNumber><PONumber>${number}</PONumber><DropShipFlag>N</DropShipFlag><Shipment><ShipFromWarehouse>ANY</ShipFromWarehouse><ShipTo><AddressName1>Northgate</AddressName1><AddressLine1>1 Larimer St</AddressLine1><City>Denver</City><State>CO</State><ZipCode>80202</ZipCode><Country>US</Country></ShipTo><ShipToContact><ContactName>Dana</ContactName></ShipToContact><ShipMethod><Code>FG</Code></ShipMethod></Shipment><Payment><BillTo code="${tds.customerNumber}"/></Payment><Items>${items.join('')}</Items></OrderRequest></SynnexB2B>`;
}

function counts(sandbox: Sandbox): { calls: number; writes: number; patches: number } {
	const { endpoints, effects } = sandbox.control.stats();
	const all = [...Object.values(endpoints.autotask), ...Object.values(endpoints.tdsynnex)];
	return {
		calls: all.reduce((sum, { calls }) => sum + calls, 0),
		writes: effects.autotask,
		patches: sandbox.control.ledger({ system: 'autotask', method: 'PATCH' }).length,
	};
}
