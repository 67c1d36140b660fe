import { writeMemo } from '../../../lib/orders/journal/memo';
import { type Sandbox, startSandbox } from '../../../sandbox';
import type { Scenario } from '../../../sandbox/tdsynnex';
import type { WorldProduct } from '../../../sandbox/world/product';

/** Both twins with orders that stand at both: what PO Create leaves behind. */
export interface TwoSides {
	sandbox: Sandbox;
	vendorId: string;
	/** Places an order at TD SYNNEX and writes its purchase order with a recorded block. */
	place(
		number: string,
		lines: { product: WorldProduct; quantity: number }[],
		scenario?: Partial<Scenario>,
	): Promise<PlacedOrder>;
	/** Products that can be ordered without further ado. */
	products(fits?: (product: WorldProduct) => boolean): WorldProduct[];
	hours(count: number): void;
	row(entity: string, id: number): Record<string, unknown>;
}

export interface PlacedOrder {
	id: number;
	number: string;
	itemIds: number[];
	orderNumbers: string[];
}

export async function startTwoSides(): Promise<TwoSides> {
	const sandbox = await startSandbox({
		seed: 7,
		skus: 1500,
		ownProducts: 20,
		incumbentProducts: 0,
		usageLatency: false,
	});
	const { admin } = sandbox.autotask;
	const tds = sandbox.addresses.tdSynnex!;
	const vendorId = String(
		admin.records('Companies').find(({ companyName }) => companyName === 'TD SYNNEX')?.id,
	);
	const locationId = Number(
		admin.records('InventoryLocations').find(({ isDefault }) => isDefault === true)?.id,
	);
	const time = () => sandbox.control.stats().time;
	const row = (entity: string, id: number) =>
		admin.records(entity).find((record) => record.id === id) ?? {};
	return {
		sandbox,
		vendorId,
		row,
		hours: (count) => void sandbox.control.advance(count * 3600),
		products: (fits = () => true) => {
			const { world } = sandbox.tdSynnex.shop;
			return Array.from({ length: world.skus }, (_, index) => world.at(index)).filter(
				(product) =>
					product.status === 'Active' &&
					product.category.media === 'RTL' &&
					!product.endUserRequired &&
					product.hostility === null &&
					product.stock.some(({ quantity }) => quantity >= 20) &&
					fits(product),
			);
		},
		async place(number, lines, scenario = {}) {
			sandbox.tdSynnex.scenario(number, { outcome: 'accept', ...scenario });
			const orderXml = lines.map(
				({ product, quantity }, index) =>
					`<Item lineNumber="${index + 1}"><SKU>${product.sku}</SKU><UnitPrice>${product.cost}</UnitPrice><OrderQuantity>${quantity}</OrderQuantity></Item>`,
			);
			const reply = await fetch(`${tds.ecUrl}/SynnexXML/PO`, {
				method: 'POST',
				headers: { 'content-type': 'application/xml' },
				body: `<SynnexB2B><Credential><UserID>${tds.userId}</UserID><Password>${tds.password}</Password></Credential><OrderRequest><CustomerNumber>${tds.customerNumber}</CustomerNumber><PONumber>${number}</PONumber><DropShipFlag>N</DropShipFlag><Shipment><ShipFromWarehouse>ANY</ShipFromWarehouse><ShipTo><AddressName1>Northgate</AddressName1><AddressLine1>1 Larimer St</AddressLine1><City>Denver</City><State>CO</State><ZipCode>80202</ZipCode><Country>US</Country></ShipTo><ShipToContact><ContactName>Dana</ContactName></ShipToContact><ShipMethod><Code>FG</Code></ShipMethod></Shipment><Payment><BillTo code="${tds.customerNumber}"/></Payment><Items>${orderXml.join('')}</Items></OrderRequest></SynnexB2B>`,
			});
			const text = await reply.text();
			const answered = [
				...text.matchAll(
					/<Item lineNumber="(\d+)">[\s\S]*?<OrderNumber>(\d*)<[\s\S]*?<OrderType>(\w*)</g,
				),
			];
			const [id = 0] = admin.addRecords('PurchaseOrders', [
				{
					purchaseOrderNumber: number,
					vendorID: Number(vendorId),
					status: 2,
					shipToName: 'Northgate',
					shipToAddress1: '1 Larimer St',
					createDateTime: time(),
					submitDateTime: time(),
				},
			]);
			const itemIds = lines.map(({ product, quantity }) => {
				const [productID = 0] = admin.addRecords('Products', [
					{
						name: product.description.slice(0, 100),
						sku: `TDS-${product.sku}`,
						isActive: true,
						isSerialized: product.serialised,
					},
				]);
				return admin.addRecords('PurchaseOrderItems', [
					{
						orderID: id,
						productID,
						quantity,
						unitCost: Number(product.cost),
						inventoryLocationID: locationId,
					},
				])[0] as number;
			});
			const held = answered.some(([, , , type]) => type === '99');
			const memo = writeMemo('Deliver to the back door.', {
				poId: String(id),
				state: 'RECORDED',
				answer: held ? 'HELD' : 'ACCEPTED',
				poNumber: number,
				revision: 1,
				attempt: 1,
				environment: 'custom',
				customerNumber: tds.customerNumber,
				payloadHash: '0'.repeat(64),
				parts: { lines: 'a', shipTo: 'b', options: 'c' },
				claim: { token: 'n8n-1', time: time().replace(/\.\d{3}/, ''), settle: 10_000 },
				changed: time().replace(/\.\d{3}/, ''),
				uncertainSince: '',
				reason: '',
				log: [],
				folded: 0,
				lines: lines.map(({ product, quantity }, index) => ({
					lineNumber: index + 1,
					itemId: String(itemIds[index]),
					sku: product.sku,
					quantity,
					unitPrice: product.cost,
					result: held ? 'held' : 'accepted',
					accepted: quantity,
					orderNumbers: [
						...new Set(
							answered
								.filter(([, line]) => line === String(index + 1))
								.map(([, , order]) => order as string),
						),
					],
				})),
			});
			admin.changeRecord('PurchaseOrders', id, { generalMemo: memo });
			return {
				id,
				number,
				itemIds,
				orderNumbers: [...new Set(answered.map(([, , order]) => order as string))],
			};
		},
	};
}
