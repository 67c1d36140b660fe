import type { FaultPlans, SandboxClock } from '../core';
import { World } from '../world/world';
import type { Account } from './account';
import { PlannedErrors } from './errors';
import { VENDOR_MANNERS, type Manners } from './manners';
import { OrderBook } from './orders/book';
import { Scenarios } from './orders/scenario';
import type { PurchaseOrder } from './orders/types';

export interface ShopOptions {
	seed: number;
	skus: number;
	clock: SandboxClock;
	faults: FaultPlans;
	account: Account;
}

/** What TD SYNNEX knows and does behind all its doors: products, prices, orders. */
export class Shop {
	readonly account: Account;
	readonly clock: SandboxClock;
	readonly errors = new PlannedErrors();
	readonly scenarios: Scenarios;
	readonly orders: OrderBook;
	world: World;
	manners: Manners = VENDOR_MANNERS;
	/** Price and availability calls a minute; 0 = no limit. */
	pricesPerMinute = 0;
	private readonly faults: FaultPlans;
	private priceCalls: number[] = [];

	constructor(private readonly options: ShopOptions) {
		this.account = options.account;
		this.clock = options.clock;
		this.faults = options.faults;
		this.world = this.openWorld();
		this.scenarios = new Scenarios(options.seed);
		this.orders = new OrderBook(
			() => this.world,
			this.scenarios,
			() => this.clock.now(),
			() => this.manners,
		);
	}

	/**
	 * What a look-up shows of a PO number: an order that was taken hides one that was refused, and
	 * nothing is seen that is younger than the lag in force.
	 */
	seenBy(endpoint: string, poNumber: string): PurchaseOrder[] {
		const lag = this.faults.lagSeconds('statusLag', 'tdsynnex', endpoint) * 1000;
		const seen = this.orders
			.under(poNumber)
			.filter(({ receivedAt }) => receivedAt + lag <= this.clock.now());
		const taken = seen.filter(({ code }) => code === 'accepted');
		return taken.length > 0 ? taken : seen.slice(-1);
	}

	mayAskPrices(): boolean {
		if (this.pricesPerMinute === 0) return true;
		const since = this.clock.now() - 60_000;
		this.priceCalls = this.priceCalls.filter((at) => at > since);
		if (this.priceCalls.length >= this.pricesPerMinute) return false;
		this.priceCalls.push(this.clock.now());
		return true;
	}

	/** As on the first day: no orders, first prices, no plans, the vendor's manners. */
	reset(): void {
		this.world = this.openWorld();
		this.orders.clear();
		this.scenarios.clear();
		this.errors.clear();
		this.manners = VENDOR_MANNERS;
		this.pricesPerMinute = 0;
		this.priceCalls = [];
	}

	/** Dates count from midnight, so that a file does not change from hour to hour. */
	private openWorld(): World {
		const { seed, skus, account, clock } = this.options;
		const opensAt = Math.floor(clock.now() / 86_400_000) * 86_400_000;
		return new World({ seed, skus, country: account.country, opensAt });
	}
}
