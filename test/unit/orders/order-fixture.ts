import { createAutotask } from '../../../lib/autotask';
import type { Clock } from '../../../lib/shared/clock';
import type { Send, WireRequest, WireResponse } from '../../../lib/shared/http';
import type { OrderTerms } from '../../../lib/orders/submit/evaluate';
import { DEFAULT_OPTIONS, type OptionTexts } from '../../../lib/orders/request/options';
import { retryingReads } from '../../../lib/autotask/records/retrying-reads';
import type { SentMemory, OrderPorts } from '../../../lib/orders/ports';
import {
	type OrderJob,
	previewOrders,
	reconcileOrders,
	submitOrders,
} from '../../../lib/orders/submit/batch';
import { DEFAULT_SETTINGS, type OrderSettings } from '../../../lib/orders/settings';
import { createSources, type StatusSources } from '../../../lib/order-status/fetch/status-gateway';
import { createTdSynnex } from '../../../lib/orders/submit/order-gateway';
import type { Account, OrderResult } from '../../../lib/orders/types';
import { sign } from '../../../lib/tdsynnex/ec-xml/auth';
import { AutotaskDoor } from '../../faults/orders/autotask-door';
import { ACCOUNT, EC_URL, GOODS, TdSynnexDoor } from '../../faults/orders/tdsynnex-door';
import { VirtualTime } from '../../faults/orders/virtual-time';

/** What stands between a run and one of the two systems. */
export type Wrap = (
	next: (request: WireRequest) => WireResponse,
) => (request: WireRequest) => WireResponse;
export type Change = (settings: OrderSettings) => OrderSettings;

/** The twins' own order book and rules without sockets, in virtual time: hours pass in milliseconds. */
export class VirtualShop {
	readonly time = new VirtualTime(Date.parse('2026-06-01T09:00:00Z'));
	readonly autotask = new AutotaskDoor(this.time.sandboxClock());
	readonly tdSynnex = new TdSynnexDoor(() => this.time.now());
	readonly vendor = 7001;
	/** Everything that was asked, as `PATCH PurchaseOrders` or `POST /SynnexXML/PO`. */
	readonly calls: string[] = [];
	/** Stands before Autotask and TD SYNNEX; each run sees what is set when it makes a call. */
	beforeAutotask: Wrap = (next) => next;
	beforeTdSynnex: Wrap = (next) => next;
	memory: SentMemory | undefined;
	/** Ms that a call takes there and back. */
	latency = 100;
	account: Account = {
		environment: 'custom',
		host: 'tdsynnex.test',
		customerNumber: ACCOUNT.customerNumber,
		country: 'US',
		currency: 'USD',
	};
	/** Options of the node. */
	texts: OptionTexts = {};
	private tokens = 0;
	private numbers = 16;
	readonly location: number;
	private readonly statusNew: number;

	constructor() {
		const { store, schema } = this.autotask.world;
		store.table('Companies').insert({ companyName: 'TD SYNNEX', companyType: 7 }, {}, this.vendor);
		this.location = this.autotask.add('InventoryLocations', {
			locationName: 'Main',
			isActive: true,
		});
		this.statusNew = schema.picklistId('PurchaseOrders', 'status', 'New');
	}

	/** A purchase order as a person makes it in Autotask. */
	purchaseOrder(
		lines: { good: number; quantity: number; unitCost?: string }[] = [{ good: 0, quantity: 2 }],
		more: Record<string, string | number> = {},
	): number {
		const id = this.autotask.add('PurchaseOrders', {
			purchaseOrderNumber: String(this.numbers++),
			vendorID: this.vendor,
			status: this.statusNew,
			shipToName: 'Smith & Sons <Dental>',
			shipToAddress1: '1 Main Street',
			shipToCity: 'Greenville',
			shipToState: 'SC',
			shipToPostalCode: '29601',
			phone: '864-555-0100',
			generalMemo: 'Deliver to the back door.',
			createDateTime: '2026-06-01T08:00:00Z',
			...more,
		});
		for (const line of lines) this.line(id, line);
		return id;
	}

	line(
		orderID: number,
		{ good, quantity, unitCost }: { good: number; quantity: number; unitCost?: string },
	): number {
		return this.autotask.add('PurchaseOrderItems', {
			orderID,
			productID: this.product(good),
			quantity,
			unitCost: Number(unitCost ?? this.good(good).cost),
			inventoryLocationID: this.location,
		});
	}

	good(index: number) {
		return GOODS[index % GOODS.length] as (typeof GOODS)[number];
	}

	product(good: number): number {
		const { sku, description } = this.good(good);
		const known = this.rows('Products').find(({ values }) => values.sku === `TDS-${sku}`);
		if (known) return known.id;
		return this.autotask.add('Products', { name: description, sku: `TDS-${sku}`, isActive: true });
	}

	rows(entity: string) {
		return this.autotask.world.store.table(entity).all();
	}

	items(id: number) {
		return this.rows('PurchaseOrderItems').filter(({ values }) => values.orderID === id);
	}

	record(id: number) {
		return this.autotask.row('PurchaseOrders', id);
	}

	memo(id: number): string {
		return String(this.record(id).generalMemo ?? '');
	}

	/** Orders that stand at TD SYNNEX under the purchase order's number. */
	placed(id: number, poNumber = String(this.record(id).purchaseOrderNumber)) {
		return this.tdSynnex.book.under(poNumber).filter(({ code }) => code === 'accepted');
	}

	ports(name: string): OrderPorts {
		const clock: Clock = {
			now: () => this.time.now(),
			sleep: (ms) => new Promise((resolve) => this.time.in(ms, resolve)),
			random: () => 0.5,
		};
		const signing = this.signing();
		const client = createAutotask({
			send: this.sender((request) =>
				this.beforeAutotask((one) => this.autotask.answer(one))(request),
			),
			clock,
			userName: 'api',
			zoneDiscoveryUrl: AutotaskDoor.discoveryUrl,
			unbudgeted: true,
			attempts: 1,
		});
		return {
			autotask: retryingReads(client, clock),
			tdSynnex: createTdSynnex({ send: signing, clock, account: this.account, ecUrl: EC_URL }),
			clock,
			token: () => `${name}-${++this.tokens}`,
			memory: this.memory,
		};
	}

	/** What TD SYNNEX says of orders, as a status poll asks. */
	statusSources(clock: Clock): StatusSources {
		return createSources({
			send: this.signing(),
			clock,
			customerNumber: ACCOUNT.customerNumber,
			ecUrl: EC_URL,
			invoiceUrl: EC_URL,
		});
	}

	private signing(): Send {
		const toTdSynnex = this.sender((request) =>
			this.beforeTdSynnex((one) =>
				one.url.endsWith('/FreightQuote') ? NO_FREIGHT : this.tdSynnex.answer(one),
			)(request),
		);
		return (request) =>
			toTdSynnex({
				...request,
				body: sign(request.body ?? '', request.url, LOGIN, {
					customerNumber: ACCOUNT.customerNumber,
					country: 'US',
					environment: 'custom',
					ecUrl: EC_URL,
					invoiceUrl: EC_URL,
				}),
			});
	}

	terms(change: Change = (same) => same): OrderTerms {
		return {
			account: this.account,
			settings: change({
				...DEFAULT_SETTINGS,
				orderNumberField: 'externalPONumber',
				rules: {
					...DEFAULT_SETTINGS.rules,
					vendorId: String(this.vendor),
					readyStatus: 'New',
					capPerOrder: '',
					capPerRun: '',
					capPerDay: '',
					approvalAbove: '',
				},
			}),
			defaults: DEFAULT_OPTIONS,
			texts: () => [this.texts],
		};
	}

	job(ids: number[], change?: Change): OrderJob {
		return {
			selection: { by: 'name', ids: ids.map(String), numbers: [] },
			source: { vendorId: String(this.vendor), skuPattern: 'TDS-{sku}', minimumField: '' },
			amount: { from: '', to: '' },
			cancelled: () => false,
			terms: async () => this.terms(change),
		};
	}

	async submitAll(ids: number[], change?: Change): Promise<OrderResult[]> {
		return await this.through(submitOrders(this.ports('run'), this.job(ids, change)));
	}

	async submit(id: number, change?: Change): Promise<OrderResult> {
		return (await this.submitAll([id], change))[0] as OrderResult;
	}

	async reconcile(id: number, change?: Change): Promise<OrderResult> {
		const job = this.job([id], change);
		return (await this.through(reconcileOrders(this.ports('run'), job)))[0] as OrderResult;
	}

	async preview(id: number, change?: Change) {
		return (await this.through(previewOrders(this.ports('run'), this.job([id], change))))[0];
	}

	/** Lets the time run until nothing is left to happen, and hands back what came of the work. */
	async through<T>(work: Promise<T>): Promise<T> {
		const outcome = work.then(
			(value) => ({ value }),
			(error: unknown) => ({ error }),
		);
		await this.time.runOut();
		const done = await outcome;
		if ('error' in done) throw done.error;
		return done.value;
	}

	async pass(minutes: number): Promise<void> {
		this.time.in(minutes * 60_000, () => {});
		await this.time.runOut();
	}

	private sender(answer: (request: WireRequest) => WireResponse): Send {
		return (request) =>
			new Promise((resolve, reject) => {
				this.calls.push(
					`${request.method} ${new URL(request.url).pathname.split('/V1.0/').at(-1)}`,
				);
				this.time.in(this.latency / 2, () => {
					try {
						const response = answer(request);
						this.time.in(this.latency / 2, () => resolve(response));
					} catch (error) {
						reject(error as Error);
					}
				});
			});
	}
}

const NO_FREIGHT: WireResponse = { status: 503, headers: {}, body: '' };
const LOGIN = { userId: ACCOUNT.userId, password: ACCOUNT.password };
