import type { World } from '../../world/world';
import { VENDOR_MANNERS, type Manners } from '../manners';
import { decide } from './decide';
import { Fulfilment } from './fulfil';
import type { Scenario, Scenarios } from './scenario';
import type { PurchaseOrder, SalesOrder, SubmittedOrder } from './types';

const FIRST_ORDER = 40_000_001;
const FIRST_INVOICE = 170_000_001;

/** All purchase orders of the account: the one place where an order comes to be. */
export class OrderBook {
	/** Whether a PO number that was taken before is refused. TD SYNNEX does; the sender must not rely on it. */
	refusesDuplicates = true;
	private taken: PurchaseOrder[] = [];
	private readonly fulfilments = new Map<PurchaseOrder, Fulfilment>();
	private nextOrder = FIRST_ORDER;
	private nextInvoice = FIRST_INVOICE;

	constructor(
		private readonly world: () => World,
		private readonly scenarios: Scenarios,
		private readonly now: () => number,
		private readonly mannersNow: () => Manners = () => VENDOR_MANNERS,
	) {}

	get manners(): Manners {
		return this.mannersNow();
	}

	scenarioOf(poNumber: string): Scenario {
		return this.scenarios.for(poNumber);
	}

	/** The order under this number that was taken already and makes a new one a duplicate; null when there is none. */
	duplicateOf(poNumber: string): PurchaseOrder | null {
		if (!this.refusesDuplicates) return null;
		return this.under(poNumber).find(({ code }) => code === 'accepted') ?? null;
	}

	/** Of an order that is killed as soon as it is made, as duplicates are. */
	killedNumber(): string {
		return String(this.nextOrder++);
	}

	/** Takes or refuses an order that is no duplicate. */
	submit(submitted: SubmittedOrder, requestId: string): PurchaseOrder {
		const at = {
			world: this.world(),
			scenario: this.scenarioOf(submitted.poNumber),
			manners: this.manners,
		};
		const decision = decide(submitted, at);
		const order: PurchaseOrder = {
			poNumber: submitted.poNumber,
			code: decision.refused === null ? 'accepted' : 'rejected',
			reason: decision.refused ?? '',
			hold: decision.hold,
			receivedAt: this.now(),
			requestId,
			submitted,
			lines: [],
			orders: [],
		};
		const numbers = {
			order: () => String(this.nextOrder++),
			invoice: () => String(this.nextInvoice++),
		};
		this.fulfilments.set(order, new Fulfilment(order, decision, at, numbers));
		this.taken.push(order);
		return order;
	}

	/** Every order under a PO number, the latest last; letter case aside. */
	under(poNumber: string): PurchaseOrder[] {
		const wanted = poNumber.toUpperCase();
		return this.taken.filter((order) => order.poNumber.toUpperCase() === wanted);
	}

	/** The sales order of a number and the purchase order that it belongs to. */
	sale(orderNumber: string): { purchase: PurchaseOrder; sale: SalesOrder } | null {
		for (const purchase of this.taken) {
			const sale = purchase.orders.find((each) => each.orderNumber === orderNumber);
			if (sale) return { purchase, sale };
		}
		return null;
	}

	all(): readonly PurchaseOrder[] {
		return this.taken;
	}

	/** TD SYNNEX's sales people let a held order go: from now on it ships. @returns how many sales orders that were */
	release(poNumber: string): number {
		const now = this.now();
		return this.under(poNumber).reduce(
			(sum, purchase) => sum + (this.fulfilments.get(purchase)?.release(now) ?? 0),
			0,
		);
	}

	/** Whatever of a purchase order has not shipped is deleted. @returns how many sales orders that were */
	cancel(poNumber: string): number {
		const now = this.now();
		const sales = this.under(poNumber).flatMap(({ orders }) => orders);
		for (const sale of sales) sale.cancelledAt = Math.min(sale.cancelledAt ?? Infinity, now);
		return sales.length;
	}

	/**
	 * The test host is overwritten with production's data: its own orders vanish, but for those PO numbers
	 * that production has too. @returns how many vanished
	 */
	copyOver(alsoInProduction: readonly string[]): number {
		const kept = new Set(alsoInProduction.map((poNumber) => poNumber.toUpperCase()));
		const stay = this.taken.filter(({ poNumber }) => kept.has(poNumber.toUpperCase()));
		const gone = this.taken.length - stay.length;
		this.taken = stay;
		return gone;
	}

	clear(): void {
		this.taken = [];
		this.fulfilments.clear();
		this.refusesDuplicates = true;
		this.nextOrder = FIRST_ORDER;
		this.nextInvoice = FIRST_INVOICE;
	}
}
