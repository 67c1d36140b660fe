import { DROP_SHIP } from '../../world/warehouses';
import type { World } from '../../world/world';
import type { Allocation } from './allocate';
import { decide, type LineDecision } from './decide';
import type { Scenario, Scenarios } from './scenario';
import { planShipments, type Leaving, type ShippingTerms } from './ship';
import type { LineOutcome, PurchaseOrder, SalesOrder, SubmittedOrder } from './types';

const FIRST_ORDER = 40_000_001;
const FIRST_INVOICE = 170_000_001;

/** All purchase orders of the account: the one place where an order comes to be. */
export class OrderBook {
	/** Whether a PO number that was taken before is refused. TD SYNNEX does; the sender must not rely on it. */
	refusesDuplicates = true;
	private readonly taken: PurchaseOrder[] = [];
	private readonly terms = new Map<
		PurchaseOrder,
		{ terms: ShippingTerms; leaving: Map<SalesOrder, Leaving[]> }
	>();
	private nextOrder = FIRST_ORDER;
	private nextInvoice = FIRST_INVOICE;

	constructor(
		private readonly world: () => World,
		private readonly scenarios: Scenarios,
		private readonly now: () => number,
	) {}

	/** The order under this number that was taken already and makes a new one a duplicate; null when there is none. */
	duplicateOf(poNumber: string): PurchaseOrder | null {
		if (!this.refusesDuplicates) return null;
		return this.under(poNumber).find(({ code }) => code === 'accepted') ?? null;
	}

	/** Takes or refuses an order that is no duplicate. */
	submit(submitted: SubmittedOrder, requestId: string): PurchaseOrder {
		const world = this.world();
		const scenario = this.scenarios.for(submitted.poNumber);
		const decision = decide(submitted, world, scenario);
		const order: PurchaseOrder = {
			poNumber: submitted.poNumber,
			code: decision.refused === null ? 'accepted' : 'rejected',
			reason: decision.refused ?? '',
			receivedAt: this.now(),
			requestId,
			submitted,
			lines: [],
			orders: [],
		};
		this.fulfil(order, decision.lines, scenario);
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
		let released = 0;
		for (const purchase of this.under(poNumber)) {
			const kept = this.terms.get(purchase);
			for (const sale of purchase.orders) {
				if (sale.heldUntil === null || sale.heldUntil <= now || !kept) continue;
				sale.heldUntil = now;
				sale.shipments = planShipments(sale, kept.leaving.get(sale) ?? [], kept.terms);
				released++;
			}
		}
		return released;
	}

	/** Whatever of a purchase order has not shipped is deleted. @returns how many sales orders that were */
	cancel(poNumber: string): number {
		const sales = this.under(poNumber).flatMap(({ orders }) => orders);
		for (const sale of sales) sale.cancelledAt = Math.min(sale.cancelledAt ?? Infinity, this.now());
		return sales.length;
	}

	clear(): void {
		this.taken.length = 0;
		this.terms.clear();
		this.refusesDuplicates = true;
		this.nextOrder = FIRST_ORDER;
		this.nextInvoice = FIRST_INVOICE;
	}

	private fulfil(order: PurchaseOrder, decisions: LineDecision[], scenario: Scenario): void {
		const world = this.world();
		const sales = new Map<string, SalesOrder>();
		const leaving = new Map<SalesOrder, Leaving[]>();
		const saleFrom = (warehouse: string, type: SalesOrder['type']): SalesOrder => {
			const key = `${type} ${warehouse}`;
			const sale = sales.get(key) ?? this.open(type, warehouse, order.receivedAt, scenario);
			sales.set(key, sale);
			return sale;
		};
		for (const decision of decisions) {
			if (decision.kind === 'rejected') order.lines.push(refusedLine(decision));
			else if (decision.kind === 'quote')
				order.lines.push(quotedLine(decision, saleFrom('', 'QO')));
			else {
				for (const part of decision.parts) {
					const sale = saleFrom(part.warehouse, 'SO');
					const line = givenLine(decision, part, sale);
					order.lines.push(line);
					leaving.set(sale, [...(leaving.get(sale) ?? []), { line, ...part }]);
					if (part.warehouse !== DROP_SHIP.number) {
						world.take(decision.product.index, part.warehouse, part.now);
					}
				}
			}
		}
		order.orders = [...sales.values()];
		const terms: ShippingTerms = {
			scenario,
			shipComplete: order.submitted.shipComplete,
			shipMethod: order.submitted.shipMethod,
			country: world.country,
			receivedAt: order.receivedAt,
			opensAt: world.opensAt,
			nextInvoiceNumber: () => String(this.nextInvoice++),
		};
		for (const [sale, lines] of leaving) sale.shipments = planShipments(sale, lines, terms);
		this.terms.set(order, { terms, leaving });
	}

	private open(
		type: SalesOrder['type'],
		warehouse: string,
		receivedAt: number,
		{ outcome, holdSeconds, cancelAfterSeconds }: Scenario,
	): SalesOrder {
		const held = outcome === 'hold' && type === 'SO';
		return {
			orderNumber: String(this.nextOrder++),
			type,
			warehouse,
			heldUntil: !held ? null : holdSeconds === null ? Infinity : receivedAt + holdSeconds * 1000,
			cancelledAt: cancelAfterSeconds === null ? null : receivedAt + cancelAfterSeconds * 1000,
			shipments: [],
		};
	}
}

function refusedLine({ line, product, reason }: LineDecision & { kind: 'rejected' }): LineOutcome {
	return {
		lineNumber: line.lineNumber,
		customerLineNumber: line.customerLineNumber,
		code: 'rejected',
		reason,
		sku: line.sku,
		mpn: product?.mpn ?? line.mpn,
		name: product?.description ?? '',
		product,
		unitPrice: product?.cost ?? line.unitPrice,
		quantity: Number(line.quantity) || 0,
		order: null,
	};
}

/** A thing TD SYNNEX does not know is taken all the same, as a quote that never ships. */
function quotedLine(
	{ line, quantity }: LineDecision & { kind: 'quote' },
	order: SalesOrder,
): LineOutcome {
	return {
		lineNumber: line.lineNumber,
		customerLineNumber: line.customerLineNumber,
		code: 'accepted',
		reason: '',
		sku: '99',
		mpn: line.mpn,
		name: 'NON-SYNNEX MFG',
		product: null,
		unitPrice: line.unitPrice,
		quantity,
		order,
	};
}

function givenLine(
	{ line, product }: LineDecision & { kind: 'given' },
	part: Allocation,
	order: SalesOrder,
): LineOutcome {
	return {
		lineNumber: line.lineNumber,
		customerLineNumber: line.customerLineNumber,
		code: 'accepted',
		reason: '',
		sku: product.sku,
		mpn: product.mpn,
		name: product.description,
		product,
		unitPrice: product.cost,
		quantity: part.now + part.later,
		order,
	};
}
