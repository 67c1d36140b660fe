import { findCharge } from '../../../sandbox/autotask/procurement/charges';
import { purchase, type Purchase } from '../../../sandbox/autotask/procurement/people';
import type { ProcurementSettings } from '../../../sandbox/autotask/procurement/settings';
import { create } from '../../../sandbox/autotask/write';
import type { Values } from '../../../sandbox/autotask/store';
import { VirtualShop } from './order-fixture';

export type Kind = 'Ticket' | 'Project' | 'Contract';

/** The virtual shop with customers, tickets, projects and contracts that have charges. */
export class ProcurementShop extends VirtualShop {
	readonly customer: number;

	constructor() {
		super();
		this.customer = this.company('Alder & Finch', '12 Oak Road');
		const world = this.autotask.world;
		world.store.table('Companies').update(this.row('Companies', this.vendor), {
			companyType: world.schema.picklistId('Companies', 'companyType', 'Vendor'),
		});
	}

	company(companyName: string, address1: string): number {
		return this.autotask.add('Companies', {
			companyName,
			address1,
			city: 'Erie',
			state: 'PA',
			postalCode: '16501',
			phone: '814-555-0100',
			isActive: true,
		});
	}

	set(change: Partial<ProcurementSettings>): void {
		Object.assign(this.autotask.world.procurement, change);
	}

	/** A ticket, project or contract. */
	parent(kind: Kind, more: Values = {}): number {
		const named = { Ticket: 'title', Project: 'projectName', Contract: 'contractName' };
		return this.autotask.add(`${kind}s`, {
			companyID: this.customer,
			[named[kind]]: `${kind} of work`,
			...(kind === 'Ticket' ? { ticketNumber: 'T20260601.0001' } : {}),
			...more,
		});
	}

	/** A charge as a person makes it, its status by Autotask's own rules. */
	charge(
		parentId: number,
		good: number,
		{
			kind = 'Ticket' as Kind,
			quantity = 2,
			...more
		}: { kind?: Kind; quantity?: number } & Values = {},
	): number {
		const { world } = this.autotask;
		const key = `${kind.toLowerCase()}ID`;
		const cost = Number(this.good(good).cost);
		const body = {
			[key]: parentId,
			name: this.good(good).description.slice(0, 100),
			productID: this.product(good),
			unitQuantity: quantity,
			unitCost: cost,
			unitPrice: Math.round(cost * 125) / 100,
			datePurchased: world.clock.iso(),
			chargeType: 1,
			...more,
		};
		return create(world, world.schema.named(`${kind}Charges`), body, { key, id: parentId });
	}

	/** A purchaser makes a purchase order of charges by hand. */
	byHand(chargeIds: number[], more: Partial<Purchase> = {}): number {
		return purchase(this.autotask.world, { chargeIds, vendorId: this.vendor, ...more });
	}

	statusOf(chargeId: number): string | null {
		const charge = findCharge(this.autotask.world, chargeId);
		return this.autotask.world.schema.picklistLabel(
			'TicketCharges',
			'status',
			charge?.row.values.status,
		);
	}

	/** Ids of all purchase orders, oldest first. */
	orderIds(): number[] {
		return this.rows('PurchaseOrders').map(({ id }) => id);
	}

	cancel(orderId: number): void {
		const { world } = this.autotask;
		const status = world.schema.picklistId('PurchaseOrders', 'status', 'Canceled');
		this.autotask.change('PurchaseOrders', orderId, { status, cancelDateTime: world.clock.iso() });
	}

	/** Orders that stand at TD SYNNEX, all together. */
	accepted() {
		return this.tdSynnex.book.all().filter(({ code }) => code === 'accepted');
	}

	private row(entity: string, id: number) {
		const row = this.autotask.world.store.table(entity).get(id);
		if (!row) throw new Error(`no ${entity} ${id}`);
		return row;
	}
}
