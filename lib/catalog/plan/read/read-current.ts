import { readAll } from '../../../autotask/records/read-in-batches';
import { type Autotask, idOf, type WireRecord } from '../../../autotask/types';
import { allEnded } from '../../../shared/concurrency';
import { inSlices, keysInSteps, type Pause } from '../../../shared/in-slices';
import { plainSku, skuPattern } from '../../../shared/sku';
import type { UpsertSettings } from '../../settings';
import type { DesiredProduct } from '../desired';
import { USER_FIELD } from '../attributes/user-fields';
import { fieldsToRead, type ProductShape } from '../field-rules';
import { type CurrentCatalog, mpnKey } from '../match';
import type { MissingCheck } from '../lifecycle/check-missing';
import { successorSkus } from '../lifecycle/successor';
import { readFast, readLinks } from './read-links';
import { patternFilter } from '../pattern-filter';
import { cheaperWay, countIsWorthwhile } from './read-way';

/** The live field information of Products; user-defined fields where some are to be written. */
export async function readShape(
	autotask: Autotask,
	{ attributes }: UpsertSettings,
): Promise<ProductShape> {
	return await readProductShape(autotask, attributes.fields.length > 0);
}

export async function readProductShape(
	autotask: Autotask,
	withUserFields: boolean,
): Promise<ProductShape> {
	const [fields, userFields] = await allEnded([
		autotask.fields('Products'),
		withUserFields ? autotask.userDefinedFields('Products') : Promise.resolve([]),
	]);
	return new Map([
		...fields.map((field) => [field.name, field] as const),
		...userFields.map((field) => [`${USER_FIELD}${field.name}`, field] as const),
	]);
}

interface ReadingRun {
	settings: UpsertSettings;
	shape: ProductShape;
	/** Whether to read the products that the price file does not have, too. */
	check: MissingCheck | null;
	/** Gives others a turn between two looks at all that was read. */
	pause?: Pause;
}

/** The wanted products and their vendor entries, in as few calls as can be. */
export async function readCurrent(
	autotask: Autotask,
	wanted: DesiredProduct[],
	{ settings, shape, check, pause }: ReadingRun,
): Promise<CurrentCatalog> {
	const kind = await kindsOf(wanted, { settings, shape, check, pause });
	const linkReader = readLinks(autotask, wanted.length, settings);
	const read = await readProducts(
		autotask,
		wanted,
		{ settings, shape, check, pause },
		(product) => {
			if (kind.isWanted(product) || kind.isMissing(product)) linkReader.add(idOf(product));
		},
	).catch(async (error: unknown) => {
		await linkReader.settled();
		throw error;
	});
	const ofKind = async (isOfKind: (one: WireRecord) => boolean) => {
		await pause?.();
		return read.filter(isOfKind);
	};
	const products = await ofKind(kind.isWanted);
	await pause?.();
	const links = await linkReader.end(missingSkus(products, wanted, settings));
	const productsVisible =
		products.length > 0 || wanted.length === 0
			? null
			: await autotask.count('Products', [{ op: 'gte', field: 'id', value: 0 }]);
	const otherLinks = await readOtherLinks(autotask, products, links, settings);
	return {
		products,
		successors: await ofKind(kind.isSuccessor),
		missing: check && {
			...check,
			products: await ofKind(kind.isMissing),
			refused: await ofKind(kind.isRefused),
		},
		links,
		otherLinks,
		linkedProducts: null,
		sameMpn: [],
		productsVisible,
	};
}

/**
 * Those that are wanted, those that replace them, those that the price file does not have, and
 * those that it has in rows that could not be taken.
 */
async function kindsOf(wanted: DesiredProduct[], { settings, check, pause }: ReadingRun) {
	const pattern = skuPattern(settings.skuPattern);
	const keyOf = ({ sku }: WireRecord) => pattern.keyOf(String(sku ?? ''));
	const wantedKeys = await inSlices(
		keysInSteps(wanted, ({ key }) => key),
		pause,
	);
	const successors = successorSkus(wanted, settings);
	const successorKeys = await inSlices(keysInSteps(successors, pattern.keyOfSku), pause);
	return {
		isWanted: (one: WireRecord) => wantedKeys.has(keyOf(one)),
		isSuccessor: (one: WireRecord) => successorKeys.has(keyOf(one)),
		isMissing: (one: WireRecord) => check !== null && !check.present.has(keyOf(one)),
		isRefused: (one: WireRecord) =>
			check !== null && check.present.has(keyOf(one)) && !wantedKeys.has(keyOf(one)),
	};
}

/** A call only where a product is another vendor's, as far as the product itself tells. */
async function readOtherLinks(
	autotask: Autotask,
	products: WireRecord[],
	links: WireRecord[],
	{ vendorId }: UpsertSettings,
): Promise<WireRecord[]> {
	const linked = new Set(links.map(({ productID }) => Number(productID)));
	const values = products
		.filter(
			({ id, defaultVendorID }) =>
				!linked.has(Number(id)) && defaultVendorID && Number(defaultVendorID) !== vendorId,
		)
		.map(idOf);
	return await readFast(autotask, {
		entity: 'ProductVendors',
		field: 'productID',
		values,
		fields: ['id', 'productID', 'vendorID', 'vendorPartNumber'],
	});
}

/**
 * Before products are created (`creations`, the items that have none): those that people made
 * by hand, found by vendor entry and by manufacturer part number (500 a call).
 */
export async function readLookalikes(
	autotask: Autotask,
	found: CurrentCatalog,
	creations: DesiredProduct[],
	{ settings, shape, pause }: Omit<ReadingRun, 'check'>,
): Promise<CurrentCatalog> {
	const fields = fieldsToAsk(settings, shape);
	const about = await inSlices(
		keysInSteps(creations, ({ sku }) => sku),
		pause,
	);
	const known = await inSlices(keysInSteps(found.products, idOf), pause);
	const isAbout = (link: WireRecord) => about.has(plainSku(String(link.vendorPartNumber ?? '')));
	const linkedIds = await inSlices(
		keysInSteps(found.links, (link) => {
			const id = Number(link.productID);
			return isAbout(link) && !known.has(id) ? id : null;
		}),
		pause,
	);
	const byMpn = settings.guards.handMade === 'ignore' ? [] : creations;
	const mpns = await inSlices(
		keysInSteps(byMpn, ({ mpn }) => (mpn === null ? null : mpnKey(mpn))),
		pause,
	);
	return {
		...found,
		linkedProducts: await readFast(autotask, {
			entity: 'Products',
			field: 'id',
			values: [...linkedIds],
			fields,
		}),
		sameMpn: await readFast(autotask, {
			entity: 'Products',
			field: 'manufacturerProductName',
			values: [...mpns],
			fields,
		}),
	};
}

async function readProducts(
	autotask: Autotask,
	wanted: DesiredProduct[],
	{ settings, shape, check, pause }: ReadingRun,
	onProduct: (product: WireRecord) => void,
): Promise<WireRecord[]> {
	const pattern = skuPattern(settings.skuPattern);
	const fields = fieldsToAsk(settings, shape);
	const slimOf = slimmed(fieldsToRead(settings, shape));
	const slim = (product: WireRecord) => {
		onProduct(product);
		return slimOf(product);
	};
	const named = wanted.map(({ sku }) => sku).concat(successorSkus(wanted, settings));
	const filter = patternFilter(pattern);
	if (check && filter)
		return await readAll(autotask, 'Products', filter, fields, (record) =>
			pattern.fromAutotask(String(record.sku ?? '')) === null ? null : slim(record),
		);
	const total =
		filter && countIsWorthwhile(named.length) ? await autotask.count('Products', [filter]) : null;
	if (!filter || cheaperWay(named.length, total) === 'list') {
		const values = named.map(pattern.toAutotask);
		return await readFast(autotask, { entity: 'Products', field: 'sku', values, fields, slim });
	}
	const keys = await inSlices(keysInSteps(named, pattern.keyOfSku), pause);
	return await readAll(autotask, 'Products', filter, fields, (record) =>
		keys.has(pattern.keyOf(String(record.sku ?? ''))) ? slim(record) : null,
	);
}

/**
 * Whether Autotask gives user-defined fields that a query names nobody has recorded: whole
 * records are asked for where some are needed (facts: recorded companies have them in whole
 * records).
 */
function fieldsToAsk(settings: UpsertSettings, shape: ProductShape): string[] | undefined {
	return settings.attributes.fields.length > 0 ? undefined : fieldsToRead(settings, shape);
}

/** Wanted SKUs that no product found stands for. */
function missingSkus(
	products: WireRecord[],
	wanted: DesiredProduct[],
	settings: UpsertSettings,
): string[] {
	const pattern = skuPattern(settings.skuPattern);
	const there = new Set(products.map((product) => pattern.keyOf(String(product.sku ?? ''))));
	return wanted.filter(({ key }) => !there.has(key)).map(({ sku }) => sku);
}

/** Without the fields that nobody looks at: a run holds tens of thousands. */
function slimmed(fields: string[]): (record: WireRecord) => WireRecord {
	const kept = [...fields, 'userDefinedFields'];
	return (record) =>
		Object.fromEntries(kept.flatMap((name) => (name in record ? [[name, record[name]!]] : [])));
}
