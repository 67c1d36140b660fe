import { z } from 'zod';
import { hasEnded, isOverSince } from '../price/promotion';
import { moneyText, readMoney } from '../../shared/money';
import { plainSku } from '../../shared/sku';

/** What TD SYNNEX says of one product today. `null` = not stated. */
export interface ProductNow {
	cost: string | null;
	costWithoutPromotion: string | null;
	/** ISO date of the last day. */
	promotionEnds: string | null;
	/** Whether that day is over. */
	promotionIsOver: boolean;
	stock: number | null;
	eta: string | null;
	/** As in a catalog item; `unknown` = TD SYNNEX could not be asked. */
	status: string;
	lifecycleCode: string | null;
	replacementSku: string | null;
}

/**
 * Products of Catalog Fetch by SKU. Of one product the price file states promotion and lifecycle,
 * and price and availability what it costs and how many there are at this moment: what is said of
 * this moment counts, the file fills the rest. Pure.
 *
 * @param now in milliseconds since 1970
 */
export function productsNow(items: unknown[], now: number): Map<string, ProductNow> {
	const found = new Map<string, { file?: ProductItem; live?: ProductItem }>();
	for (const item of items) {
		const one = PRODUCT_ITEM.safeParse(item);
		if (!one.success) continue;
		const sku = plainSku(one.data.sku);
		const known = found.get(sku) ?? {};
		found.set(
			sku,
			one.data.priceDate === null ? { ...known, live: one.data } : { ...known, file: one.data },
		);
	}
	return new Map(
		[...found].map(([sku, { file, live }]) => [sku, joined(file, answered(live), now)]),
	);
}

/** Whether an item is a product of Catalog Fetch, or of one's own with the same fields. */
export function isProduct(item: unknown): boolean {
	return PRODUCT_ITEM.safeParse(item).success;
}

function answered(live: ProductItem | undefined): ProductItem | undefined {
	return live?.status === 'unknown' ? undefined : live;
}

function joined(
	file: ProductItem | undefined,
	live: ProductItem | undefined,
	now: number,
): ProductNow {
	const promotionEnds = file?.promotionEnds ?? null;
	const costWithoutPromotion = file?.costWithoutPromotion ?? null;
	const over = isOverSince(promotionEnds, file?.priceDate ?? null, now);
	const fileCost = over ? (costWithoutPromotion ?? file?.cost ?? null) : (file?.cost ?? null);
	return {
		cost: live?.cost ?? (live && live.status !== 'active' ? null : fileCost),
		costWithoutPromotion,
		promotionEnds,
		promotionIsOver: promotionEnds !== null && hasEnded(promotionEnds, now),
		stock: (live ?? file)?.stockTotal ?? null,
		eta: live?.eta ?? file?.eta ?? null,
		status: (live ?? file)?.status ?? 'unknown',
		lifecycleCode: file?.lifecycleCode ?? null,
		replacementSku: file?.replacementSku ?? null,
	};
}

/** A cost of zero is none: it would make every margin look right. */
const MONEY = z.unknown().transform((value) => {
	const read = readMoney(value);
	return 'amount' in read && Number(read.amount) > 0 ? moneyText(read.amount ?? 0) : null;
});
const WORD = z
	.string()
	.nullish()
	.transform((value) => value ?? null);

/** As far as a quote's line depends on it. */
const PRODUCT_ITEM = z.object({
	sku: z.string().regex(/^0*\d{1,15}$/),
	status: z.string(),
	cost: MONEY,
	costWithoutPromotion: MONEY,
	stockTotal: z.number().nullish(),
	eta: WORD,
	lifecycleCode: WORD,
	promotionEnds: WORD,
	priceDate: WORD,
	replacementSku: WORD,
});
type ProductItem = z.infer<typeof PRODUCT_ITEM>;
