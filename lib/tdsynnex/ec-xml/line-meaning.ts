import { plainCode } from './order-codes';

/**
 * What an item of a line says, in a reply to an order and in an order status alike:
 *
 * - `taken`: a sales order
 * - `backOrdered`: taken, and waits for goods
 * - `held`: taken, and waits for TD SYNNEX's sales desk. It may still ship: never order again
 * - `nonStock`: filed as a quote for goods that TD SYNNEX does not know; as it stands it never
 * ships
 * - `rejected`: refused or deleted
 * - `unknown`: a code that nobody has documented
 */
export type LineMeaning = 'taken' | 'backOrdered' | 'held' | 'nonStock' | 'rejected' | 'unknown';

/** What an item's meaning rests on; texts as TD SYNNEX wrote them. */
export interface CodedItem {
	code: string;
	orderType: string;
	sku: string;
	/** Of replies alone; see {@link holdReasons}. */
	internalReference?: string;
}

export interface MeaningRow {
	/** Codes, plain; empty = any that is known. */
	codes: readonly string[];
	/** Order types; empty = any. */
	types: readonly string[];
	/** What must hold besides, in words. */
	only?: 'SKU 99' | 'A-SALESPND in the reference';
	meaning: LineMeaning;
}

/**
 * From top to bottom; the first row that fits counts, and docs/td-synnex.md prints them. The type
 * `QO` alone proves no non-stock quote: TD SYNNEX shows every order under review as one. Only SKU
 * 99 does.
 */
export const MEANINGS: readonly MeaningRow[] = [
	{ codes: ['rejected', 'deleted'], types: [], meaning: 'rejected' },
	{ codes: [], types: [], only: 'SKU 99', meaning: 'nonStock' },
	{ codes: ['hold', 'held'], types: [], meaning: 'held' },
	{ codes: ['shipped', 'invoiced'], types: [], meaning: 'taken' },
	{ codes: [], types: [], only: 'A-SALESPND in the reference', meaning: 'held' },
	{ codes: [], types: ['99', 'QO'], meaning: 'held' },
	{ codes: ['backorder', 'backordered'], types: [], meaning: 'backOrdered' },
	{ codes: [], types: ['BO'], meaning: 'backOrdered' },
	{ codes: ['accepted', 'accept'], types: [], meaning: 'taken' },
];

/** Every code of the table, plain. */
export const KNOWN_CODES: readonly string[] = [
	...new Set([...MEANINGS.flatMap(({ codes }) => codes)]),
];

/** What one item says. */
export function meaningOf(item: CodedItem): LineMeaning {
	const code = plainCode(item.code);
	if (!KNOWN_CODES.includes(code)) return 'unknown';
	const row = MEANINGS.find(
		({ codes, types, only }) =>
			(codes.length === 0 || codes.includes(code)) &&
			(types.length === 0 || types.includes(item.orderType.trim().toUpperCase())) &&
			(only === undefined || CONDITIONS[only](item)),
	);
	return row?.meaning ?? 'unknown';
}

/** Whether TD SYNNEX has refused or deleted what the item stands for. */
export function isDead(item: CodedItem): boolean {
	return meaningOf(item) === 'rejected';
}

const CONDITIONS: Record<NonNullable<MeaningRow['only']>, (item: CodedItem) => boolean> = {
	'SKU 99': ({ sku }) => sku.trim() === '99',
	'A-SALESPND in the reference': ({ internalReference = '' }) =>
		/SALESPND/i.test(internalReference),
};
