import { createAutotask } from '../../../lib/autotask';
import { retryingReads } from '../../../lib/autotask/records/retrying-reads';
import { emptyMemory } from '../../../lib/order-status/select/schedule';
import { pollStatus } from '../../../lib/order-status/poll';
import type { StatusChange } from '../../../lib/order-status/report/status-change';
import { DEFAULT_STATUS_SETTINGS, DEFAULT_WRITES } from '../../../lib/order-status/settings';
import { createSources } from '../../../lib/order-status/fetch/status-gateway';
import { sign } from '../../../lib/tdsynnex/ec-xml/auth';
import type { Scenario } from '../../../sandbox/tdsynnex';
import { billsBy } from '../../../sandbox/tdsynnex/orders/bill';
import { lineState } from '../../../sandbox/tdsynnex/orders/state';
import { autotaskSign, axiosSend } from '../../support/axios-send';
import { type PlacedOrder, startTwoSides, type TwoSides } from './twin-systems';

let sides: TwoSides;
beforeAll(async () => {
	sides = await startTwoSides();
});
afterAll(async () => await sides.sandbox.close());

const memory = emptyMemory();
const now = () => Date.parse(sides.sandbox.control.stats().time);

async function poll(numbers: string[]): Promise<StatusChange[]> {
	const { autotask: login, tdSynnex: tds } = sides.sandbox.addresses;
	const account = {
		customerNumber: tds!.customerNumber,
		country: 'US',
		environment: 'custom',
		ecUrl: tds!.ecUrl,
		invoiceUrl: tds!.invoiceUrl,
	} as const;
	const clock = { now, sleep: async () => {}, random: () => 0.5 };
	const client = createAutotask({
		send: axiosSend(autotaskSign(login!)),
		clock,
		userName: login!.userName,
		zoneDiscoveryUrl: login!.zoneDiscoveryUrl,
		attempts: 1,
		budgetShare: 100,
	});
	const { changes, summary } = await pollStatus(
		{
			autotask: retryingReads(client, clock),
			sources: createSources({
				send: axiosSend((request) => ({
					...request,
					body: sign(request.body ?? '', request.url, tds!, account),
				})),
				clock,
				...account,
			}),
			clock,
			token: () => `test-${now()}`,
			memory,
		},
		{
			...DEFAULT_STATUS_SETTINGS,
			scope: { kind: 'given', numbers },
			pace: { mode: 'always', callsPerHour: 100_000 },
			write: { ...DEFAULT_WRITES, receive: 'shipped' },
		},
		{ ...account, host: 'sandbox', currency: 'USD' },
		{ run: '', workflow: '', step: '', environment: 'custom', dryRun: false, webUrl: '' },
	);
	expect(summary.activity.filter(({ outcome }) => outcome === 'failed')).toEqual([]);
	return changes;
}

const SCENARIOS: [string, Partial<Scenario>][] = [
	['plain', {}],
	['in two shipments of two boxes', { shipments: 2, packages: 2 }],
	['split over two warehouses', { split: true }],
	['half on back order', { backOrder: true, backOrderSeconds: 5 * 86_400 }],
	['held for a day', { outcome: 'hold', holdSeconds: 86_400 }],
	['cancelled before anything leaves', { cancelAfterSeconds: 3600 }],
	['cancelled after the first of two shipments', { shipments: 2, cancelAfterSeconds: 10 * 3600 }],
	['invoiced late', { invoiceAfterSeconds: 6 * 86_400 }],
];

/** The order book of the twin is the ledger: what was told must add up to it. */
it.each(SCENARIOS)(
	"an order that is %s: what was told is what TD SYNNEX's own book says",
	async (name, scenario) => {
		const index = SCENARIOS.findIndex(([one]) => one === name);
		const products = sides.products().slice(index * 2, index * 2 + 2);
		const order: PlacedOrder = await sides.place(
			String(900 + index),
			products.map((product, at) => ({ product, quantity: 3 + at })),
			scenario,
		);
		const told: StatusChange[] = [];
		for (const hours of [1, 5.1, 5, 14, 24, 24, 96, 240]) {
			sides.hours(hours);
			told.push(...(await poll([order.number])));
		}
		expect(await poll([order.number])).toEqual([]);
		const [purchase] = sides.sandbox.tdSynnex.shop.orders.under(order.number);
		const states = purchase!.lines.map((line) => ({
			number: Number(line.lineNumber),
			ordered: line.quantity,
			...lineState(line, now()),
		}));
		for (const number of [1, 2]) {
			const mine = states.filter((line) => line.number === number);
			const sum = (kinds: string[]) =>
				told
					.filter(({ kind }) => kinds.includes(kind))
					.flatMap(({ lines }) => lines.filter(({ line }) => line === number))
					.reduce((so, { quantity }) => so + quantity, 0);
			const shipped = mine.reduce((so, line) => so + line.shipped, 0);
			expect(sum(['shipped', 'partlyShipped'])).toBe(shipped);
			expect(sum(['cancelled'])).toBe(mine.reduce((so, line) => so + line.ordered, 0) - shipped);
			const received = sides.sandbox.autotask.admin
				.records('PurchaseOrderItemReceiving')
				.filter(({ purchaseOrderItemID }) => purchaseOrderItemID === order.itemIds[number - 1])
				.reduce((so, { quantityNowReceiving }) => so + Number(quantityNowReceiving), 0);
			expect(received).toBe(shipped);
		}
		const numbers = (kind: string, field: 'invoiceNumber') =>
			told
				.filter((one) => one.kind === kind)
				.map((one) => one[field])
				.sort();
		expect(numbers('invoiced', 'invoiceNumber')).toEqual(
			billsBy([purchase!], 'US', now())
				.map((bill) => bill.number)
				.sort(),
		);
		const tracking = told
			.filter(({ kind }) => kind !== 'invoiced')
			.flatMap(({ trackingNumbers }) => trackingNumbers.split(', ').filter(Boolean));
		expect([...tracking].sort()).toEqual(
			[
				...new Set(
					states.flatMap(({ packages }) =>
						packages.flatMap(({ trackingNumber }) => trackingNumber ?? []),
					),
				),
			].sort(),
		);
		expect(told.filter(({ kind }) => kind === 'needsAttention')).toEqual([]);
		const nothing = states.every(({ shipped }) => shipped === 0);
		expect(sides.row('PurchaseOrders', order.id).generalMemo).toContain(
			`Status: ${nothing ? 'Cancelled' : name.startsWith('cancelled after') ? 'Invoiced' : 'Closed'}`,
		);
	},
);

it('reads what the carrier reports: delivered pieces, and a package that was refused', async () => {
	const [product] = sides.products().slice(40, 41);
	const lines = [{ product: product!, quantity: 3 }];
	const carrier = { deliverAfterSeconds: 48 * 3600 };
	const taken = await sides.place('970', lines, carrier);
	const refused = await sides.place('971', lines, { ...carrier, refuseDelivery: true });
	const told: StatusChange[] = [];
	for (const hours of [1, 6, 50]) {
		sides.hours(hours);
		told.push(...(await poll([taken.number, refused.number])));
	}
	const kindsOf = (number: string) =>
		told.filter(({ poNumber }) => poNumber === number).map(({ kind }) => kind);
	expect(kindsOf('970')).toEqual(['shipped', 'delivered', 'invoiced']);
	expect(kindsOf('971')).toEqual(['shipped', 'invoiced', 'needsAttention']);
	const [problem] = told.filter(({ kind }) => kind === 'needsAttention');
	expect(problem?.what).toMatch(/the recipient refused package \d+ of line 1/);
	expect(problem?.remedy).toContain('Do not order it again before');
	const shipped = told.find(({ kind }) => kind === 'shipped');
	expect(shipped?.estimatedDelivery).toMatch(/^\d{4}-\d{2}-\d{2}$/);
	expect(await poll([taken.number, refused.number])).toEqual([]);
});

it('tells when TD SYNNEX plans to ship', async () => {
	const [product] = sides.products().slice(42, 43);
	const lines = [{ product: product!, quantity: 1 }];
	const order = await sides.place('972', lines, { outcome: 'hold', holdSeconds: 3600 });
	sides.hours(2);
	const [released] = await poll([order.number]);
	expect(released).toMatchObject({ kind: 'accepted', estimatedDelivery: '' });
	expect(released?.estimatedShip).toMatch(/^\d{4}-\d{2}-\d{2}$/);
});
