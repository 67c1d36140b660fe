import { setTimeout as pause } from 'node:timers/promises';
import { createAutotask } from '../../../lib/autotask';
import type { Clock } from '../../../lib/shared/clock';
import type { Send } from '../../../lib/shared/http';
import type { OrderTerms } from '../../../lib/orders/submit/evaluate';
import { DEFAULT_OPTIONS } from '../../../lib/orders/request/options';
import { retryingReads } from '../../../lib/autotask/records/retrying-reads';
import type { OrderPorts } from '../../../lib/orders/ports';
import type { OrderJob } from '../../../lib/orders/submit/batch';
import { DEFAULT_SETTINGS, type OrderSettings } from '../../../lib/orders/settings';
import { createTdSynnex } from '../../../lib/orders/submit/order-gateway';
import type { Account } from '../../../lib/orders/types';
import { sign } from '../../../lib/tdsynnex/ec-xml/auth';
import { type Sandbox, startSandbox } from '../../../sandbox';
import type { WorldProduct } from '../../../sandbox/world/product';
import { httpSend } from './http';

/** Both twins over HTTP, with products that can be ordered and an MSP's purchase orders. */
export class LoopbackShop {
	readonly goods: WorldProduct[];
	readonly vendor: number;
	private readonly location: number;
	private tokens = 0;
	private clock = REAL_TIME;

	private constructor(readonly sandbox: Sandbox) {
		const { admin } = sandbox.autotask;
		this.vendor = idOf(admin.records('Companies'), 'companyName', 'TD SYNNEX');
		this.location = Number(admin.records('InventoryLocations')[0]?.id);
		const { world } = sandbox.tdSynnex.shop;
		this.goods = Array.from({ length: world.skus }, (_, index) => world.at(index)).filter(plain);
		sandbox.tdSynnex.scenario('*', {});
	}

	/** @param latencyMs what every answer of both takes at least */
	static async open(latencyMs = 0, seed = 1): Promise<LoopbackShop> {
		return new LoopbackShop(
			await startSandbox({ seed, skus: 1_000, ownProducts: 30, incumbentProducts: 80, latencyMs }),
		);
	}

	/** For runs one after the other: a pause turns the clocks of package and twins on, and takes no time. */
	skipPauses(): this {
		let skipped = 0;
		this.clock = {
			now: () => Date.now() + skipped,
			sleep: async (ms) => {
				skipped += ms;
				this.sandbox.control.advance(ms / 1000);
			},
			random: () => Math.random(),
		};
		return this;
	}

	/** Pauses that take no time are as long as in earnest: a busy machine then outlives no claim. */
	get timing() {
		return this.clock === REAL_TIME ? QUICK : DEFAULT_SETTINGS.timing;
	}

	/** Lets time pass between two runs. */
	async pass(ms: number): Promise<void> {
		await this.clock.sleep(ms);
	}

	/** A purchase order as a person makes it in Autotask. */
	purchaseOrder(
		lines: { good: number; quantity: number; unitCost?: string; memo?: string }[],
		more: Record<string, string | number> = {},
	): number {
		const { admin } = this.sandbox.autotask;
		const [id = 0] = admin.addRecords('PurchaseOrders', [
			{
				purchaseOrderNumber: this.nextNumber(),
				vendorID: this.vendor,
				status: 1,
				shipToName: 'Smith & Sons <Dental>',
				shipToAddress1: '1 Main Street',
				shipToCity: 'Greenville',
				shipToState: 'South Carolina',
				shipToPostalCode: '29601',
				phone: '864-555-0100',
				generalMemo: 'Deliver to the back door.',
				createDateTime: '2026-06-01T08:00:00Z',
				...more,
			},
		]);
		for (const { good, quantity, unitCost, memo = '' } of lines) {
			admin.addRecords('PurchaseOrderItems', [
				{
					orderID: id,
					productID: this.product(good),
					quantity,
					unitCost: Number(unitCost ?? this.good(good).cost),
					inventoryLocationID: this.location,
					memo,
				},
			]);
		}
		return id;
	}

	/** After all that Autotask's own counter has given. */
	private nextNumber(): string {
		const numbers = this.sandbox.autotask.admin
			.records('PurchaseOrders')
			.map(({ purchaseOrderNumber }) => Number(purchaseOrderNumber));
		return String(Math.max(...numbers.filter(Number.isFinite)) + 1);
	}

	good(index: number): WorldProduct {
		return this.goods[index % this.goods.length] as WorldProduct;
	}

	/** The Autotask product of a TD SYNNEX product; made at first use. */
	product(good: number): number {
		const { admin } = this.sandbox.autotask;
		const { sku, description, cost } = this.good(good);
		const known = admin.records('Products').find((product) => product.sku === `TDS-${sku}`);
		if (known) return Number(known.id);
		const values = { name: description, sku: `TDS-${sku}`, isActive: true, unitCost: Number(cost) };
		return admin.addRecords('Products', [values])[0] ?? 0;
	}

	record(id: number): Record<string, unknown> {
		const found = this.sandbox.autotask.admin.records('PurchaseOrders');
		return found.find((record) => record.id === id) ?? {};
	}

	/** @param wrap stands between a run and the network, such as a process that dies */
	ports(
		name: string,
		wrap: (send: Send) => Send = (send) => send,
		users: 'one user' | 'both users' = 'one user',
	): OrderPorts {
		const { autotask, tdSynnex } = this.sandbox.addresses;
		if (!autotask || !tdSynnex) throw new Error('both twins are needed');
		const { ecUrl, userId, password, customerNumber } = tdSynnex;
		const { readOnlyUserId, readOnlyPassword } = tdSynnex;
		const login = {
			userId,
			password,
			...(users === 'both users' && { readOnlyUserId, readOnlyPassword }),
		};
		const account = {
			customerNumber,
			country: 'US' as const,
			environment: 'custom' as const,
			ecUrl,
			invoiceUrl: ecUrl,
		};
		const plainSend = wrap(httpSend());
		const client = createAutotask({
			send: wrap(
				httpSend({
					ApiIntegrationCode: autotask.integrationCode,
					UserName: autotask.userName,
					Secret: autotask.secret,
				}),
			),
			clock: this.clock,
			userName: autotask.userName,
			zoneDiscoveryUrl: autotask.zoneDiscoveryUrl,
			unbudgeted: true,
			attempts: 1,
		});
		return {
			autotask: retryingReads(client, this.clock),
			tdSynnex: createTdSynnex({
				send: (request) =>
					plainSend({
						...request,
						body: sign(request.body ?? '', request.url, login, account),
					}),
				clock: this.clock,
				account: this.account(),
				ecUrl,
			}),
			clock: this.clock,
			token: () => `${name}-${++this.tokens}`,
		};
	}

	account(): Account {
		const { tdSynnex } = this.sandbox.addresses;
		return {
			environment: 'custom',
			host: new URL(tdSynnex?.ecUrl ?? '').host,
			customerNumber: tdSynnex?.customerNumber ?? '',
			country: 'US',
			currency: 'USD',
		};
	}

	job(
		ids: number[],
		change: (settings: OrderSettings) => OrderSettings = (same) => same,
	): OrderJob {
		return {
			selection: { by: 'name', ids: ids.map(String), numbers: [] },
			source: { vendorId: String(this.vendor), skuPattern: 'TDS-{sku}', minimumField: '' },
			amount: { from: '', to: '' },
			cancelled: () => false,
			terms: async () => this.terms(change),
		};
	}

	terms(change: (settings: OrderSettings) => OrderSettings = (same) => same): OrderTerms {
		return {
			account: this.account(),
			settings: change({
				...DEFAULT_SETTINGS,
				orderNumberField: 'externalPONumber',
				timing: this.timing,
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
			texts: () => [],
		};
	}
}

/** Short enough for a test; long enough that loopback keeps to the settle time. */
export const QUICK = { settle: 1_200, claimLife: 2_000, quiet: 2_000, window: 2_500 };

/** Real time, but pauses between tries shortened: the twins do not tire. */
const REAL_TIME: Clock = {
	now: () => Date.now(),
	sleep: async (ms) => void (await pause(ms > QUICK.settle ? ms / 20 : ms)),
	random: () => Math.random(),
};

function plain(product: WorldProduct): boolean {
	const { status, stock, endUserRequired, hostility, category } = product;
	return (
		status === 'Active' &&
		!endUserRequired &&
		hostility === null &&
		category.media !== 'SWL' &&
		stock.some(({ quantity }) => quantity >= 20)
	);
}

function idOf(records: Record<string, unknown>[], field: string, value: string): number {
	return Number(records.find((record) => record[field] === value)?.id);
}
