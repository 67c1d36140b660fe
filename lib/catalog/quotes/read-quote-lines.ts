import { z } from 'zod';
import { same } from '../../autotask/metadata/picklist';
import { QUOTE_PRICE, quotedPrice } from '../../autotask/records/quote-price';
import { idNumbers, readIn, readInBatches, TEXT } from '../../autotask/records/read-in-batches';
import { screenLink } from '../../autotask/screen-link';
import type { Autotask, WireRecord } from '../../autotask/types';
import { moneyText, readMoney } from '../../shared/money';
import { Problem } from '../../shared/problem';
import { plainSku, skuPattern } from '../../shared/sku';
import type { QuoteLine } from './types';

export interface QuoteSelection {
	vendorId: number;
	/** See {@link skuPattern}. */
	skuPattern: string;
	/** Labels of the opportunity statuses that count as open. */
	openStatuses: string[];
	/** Primary quotes alone, or all active ones. */
	quotes: 'primary' | 'active';
	/** Where people sign in to Autotask; empty = no links. */
	webUrl: string;
}

export interface QuoteLines {
	lines: QuoteLine[];
	opportunities: number;
	quotes: number;
	/** Lines that sell something else: labor, services, other vendors' products. */
	otherLines: number;
}

/**
 * The lines of all open opportunities' quotes that sell a TD SYNNEX product. Seven reads, and one
 * more for every 490 records of a kind; nothing is written.
 *
 * @throws Problem when Autotask has no such opportunity status, or cannot be read
 */
export async function readQuoteLines(
	autotask: Autotask,
	selection: QuoteSelection,
): Promise<QuoteLines> {
	const opportunities = await readOpen(autotask, selection.openStatuses);
	const read = await readInBatches(autotask, {
		entity: 'Quotes',
		field: 'opportunityID',
		values: [...opportunities.keys()].map(Number),
		fields: ['id', ...Object.keys(QUOTE.shape)],
	});
	const quotes = byId(
		read.filter((record) => {
			const { isActive, primaryQuote } = QUOTE.parse(record);
			return isActive !== 'false' && (selection.quotes === 'active' || primaryQuote === 'true');
		}),
	);
	const items = await readIn(autotask, 'QuoteItems', 'quoteID', [...quotes.keys()], ITEM_FIELDS);
	const parsed = items.map((record) => ITEM.parse(record));
	const skus = await readSkus(
		autotask,
		selection,
		parsed.map(({ productID }) => productID),
	);
	const sold = parsed.filter(({ productID }) => skus.has(productID));
	const companyIds = [...opportunities.values()].map(({ companyID }) => TEXT.parse(companyID));
	const companies =
		sold.length === 0
			? new Map<string, WireRecord>()
			: byId(await readIn(autotask, 'Companies', 'id', companyIds, ['id', 'companyName']));
	const lines = sold.map((item) => {
		const quote = quotes.get(item.quoteID) ?? {};
		const opportunity = opportunities.get(TEXT.parse(quote.opportunityID)) ?? {};
		const company = companies.get(TEXT.parse(opportunity.companyID)) ?? {};
		const sku = skus.get(item.productID) ?? '';
		return lineOf(item, sku, { quote, opportunity, company }, selection.webUrl);
	});
	return {
		lines,
		opportunities: opportunities.size,
		quotes: quotes.size,
		otherLines: items.length - lines.length,
	};
}

/** @throws Problem when a label is none of Autotask's */
async function readOpen(autotask: Autotask, labels: string[]): Promise<Map<string, WireRecord>> {
	const fields = await autotask.fields('Opportunities');
	const picklist = fields.find(({ name }) => name === 'status')?.picklist ?? [];
	const values = labels.map((label) => {
		const found = picklist.find((one) => same(one.label, label));
		if (found) return Number(found.value);
		throw new Problem({
			code: 'status-unknown',
			cause: `Autotask has no opportunity status "${label}"; it has ${picklist.map((one) => one.label).join(', ') || 'none that the API user can see'}`,
			remedy: 'Write one of these into Open Statuses in the node.',
			reach: 'run',
		});
	});
	const records = await autotask.query('Opportunities', {
		filter: [{ op: 'in', field: 'status', value: values }],
		fields: ['id', 'title', 'companyID'],
	});
	return byId(records);
}

/** TD SYNNEX SKUs by product: from the SKU field or, failing that, from the vendor's entry. */
async function readSkus(
	autotask: Autotask,
	{ vendorId, skuPattern: pattern }: QuoteSelection,
	productIds: string[],
): Promise<Map<string, string>> {
	const { fromAutotask } = skuPattern(pattern);
	const products = await readIn(autotask, 'Products', 'id', productIds, ['id', 'sku']);
	const own = products.map((record): [string, string] => [
		TEXT.parse(record.id),
		fromAutotask(TEXT.parse(record.sku)) ?? '',
	]);
	const open = own.filter(([, sku]) => !IS_SKU.test(sku)).map(([id]) => id);
	const entries = await readInBatches(autotask, {
		entity: 'ProductVendors',
		field: 'productID',
		values: idNumbers(open),
		fields: ['productID', 'vendorPartNumber'],
		further: [{ op: 'eq', field: 'vendorID', value: vendorId }],
	});
	const entered = entries.map((record): [string, string] => [
		TEXT.parse(record.productID),
		plainSku(TEXT.parse(record.vendorPartNumber)),
	]);
	return new Map([...own, ...entered].filter(([, sku]) => IS_SKU.test(sku)));
}

function lineOf(
	item: z.infer<typeof ITEM>,
	sku: string,
	{ quote, opportunity, company }: Record<'quote' | 'opportunity' | 'company', WireRecord>,
	webUrl: string,
): QuoteLine {
	const { quoteNumber, name, expirationDate } = QUOTE.parse(quote);
	const opportunityId = TEXT.parse(opportunity.id);
	const cost = readMoney(item.unitCost);
	return {
		quoteItemId: item.id,
		quoteId: item.quoteID,
		quoteNumber,
		quote: name,
		company: TEXT.parse(company.companyName),
		opportunityId,
		opportunity: TEXT.parse(opportunity.title),
		productId: item.productID,
		sku,
		name: item.name,
		quantity: Number(item.quantity) || 0,
		unitCost: 'amount' in cost && cost.amount !== null ? moneyText(cost.amount) : null,
		unitPrice: quotedPrice(item) || null,
		optional: item.isOptional === 'true',
		quoteExpires: /^\d{4}-\d\d-\d\d/.exec(expirationDate)?.[0] ?? null,
		link: screenLink(webUrl, 'OpenOpportunity', 'OpportunityID', opportunityId),
	};
}

function byId(records: WireRecord[]): Map<string, WireRecord> {
	return new Map(records.map((record) => [TEXT.parse(record.id), record]));
}

const IS_SKU = /^\d{1,15}$/;
const QUOTE = z.object({
	opportunityID: TEXT,
	quoteNumber: TEXT,
	name: TEXT,
	expirationDate: TEXT,
	isActive: TEXT,
	primaryQuote: TEXT,
});
const ITEM = QUOTE_PRICE.extend({
	id: TEXT,
	quoteID: TEXT,
	productID: TEXT,
	name: TEXT,
	unitCost: TEXT,
	isOptional: TEXT,
});
/** averageCost and highestCost cannot be queried at all, so the fields are named. */
const ITEM_FIELDS = Object.keys(ITEM.shape);
