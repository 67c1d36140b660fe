import { z } from 'zod';
import type { Autotask } from '../../autotask/types';
import { moneyText, readMoney } from '../../shared/money';
import { skuPattern } from '../../shared/sku';
import { Problem } from '../../shared/problem';
import { type KnownProduct, type ProductSource, readProducts } from '../purchase-order/products';
import { readIn, TEXT } from '../../autotask/records/read-in-batches';
import type { PlannedItem, PlannedPo } from './types';

/**
 * One wanted line, from an n8n item: a product by SKU or by Autotask id, how many, and at what
 * cost.
 */
export const WANTED = z.object({
	sku: TEXT,
	productId: TEXT,
	quantity: TEXT,
	price: TEXT,
});
export type WantedLine = z.infer<typeof WANTED>;

export type ItemsPlan = Omit<PlannedPo, 'items' | 'leftOut' | 'source' | 'others'> & {
	/**
	 * The caller's own word for what the order is about: the same word never makes a second purchase
	 * order.
	 */
	reference: string;
};

/** The Autotask products behind the wanted lines: by id, and by SKU. */
export async function readWanted(
	autotask: Autotask,
	lines: WantedLine[],
	source: ProductSource,
): Promise<(KnownProduct | null)[]> {
	const pattern = skuPattern(source.skuPattern);
	const written = [...new Set(lines.map(({ sku }) => sku.trim()).filter(Boolean))].map((sku) =>
		pattern.toAutotask(pattern.fromAutotask(sku) ?? sku),
	);
	const bySku =
		written.length === 0
			? []
			: await autotask.query('Products', {
					filter: [
						{ op: 'in', field: 'sku', value: written },
						{ op: 'eq', field: 'isActive', value: true },
					],
					fields: ['id', 'sku'],
				});
	const ids = [
		...lines.map(({ productId }) => productId),
		...bySku.map(({ id }) => TEXT.parse(id)),
	];
	const products = await readProducts(autotask, ids, source);
	return lines.map(({ sku, productId }) => {
		if (productId !== '') return products.get(productId) ?? null;
		const wanted = pattern.fromAutotask(sku) ?? sku.trim();
		const known = [...products.values()].filter((product) => product.sku === wanted);
		return known.sort((one, other) => Number(one.id) - Number(other.id))[0] ?? null;
	});
}

/**
 * The purchase order that the lines stand for. Pure.
 *
 * @throws Problem when a line cannot be ordered: half of what was asked for is not what was asked
 *   for
 */
export function planFromItems(
	lines: WantedLine[],
	products: (KnownProduct | null)[],
	plan: ItemsPlan,
): PlannedPo {
	const { reference, ...rest } = plan;
	if (!/^[^\][\n]{1,80}$/.test(reference))
		throw refused(
			'reference-missing',
			'the request',
			`Reference is "${reference}"`,
			'Give each request its own reference (1-80 characters, no brackets), such as the ID of the ticket or event. Two runs with the same reference create one purchase order.',
		);
	const faults: string[] = [];
	const items: PlannedItem[] = [];
	const seen = new Map<string, number>();
	lines.forEach((line, index) => {
		const product = products[index] ?? null;
		const planned = planLine(line, product, seen);
		if (typeof planned === 'string') faults.push(`line ${index + 1}: ${planned}`);
		else items.push(planned);
	});
	if (faults.length > 0 || items.length === 0)
		throw refused(
			'lines-refused',
			`request ${reference}`,
			faults.join('; ') || 'it has no lines',
			'Correct the items that come into the node. Nothing was created.',
		);
	return { ...rest, source: `request ${reference}`, others: [], items, leftOut: [] };
}

function planLine(
	line: WantedLine,
	product: KnownProduct | null,
	seen: Map<string, number>,
): PlannedItem | string {
	const what = line.sku ? `SKU ${line.sku}` : `product ${line.productId || '(none named)'}`;
	if (product === null) return `${what} is not an active product in Autotask`;
	if (product.sku === '') return `${what} is not a TD SYNNEX product`;
	if (!/^[1-9]\d{0,6}$/.test(line.quantity.trim()))
		return `${what} has the quantity "${line.quantity}", which is not a whole number above zero`;
	const cost = readMoney(line.price || product.unitCost);
	if (!('amount' in cost)) return `${what}: ${cost.fault}`;
	if (cost.amount === null) return `${what} has no price, in the item or in Autotask`;
	const times = (seen.get(product.id) ?? 0) + 1;
	seen.set(product.id, times);
	return {
		key: `product ${product.id}${times > 1 ? ` no. ${times}` : ''}`,
		productId: product.id,
		sku: product.sku,
		name: product.name,
		quantity: Number(line.quantity),
		unitCost: moneyText(cost.amount),
		minimumQuantity: product.minimumQuantity,
		chargeId: '',
		soldPrice: '',
	};
}

/** The location goods are received at where none is chosen: Autotask's own default. */
export async function defaultLocation(autotask: Autotask): Promise<string> {
	const [found] = await autotask.query('InventoryLocations', {
		filter: [
			{ op: 'eq', field: 'isActive', value: true },
			{ op: 'eq', field: 'isDefault', value: true },
		],
	});
	if (found) return TEXT.parse(found.id);
	throw refused(
		'no-location',
		'Inventory Locations',
		'Autotask has no default inventory location, and the node names none',
		'Select Inventory Location in the node.',
	);
}

/** Address and telephone of a company. */
export async function readCompany(autotask: Autotask, id: string) {
	const [company] = await readIn(autotask, 'Companies', 'id', [id]);
	if (company) return company;
	throw refused(
		'company-not-found',
		`company ${id}`,
		'Autotask has no such company, or the API user cannot see it',
		'Check the ID, and the line of business of the API user.',
	);
}

function refused(code: string, record: string, cause: string, remedy: string): Problem {
	return new Problem({ code, record, cause, remedy });
}
