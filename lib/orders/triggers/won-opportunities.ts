import { z } from 'zod';
import { idNumbers, readIn, readInBatches, TEXT } from '../../autotask/records/read-in-batches';
import type { Autotask, Filter, WireRecord } from '../../autotask/types';
import { isoTime } from '../../shared/clock';
import { Problem } from '../../shared/problem';
import { type ProductSource, readProducts } from '../purchase-order/products';
import type { RecordSnapshot } from './newly-ready';

export interface WonRule {
	/** Picklist values of the statuses that count as won. */
	statuses: string[];
	/** How far back a closing or the last activity may lie. */
	days: number;
}

export interface OpportunityHeader {
	id: string;
	title: string;
	companyId: string;
	ownerId: string;
	status: string;
	/** UTC ISO 8601 as Autotask sent it; empty = none. */
	closedDate: string;
}

export interface WonWithProducts extends OpportunityHeader {
	quoteId: string;
	quoteName: string;
	lines: { quoteItemId: string; productId: string; sku: string; name: string; quantity: string }[];
}

/** Opportunities won of late: one Autotask call. */
export async function readWon(
	autotask: Autotask,
	{ statuses, days }: WonRule,
	now: number,
): Promise<OpportunityHeader[]> {
	const since = isoTime(now - days * DAY_MS);
	const records = await autotask.query('Opportunities', {
		filter: [
			oneOf('status', statuses),
			{
				op: 'or',
				items: [
					{ op: 'gte', field: 'closedDate', value: since },
					{ op: 'gte', field: 'lastActivity', value: since },
				],
			},
		],
		fields: HEADER_FIELDS,
	});
	return records.map(headerOf).sort((one, other) => Number(one.id) - Number(other.id));
}

/**
 * Those of them with TD SYNNEX products on the primary quote: three or four calls for all together.
 */
export async function withProducts(
	autotask: Autotask,
	won: OpportunityHeader[],
	source: ProductSource,
): Promise<WonWithProducts[]> {
	const primary = await readInBatches(autotask, {
		entity: 'Quotes',
		field: 'opportunityID',
		values: idNumbers(won.map(({ id }) => id)),
		fields: ['opportunityID', 'name'],
		further: [{ op: 'eq', field: 'primaryQuote', value: true }],
	});
	const quotes = primary.map((record) => QUOTE.parse(record));
	const items = (
		await readIn(
			autotask,
			'QuoteItems',
			'quoteID',
			quotes.map(({ id }) => id),
			ITEM_FIELDS,
		)
	).map((record) => ITEM.parse(record));
	const wanted = items.filter(({ isOptional }) => isOptional !== 'true');
	const products = await readProducts(
		autotask,
		wanted.map(({ productID }) => productID),
		source,
	);
	return won.flatMap((opportunity) => {
		const quote = quotes.find(({ opportunityID }) => opportunityID === opportunity.id);
		const lines = wanted
			.filter(({ quoteID }) => quoteID === quote?.id)
			.map(({ id, productID, name, quantity }) => ({
				quoteItemId: id,
				productId: productID,
				sku: products.get(productID)?.sku ?? '',
				name: name || (products.get(productID)?.name ?? ''),
				quantity,
			}))
			.filter(({ sku }) => sku !== '');
		if (quote === undefined || lines.length === 0) return [];
		return [{ ...opportunity, quoteId: quote.id, quoteName: quote.name, lines }];
	});
}

/**
 * An opportunity is emitted once, whatever becomes of its quotes: a second time could order it a
 * second time.
 */
export function opportunitySnapshot({ id, quoteId }: WonWithProducts): RecordSnapshot {
	return { id, mark: quoteId };
}

function oneOf(field: string, values: string[]): Filter {
	const [first] = values;
	return values.length === 1
		? { op: 'eq', field, value: Number(first) }
		: { op: 'in', field, value: values.map(Number) };
}

function headerOf(record: WireRecord): OpportunityHeader {
	const { id, title, companyID, ownerResourceID, status, closedDate } = HEADER.parse(record);
	return { id, title, companyId: companyID, ownerId: ownerResourceID, status, closedDate };
}

const DAY_MS = 86_400_000;
const HEADER_FIELDS = ['id', 'title', 'companyID', 'ownerResourceID', 'status', 'closedDate'];
/** averageCost and highestCost cannot be queried at all, so the fields are named. */
const ITEM_FIELDS = ['id', 'quoteID', 'productID', 'name', 'quantity', 'isOptional'];
const HEADER = z.object({
	id: TEXT,
	title: TEXT,
	companyID: TEXT,
	ownerResourceID: TEXT,
	status: TEXT,
	closedDate: TEXT,
});
const QUOTE = z.object({ id: TEXT, opportunityID: TEXT, name: TEXT });
const ITEM = z.object({
	id: TEXT,
	quoteID: TEXT,
	productID: TEXT,
	name: TEXT,
	quantity: TEXT,
	isOptional: TEXT,
});

/**
 * The picklist values of those labels that this Autotask has.
 *
 * @throws Problem when it has none of them: nothing would ever count as won
 */
export async function wonValues(autotask: Autotask, labels: string[]): Promise<string[]> {
	const wanted = labels.map((label) => label.trim().toLowerCase()).filter(Boolean);
	const fields = await autotask.fields('Opportunities');
	const picklist = fields.find(({ name }) => name === 'status')?.picklist ?? [];
	const values = picklist
		.filter(({ label }) => wanted.includes(label.trim().toLowerCase()))
		.map(({ value }) => value);
	if (values.length > 0) return values;
	throw new Problem({
		code: 'status-unknown',
		cause: `Autotask has none of the opportunity statuses "${labels.join(',').trim()}"; it has ${picklist.map(({ label }) => label).join(', ') || 'none that the API user can see'}`,
		remedy: 'Correct Won Statuses in the trigger.',
	});
}
