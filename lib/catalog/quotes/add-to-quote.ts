import { z } from 'zod';
import { readIn, TEXT } from '../../autotask/records/read-in-batches';
import type { Autotask, Filter, WireRecord } from '../../autotask/types';
import { endsTheRun, type Problem, problemOf } from '../../shared/problem';
import { callFailure } from '../apply/failures';
import { CREATE_UNCERTAIN, createOnce } from '../apply/write-product';
import { findOpenQuote, type OpenQuote } from './find-quote';

export interface AddSettings {
	/** Quote Number as Autotask shows it. */
	quote: string;
	/** Labels of the opportunity statuses that count as open. */
	openStatuses: string[];
	dryRun: boolean;
}

/** One product for a quote. */
export interface AddedLine {
	index: number;
	/** `unchanged`: it is on the quote already. */
	outcome: 'done' | 'planned' | 'unchanged' | 'failed' | 'uncertain' | 'deferred';
	quoteId: string;
	quoteNumber: string;
	quote: string;
	quoteItemId: string;
	productId: string;
	name: string;
	quantity: number;
	unitPrice: string;
	code: string;
	cause: string;
	remedy: string;
}

/**
 * Adds products to an open quote at their own price and cost. A product that is on the quote
 * already, or that comes in twice, is not added again. A line whose creation got no answer is
 * looked for on the quote, and never created a second time.
 *
 * @param items `productId`, as Product Upsert gives it, and `quantity` (1 where it is absent)
 * @throws Problem when the quote is not there or closed: nothing was written then
 */
export async function addToQuote(
	items: unknown[],
	settings: AddSettings,
	{ autotask, signal }: { autotask: Autotask; signal?: AbortSignal },
): Promise<AddedLine[]> {
	const quote = await findOpenQuote(autotask, settings.quote, settings.openStatuses);
	const wanted = items.map((item) => ITEM.safeParse(item));
	const ids = wanted.flatMap(({ data }) => (data ? [data.productId] : []));
	const products = await readIn(autotask, 'Products', 'id', ids, PRODUCT_FIELDS);
	const byId = new Map(products.map((one) => [TEXT.parse(one.id), PRODUCT.parse(one)]));
	const there = await productsOn(autotask, quote);
	const itemType = await productType(autotask);
	const lines: AddedLine[] = [];
	let stopped: Problem | null = null;
	for (const [index, { data }] of wanted.entries()) {
		const line = (outcome: AddedLine['outcome'], facts: Partial<AddedLine> = {}) =>
			lines.push({
				...lineOf(quote, index, data, byId.get(data?.productId ?? '')),
				outcome,
				...facts,
			});
		const product = byId.get(data?.productId ?? '');
		const refusal = refusalOf(index, data, product);
		if (refusal) line('failed', refusal);
		else if (there.has(data!.productId)) line('unchanged', ON_QUOTE);
		else if (settings.dryRun) line('planned');
		else if (stopped ?? signal?.aborted) line('deferred', factsOf(stopped));
		else {
			const made = await create(autotask, quote, data!, product!, itemType);
			stopped = made.stopped;
			line(made.outcome, made.facts);
		}
		if (!refusal) there.add(data!.productId);
	}
	return lines;
}

interface Made {
	outcome: AddedLine['outcome'];
	facts: Partial<AddedLine>;
	stopped: Problem | null;
}

async function create(
	autotask: Autotask,
	quote: OpenQuote,
	{ productId, quantity }: z.infer<typeof ITEM>,
	product: z.infer<typeof PRODUCT>,
	quoteItemType: number,
): Promise<Made> {
	const record = {
		quoteID: quote.id,
		...recordOf({ productId, quantity, product, quoteItemType }),
	};
	const lookUp: Filter[] = [
		{ op: 'eq', field: 'quoteID', value: quote.id },
		{ op: 'eq', field: 'productID', value: Number(productId) },
	];
	try {
		const id = await createOnce(autotask, 'QuoteItems', record, lookUp, quote.id);
		return { outcome: 'done', facts: { quoteItemId: String(id) }, stopped: null };
	} catch (error) {
		const problem = problemOf(error);
		const { code, cause, remedy } = callFailure(problem);
		const isDoubtful = code === CREATE_UNCERTAIN;
		return {
			outcome: isDoubtful ? 'uncertain' : 'failed',
			facts: { code, cause, remedy: isDoubtful ? LOOK : remedy },
			stopped: endsTheRun(problem) ? problem : null,
		};
	}
}

/** Autotask wants all three discounts; price and cost are the product's where none is said. */
function recordOf(line: {
	productId: string;
	quantity: number;
	product: z.infer<typeof PRODUCT>;
	quoteItemType: number;
}): WireRecord {
	const { name, unitPrice, unitCost } = line.product;
	return {
		productID: Number(line.productId),
		quoteItemType: line.quoteItemType,
		name: name.slice(0, NAME_LENGTH),
		quantity: line.quantity,
		unitPrice: unitPrice === '' ? null : Number(unitPrice),
		unitCost: unitCost === '' ? null : Number(unitCost),
		isOptional: false,
		unitDiscount: 0,
		lineDiscount: 0,
		percentageDiscount: 0,
	};
}

async function productsOn(autotask: Autotask, quote: OpenQuote): Promise<Set<string>> {
	const items = await autotask.query('QuoteItems', {
		filter: [{ op: 'eq', field: 'quoteID', value: quote.id }],
		fields: ['id', 'productID'],
	});
	return new Set(items.map(({ productID }) => TEXT.parse(productID)));
}

/** The value behind "Product", as this tenant's picklist has it. */
async function productType(autotask: Autotask): Promise<number> {
	const fields = await autotask.fields('QuoteItems');
	const picklist = fields.find(({ name }) => name === 'quoteItemType')?.picklist ?? [];
	const found = picklist.find(({ label }) => /^products?$/i.test(label.trim()));
	return found ? Number(found.value) : PRODUCT_TYPE;
}

function refusalOf(
	index: number,
	item: z.infer<typeof ITEM> | undefined,
	product: z.infer<typeof PRODUCT> | undefined,
): Partial<AddedLine> | null {
	if (!item)
		return {
			code: 'bad-item',
			cause: `Input item ${index + 1} names no product: it needs productId, and a quantity above zero if it has one.`,
			remedy: 'Give this node the items of Create or Update.',
		};
	if (!product)
		return {
			code: 'product-not-found',
			cause: `Autotask shows no product ${item.productId}.`,
			remedy: 'Create the product first, and check that the API user may see it.',
		};
	if (product.isActive === 'false')
		return {
			code: 'product-inactive',
			cause: `${product.name} is inactive.`,
			remedy: 'Activate the product in Autotask, then run again.',
		};
	return null;
}

function lineOf(
	quote: OpenQuote,
	index: number,
	item: z.infer<typeof ITEM> | undefined,
	product: z.infer<typeof PRODUCT> | undefined,
): AddedLine {
	return {
		index,
		outcome: 'planned',
		quoteId: String(quote.id),
		quoteNumber: quote.number,
		quote: quote.name,
		quoteItemId: '',
		productId: item?.productId ?? '',
		name: product?.name ?? '',
		quantity: item?.quantity ?? 0,
		unitPrice: product?.unitPrice ?? '',
		code: '',
		cause: '',
		remedy: '',
	};
}

function factsOf(stopped: Problem | null): Partial<AddedLine> {
	if (stopped === null) return { code: 'autotask-cancelled', cause: 'The run was canceled.' };
	const { code, cause, remedy } = callFailure(stopped);
	return { code, cause, remedy };
}

const ON_QUOTE: Partial<AddedLine> = {
	code: 'on-quote',
	cause: 'The quote has this product already.',
	remedy: 'To sell more of it, change the quantity of that line in Autotask.',
};
const LOOK = 'Look at the quote in Autotask, and add the product only if it is not there.';
/** Where the live picklist does not say. */
const PRODUCT_TYPE = 1;
const NAME_LENGTH = 100;
const ITEM = z.object({
	productId: z.coerce.string().regex(/^[1-9]\d{0,14}$/),
	quantity: z.coerce.number().positive().max(999_999).default(1),
});
const PRODUCT = z.object({ name: TEXT, unitPrice: TEXT, unitCost: TEXT, isActive: TEXT });
const PRODUCT_FIELDS = ['id', ...Object.keys(PRODUCT.shape)];
