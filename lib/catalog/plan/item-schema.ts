import { z } from 'zod';
import { readMoney } from '../../shared/money';
import { plainSku } from '../../shared/sku';

/** Longer input is no SKU: Autotask's field holds 50 characters. */
const SKU_LENGTH = 50;
/** Digits with a point, commas, blanks or an exponent: a number as spreadsheets show it. */
const NUMBER_FORMAT = /^\d[\d.,\s]*[.,\s][\d.,\s]*$|^\d[\d.,]*e[+-]?\d+$/i;
export const SKU = z
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

/** An item of which TD SYNNEX knows nothing. */
export const NOT_KNOWN = z.object({
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

/** A catalog item as it comes in. */
export const ITEM = z.object(
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
		replacementSku: TEXT.transform((text) => text && plainSku(text)).catch(null),
		approved: z.unknown().transform((value) => value === true || value === 'true'),
		source: z.unknown(),
		warnings: z.array(z.string()).catch([]).default([]),
	},
	{ invalid_type_error: 'is not an object with fields' },
);
