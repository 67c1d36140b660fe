import { Problem } from './problem';

/** How a TD SYNNEX SKU is written in an Autotask product's SKU field, and read back from it. */
export interface SkuPattern {
	/** Text before the SKU, such as `TDS-`; may be empty. */
	prefix: string;
	/** Text behind the SKU; may be empty. */
	suffix: string;
	/** `14152708` to `TDS-14152708`. */
	toAutotask(sku: string): string;
	/** `TDS-14152708` to `14152708`; `null` when the text does not follow the pattern. */
	fromAutotask(text: string): string | null;
	/** What products are compared by: the same for every way of writing one SKU. */
	keyOf(text: string): string;
	/** The same of a TD SYNNEX SKU, as `keyOf(toAutotask(sku))` gives it. */
	keyOfSku(sku: string): string;
}

/** The incumbent connector's own way (`TDS-14152708`), so that its products are found and kept. */
export const DEFAULT_SKU_PATTERN = 'TDS-{sku}';
const PLACE = '{sku}';

/** @throws Problem `sku-pattern` when `{sku}` is not there exactly once. */
export function skuPattern(pattern: string): SkuPattern {
	const [prefix, suffix, ...more] = pattern.trim().split(PLACE);
	if (prefix === undefined || suffix === undefined || more.length > 0) {
		throw new Problem({
			code: 'sku-pattern',
			cause: `SKU Pattern "${pattern}" must contain {sku} exactly once.`,
			remedy: `Set SKU Pattern to something like ${DEFAULT_SKU_PATTERN}.`,
		});
	}
	const [head, tail] = [skuKey(prefix), skuKey(suffix)];
	const fromAutotask = (text: string) => {
		const key = skuKey(text);
		const inner = key.slice(head.length, key.length - tail.length);
		return key.startsWith(head) && key.endsWith(tail) && inner !== '' ? plainSku(inner) : null;
	};
	return {
		prefix,
		suffix,
		toAutotask: (sku) => `${prefix}${plainSku(sku)}${suffix}`,
		fromAutotask,
		keyOf: (text) => `${head}${fromAutotask(text) ?? skuKey(text)}${tail}`,
		keyOfSku: (sku) => `${head}${skuKey(plainSku(sku))}${tail}`,
	};
}

/** A TD SYNNEX SKU is a whole number: leading zeros, which spreadsheets add, are not part of it. */
export function plainSku(sku: string): string {
	const text = sku.trim();
	return /^0+\d+$/.test(text) ? text.replace(/^0+(?=\d)/, '') : text;
}

/** Neither case nor outer blanks count, as in Autotask's own searches. */
function skuKey(text: string): string {
	return text.trim().toUpperCase();
}
