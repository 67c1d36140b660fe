import type { Autotask, WireRecord } from '../../autotask/types';
import { moneyText, readMoney } from '../../shared/money';
import { Problem } from '../../shared/problem';
import type { ChargeKind } from '../purchase-order/charge-types';
import { type KnownProduct, type ProductSource, readProducts } from '../purchase-order/products';
import { QUOTE_PRICE, quotedPrice } from '../../autotask/records/quote-price';
import { readIn, TEXT } from '../../autotask/records/read-in-batches';
import type { ShipTo } from '../types';
import type { PlannedItem, PlannedPo } from './types';

/** What is read of a won opportunity. */
export interface WonOpportunity {
	opportunity: WireRecord;
	/** Label of its status. */
	status: string;
	/** All of it; the primary one is ordered. */
	quotes: WireRecord[];
	quoteItems: WireRecord[];
	/** Of the quote; `null` = it names none. */
	location: WireRecord | null;
	company: WireRecord | null;
	products: Map<string, KnownProduct>;
}

export interface OpportunitySettings {
	source: ProductSource;
	/** Labels of the statuses that count as won. */
	wonStatuses: string[];
	/** Where the goods go: the quote's ship-to, the company's own address, or `given`. */
	shipTo: 'quote' | 'company' | 'given';
	/** For `given`. */
	address: ShipTo;
	phone: string;
	inventoryLocationId: string;
	memo: string;
	/** Modules that this Autotask does not have: their charges are missed by nobody. */
	modulesNotInUse: readonly ChargeKind[];
}

/** Reads opportunity, primary quote, its items, their products, ship-to location and company. */
export async function readOpportunity(
	autotask: Autotask,
	id: string,
	source: ProductSource,
): Promise<WonOpportunity> {
	const opportunity = await autotask.get('Opportunities', Number(id));
	if (opportunity === null)
		throw new Problem({
			code: 'opportunity-not-found',
			record: `opportunity ${id}`,
			cause: 'Autotask has no such opportunity, or the API user cannot see it',
			remedy: 'Check the ID, and the security level and line of business of the API user.',
		});
	const quotes = await autotask.query('Quotes', {
		filter: [{ op: 'eq', field: 'opportunityID', value: Number(id) }],
	});
	const primary = quotes.find(isPrimary);
	const quoteId = TEXT.parse(primary?.id);
	const quoteItems = await readIn(autotask, 'QuoteItems', 'quoteID', [quoteId], ITEM_FIELDS);
	const products = await readProducts(
		autotask,
		quoteItems.map((item) => TEXT.parse(item.productID)),
		source,
	);
	return {
		opportunity,
		status: await labelOf(autotask, opportunity),
		quotes,
		quoteItems,
		products,
		location: await found(autotask, 'QuoteLocations', primary?.shipToLocationID),
		company: await found(autotask, 'Companies', opportunity.companyID),
	};
}

/**
 * The purchase order that a won opportunity stands for. Pure.
 *
 * @throws Problem when it is not won, has no primary quote, or nothing of it is bought at TD SYNNEX
 */
export function planFromOpportunity(won: WonOpportunity, settings: OpportunitySettings): PlannedPo {
	requireWon(won, settings);
	const record = nameOf(won);
	const quote = won.quotes.find(isPrimary);
	if (quote === undefined)
		throw refused(
			'no-primary-quote',
			record,
			'it has no primary quote',
			'Mark one of its quotes as primary in Autotask.',
		);
	const items: PlannedItem[] = [];
	const leftOut: string[] = [];
	for (const item of won.quoteItems) {
		const planned = planItem(item, won.products);
		if (typeof planned === 'string') leftOut.push(planned);
		else items.push(planned);
	}
	if (items.length === 0)
		throw refused(
			'nothing-to-order',
			record,
			`nothing on its primary quote is bought from TD SYNNEX: ${leftOut.join('; ') || 'it has no items'}`,
			'Check the products of the quote, and SKU Pattern in the node.',
		);
	return {
		source: sourceOf(quote),
		others: won.quotes.filter((other) => other !== quote).map(sourceOf),
		vendorId: settings.source.vendorId,
		shipTo: shipToOf(won, settings),
		phone: settings.shipTo === 'given' ? settings.phone : TEXT.parse(won.company?.phone),
		purchaseForCompanyId: TEXT.parse(won.opportunity.companyID),
		inventoryLocationId: settings.inventoryLocationId,
		memo: settings.memo,
		items,
		leftOut,
	};
}

/** @throws Problem when the opportunity is in no status that counts as won */
export function requireWon(
	won: WonOpportunity,
	settings: Pick<OpportunitySettings, 'wonStatuses'>,
): void {
	const record = nameOf(won);
	if (!settings.wonStatuses.some((label) => label.toLowerCase() === won.status.toLowerCase()))
		throw refused(
			'opportunity-not-won',
			record,
			`its status is ${won.status || 'unknown'}, not ${settings.wonStatuses.join(' or ')}`,
			'Win the opportunity in Autotask first, or add that status to Won Statuses in the node.',
		);
}

/** The opportunity in words. */
export function nameOf({ opportunity }: WonOpportunity): string {
	return `opportunity ${TEXT.parse(opportunity.title) || TEXT.parse(opportunity.id)}`;
}

function isPrimary({ primaryQuote }: WireRecord): boolean {
	return TEXT.parse(primaryQuote).toLowerCase() === 'true';
}

function sourceOf({ id }: WireRecord): string {
	return `quote ${TEXT.parse(id)}`;
}

/** A line, or in words why it is not ordered. */
function planItem(record: WireRecord, products: Map<string, KnownProduct>): PlannedItem | string {
	const item = QUOTE_ITEM.parse(record);
	const product = products.get(item.productID);
	const name = item.name || product?.name || `quote item ${item.id}`;
	if (item.isOptional === 'true') return `${name} is optional`;
	if (product === undefined || product.sku === '') return `${name} is not a TD SYNNEX product`;
	if (!/^[1-9]\d{0,6}(\.0+)?$/.test(item.quantity))
		return `${name} has the quantity ${item.quantity || 'none'}, which is not a whole number above zero`;
	const cost = readMoney(item.unitCost || product.unitCost);
	if (!('amount' in cost) || cost.amount === null)
		return `${name} has no unit cost (the API user may lack the right to view costs)`;
	return {
		key: `item ${item.id}`,
		productId: item.productID,
		sku: product.sku,
		name,
		quantity: Number(item.quantity),
		unitCost: moneyText(cost.amount),
		minimumQuantity: product.minimumQuantity,
		chargeId: '',
		soldPrice: quotedPrice(item),
	};
}

/** The quote's ship-to where it has a street, else the company's address. */
function shipToOf(won: WonOpportunity, settings: OpportunitySettings): ShipTo {
	if (settings.shipTo === 'given') return settings.address;
	const name1 = TEXT.parse(won.company?.companyName);
	const use = settings.shipTo === 'quote' && TEXT.parse(won.location?.address1) !== '';
	const from = (use ? won.location : won.company) ?? {};
	return addressOf(from, name1);
}

/** The address fields that companies and quote locations share. */
export function addressOf(record: WireRecord, name1: string): ShipTo {
	return {
		name1,
		name2: '',
		line1: TEXT.parse(record.address1),
		line2: TEXT.parse(record.address2),
		city: TEXT.parse(record.city),
		state: TEXT.parse(record.state),
		zip: TEXT.parse(record.postalCode),
		country: '',
	};
}

async function labelOf(autotask: Autotask, opportunity: WireRecord): Promise<string> {
	const fields = await autotask.fields('Opportunities');
	const picklist = fields.find(({ name }) => name === 'status')?.picklist ?? [];
	return picklist.find(({ value }) => value === TEXT.parse(opportunity.status))?.label ?? '';
}

async function found(autotask: Autotask, entity: string, id: unknown): Promise<WireRecord | null> {
	return typeof id === 'number' ? await autotask.get(entity, id) : null;
}

function refused(code: string, record: string, cause: string, remedy: string): Problem {
	return new Problem({ code, record, cause, remedy });
}

const QUOTE_ITEM = QUOTE_PRICE.extend({
	id: TEXT,
	productID: TEXT,
	name: TEXT,
	unitCost: TEXT,
	isOptional: TEXT,
});
/** averageCost and highestCost cannot be queried at all, so the fields are named. */
const ITEM_FIELDS = [
	'id',
	'quoteID',
	...Object.keys(QUOTE_ITEM.shape).filter((name) => name !== 'id'),
];
