/** @param product such as `SKU 14152708` */
export function skuNotFound(product: string): { reason: string; remedy: string } {
	return {
		reason: `TD SYNNEX does not know ${product}.`,
		remedy: 'Check it in TD SYNNEX EC Express.',
	};
}

/** Nothing is known of it then, not even that it is gone. */

export function noAnswer(product: string): { reason: string; remedy: string } {
	return {
		reason: `TD SYNNEX gave no answer for ${product}.`,
		remedy: 'Run again later. TD SYNNEX Catalog Fetch says why in the warnings of the item.',
	};
}
