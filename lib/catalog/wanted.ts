import { z } from 'zod';
import { readMoney } from './money';
import { plainSku } from './sku';

/** What the upsert needs of a catalogue item; any source that has `sku`, `name` and `cost` will do. `null` = not stated, which never blanks a field. */
export interface Wanted {
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
	currency: string | null;
	status: string | null;
	stockTotal: number | null;
	warnings: string[];
}

/** An input item that cannot be taken, or that another one stands for. */
export interface Refused {
	index: number;
	/** Empty when the item has none. */
	sku: string;
	code: 'bad-item' | 'duplicate-row';
	reason: string;
	remedy: string;
}

export interface WantedRows {
	wanted: Wanted[];
	refused: Refused[];
}

/**
 * Reads the input items. A bad one is refused alone, in words that name its fields. Of several items
 * with one SKU the last counts: later rows are newer wherever files are joined.
 */
export function readWanted(items: unknown[]): WantedRows {
	const refused: Refused[] = [];
	const bySku = new Map<string, Wanted>();
	items.forEach((json, index) => {
		const read = readItem(json, index);
		if ('code' in read) {
			refused.push(read);
			return;
		}
		const earlier = bySku.get(read.sku);
		if (earlier) {
			refused.push(duplicateRow(earlier, read));
			read.warnings.push(`input item ${earlier.index} has the same SKU; this later one counts`);
			bySku.delete(read.sku);
		}
		bySku.set(read.sku, read);
	});
	return { wanted: [...bySku.values()], refused };
}

function readItem(json: unknown, index: number): Wanted | Refused {
	const parsed = ITEM.safeParse(json);
	if (!parsed.success) return badItem(json, index, parsed.error);
	const { cost, msrp, map, warnings, ...item } = parsed.data;
	const notes = Object.entries({ cost, msrp, map }).flatMap(([field, money]) =>
		money.note ? [`${field}: ${money.note}`] : [],
	);
	return {
		...item,
		index,
		cost: cost.amount,
		msrp: msrp.amount,
		map: map.amount,
		warnings: [...warnings, ...notes],
	};
}

function badItem(json: unknown, index: number, error: z.ZodError): Refused {
	const faults = error.issues.map((issue) =>
		issue.path.length > 0 ? `${issue.path.join('.')}: ${issue.message}` : issue.message,
	);
	const sku = z.object({ sku: SKU }).safeParse(json);
	return {
		index,
		sku: sku.success ? sku.data.sku : '',
		code: 'bad-item',
		reason: `Input item ${index} cannot be used: ${faults.join('; ')}.`,
		remedy: 'Correct these fields in the node before this one.',
	};
}

function duplicateRow(earlier: Wanted, later: Wanted): Refused {
	return {
		index: earlier.index,
		sku: earlier.sku,
		code: 'duplicate-row',
		reason: `Input items ${earlier.index} and ${later.index} both have SKU ${earlier.sku}; the later one counts.`,
		remedy: 'Remove one of the two before this node, if the earlier one was the right one.',
	};
}

/** Longer input is no SKU: Autotask's field holds 50 characters. */
const SKU_LENGTH = 50;
const SKU = z
	.union([z.string(), z.number()], { errorMap: () => ({ message: 'is missing' }) })
	.transform((value) => plainSku(String(value)))
	.refine((text) => text !== '', 'is missing')
	.refine((text) => text.length <= SKU_LENGTH, `is longer than ${SKU_LENGTH} characters`);

const TEXT = z
	.union([z.string(), z.number()], { errorMap: () => ({ message: 'is no text' }) })
	.nullish()
	.transform((value) => {
		const text = value === null || value === undefined ? '' : String(value).trim();
		return text === '' ? null : text;
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

const ITEM = z.object(
	{
		sku: SKU,
		mpn: TEXT,
		manufacturer: TEXT,
		name: TEXT,
		description: TEXT,
		categoryCode: TEXT,
		category: TEXT.catch(null),
		cost: MONEY,
		msrp: MONEY,
		map: MONEY,
		currency: TEXT.transform((text) => text?.toUpperCase() ?? null),
		status: TEXT,
		stockTotal: COUNT,
		warnings: z.array(z.string()).catch([]).default([]),
	},
	{ invalid_type_error: 'is no object with fields' },
);
