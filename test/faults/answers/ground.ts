import { seedContent } from '../../../sandbox/autotask/content';
import { procurementAdmin } from '../../../sandbox/autotask/procurement';
import { entityInformation, udfInformation } from '../../../sandbox/autotask/metadata';
import { routeOf } from '../../../sandbox/autotask/route';
import type { Values } from '../../../sandbox/autotask/store';
import { answerFreight } from '../../../sandbox/tdsynnex/ec/freight';
import { invoiceJson, orderJson, shipmentJson } from '../../../sandbox/tdsynnex/rest/records';
import { readXml } from '../../../sandbox/tdsynnex/xml/read';
import { World } from '../../../sandbox/world/world';
import { AutotaskDoor } from '../orders/autotask-door';
import { ACCOUNT, GOODS, TdSynnexDoor } from '../orders/tdsynnex-door';
import type { WireRequest, WireResponse } from '../orders/product';
import { VirtualTime } from '../orders/virtual-time';

/** The seed and size of the catalog that the TD SYNNEX door sells from. */
const CATALOG = { seed: 7, skus: 400 };
const START = Date.parse('2026-06-01T09:00:00Z');

/** An MSP's Autotask and its account at TD SYNNEX, both without a socket and in virtual time. */
export class Ground {
	readonly time = new VirtualTime(START);
	readonly autotask = new FullDoor(this.time.sandboxClock());
	readonly tdSynnex = new ShopDoor(() => this.time.now());
	readonly vendor: number;
	readonly billingCode: number;
	/** Purchase orders that are ready to be sent, and one that was sent some days ago. */
	readonly ready: number[];
	readonly content: ReturnType<ReturnType<typeof procurementAdmin>['seed']>;
	private readonly location: number;
	private numbers = 9_001;

	constructor() {
		const { world } = this.autotask;
		world.seed = CATALOG.seed;
		seedContent(world, { skus: CATALOG.skus, ownProducts: 20, incumbentProducts: 80 });
		this.content = procurementAdmin(() => world).seed();
		this.tdSynnex.plan({});
		this.vendor = this.idOf('Companies', ({ companyName }) => companyName === 'TD SYNNEX');
		this.billingCode = this.idOf('BillingCodes', ({ description }) =>
			/^Hardware \(material\)/.test(String(description)),
		);
		this.location = this.idOf('InventoryLocations', ({ isDefault }) => isDefault === true);
		this.ready = [0, 1, 2].map((good) => this.purchaseOrder(good + 30));
	}

	rows(entity: string): Values[] {
		return [...this.autotask.world.store.table(entity).all()].map(({ id, values }) => ({
			id,
			...values,
		}));
	}

	/** The REST partner API. */
	partner({ url }: WireRequest): WireResponse {
		if (url.endsWith('/token')) return json({ access_token: 'a-token', expires_in: 7_200 });
		const { book } = this.tdSynnex;
		const [, what = '', number = ''] =
			/\/api\/v1\/(orders\/orderNo|orders\/shipment\/details\/orderNo|invoices\/invoiceNo)\/([^/]+)/.exec(
				url,
			) ?? [];
		const record = { 'orders/orderNo': orderJson, 'invoices/invoiceNo': invoiceJson }[what];
		return json((record ?? shipmentJson)(book, number, ACCOUNT, this.time.now()));
	}

	number(id: number): string {
		return String(this.autotask.row('PurchaseOrders', id).purchaseOrderNumber);
	}

	private purchaseOrder(good: number): number {
		const { sku, description, cost } = GOODS[good % GOODS.length] as (typeof GOODS)[number];
		const status = this.autotask.world.schema.picklistId('PurchaseOrders', 'status', 'New');
		const orderID = this.autotask.add('PurchaseOrders', {
			purchaseOrderNumber: String(this.numbers++),
			vendorID: this.vendor,
			status,
			shipToName: 'Smith & Sons <Dental>',
			shipToAddress1: '1 Main Street',
			shipToCity: 'Greenville',
			shipToState: 'SC',
			shipToPostalCode: '29601',
			phone: '864-555-0100',
			generalMemo: 'Deliver to the back door.',
			createDateTime: '2026-06-01T08:00:00Z',
		});
		const known = this.rows('Products').find((row) => row.sku === `TDS-${sku}` && row.isActive);
		const productID =
			Number(known?.id) ||
			this.autotask.add('Products', { name: description, sku: `TDS-${sku}`, isActive: true });
		const unitCost = Number(cost);
		const inventoryLocationID = this.location;
		this.autotask.add('PurchaseOrderItems', {
			orderID,
			productID,
			quantity: 2,
			unitCost,
			inventoryLocationID,
		});
		return orderID;
	}

	private idOf(entity: string, fits: (row: Values) => boolean): number {
		const found = this.rows(entity).find(fits);
		if (!found) throw new Error(`the ground has no such record in ${entity}`);
		return Number(found.id);
	}
}

/** With what the permission check asks for besides. */
class FullDoor extends AutotaskDoor {
	override answer(request: WireRequest): WireResponse {
		const { pathname } = new URL(request.url);
		const { schema, access } = this.world;
		if (/versionInformation$/i.test(pathname)) return json({ apiVersions: ['1.0'] });
		if (!/entityInformation(\/userDefinedFields)?$/i.test(pathname)) return super.answer(request);
		const route = routeOf(pathname, schema);
		if (route.kind !== 'information') return super.answer(request);
		return json(
			route.part === 'udfs'
				? udfInformation(this.world, route.entity)
				: entityInformation(route.entity, access),
		);
	}
}

/** With freight. */
class ShopDoor extends TdSynnexDoor {
	private readonly goods = new World({ ...CATALOG, opensAt: Date.parse('2026-06-01T00:00:00Z') });

	override answer(request: WireRequest): WireResponse {
		if (!request.url.endsWith('/FreightQuote')) return super.answer(request);
		const document = readXml(Buffer.from(request.body ?? '', 'utf8'));
		const body = answerFreight(document, this.goods, START);
		return { status: 200, headers: { 'content-type': 'application/xml' }, body };
	}
}

function json(value: unknown): WireResponse {
	const headers = { 'content-type': 'application/json' };
	return { status: 200, headers, body: JSON.stringify(value) };
}
