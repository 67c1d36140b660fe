import type { Values } from '../store';
import type { World } from '../world';

export interface Deal {
	opportunityId: number;
	quoteId: number;
	companyId: number;
}

const DAY_MS = 86_400_000;

/** An open opportunity with a primary quote of these products; the first is sold once, the second twice, and so on. */
export function deal(
	world: World,
	title: string,
	companyId: number,
	products: number[],
	more: { po?: string; optional?: boolean } = {},
): Deal {
	const id = (field: string, label: string): number =>
		world.schema.picklistId('Opportunities', field, label);
	const contactID = world.store.table('Contacts').where('companyID', companyId)[0]?.id ?? null;
	const opportunityId = world.store.table('Opportunities').insert({
		title,
		companyID: companyId,
		contactID,
		ownerResourceID: person(world),
		status: id('status', 'Active'),
		stage: id('stage', 'Proposal'),
		amount: 2_400,
		cost: 2_000,
		probability: 80,
		startDate: daysAgo(world, 20),
		createDate: daysAgo(world, 20),
		projectedCloseDate: daysAgo(world, -5),
		useQuoteTotals: true,
	}).id;
	const site = world.store.table('CompanyLocations').where('companyID', companyId)[0]?.values;
	const location = world.store.table('QuoteLocations').insert({
		address1: site?.address1 ?? null,
		city: site?.city ?? null,
		state: site?.state ?? null,
		postalCode: site?.postalCode ?? null,
	}).id;
	const quotes = world.store.table('Quotes');
	const quoteId = quotes.insert({
		name: title,
		opportunityID: opportunityId,
		companyID: companyId,
		contactID,
		primaryQuote: true,
		isActive: true,
		quoteNumber: quotes.size + 1,
		purchaseOrderNumber: more.po ?? null,
		effectiveDate: daysAgo(world, 10),
		expirationDate: daysAgo(world, -30),
		billToLocationID: location,
		shipToLocationID: location,
		soldToLocationID: location,
		createDate: daysAgo(world, 10),
	}).id;
	products.forEach((productID, at) => {
		const optional = more.optional === true && at === products.length - 1;
		quoteItem(world, quoteId, productID, { quantity: at + 1, isOptional: optional });
	});
	return { opportunityId, quoteId, companyId };
}

function quoteItem(world: World, quoteID: number, productID: number, more: Values): void {
	const { name = null, unitCost = null } =
		world.store.table('Products').get(productID)?.values ?? {};
	world.store.table('QuoteItems').insert({
		quoteID,
		productID,
		name: String(name).slice(0, 100),
		unitCost,
		unitPrice: Math.round(Number(unitCost) * 125) / 100,
		quoteItemType: world.schema.picklistId('QuoteItems', 'quoteItemType', 'Product'),
		unitDiscount: 0,
		lineDiscount: 0,
		percentageDiscount: 0,
		...more,
	});
}

function person(world: World): number | null {
	const people = world.store.table('Resources').all();
	const there = people.find(({ values }) => values.isActive === true && values.licenseType !== 7);
	return there?.id ?? null;
}

export function daysAgo(world: World, days: number): string {
	return new Date(world.clock.now() - days * DAY_MS).toISOString();
}
