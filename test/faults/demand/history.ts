import { createOrder } from '../../../lib/orders/create/create-and-submit';
import { planCharges, planOpportunity } from '../../../lib/orders/create/plan-charges';
import { readOpportunity } from '../../../lib/orders/create/plan-from-opportunity';
import type { PlannedPo } from '../../../lib/orders/create/types';
import type { OrderPorts } from '../../../lib/orders/ports';
import { pollStatus } from '../../../lib/order-status/poll';
import { DEFAULT_STATUS_SETTINGS, DEFAULT_WRITES } from '../../../lib/order-status/settings';
import { reconcileOrders, submitOrders } from '../../../lib/orders/submit/batch';
import type { OrderResult } from '../../../lib/orders/types';
import { Random } from '../../../sandbox/core';
import { approve, pick } from '../../../sandbox/autotask/procurement/people';
import {
	CHARGE_KINDS,
	chargeTable,
	findCharge,
	pickedFor,
} from '../../../sandbox/autotask/procurement/charges';
import { win } from '../../../sandbox/autotask/procurement/wizard';
import { create, update } from '../../../sandbox/autotask/write';
import { ProcurementShop, type Kind } from '../../unit/orders/procurement-fixture';

const MINUTE = 60_000;
const HOURS = 3;

/** What was ordered by a person at a moment, without us. */
export interface HandOrder {
	sku: string;
	poId: number;
	at: number;
	withdrawn: boolean;
}

/** One made-up afternoon: purchasers, the won wizard, our runs side by side, crashes, receipts. */
export class History {
	readonly shop = new ProcurementShop();
	readonly handOrders: HandOrder[] = [];
	/** Everything that our last runs said. */
	told = '';
	/** Faults of the package itself. */
	readonly faults: string[] = [];
	/** Lines that were made for more than their charge needed. */
	readonly aboveNeed: string[] = [];
	/** Receipts by our polls. */
	received = 0;
	/** Lines of free stock that a person's receipt made, above what its charge waited for by then. */
	private readonly surplusByHand = new Set<number>();
	/** Charges that wait for less than they did as they were ordered. */
	private readonly lowered = new Set<number>();
	private readonly random: Random;
	private good = 0;
	private runs = 0;
	private deal: { opportunity: number; sold: boolean } | null = null;

	constructor(
		readonly seed: number,
		private readonly breaker: Breaker | null = null,
	) {
		this.random = new Random(seed);
		const { random, shop } = this;
		shop.set({
			onOrder: random.pick(['whenAdded', 'whenSubmitted']),
			partialReceipt: random.pick(['oneRow', 'split']),
			canceledOrder: random.pick(['needAgain', 'stayOnOrder']),
			chargeLineProduct: random.pick(['filled', 'empty']),
			chargeWithProduct: random.pick(['accepted', 'refused']),
			chargeWithoutProduct: random.pick(['ready', 'need']),
			memo: random.pick(['asSent', 'crlf', 'trimmed', 'noTrailingBlanks', 'noTags']),
			numbering: random.chance(0.8),
			approvalLimit: random.chance(0.3) ? 300 : null,
		});
		shop.tdSynnex.plan({
			shipAfterSeconds: 60 * random.int(5, 40),
			shipments: random.int(1, 2),
			betweenShipmentsSeconds: 60 * random.int(10, 60),
			invoiceAfterSeconds: 600,
		});
		shop.autotask.readDelay = random.chance(0.3) ? random.int(1, 2) : 0;
	}

	async play(): Promise<void> {
		this.sell(this.random.int(2, 5));
		if (this.random.chance(0.4)) this.openDeal();
		for (let events = this.random.int(8, 18); events > 0; events--) {
			const at = this.random.int(0, HOURS * 60 * MINUTE);
			this.shop.time.in(at, () => this.happen());
			// company comes in pairs: whatever happens may happen twice at once
			if (this.random.chance(0.4))
				this.shop.time.in(at + this.random.int(0, 4_000), () => this.happen());
		}
		await this.shop.time.runOut();
		await this.calm();
	}

	/** Nothing goes wrong any more: what is left is completed, settled, or told. */
	private async calm(): Promise<void> {
		this.shop.autotask.readDelay = 0;
		for (let round = 0; round < 3; round++) {
			await this.shop.pass(40);
			this.told = '';
			const ports = broken(this.shop.ports(`calm-${round}`), this.breaker);
			await this.shop.through(this.reconcile(ports).catch((error) => this.fault(error)));
			await this.shop.through(this.orderCharges(ports, true).catch((error) => this.fault(error)));
			await this.shop.through(this.submitReady(ports).catch((error) => this.fault(error)));
			await this.shop.through(this.pollStatus(ports).catch((error) => this.fault(error)));
		}
		this.aboveNeed.push(...this.surplusOfOurs());
	}

	private happen(): void {
		const { random } = this;
		const act = random.pick([
			() => this.run((ports) => this.orderCharges(ports, random.chance(0.7))),
			() => this.run((ports) => this.orderCharges(ports, true)),
			() => this.run((ports) => this.orderCharges(ports, true)),
			() => this.run((ports) => this.submitReady(ports)),
			() => this.run((ports) => this.reconcile(ports)),
			() => this.run((ports) => this.orderDeal(ports)),
			() => this.buyByHand(),
			() => this.buyByHand(),
			() => this.cancelOne(),
			() => this.receiveSome(),
			() => this.receiveSome(),
			() => this.run((ports) => this.pollStatus(ports)),
			() => this.run((ports) => this.pollStatus(ports)),
			() => this.lowerOne(),
			() => this.approveSome(),
			() => this.wizard(),
			() => this.sell(1),
		]);
		act();
	}

	/** A run of ours; one in four ends in the middle, without a word. */
	private run(work: (ports: OrderPorts) => Promise<unknown>): void {
		const ports = broken(this.shop.ports(`run-${++this.runs}`), this.breaker);
		const life = { calls: this.random.chance(0.25) ? this.random.int(1, 60) : Infinity };
		const mortal: OrderPorts = {
			...ports,
			autotask: ending(ports.autotask, life),
			tdSynnex: ending(ports.tdSynnex, life),
		};
		void work(mortal).catch((error) => this.fault(error));
	}

	private async orderCharges(ports: OrderPorts, submit: boolean): Promise<void> {
		const { shop } = this;
		const { plans, leftOut } = await planCharges(ports, { by: 'all' }, shop.job([]).source, {
			groupBy: 'shipTo',
			shipTo: 'sale',
			address: NOWHERE,
			phone: '',
			inventoryLocationId: String(shop.location),
			memo: '',
			modulesNotInUse: [],
			costFrom: 'live',
			customerPoNumber: false,
		});
		if (this.breaker !== 'word') this.told += leftOut.map(({ text }) => text).join('\n');
		for (const plan of plans) await this.make(ports, plan, submit);
	}

	private async orderDeal(ports: OrderPorts): Promise<void> {
		const { shop, deal } = this;
		if (deal === null) return;
		// by product or by charges is decided as it begins: the wizard may not run in that very minute
		const sold = deal.sold;
		const { source } = shop.job([]);
		const won = await readOpportunity(ports.autotask, String(deal.opportunity), source);
		const settings = {
			source,
			wonStatuses: ['Closed'],
			shipTo: 'company' as const,
			address: NOWHERE,
			phone: '',
			inventoryLocationId: String(shop.location),
			memo: '',
			modulesNotInUse: [],
		};
		const plans = await planOpportunity(ports, won, settings, 'byProduct');
		if (sold !== deal.sold) return;
		for (const plan of plans) await this.make(ports, plan, true);
	}

	private async make(ports: OrderPorts, plan: PlannedPo, submit: boolean): Promise<void> {
		try {
			this.tell([await createOrder(ports, plan, { ...this.shop.job([]), submit })]);
		} catch (error) {
			this.fault(error);
		}
	}

	private async submitReady(ports: OrderPorts): Promise<void> {
		const vendorId = String(this.shop.vendor);
		const selection = { by: 'ready' as const, vendorId, status: 'New', memoMark: '' };
		this.tell(await submitOrders(ports, { ...this.shop.job([]), selection }));
	}

	private async reconcile(ports: OrderPorts): Promise<void> {
		const selection = { by: 'open' as const, vendorId: String(this.shop.vendor) };
		this.tell(await reconcileOrders(ports, { ...this.shop.job([]), selection }));
	}

	/** Status Poll, which receives what TD SYNNEX has shipped. */
	private async pollStatus({ autotask, clock, token }: OrderPorts): Promise<void> {
		const { shop } = this;
		const { changes, summary } = await pollStatus(
			{ autotask, clock, token, sources: shop.statusSources(clock) },
			{
				...DEFAULT_STATUS_SETTINGS,
				pace: { mode: 'always', callsPerHour: 100_000 },
				write: { ...DEFAULT_WRITES, receive: 'shipped' },
			},
			shop.account,
			{
				run: '1',
				workflow: 'demand',
				step: 'Poll',
				environment: 'custom',
				dryRun: false,
				webUrl: '',
			},
		);
		this.received += summary.received;
		for (const { title } of changes) this.told += `\n${title}`;
	}

	/** A receipt above its charge makes a line of its own: without charge, and without a mark of ours. */
	private surplusOfOurs(): string[] {
		return this.shop
			.rows('PurchaseOrderItems')
			.filter(({ values }) => values.chargeID == null && !values.memo)
			.filter(({ id }) => !this.surplusByHand.has(id))
			.map(({ id }) => `seed ${this.seed}: our receipt brought line ${id} of free stock`);
	}

	/** A unit that is on order comes out of stock after all, or the customer wants one less. */
	private lowerOne(): void {
		const { world } = this.shop.autotask;
		const onOrder = this.charges().filter(({ id }) => this.shop.statusOf(id) === 'On Order');
		if (onOrder.length === 0) return;
		const charge = this.random.pick(onOrder);
		const quantity = Number(charge.values.unitQuantity);
		this.lowered.add(charge.id);
		if (quantity < 2 || this.random.chance(0.5)) pick(world, charge.id, 1);
		else
			for (const kind of CHARGE_KINDS) {
				const row = chargeTable(world, kind).get(charge.id);
				if (row === charge) chargeTable(world, kind).update(row, { unitQuantity: quantity - 1 });
			}
	}

	private tell(results: OrderResult[]): void {
		for (const { purchaseOrderNumber, problem, warnings } of results)
			this.told += `\nPO ${purchaseOrderNumber}: ${problem?.cause ?? ''} ${warnings.join(' ')}`;
	}

	/** What the trade foresees is told; all else is a fault of the package. */
	private fault(error: unknown): void {
		const { code, message = '' } = error as { code?: string; message?: string };
		if (code === undefined) this.faults.push(`${(error as Error).stack}`);
		else this.told += `\n${message}`;
	}

	/** New charges on a ticket, project or contract; each of goods of its own, so that an order tells its demand. */
	private sell(count: number): void {
		const kind = this.random.pick<Kind>(['Ticket', 'Project', 'Contract']);
		const parent = this.shop.parent(kind);
		for (let at = 0; at < count && this.good < MOST_GOODS; at++) {
			const quantity = this.random.int(1, 4);
			const id = this.shop.charge(parent, this.good++, { kind, quantity });
			const covers = this.random.chance(0.2) && this.shop.statusOf(id) === NEED;
			if (covers) pick(this.shop.autotask.world, id, this.random.int(1, quantity));
		}
	}

	private openDeal(): void {
		const { shop } = this;
		const { schema } = shop.autotask.world;
		const opportunity = shop.autotask.add('Opportunities', {
			title: 'Deal',
			companyID: shop.customer,
			status: schema.picklistId('Opportunities', 'status', 'Closed'),
		});
		const quoteID = shop.autotask.add('Quotes', { opportunityID: opportunity, primaryQuote: true });
		for (let at = 0; at < 2; at++) {
			const good = this.good++;
			shop.autotask.add('QuoteItems', {
				quoteID,
				productID: shop.product(good),
				name: 'Goods',
				quantity: 1,
				unitCost: Number(shop.good(good).cost),
				unitPrice: Number(shop.good(good).cost) * 1.2,
				isOptional: false,
			});
		}
		this.deal = { opportunity, sold: false };
	}

	private wizard(): void {
		if (this.deal === null || this.deal.sold) return;
		this.deal.sold = true;
		win(this.shop.autotask.world, { opportunityId: this.deal.opportunity });
	}

	private charges() {
		return CHARGE_KINDS.flatMap((kind) => chargeTable(this.shop.autotask.world, kind).all());
	}

	private buyByHand(): void {
		const open = this.charges().filter(
			({ id }) => this.shop.statusOf(id) === NEED && !this.isCovered(id),
		);
		if (open.length === 0) return;
		const { id } = this.random.pick(open);
		const submit = this.random.chance(0.5);
		const poId = this.shop.byHand([id], { submit });
		const sku = this.skuOf(id);
		if (submit) this.handOrders.push({ sku, poId, at: this.shop.time.now(), withdrawn: false });
	}

	/** Stock has it all: nobody would buy it. */
	private isCovered(id: number): boolean {
		const charge = findCharge(this.shop.autotask.world, id);
		const picked = charge ? pickedFor(this.shop.autotask.world, charge) : 0;
		return picked >= Number(charge?.row.values.unitQuantity);
	}

	private cancelOne(): void {
		const { world } = this.shop.autotask;
		const labels = ['New', 'Submitted'];
		const open = this.shop.rows('PurchaseOrders').filter(({ values }) => {
			const label = world.schema.picklistLabel('PurchaseOrders', 'status', values.status) ?? '';
			return labels.includes(label);
		});
		if (open.length === 0) return;
		const { id } = this.random.pick(open);
		const status = world.schema.picklistId('PurchaseOrders', 'status', 'Canceled');
		update(world, world.schema.named('PurchaseOrders'), { id, status }, null, 'PATCH');
		for (const hand of this.handOrders) if (hand.poId === id) hand.withdrawn = true;
	}

	/** Part or all of what a submitted line still waits for. */
	private receiveSome(): void {
		const { world } = this.shop.autotask;
		const submitted = ['Submitted', 'Received Partial'];
		const lines = this.shop.rows('PurchaseOrderItems').filter(({ values }) => {
			const order = this.shop.record(Number(values.orderID));
			const label = world.schema.picklistLabel('PurchaseOrders', 'status', order.status) ?? '';
			return submitted.includes(label) && values.chargeID != null;
		});
		if (lines.length === 0) return;
		const { id, values } = this.random.pick(lines);
		const there = this.shop
			.rows('PurchaseOrderItemReceiving')
			.filter((row) => row.values.purchaseOrderItemID === id)
			.reduce((sum, row) => sum + Number(row.values.quantityNowReceiving), 0);
		const open = Number(values.quantity) - there;
		if (open <= 0) return;
		const units = this.random.chance(0.5) ? open : 1;
		const before = this.shop.rows('PurchaseOrderItems').length;
		create(
			world,
			world.schema.named('PurchaseOrderItemReceiving'),
			{ purchaseOrderItemID: id, quantityNowReceiving: units },
			{ key: 'purchaseOrderItemID', id },
		);
		const made = this.shop.rows('PurchaseOrderItems').slice(before);
		for (const line of made) this.surplusByHand.add(line.id);
		if (made.length > 0 && !this.lowered.has(Number(values.chargeID)))
			this.aboveNeed.push(`seed ${this.seed}: line ${id} brought more than its charge needed`);
	}

	private approveSome(): void {
		const waiting = this.charges().filter(({ id }) => this.shop.statusOf(id) === WAITING);
		if (waiting.length > 0) approve(this.shop.autotask.world, this.random.pick(waiting).id, null);
	}

	skuOf(chargeId: number): string {
		const charge = this.charges().find(({ id }) => id === chargeId);
		const { sku } = this.shop.autotask.row('Products', Number(charge?.values.productID));
		return String(sku).replace('TDS-', '');
	}
}

/** What is taken out of a run, to show that each count can be trusted. */
export type Breaker = 'lookUp' | 'fence' | 'word';

/** Without the look-up, no line is found by its charge; without the fence, each charge waits for more than it sells. */
function broken(ports: OrderPorts, breaker: Breaker | null): OrderPorts {
	if (breaker !== 'lookUp' && breaker !== 'fence') return ports;
	const query: OrderPorts['autotask']['query'] = async (entity, asked) => {
		const records = await ports.autotask.query(entity, asked);
		if (breaker === 'lookUp')
			return JSON.stringify(asked.filter).includes('"chargeID"') ? [] : records;
		return records.map((record) =>
			entity.endsWith('Charges') ? { ...record, unitQuantity: 99 } : record,
		);
	};
	const autotask = new Proxy(ports.autotask, {
		get: (target, name) => (name === 'query' ? query : (Reflect.get(target, name) as unknown)),
	});
	return { ...ports, autotask };
}

/** Never answers again once its calls are used up: the call before may have had its effect or not. */
function ending<T extends object>(target: T, life: { calls: number }): T {
	return new Proxy(target, {
		get(of, name) {
			const value: unknown = Reflect.get(of, name);
			if (typeof value !== 'function' || name === 'stats' || name === 'pages') return value;
			return async (...asked: unknown[]) => {
				if (--life.calls < 0) await new Promise(() => {});
				const answer: unknown = await (value as (...a: unknown[]) => unknown).apply(of, asked);
				if (life.calls <= 0) await new Promise(() => {});
				return answer;
			};
		},
	});
}

const NEED = 'Need to Order/Fulfill';
const WAITING = 'Waiting Approval';
const MOST_GOODS = 38;
const NOWHERE = {
	name1: '',
	name2: '',
	line1: '',
	line2: '',
	city: '',
	state: '',
	zip: '',
	country: '',
};
