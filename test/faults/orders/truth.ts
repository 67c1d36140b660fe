import type { PurchaseOrder } from '../../../sandbox/tdsynnex/orders/types';
import type { WorldProduct } from '../../../sandbox/world/product';
import { AutotaskDoor } from './autotask-door';
import type { Schedule } from './schedule-types';
import { GOODS } from './tdsynnex-door';
import type { VirtualTime } from './virtual-time';

/** What a person wants of a purchase order. */
export interface Wish {
	number: string;
	revision: number;
	marked: boolean;
	approved: boolean;
	cancelled: boolean;
	/** Out of the status from which orders go, received by hand, or ordered elsewhere and noted so. */
	moved: boolean;
	method: string;
	street: string;
	lines: { itemId: number; sku: string; quantity: number; price: string }[];
}

/** All that is true of one purchase order, kept apart from both systems and from the package. */
export interface Truth {
	id: number;
	tenant: number;
	/** `CCYY-MM-DDTHH:MM:SS` at which it was made: no other has the same, so orders are known by it. */
	madeAt: string;
	wish: Wish;
	/** Every version of the wish, oldest first. */
	wishes: { at: number; wish: Wish }[];
	notes: string[];
	/** A person took out or damaged the block. */
	torn: boolean;
	telephoned: { at: number; order: PurchaseOrder }[];
}

/** A person changes something of what is wanted. */
export function wish(truth: Truth, at: number, change: Partial<Wish>): void {
	truth.wish = { ...truth.wish, ...change };
	truth.wishes.push({ at, wish: truth.wish });
}

export const VENDOR = 7001;

/** One MSP's Autotask with its purchase orders. */
export class Tenant {
	readonly autotask: AutotaskDoor;
	readonly truths: Truth[] = [];
	private readonly location: number;
	private readonly products = new Map<string, number>();

	constructor(
		readonly index: number,
		time: VirtualTime,
		private readonly schedule: Schedule,
	) {
		this.autotask = new AutotaskDoor(time.sandboxClock());
		this.autotask.memoManner = schedule.memoManner;
		const { store } = this.autotask.world;
		store.table('Companies').insert({ companyName: 'TD SYNNEX', companyType: 7 }, {}, VENDOR);
		this.location = this.autotask.add('InventoryLocations', {
			locationName: 'Main',
			isActive: true,
		});
		schedule.orders.forEach((lines, order) => this.write(lines, order));
		this.autotask.readDelay = schedule.readDelay;
	}

	status(label: string): number {
		return Number(this.autotask.world.schema.picklistId('PurchaseOrders', 'status', label));
	}

	addLine(orderID: number, good: WorldProduct, quantity: number): number {
		let productID = this.products.get(good.sku);
		if (productID === undefined) {
			productID = this.autotask.add('Products', {
				name: good.description,
				sku: `TDS-${good.sku}`,
				isActive: true,
			});
			this.products.set(good.sku, productID);
		}
		return this.autotask.add('PurchaseOrderItems', {
			orderID,
			productID,
			quantity,
			unitCost: Number(good.cost),
			inventoryLocationID: this.location,
		});
	}

	/** A person makes another purchase order by copying this one: memo, lines and their memos. */
	copy(truth: Truth, now: number): void {
		const row = this.autotask.row('PurchaseOrders', truth.id);
		const madeAt = new Date(now + this.truths.length * 1000).toISOString().slice(0, 19);
		const number = String(100 + this.truths.length);
		const id = this.autotask.add('PurchaseOrders', {
			...row,
			purchaseOrderNumber: number,
			status: this.status('New'),
			externalPONumber: null,
			cancelDateTime: null,
			createDateTime: `${madeAt}Z`,
		});
		const lines = truth.wish.lines.map((line) => ({
			...line,
			itemId: this.autotask.add('PurchaseOrderItems', {
				...this.autotask.row('PurchaseOrderItems', line.itemId),
				orderID: id,
			}),
		}));
		const copied = { ...truth.wish, number, lines, cancelled: false, moved: false };
		this.keep(id, madeAt, copied, now);
	}

	private write(lines: Schedule['orders'][number], order: number): void {
		const { marked, approvalAbove, unnumbered } = this.schedule;
		const number = String(16 + order);
		const madeAt = new Date(MADE + (this.index * 10 + order) * 1000).toISOString().slice(0, 19);
		const id = this.autotask.add('PurchaseOrders', {
			purchaseOrderNumber: unnumbered ? null : number,
			vendorID: VENDOR,
			status: this.status('New'),
			shipToName: 'Smith & Sons <Dental>',
			shipToAddress1: STREET,
			shipToCity: 'Greenville',
			shipToState: 'SC',
			shipToPostalCode: '29601',
			phone: '864-555-0100',
			generalMemo: [
				NOTE,
				...(marked ? ['ORDER NOW'] : []),
				...(approvalAbove !== '' ? ['TDS approved by: Jo'] : []),
			].join('\n'),
			createDateTime: `${madeAt}Z`,
		});
		const written = lines.map(({ good, quantity }) => {
			const product = GOODS[good % GOODS.length] as WorldProduct;
			const itemId = this.addLine(id, product, quantity);
			return { itemId, sku: product.sku, quantity, price: product.cost };
		});
		this.keep(
			id,
			madeAt,
			{
				number: unnumbered ? String(id) : number,
				revision: 1,
				marked: true,
				approved: true,
				cancelled: false,
				moved: false,
				method: '',
				street: STREET,
				lines: written,
			},
			0,
		);
	}

	private keep(id: number, madeAt: string, wanted: Wish, at: number): void {
		this.truths.push({
			id,
			tenant: this.index,
			madeAt,
			wish: wanted,
			wishes: [{ at, wish: wanted }],
			notes: at === 0 ? [NOTE] : [],
			torn: false,
			telephoned: [],
		});
	}
}

const MADE = Date.parse('2026-06-01T08:00:00Z');
const STREET = '1 Main Street';
export const NOTE = 'Deliver to the back door.';
