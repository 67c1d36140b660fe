import { LET_SEE } from '../../../autotask/screens';
import type { WireRecord } from '../../../autotask/types';
import { categoryBegins } from '../../manufacturer';
import type { UpsertSettings } from '../../settings';
import type { Hold } from '../decision';
import type { DesiredProduct } from '../desired';
import { noAnswer, skuNotFound } from './messages';

/**
 * Whether TD SYNNEX will not sell it any more: discontinued and none left. While stock lasts, it
 * sells.
 */
export function isGone(item: DesiredProduct): boolean {
	return ['discontinued', 'inactive'].includes(item.status ?? '') && !((item.stockTotal ?? 0) > 0);
}

/** What speaks against the item itself, whatever Autotask holds. */
export function heldByItem(item: DesiredProduct, currency: string | null): Hold | null {
	if (currency !== null && item.currency !== null && item.currency !== currency) {
		return {
			code: 'currency',
			reason: `The cost is in ${item.currency}, and this run writes ${currency}.`,
			remedy: `Send items of one currency to this node, or set Currency to ${item.currency}.`,
		};
	}
	if (item.status === 'not-found') return { code: 'not-found', ...skuNotFound(`SKU ${item.sku}`) };
	if (item.status === 'unknown' && item.cost === null) {
		return { code: 'no-answer', ...noAnswer(`SKU ${item.sku}`) };
	}
	if (item.status === 'not-authorized') {
		return {
			code: 'not-authorized',
			reason: 'Your TD SYNNEX account is not allowed to buy this product.',
			remedy: 'Ask your TD SYNNEX representative for authorization, or filter the item out.',
		};
	}
	return null;
}

/** The product that Autotask holds under the SKU is plainly another one. */
export function otherProduct(item: DesiredProduct, product: WireRecord): Hold {
	const theirs = `${String(product.manufacturerProductName)} of ${String(product.manufacturerName)}`;
	return {
		code: 'other-product',
		reason: `Product ${String(product.id)} has this SKU, but is ${theirs}, while TD SYNNEX sells ${item.mpn} of ${item.manufacturer} under it.`,
		remedy:
			'If it is the same product, clear its Manufacturer Product Number in Autotask. If not, clear its SKU.',
	};
}

/** The product under the SKU is another vendor's, such as a second TD SYNNEX account. */
export function otherVendor({ id }: WireRecord, other: number, vendorId: number): Hold {
	return {
		code: 'other-vendor',
		reason: `Product ${String(id)} has this SKU, but company ${other} is the vendor that it has this TD SYNNEX SKU from, and not company ${vendorId}, for which this run writes.`,
		remedy: `If you sync several TD SYNNEX accounts, give each a SKU Pattern of its own. If the product is bought from company ${vendorId} now, add a vendor entry for that company on the product's page.`,
	};
}

/** What speaks against creating a product for the item. */
export function heldFromCreation(
	item: DesiredProduct,
	settings: UpsertSettings,
	autotaskSku: string,
	skuLength: number,
	noneVisible: boolean,
): Hold | null {
	if (noneVisible) return NONE_VISIBLE;
	if (autotaskSku.length > skuLength) {
		return {
			code: 'sku-too-long',
			reason: `SKU ${autotaskSku} is longer than the ${skuLength} characters that Autotask accepts.`,
			remedy: 'Use a shorter SKU Pattern.',
		};
	}
	if (!isOfCategories(item, settings.newProducts.categories)) {
		return {
			code: 'category-not-wanted',
			reason: `TD SYNNEX category ${item.categoryCode ?? '(none)'} is not one for which products are created.`,
			remedy: '',
		};
	}
	if (isGone(item)) {
		return {
			code: 'not-sold',
			reason: `TD SYNNEX lists it as ${item.status} with none in stock, so no product is created.`,
			remedy: '',
		};
	}
	if (item.name === null && item.description === null) {
		return {
			code: 'name-none',
			reason: 'A new product needs a name, and the item has neither name nor description.',
			remedy: 'Fill the field name in the node before this one.',
		};
	}
	return null;
}

/** A new product waits until a person has looked at it. */
export const NEW_PRODUCT_HOLD: Hold = {
	code: 'new-product',
	reason: 'It is a new product, and new products are created only once they are approved.',
	remedy:
		'Check its changes. To have it created, add a field approved with the value true to the item.',
};

function isOfCategories({ categoryCode }: DesiredProduct, categories: string[]): boolean {
	return (
		categories.length === 0 || categories.some((one) => categoryBegins(categoryCode ?? '', one))
	);
}

/**
 * An Autotask without a single product is rarer than an API user who may not see them; and products
 * cannot be deleted.
 */
export const NONE_VISIBLE: Hold = {
	code: 'none-visible',
	reason:
		'Autotask shows this API user no product at all. Most likely, it is not allowed to view them, and creating them would duplicate your catalog.',
	remedy: `${LET_SEE} If Autotask really has no product yet, turn on First Load under Guards.`,
};
