import { createAutotask } from '../../../lib/autotask';
import { NoAnswer, type Send, type WireRequest, type WireResponse } from '../../../lib/shared/http';
import type { Journal } from '../../../lib/orders/journal/types';
import { writeMemo } from '../../../lib/orders/journal/memo';
import { retryingReads } from '../../../lib/autotask/records/retrying-reads';
import { emptyMemory, type PaceMemory } from '../../../lib/order-status/select/schedule';
import { pollStatus } from '../../../lib/order-status/poll';
import type { StatusReport } from '../../../lib/order-status/report/status-change';
import {
	DEFAULT_STATUS_SETTINGS,
	DEFAULT_WRITES,
	type StatusSettings,
	type WriteSettings,
} from '../../../lib/order-status/settings';
import { createSources } from '../../../lib/order-status/fetch/status-gateway';
import { AutotaskDoor } from '../../faults/orders/autotask-door';
import { VirtualTime } from '../../faults/orders/virtual-time';
import { fakeClock } from '../../support/fake-clock';

export const VENDOR = 7001;
export const MORNING = Date.parse('2026-06-01T09:00:00Z');

/** One item of an order status; what is not said is left out or empty. */
export interface ItemSays {
	line?: number;
	code?: string;
	order?: string;
	type?: string;
	sku?: string;
	ordered?: number;
	shipped?: number | '';
	eta?: string;
	warehouse?: string;
	shipDate?: string;
	/** Of one piece. */
	price?: string;
	/** Ship method; FG where nothing is said. */
	method?: string;
	packages?: { tracking?: string; quantity?: number; serials?: string[]; delivered?: string }[];
}

export interface BillSays {
	number: string;
	total?: string;
	freight?: string;
	currency?: string;
	tracking?: string;
	lines?: { line: number; sku: string; quantity: number; price?: string; serials?: string[] }[];
}

/** An order status in the words of TD SYNNEX. */
export function says(
	code: string,
	items: ItemSays[],
	more: { po?: string; at?: string; reason?: string } = {},
): string {
	const boxes = (item: ItemSays) =>
		(item.packages ?? [])
			.map(
				({ tracking = '', quantity, serials = [], delivered }) =>
					`<Package><TrackingNumber>${tracking}</TrackingNumber><ShipItemQuantity>${quantity ?? ''}</ShipItemQuantity>${serials.map((serial) => `<SerialNo>${serial}</SerialNo>`).join('')}${delivered ? `<CarrierDeliveredDate>${delivered}</CarrierDeliveredDate>` : ''}</Package>`,
			)
			.join('');
	const lines = items.map((item) => {
		const number = item.line === 0 ? '' : ` lineNumber="${item.line ?? 1}"`;
		return `<Item${number}><Code>${item.code ?? 'accepted'}</Code><ShipDatetime>${item.shipDate ?? ''}</ShipDatetime><OrderNumber>${item.order ?? '40000001'}</OrderNumber><OrderType>${item.type ?? 'SO'}</OrderType><OrderQuantity>${item.ordered ?? 2}</OrderQuantity><UnitPrice>${item.price ?? ''}</UnitPrice><SKU>${item.sku ?? '1234567'}</SKU><ShipQuantity>${item.shipped ?? 0}</ShipQuantity><ShipFromWarehouse>${item.warehouse ?? '503'}</ShipFromWarehouse><ShipMethod>${item.method ?? 'FG'}</ShipMethod><ShipMethodDescription>${item.method ? 'Hold Order' : 'FedEx Ground'}</ShipMethodDescription><ETADate>${item.eta ?? ''}</ETADate><Packages>${boxes(item)}</Packages></Item>`;
	});
	return `<SynnexB2B><OrderStatusResponse><PONumber>${more.po ?? '16'}</PONumber><Code>${code}</Code><Reason>${more.reason ?? ''}</Reason><ResponseDateTime>${more.at ?? ''}</ResponseDateTime><Items>${lines.join('')}</Items></OrderStatusResponse></SynnexB2B>`;
}

export function bills(po: string, invoices: BillSays[]): string {
	const documents = invoices.map(
		({ number, total = '100.00', freight = '0.00', currency, tracking = '', lines = [] }) => {
			const items = lines.map(
				({ line, sku, quantity, price = '10.0000', serials = [] }) =>
					`<Item lineNumber="${line}"><ShipQuantity>${quantity}</ShipQuantity><UnitPrice>${price}</UnitPrice><SKU>${sku}</SKU>${serials.map((serial) => `<SerialNo>SN: ${serial}</SerialNo>`).join('')}</Item>`,
			);
			return `<Invoice><InvoiceDate>2026-06-03</InvoiceDate><InvoiceNumber>${number}</InvoiceNumber>${currency ? `<Currency>${currency}</Currency>` : ''}<Tracking><TrackNumber>${tracking}</TrackNumber></Tracking><Items>${items.join('')}</Items><Summary><TotalInvoiceAmount>${total}</TotalInvoiceAmount><Freight>${freight}</Freight><SalesTax>0.00</SalesTax></Summary></Invoice>`;
		},
	);
	return `<SynnexB2B><InvoiceResponse><CustomerPONumber>${po}</CustomerPONumber>${documents.join('')}</InvoiceResponse></SynnexB2B>`;
}

export const NO_INVOICE =
	'<SynnexB2B><InvoiceResponse><errorCode>NotFound</errorCode><errorReason>No invoice found</errorReason></InvoiceResponse></SynnexB2B>';
export const NOT_FOUND = says('notFound', [], { reason: 'PO not found' });

export interface OrderGiven {
	number?: string;
	lines?: {
		sku?: string;
		quantity?: number;
		serialised?: boolean;
		ticketID?: number;
		/** In place of the 10.00 of the purchase order. */
		sentPrice?: string;
	}[];
	/** `null` = ordered some other way. */
	journal?: Partial<Journal> | null;
	fields?: Record<string, string | number | null>;
	memo?: string;
}

type Answer = string | WireResponse | NoAnswer | (() => string | Promise<string>);

/** Autotask's own rules without a socket, and TD SYNNEX's replies as a test says them. */
export class Desk {
	readonly autotask: AutotaskDoor;
	readonly clock = fakeClock(MORNING);
	memory: PaceMemory = emptyMemory();
	/** Every request, oldest first. */
	readonly asked: WireRequest[] = [];
	/** Strikes a request to Autotask instead of answering it; `undefined` = answers. */
	strike: (request: WireRequest) => WireResponse | NoAnswer | undefined = () => undefined;
	partner: ((path: string) => WireResponse) | null = null;
	private tokens = 0;
	private readonly status = new Map<string, Answer>();
	private readonly invoices = new Map<string, Answer>();

	constructor() {
		const time = new VirtualTime(MORNING);
		const clock = time.sandboxClock();
		clock.now = () => this.clock.now();
		this.autotask = new AutotaskDoor(clock);
		const { store } = this.autotask.world;
		store
			.table('Companies')
			.insert({ companyName: 'TD SYNNEX', companyType: 7, isActive: true }, {}, VENDOR);
		this.autotask.add('InventoryLocations', { locationName: 'Main', isActive: true });
	}

	/** A purchase order as PO Create left it. Returns its id. */
	order({
		number = '16',
		lines = [{}],
		journal = {},
		fields = {},
		memo = 'Deliver to the back door.',
	}: OrderGiven = {}): number {
		const { schema, store } = this.autotask.world;
		const time = new Date(MORNING).toISOString();
		const id = this.autotask.add('PurchaseOrders', {
			purchaseOrderNumber: number,
			vendorID: VENDOR,
			status: schema.picklistId('PurchaseOrders', 'status', 'Submitted'),
			shipToName: 'Smith & Sons',
			shipToAddress1: '1 Main Street',
			createDateTime: time,
			submitDateTime: time,
			generalMemo: memo,
			...fields,
		});
		const location = store.table('InventoryLocations').all()[0]?.id ?? 0;
		const items = lines.map(
			({ sku = '1234567', quantity = 2, serialised = false, ticketID, sentPrice }) => ({
				sku,
				quantity,
				sentPrice,
				itemId: this.autotask.add('PurchaseOrderItems', {
					orderID: id,
					productID: this.autotask.add('Products', {
						name: `Product ${sku}`,
						sku: `TDS-${sku}`,
						isActive: true,
						isSerialized: serialised,
					}),
					quantity,
					unitCost: 10,
					inventoryLocationID: location,
					ticketID: ticketID ?? null,
				}),
			}),
		);
		if (journal === null) return id;
		const block: Journal = {
			poId: String(id),
			state: 'RECORDED',
			answer: 'ACCEPTED',
			poNumber: number,
			revision: 1,
			attempt: 1,
			environment: 'custom',
			customerNumber: '100001',
			payloadHash: '0'.repeat(64),
			parts: { lines: 'a', shipTo: 'b', options: 'c' },
			claim: { token: 'n8n-1', time: '2026-06-01T09:00:00Z', settle: 10_000 },
			changed: '2026-06-01T09:00:00Z',
			uncertainSince: '',
			reason: '',
			lines: items.map(({ sku, quantity, itemId, sentPrice }, index) => ({
				lineNumber: index + 1,
				itemId: String(itemId),
				sku,
				quantity,
				unitPrice: '10.00',
				...(sentPrice && { sentPrice }),
				result: 'accepted',
				accepted: quantity,
				orderNumbers: ['40000001'],
			})),
			log: [],
			folded: 0,
			...journal,
		};
		this.autotask.change('PurchaseOrders', id, { generalMemo: writeMemo(memo, block) });
		return id;
	}

	/** What TD SYNNEX answers about a PO number from now on. */
	answers(answer: Answer, invoices: Answer = NO_INVOICE, number = '16'): void {
		this.status.set(number, answer);
		this.invoices.set(number, invoices);
	}

	/** An hour passes, then one poll. */
	async poll(
		settings: Partial<Omit<StatusSettings, 'write'>> & { write?: Partial<WriteSettings> } = {},
	): Promise<StatusReport> {
		this.clock.advance(3_600_000);
		const autotask = createAutotask({
			send: this.toAutotask,
			clock: this.clock,
			userName: 'api',
			zoneDiscoveryUrl: AutotaskDoor.discoveryUrl,
			budgetShare: 100,
			attempts: 1,
		});
		return await pollStatus(
			{
				autotask: retryingReads(autotask, this.clock),
				sources: createSources({
					send: this.toTdSynnex,
					clock: this.clock,
					customerNumber: '100001',
					ecUrl: 'https://tdsynnex.test',
					invoiceUrl: 'https://tdsynnex.test',
					partner: this.partner
						? { send: this.toTdSynnex, baseUrl: 'https://partner.test' }
						: undefined,
				}),
				clock: this.clock,
				token: () => `test-${++this.tokens}`,
				memory: this.memory,
			},
			{
				...DEFAULT_STATUS_SETTINGS,
				pace: { mode: 'always', callsPerHour: 1000 },
				...settings,
				write: { ...DEFAULT_WRITES, ...settings.write },
			},
			{
				environment: 'custom',
				host: 'tdsynnex.test',
				customerNumber: '100001',
				country: 'US',
				currency: 'USD',
			},
			{
				run: '1',
				workflow: 'test',
				step: 'Poll',
				environment: 'custom (tdsynnex.test)',
				dryRun: settings.dryRun ?? false,
				webUrl: 'https://ww3.autotask.net',
			},
		);
	}

	memo(id: number): string {
		return String(this.autotask.row('PurchaseOrders', id).generalMemo ?? '');
	}

	label(id: number): string {
		return String(
			this.autotask.world.schema.picklistLabel(
				'PurchaseOrders',
				'status',
				this.autotask.row('PurchaseOrders', id).status,
			),
		);
	}

	setStatus(id: number, label: string): void {
		this.autotask.change('PurchaseOrders', id, {
			status: this.autotask.world.schema.picklistId('PurchaseOrders', 'status', label),
		});
	}

	items(id: number) {
		return this.autotask.world.store.table('PurchaseOrderItems').where('orderID', id);
	}

	receipts() {
		return this.autotask.world.store
			.table('PurchaseOrderItemReceiving')
			.all()
			.map(({ values }) => values);
	}

	/** Writes to Autotask so far. */
	writes(): WireRequest[] {
		return this.asked.filter(
			({ method, url }) =>
				url.includes('autotask.test') &&
				(method === 'PATCH' || (method === 'POST' && !url.includes('/query'))),
		);
	}

	private readonly toAutotask: Send = async (request) => {
		this.asked.push(request);
		const struck = this.strike(request);
		if (struck instanceof NoAnswer) throw struck;
		return struck ?? this.autotask.answer(request);
	};

	private readonly toTdSynnex: Send = async (request) => {
		this.asked.push(request);
		if (request.url.startsWith('https://partner.test')) {
			if (this.partner) return this.partner(request.url.slice('https://partner.test'.length));
			throw new Error('no partner');
		}
		const number =
			/<PONumber>([^<]*)</.exec(request.body ?? '')?.[1] ??
			/<OrderNumber>([^<]*)</.exec(request.body ?? '')?.[1] ??
			'';
		const kept = request.url.endsWith('/webservice/invoice/query') ? this.invoices : this.status;
		const given =
			kept.get(number) ??
			(kept === this.invoices ? NO_INVOICE : NOT_FOUND.replace('>16<', `>${number}<`));
		const answer = typeof given === 'function' ? await given() : given;
		if (answer instanceof NoAnswer) throw answer;
		return typeof answer === 'string' ? { status: 200, headers: {}, body: answer } : answer;
	};
}

export function kinds(report: StatusReport): string[] {
	return report.changes.map(({ kind }) => kind);
}

/** What the activity says of a purchase order. */
export function said(report: StatusReport, number = '16'): string {
	return report.summary.activity
		.filter(({ key }) => key === `PO ${number}`)
		.map(({ outcome, cause, remedy }) => `${outcome}: ${cause} | ${remedy}`)
		.join('\n');
}
