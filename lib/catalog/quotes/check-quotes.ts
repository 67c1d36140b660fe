import { z } from 'zod';
import { checkLine } from './check-line';
import { isProduct, productsNow } from './product-now';
import type { CheckedLine, QuoteCheckSettings, QuoteLine } from './types';

/** A line as it stands today, and the input item that named it. */
export interface IndexedLine {
	index: number;
	line: CheckedLine;
}

/**
 * Quote lines against what TD SYNNEX says of their products today. Pure.
 *
 * @param items lines of open quotes and products of Catalog Fetch, in any order; any other item
 *   comes out as failed
 * @param now in milliseconds since 1970
 */
export function checkQuotes(
	items: unknown[],
	settings: QuoteCheckSettings,
	now: number,
): { lines: IndexedLine[]; products: number } {
	const isLine = (item: unknown) => LINE.safeParse(item).success;
	const products = productsNow(
		items.filter((item) => !isLine(item)),
		now,
	);
	const lines = items.flatMap((item, index): IndexedLine[] => {
		const line = LINE.safeParse(item);
		if (line.success)
			return [{ index, line: checkLine(line.data, products.get(line.data.sku), settings, now) }];
		return isProduct(item) ? [] : [{ index, line: notALine(item, index) }];
	});
	return { lines, products: products.size };
}

function notALine(item: unknown, index: number): CheckedLine {
	const { error } = (item ?? {}) as { error?: unknown };
	const said = typeof error === 'string' && error !== '' ? `: ${error}` : '';
	return {
		...checkLine(NO_LINE, undefined, { leastLoss: 0, minMargin: 0, daysAhead: 0 }, 0),
		outcome: 'failed',
		cause: `Input item ${index + 1} is neither a quote line nor a product${said}`,
		remedy:
			'Give this node the items of Get Open Lines, and those of TD SYNNEX Catalog Fetch for their SKUs.',
	};
}

const AMOUNT = z
	.string()
	.nullish()
	.transform((value) => value || null);
const LINE = z.object({
	quoteItemId: z.string().min(1),
	quoteId: z.string().default(''),
	quoteNumber: z.string().default(''),
	quote: z.string().default(''),
	company: z.string().default(''),
	opportunityId: z.string().default(''),
	opportunity: z.string().default(''),
	productId: z.string().default(''),
	sku: z.string(),
	name: z.string().default(''),
	quantity: z.coerce.number().default(1),
	unitCost: AMOUNT,
	unitPrice: AMOUNT,
	optional: z.boolean().default(false),
	quoteExpires: AMOUNT,
	link: z.string().default(''),
});

const NO_LINE: QuoteLine = {
	quoteItemId: '',
	quoteId: '',
	quoteNumber: '',
	quote: '',
	company: '',
	opportunityId: '',
	opportunity: '',
	productId: '',
	sku: '',
	name: '',
	quantity: 0,
	unitCost: null,
	unitPrice: null,
	optional: false,
	quoteExpires: null,
	link: '',
};
