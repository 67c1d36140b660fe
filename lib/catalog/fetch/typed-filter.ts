import { Problem } from '../../shared/problem';
import type { RowFilter } from '../../tdsynnex/price-file/row-filter';
import { decimal } from '../../tdsynnex/price-file/values';

/**
 * A filter as a person types it: lists with commas, semicolons or line ends between, amounts as
 * text.
 */
export interface TypedFilter {
	manufacturers?: string;
	categoryPrefixes?: string;
	/** Chosen from a list: ABC codes, `-` for none stated. */
	lifecycleCodes?: string[];
	inStockOnly?: boolean;
	minCost?: string | number;
	maxCost?: string | number;
	skus?: string;
	text?: string;
}

/**
 * The filter for reading, checked.
 *
 * @throws Problem that names the field when an amount is none, the range is upside down, or an SKU
 * has other signs than digits
 */
export function readFilter(typed: TypedFilter): Partial<RowFilter> {
	const minCost = amount('Minimum Cost', typed.minCost);
	const maxCost = amount('Maximum Cost', typed.maxCost);
	if (minCost !== null && maxCost !== null && Number(minCost) > Number(maxCost))
		throw filterProblem(
			`Minimum Cost ${minCost} is above Maximum Cost ${maxCost}, so nothing could match`,
			'Exchange the two.',
		);
	return {
		manufacturers: list(typed.manufacturers),
		categoryPrefixes: list(typed.categoryPrefixes),
		lifecycleCodes: typed.lifecycleCodes ?? [],
		inStockOnly: typed.inStockOnly ?? false,
		minCost,
		maxCost,
		skus: readSkuList(typed.skus ?? ''),
		text: (typed.text ?? '').trim(),
	};
}

/** SKUs from a typed list; `TDS-14152708`, as Autotask shows them, is taken as 14152708. */
export function readSkuList(text: string): string[] {
	return list(text).map((entry) => {
		const sku = entry.replace(/^TDS-/i, '');
		if (!/^\d{1,15}$/.test(sku))
			throw filterProblem(
				`“${entry}” is not a TD SYNNEX SKU, which has only digits`,
				'Correct the list of SKUs; enter manufacturer part numbers in their own field.',
			);
		return sku;
	});
}

/** Entries of a typed list, without blanks around them, empty ones left out. */
export function list(text: string | undefined): string[] {
	return (text ?? '')
		.split(/[,;\r\n]+/)
		.map((entry) => entry.trim())
		.filter((entry) => entry !== '');
}

function amount(field: string, value: string | number | undefined): string | null {
	const text = String(value ?? '').trim();
	const read = decimal(text);
	if (read === undefined)
		throw filterProblem(`${field} “${text}” is not an amount`, `Write ${field} like 1299.00.`);
	return read;
}

function filterProblem(cause: string, remedy: string): Problem {
	return new Problem({ code: 'filter', record: 'Filters', cause, remedy });
}
