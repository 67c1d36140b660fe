import { z } from 'zod';
import type { Plain } from '../../shared/activity';
import { readMoney } from '../../shared/money';
import { type AttributeName, readAttributes } from './attributes/sources';
import { noAnswer, skuNotFound } from './messages';
import { isOverSince } from '../price/promotion';
import type { UpsertSettings } from '../settings';
import { plainSku, skuPattern, type SkuPattern } from '../../shared/sku';

/**
 * What the upsert needs of a catalog item; any source that has `sku`, `name` and `cost` will do.
 * `null` = not stated, which never blanks a field.
 */
export interface DesiredProduct {
	/** Place among the input items. */
	index: number;
	sku: string;
	mpn: string | null;
	manufacturer: string | null;
	name: string | null;
	description: string | null;
	categoryCode: string | null;
	/** The category's name, from sources that have one. */
	category: string | null;
	cost: string | null;
	msrp: string | null;
	/** Minimum advertised price. */
	map: string | null;
	/** Whether a missing MAP means that there is none: price and availability never states it. */
	knowsMap: boolean;
	/**
	 * Whether the source cuts its texts off: price and availability has half of what the price file
	 * has.
	 */
	cutsTexts: boolean;
	currency: string | null;
	status: string | null;
	stockTotal: number | null;
	/** A person has said that it may be created. */
	approved: boolean;
	/** What is stated of the attributes that the user chose; `null` = that there is none. */
	attributes: ReadonlyMap<AttributeName, Plain>;
	warnings: string[];
}

/**
 * An input item that cannot be taken, that another one stands for, or that TD SYNNEX said nothing
 * of.
 */
export interface RefusedItem {
	index: number;
	/** Empty when the item has none. */
	sku: string;
	code: 'bad-item' | 'duplicate-row' | 'no-answer' | 'not-found';
	reason: string;
	remedy: string;
}

export interface DesiredRows {
	wanted: DesiredProduct[];
	refused: RefusedItem[];
}

/**
 * Reads the input items. A bad one is refused alone, in words that name its fields. Of several
 * items with one SKU the last counts: later rows are newer wherever files are joined.
 *
 * @param now in milliseconds since 1970
 */
export function readDesired(items: unknown[], settings: UpsertSettings, now: number): DesiredRows {
	const chosen = settings.attributes.fields.map(({ attribute }) => attribute);
	const pattern = skuPattern(settings.skuPattern);
	const refused: RefusedItem[] = [];
	const bySku = new Map<string, DesiredProduct>();
	items.forEach((json, index) => {
		const read = readItem(json, index, { settings, pattern, now });
		if ('code' in read) {
			refused.push(read);
			return;
		}
		const earlier = bySku.get(read.sku);
		if (earlier) {
			refused.push(duplicateRow(earlier, read));
			read.warnings.push(`input item ${earlier.index + 1} has the same SKU; this later one counts`);
			bySku.delete(read.sku);
		}
		bySku.set(read.sku, { ...read, attributes: readAttributes(json, chosen, now) });
	});
	return { wanted: [...bySku.values()], refused };
}

function readItem(
	json: unknown,
	index: number,
	{ settings, pattern, now }: { settings: UpsertSettings; pattern: SkuPattern; now: number },
): DesiredProduct | RefusedItem {
	const parsed = ITEM.safeParse(json);
	if (!parsed.success) return nothingKnown(json, index) ?? badItem(json, index, parsed.error);
	const { costWithoutPromotion, msrp, map, source, warnings, promotionEnds, priceDate, ...item } =
		parsed.data;
	const isOver = isOverSince(promotionEnds, priceDate, now);
	const isRegular =
		(settings.cost === 'withoutPromotion' || isOver) && costWithoutPromotion.amount !== null;
	const cost = isRegular ? costWithoutPromotion : item.cost;
	const notes = Object.entries({ cost, msrp, map }).flatMap(([field, money]) =>
		money.note ? [`${field}: ${money.note}`] : [],
	);
	const cutsTexts = source === 'price-availability';
	return {
		...item,
		// without a description the name is the part number, for want of a better one
		name: cutsTexts && item.description === null ? null : item.name,
		index,
		sku: bareSku(item.sku, pattern),
		cost: cost.amount,
		msrp: msrp.amount,
		map: map.amount,
		knowsMap: !cutsTexts,
		cutsTexts,
		attributes: new Map(),
		warnings: [...warnings, ...notes],
	};
}

/**
 * `TDS-14152708`, as Autotask shows it, means 14152708: taken as it stands, it would become a
 * second product.
 */
function bareSku(sku: string, pattern: SkuPattern): string {
	return /^\d+$/.test(sku) ? sku : (pattern.fromAutotask(sku) ?? sku);
}

/** What Catalog Fetch gives for a part number of which TD SYNNEX named no SKU. */
function nothingKnown(json: unknown, index: number): RefusedItem | null {
	const asked = NOT_KNOWN.safeParse(json);
	if (!asked.success) return null;
	const { mpn, status } = asked.data;
	return status === 'unknown'
		? { index, sku: '', code: 'no-answer', ...noAnswer(`part number ${mpn}`) }
		: { index, sku: '', code: 'not-found', ...skuNotFound(`part number ${mpn}`) };
}

function badItem(json: unknown, index: number, error: z.ZodError): RefusedItem {
	const faults = error.issues.map((issue) =>
		issue.path.length > 0 ? `${issue.path.join('.')}: ${issue.message}` : issue.message,
	);
	const sku = z.object({ sku: SKU }).safeParse(json);
	return {
		index,
		sku: sku.success ? sku.data.sku : '',
		code: 'bad-item',
		reason: `Input item ${index + 1} cannot be used: ${faults.join('; ')}.`,
		remedy: 'Correct these fields in the node before this one.',
	};
}

function duplicateRow(earlier: DesiredProduct, later: DesiredProduct): RefusedItem {
	return {
		index: earlier.index,
		sku: earlier.sku,
		code: 'duplicate-row',
		reason: `Input items ${earlier.index + 1} and ${later.index + 1} both have SKU ${earlier.sku}; the later one counts.`,
		remedy: 'If the earlier one is correct, remove the later one before this node.',
	};
}

/** Longer input is no SKU: Autotask's field holds 50 characters. */
const SKU_LENGTH = 50;
/** Digits with a point, commas, blanks or an exponent: a number as spreadsheets show it. */
const NUMBER_FORMAT = /^\d[\d.,\s]*[.,\s][\d.,\s]*$|^\d[\d.,]*e[+-]?\d+$/i;
const SKU = z
	.union([z.string(), z.number()], { errorMap: () => ({ message: 'is missing' }) })
	.transform((value) => plainSku(String(value)))
	.refine((text) => text !== '', 'is missing')
	.refine(
		(text) => !NUMBER_FORMAT.test(text),
		'is a number as a spreadsheet shows it; enter the digits as text',
	)
	.refine((text) => text.length <= SKU_LENGTH, `is longer than ${SKU_LENGTH} characters`);

/**
 * @param control the control characters to put a blank for: broken exports hold some, and what
 * Autotask makes of them would look changed for ever
 */
const textWithout = (control: RegExp) =>
	z.unknown().transform((value, context) => {
		if (value === null || value === undefined) return null;
		if (typeof value === 'string' || typeof value === 'number') {
			const text = String(value);
			return (/\p{Cc}/u.test(text) ? text.replace(control, ' ') : text).trim() || null;
		}
		context.addIssue({ code: z.ZodIssueCode.custom, message: 'is no text' });
		return z.NEVER;
	});
const TEXT = textWithout(/\s*\p{Cc}[\s\p{Cc}]*/gu);
const LINES = textWithout(/ *[^\P{Cc}\r\n]+ */gu);

const NOT_KNOWN = z.object({
	sku: z.literal(''),
	mpn: z.string().min(1),
	status: z.enum(['unknown', 'not-found']),
});

const MONEY = z.unknown().transform((value, context) => {
	const read = readMoney(value);
	if (!('fault' in read)) return read;
	context.addIssue({ code: z.ZodIssueCode.custom, message: read.fault });
	return z.NEVER;
});

const COUNT = z
	.unknown()
	.transform((value) =>
		value === null || value === undefined || value === '' ? NaN : Number(value),
	)
	.transform((value) => (Number.isFinite(value) ? value : null));

const DAY = TEXT.transform((text) => /^\d{4}-\d{2}-\d{2}/.exec(text ?? '')?.[0] ?? null).catch(
	null,
);

const ITEM = z.object(
	{
		sku: SKU,
		mpn: TEXT,
		manufacturer: TEXT,
		name: TEXT,
		description: LINES,
		categoryCode: TEXT,
		category: TEXT.catch(null),
		cost: MONEY,
		costWithoutPromotion: MONEY,
		msrp: MONEY,
		map: MONEY,
		currency: TEXT.transform((text) => text?.toUpperCase() ?? null),
		status: TEXT.transform((text) => text?.toLowerCase() ?? null),
		stockTotal: COUNT,
		promotionEnds: DAY,
		priceDate: DAY,
		approved: z.unknown().transform((value) => value === true || value === 'true'),
		source: z.unknown(),
		warnings: z.array(z.string()).catch([]).default([]),
	},
	{ invalid_type_error: 'is not an object with fields' },
);
