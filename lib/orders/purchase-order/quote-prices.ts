import { QUOTE_PRICE, quotedPrice } from '../../autotask/records/quote-price';
import { readIn, TEXT } from '../../autotask/records/read-in-batches';
import type { Autotask } from '../../autotask/types';

/** A line as far as its mark goes. */
interface MarkedLine {
	id: string;
	productId: string;
	memo: string;
}

/**
 * What the deal sold the goods of lines for that were made by product from its quote, by line: one
 * call, none where no line has such a mark. A line whose product somebody has changed has no price.
 */
export async function quotedPrices(
	autotask: Autotask,
	lines: MarkedLine[],
): Promise<Map<string, string>> {
	const marked = lines.flatMap(({ id, productId, memo }) => {
		const [, quote, item] = /\[from quote (\d+), item (\d+)\]/.exec(memo) ?? [];
		return quote && item ? [{ id, productId, quote, item }] : [];
	});
	const ids = marked.map(({ item }) => item);
	const records = await readIn(autotask, 'QuoteItems', 'id', ids, FIELDS);
	const items = new Map(records.map((record) => [TEXT.parse(record.id), ITEM.parse(record)]));
	return new Map(
		marked.map(({ id, productId, quote, item }) => {
			const found = items.get(item);
			const isSame = found?.quoteID === quote && found.productID === productId;
			return [id, isSame ? quotedPrice(found) : ''];
		}),
	);
}

const ITEM = QUOTE_PRICE.extend({ quoteID: TEXT, productID: TEXT });
/** averageCost and highestCost cannot be queried at all, so the fields are named. */
const FIELDS = ['id', ...Object.keys(ITEM.shape)];
