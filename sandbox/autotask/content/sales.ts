import type { Row, Values } from '../store';
import type { World } from '../world';
import type { Companies } from './companies';
import type { Products } from './products';
import type { SetUp } from './set-up';

interface Ground {
	setUp: SetUp;
	companies: Companies;
	products: Products;
}

const DAY_MS = 86_400_000;

/** Opportunities with quotes, a ticket with a charge, and purchase orders in several states. */
export function seedSales(world: World, ground: Ground): void {
	const { orderable, foreign } = ground.products;
	const [customer = 0, other = customer] = ground.companies.customers;
	wonOpportunity(world, ground, 'Workstation refresh', customer, orderable.slice(0, 3));
	wonOpportunity(world, ground, 'Branch network', other, [
		...orderable.slice(3, 5),
		...foreign.slice(0, 1),
	]);
	opportunity(world, ground, 'Phone system', other, 'Active', 'Proposal');
	ticketWithCharge(world, ground, customer, orderable[5]);
	orders(world, ground);
}

function wonOpportunity(
	world: World,
	ground: Ground,
	title: string,
	companyID: number,
	products: number[],
): void {
	const opportunityID = opportunity(world, ground, title, companyID, 'Closed', 'Won');
	quote(
		world,
		ground,
		{ opportunityID, companyID, name: `${title} (first draft)` },
		false,
		products.slice(0, 1),
	);
	quote(world, ground, { opportunityID, companyID, name: title }, true, products);
}

function opportunity(
	world: World,
	{ setUp }: Ground,
	title: string,
	companyID: number,
	status: string,
	stage: string,
): number {
	const id = (field: string, label: string): number =>
		world.schema.picklistId('Opportunities', field, label);
	const won = status === 'Closed';
	return world.store.table('Opportunities').insert({
		title,
		companyID,
		contactID: contactOf(world, companyID),
		ownerResourceID: setUp.people[0] ?? null,
		creatorResourceID: setUp.people[0] ?? null,
		status: id('status', status),
		stage: id('stage', stage),
		amount: 4_800,
		cost: 3_900,
		probability: won ? 100 : 50,
		startDate: ago(world, 30),
		createDate: ago(world, 30),
		projectedCloseDate: ago(world, -10),
		closedDate: won ? ago(world, 1) : null,
		useQuoteTotals: true,
	}).id;
}

function quote(
	world: World,
	{ setUp }: Ground,
	about: { opportunityID: number; companyID: number; name: string },
	primaryQuote: boolean,
	products: number[],
): void {
	const site = world.store.table('CompanyLocations').where('companyID', about.companyID)[0]?.values;
	const location = world.store.table('QuoteLocations').insert({
		address1: site?.address1 ?? null,
		city: site?.city ?? null,
		state: site?.state ?? null,
		postalCode: site?.postalCode ?? null,
	}).id;
	const quotes = world.store.table('Quotes');
	const { id: quoteID } = quotes.insert({
		...about,
		contactID: contactOf(world, about.companyID),
		primaryQuote,
		isActive: true,
		quoteNumber: quotes.size + 1,
		effectiveDate: ago(world, 20),
		expirationDate: ago(world, -30),
		billToLocationID: location,
		shipToLocationID: location,
		soldToLocationID: location,
		createDate: ago(world, 20),
		creatorResourceID: setUp.people[0] ?? null,
	});
	products.forEach((productID, at) => {
		const { name = null, unitCost = null, unitPrice = null } = productOf(world, productID).values;
		world.store.table('QuoteItems').insert({
			quoteID,
			productID,
			name: String(name).slice(0, 100),
			unitCost,
			unitPrice,
			quantity: at + 1,
			quoteItemType: world.schema.picklistId('QuoteItems', 'quoteItemType', 'Product'),
			isOptional: false,
			unitDiscount: 0,
			lineDiscount: 0,
			percentageDiscount: 0,
			sortOrderID: at + 1,
		});
	});
}

function ticketWithCharge(
	world: World,
	{ setUp }: Ground,
	companyID: number,
	productID: number | undefined,
): void {
	const id = (entity: string, field: string, label: string): number =>
		world.schema.picklistId(entity, field, label);
	const ticketID = world.store.table('Tickets').insert({
		ticketNumber: 'T20261101.0001',
		title: 'Replace failed laptop',
		companyID,
		contactID: contactOf(world, companyID),
		status: id('Tickets', 'status', 'Waiting Materials'),
		priority: id('Tickets', 'priority', 'High'),
		createDate: ago(world, 2),
		creatorResourceID: setUp.people[1] ?? null,
	}).id;
	if (productID === undefined) return;
	const { name = null, unitCost = null, unitPrice = null } = productOf(world, productID).values;
	world.store.table('TicketCharges').insert({
		ticketID,
		productID,
		name: String(name).slice(0, 100),
		unitCost,
		unitPrice,
		unitQuantity: 1,
		chargeType: id('TicketCharges', 'chargeType', 'Operational'),
		status: id('TicketCharges', 'status', 'Need to Order/Fulfill'),
		datePurchased: ago(world, 1),
		createDate: ago(world, 1),
	});
}

/** Two ready for TD SYNNEX, one with a foreign line, one without lines, one of another vendor, two that are through. */
function orders(world: World, ground: Ground): void {
	const { tdSynnex, vendors } = ground.companies;
	const { orderable, foreign } = ground.products;
	const [elsewhere = tdSynnex] = vendors;
	const past = { submitDateTime: ago(world, 12), externalPONumber: '40000001' };
	order(world, ground, tdSynnex, 'Received Full', orderable.slice(6, 7), past);
	order(world, ground, tdSynnex, 'Submitted', orderable.slice(7, 9), {
		...past,
		externalPONumber: '40000002',
	});
	order(world, ground, tdSynnex, 'New', orderable.slice(0, 3));
	order(world, ground, tdSynnex, 'New', orderable.slice(9, 10));
	order(world, ground, tdSynnex, 'New', [...orderable.slice(10, 11), ...foreign.slice(1, 2)]);
	order(world, ground, tdSynnex, 'New', []);
	order(world, ground, elsewhere, 'New', foreign.slice(2, 4));
}

function order(
	world: World,
	{ setUp }: Ground,
	vendorID: number,
	status: string,
	products: number[],
	more: Values = {},
): void {
	const msp = world.store.table('Companies').get(0)?.values ?? {};
	const table = world.store.table('PurchaseOrders');
	const { id: orderID } = table.insert({
		vendorID,
		status: world.schema.picklistId('PurchaseOrders', 'status', status),
		purchaseOrderNumber: String(table.size + 11),
		shipToName: 'Northgate Managed IT',
		shipToAddress1: msp.address1 ?? '1 Larimer St',
		shipToCity: msp.city ?? null,
		shipToState: msp.state ?? null,
		shipToPostalCode: msp.postalCode ?? null,
		phone: msp.phone ?? null,
		shippingType: setUp.ground,
		createDateTime: ago(world, 14),
		creatorResourceID: setUp.people[0] ?? null,
		...more,
	});
	products.forEach((productID, at) => {
		const unitCost = productOf(world, productID).values.unitCost ?? 0;
		const item = world.store.table('PurchaseOrderItems').insert({
			orderID,
			productID,
			inventoryLocationID: setUp.mainWarehouse,
			quantity: at + 1,
			unitCost,
			internalCurrencyUnitCost: unitCost,
		});
		if (status === 'Received Full') {
			world.store.table('PurchaseOrderItemReceiving').insert({
				purchaseOrderItemID: item.id,
				quantityNowReceiving: at + 1,
				quantityPreviouslyReceived: 0,
				quantityBackOrdered: 0,
				receiveDate: ago(world, 6),
			});
		}
	});
}

function contactOf(world: World, companyID: number): number | null {
	return world.store.table('Contacts').where('companyID', companyID)[0]?.id ?? null;
}

function productOf(world: World, id: number): Row {
	const product = world.store.table('Products').get(id);
	if (!product) throw new Error(`no product ${id}`);
	return product;
}

function ago(world: World, days: number): string {
	return new Date(world.clock.now() - days * DAY_MS).toISOString();
}
