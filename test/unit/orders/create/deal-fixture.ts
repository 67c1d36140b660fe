import { createOrder } from '../../../../lib/orders/create/create-and-submit';
import type { ChargeSelection } from '../../../../lib/orders/create/charge-selection';
import {
	planCharges,
	planOpportunity,
	type WithoutCharges,
} from '../../../../lib/orders/create/plan-charges';
import { readOpportunity } from '../../../../lib/orders/create/plan-from-opportunity';
import type { PlannedPo } from '../../../../lib/orders/create/types';
import { NO_ADDRESS } from '../../../../lib/orders/request/option-types';
import type { OrderResult } from '../../../../lib/orders/types';
import { ProcurementShop } from '../procurement-fixture';

/** A won opportunity with a quote of two products, and the node's operations on it. */
export class DealShop extends ProcurementShop {
	readonly opportunity: number;
	quote: number;

	constructor() {
		super();
		this.opportunity = this.autotask.add('Opportunities', {
			title: 'Refresh',
			companyID: this.customer,
			status: this.autotask.world.schema.picklistId('Opportunities', 'status', 'Closed'),
		});
		this.quote = this.addQuote();
	}

	addQuote(): number {
		const id = this.autotask.add('Quotes', {
			opportunityID: this.opportunity,
			primaryQuote: true,
		});
		for (const good of [1, 2])
			this.autotask.add('QuoteItems', {
				quoteID: id,
				productID: this.product(good),
				name: this.good(good).description.slice(0, 100),
				quantity: good,
				unitCost: Number(this.good(good).cost),
				unitPrice: 20,
				isOptional: false,
			});
		return id;
	}

	/** Create From Opportunity. */
	async orderDeal(
		name: string,
		{ submit = true, withoutCharges = 'stop' as WithoutCharges, id = this.opportunity } = {},
	): Promise<OrderResult[]> {
		const work = async () => {
			const ports = this.ports(name);
			const { source } = this.job([]);
			const won = await readOpportunity(ports.autotask, String(id), source);
			const settings = {
				...this.common(),
				source,
				wonStatuses: ['Closed'],
				shipTo: 'quote' as const,
			};
			const plans = await planOpportunity(ports, won, settings, withoutCharges);
			return await this.make(name, plans, submit);
		};
		return await this.through(work());
	}

	/** Create From Charges. */
	async orderCharges(
		name: string,
		selection: ChargeSelection = { by: 'all' },
		submit = true,
	): Promise<{ results: OrderResult[]; told: string }> {
		const work = async () => {
			const settings = {
				...this.common(),
				groupBy: 'shipTo' as const,
				shipTo: 'sale' as const,
				costFrom: 'live' as const,
				customerPoNumber: false,
			};
			const ports = this.ports(name);
			const planned = await planCharges(ports, selection, this.job([]).source, settings);
			const results = await this.make(name, planned.plans, submit);
			return { results, told: planned.leftOut.map(({ text }) => text).join('\n') };
		};
		return await this.through(work());
	}

	/** The purchase order that was made last. */
	newest(): number {
		return this.orderIds().at(-1) ?? 0;
	}

	/** A General Memo without the mark of its source. */
	withoutMark(po: number): string {
		return this.memo(po).replace(/\[from [^\]]*\]\n?/, '');
	}

	private common() {
		return {
			address: NO_ADDRESS,
			phone: '',
			inventoryLocationId: String(this.location),
			memo: '',
			modulesNotInUse: [],
		};
	}

	private async make(name: string, plans: PlannedPo[], submit: boolean): Promise<OrderResult[]> {
		const results: OrderResult[] = [];
		for (const plan of plans)
			results.push(await createOrder(this.ports(name), plan, { ...this.job([]), submit }));
		return results;
	}
}
