import { DROP_SHIP } from '../../world/warehouses';
import type { Allocation } from './allocate';
import type { Circumstances, GivenLine, LineDecision, OrderDecision } from './decide';
import { agreedPrice } from './holds';
import { planShipments, type Leaving, type ShippingTerms } from './ship';
import type { LineOutcome, PurchaseOrder, SalesOrder } from './types';

/** Where sales orders and invoices get their numbers from. */
export interface Numbers {
	order(): string;
	invoice(): string;
}

/** A purchase order that was taken, and what of it is still to be planned. */
export class Fulfilment {
	private readonly sales = new Map<string, SalesOrder>();
	private readonly leaving = new Map<SalesOrder, Leaving[]>();
	private readonly recuts = new Map<SalesOrder, GivenLine[]>();

	constructor(
		private readonly purchase: PurchaseOrder,
		decision: OrderDecision,
		private readonly at: Circumstances,
		private readonly numbers: Numbers,
	) {
		for (const each of decision.lines) this.add(each, decision.hold !== '');
		this.settle();
	}

	/** People let it go. @returns how many sales orders that were */
	release(now: number): number {
		let released = 0;
		for (const sale of this.purchase.orders) {
			if (sale.heldUntil === null || sale.heldUntil <= now) continue;
			sale.heldUntil = now;
			released++;
		}
		this.settle();
		return released;
	}

	private add(decision: LineDecision, held: boolean): void {
		const { purchase } = this;
		if (decision.kind === 'rejected') purchase.lines.push(refusedLine(decision));
		else if (decision.kind === 'nonStock')
			purchase.lines.push(nonStockLine(decision, this.saleFrom('', 'QO', false)));
		else if (decision.kind === 'unknown') {
			const sale = this.saleFrom('unknown', 'SO', true);
			// nobody can ship what nobody knows
			sale.heldUntil = Infinity;
			sale.warehouse = '';
			purchase.lines.push(unknownLine(decision, sale));
		} else if (decision.recut) this.addRecut(decision);
		else for (const part of this.parts(decision.parts)) this.ship(decision, part, held);
	}

	/** Pieces on back order have a sales order of their own, or wait with the others. */
	private parts(parts: Allocation[]): Allocation[] {
		if (this.at.manners.backOrders === 'together') return parts;
		return parts.flatMap((part) =>
			[
				{ ...part, later: 0 },
				{ ...part, now: 0 },
			].filter(({ now, later }) => now + later > 0),
		);
	}

	private ship(decision: GivenLine, part: Allocation, held: boolean, from?: number): SalesOrder {
		const type = part.now > 0 ? 'SO' : 'BO';
		const sale = this.saleFrom(part.warehouse, type, held, from);
		const line = this.givenLine(decision, part.now + part.later, sale);
		this.purchase.lines.push(line);
		this.leaving.set(sale, [...(this.leaving.get(sale) ?? []), { line, ...part }]);
		if (part.warehouse !== DROP_SHIP.number)
			this.at.world.take(decision.product.index, part.warehouse, part.now);
		return sale;
	}

	/** Nothing leaves for it from where it was wanted. */
	private addRecut(decision: GivenLine): void {
		const quantity = Number(decision.line.quantity);
		const sale = this.saleFrom(decision.parts[0]?.warehouse ?? '', 'SO', true, undefined, 'recut');
		this.purchase.lines.push(this.givenLine(decision, quantity, sale));
		this.recuts.set(sale, [...(this.recuts.get(sale) ?? []), decision]);
	}

	/** Plans whatever can be planned by now and was not. */
	private settle(): void {
		for (const [sale, decisions] of this.recuts) {
			if (sale.heldUntil === null || sale.heldUntil === Infinity) continue;
			this.recuts.delete(sale);
			sale.recutAt = sale.heldUntil;
			for (const decision of decisions)
				for (const part of decision.recut ?? []) this.ship(decision, part, false, sale.heldUntil);
		}
		const unplanned = [...this.leaving].filter(([{ shipments }]) => shipments.length === 0);
		for (const [sale, shipments] of planShipments(new Map(unplanned), this.terms()))
			sale.shipments = shipments;
		this.purchase.orders = [...this.sales.values()];
	}

	private terms(): ShippingTerms {
		const { submitted } = this.purchase;
		const { world, scenario } = this.at;
		return {
			scenario,
			shipComplete: submitted.shipComplete,
			lineShipComplete: submitted.lineShipComplete,
			shipMethod: submitted.shipMethod,
			country: world.country,
			opensAt: world.opensAt,
			nextInvoiceNumber: () => this.numbers.invoice(),
		};
	}

	private saleFrom(
		warehouse: string,
		type: SalesOrder['type'],
		held: boolean,
		from?: number,
		kind = '',
	): SalesOrder {
		const { receivedAt } = this.purchase;
		const { holdSeconds, cancelAfterSeconds } = this.at.scenario;
		const key = [kind, type, warehouse, from ?? ''].join(' ');
		const known = this.sales.get(key);
		if (known) return known;
		const until = holdSeconds === null ? Infinity : receivedAt + holdSeconds * 1000;
		const sale: SalesOrder = {
			orderNumber: this.numbers.order(),
			type,
			warehouse,
			openedAt: from ?? receivedAt,
			heldUntil: held ? until : null,
			recutAt: null,
			cancelledAt: cancelAfterSeconds === null ? null : receivedAt + cancelAfterSeconds * 1000,
			shipments: [],
		};
		this.sales.set(key, sale);
		return sale;
	}

	private givenLine(
		{ line, product, hold }: GivenLine,
		quantity: number,
		order: SalesOrder,
	): LineOutcome {
		const change = Math.round(Number(this.at.scenario.priceChange) * 100);
		const own = agreedPrice(this.purchase.submitted, line, product, this.at.world);
		return {
			...taken(line, order),
			hold,
			sku: product.sku,
			mpn: product.mpn,
			name: product.description,
			product,
			unitPrice: change === 0 ? own : (Number(own) + change / 100).toFixed(2),
			quantity,
		};
	}
}

function refusedLine({ line, product, reason }: LineDecision & { kind: 'rejected' }): LineOutcome {
	return {
		...taken(line, null),
		code: 'rejected',
		reason,
		sku: line.sku,
		mpn: product?.mpn ?? line.mpn,
		name: product?.description ?? '',
		product,
		unitPrice: product?.cost ?? line.unitPrice,
		quantity: Number(line.quantity) || 0,
	};
}

/** A thing that cannot be read is taken all the same, as a quote that never ships. */
function nonStockLine(
	{ line, quantity }: LineDecision & { kind: 'nonStock' },
	order: SalesOrder,
): LineOutcome {
	return {
		...taken(line, order),
		sku: '99',
		mpn: line.mpn,
		name: 'NON-SYNNEX MFG',
		quantity,
	};
}

function unknownLine(
	{ line, quantity, hold }: LineDecision & { kind: 'unknown' },
	order: SalesOrder,
): LineOutcome {
	return { ...taken(line, order), hold, sku: line.sku, mpn: line.mpn, quantity };
}

function taken(
	{ lineNumber, customerLineNumber, unitPrice }: GivenLine['line'],
	order: SalesOrder | null,
): Omit<LineOutcome, 'sku' | 'mpn' | 'quantity'> {
	return {
		lineNumber,
		customerLineNumber,
		code: 'accepted',
		reason: '',
		hold: '',
		name: '',
		product: null,
		unitPrice,
		order,
	};
}
