import { LET_SEE } from '../../autotask/screens';
import { idOf, type WireRecord } from '../../autotask/types';
import type { Change, Plain } from '../../shared/activity';
import { atOnce, eachInSteps, type Steps } from '../../shared/in-slices';
import { skuPattern, type SkuPattern } from '../../shared/sku';
import type { UpsertSettings } from '../settings';
import { type AttributePlan, decideAttributes } from './attributes/decide-attributes';
import { diffFields } from './diff-fields';
import { doublesOf } from './doubles';
import { blank, type Decision, type Hold, skip } from './decision';
import type { DesiredProduct } from './desired';
import { desiredFields, fromWire, ownerOf, type ProductShape, toWire } from './field-rules';
import {
	heldByItem,
	heldFromCreation,
	isGone,
	otherProduct,
	otherVendor,
	NEW_PRODUCT_HOLD,
} from './holds/item-holds';
import { holdMassChange } from './holds/mass-change';
import { holdMassRepricing } from './holds/price-brake';
import { belowCost, heldByMoney, heldByNoCost } from './holds/price-holds';
import { type CurrentCatalog, isOther, type Match, matcher, uncontested } from './match';
import { decideEntry, mayWriteCost, namesOther, newEntry, otherAccount } from './vendor-entry';

/**
 * What is to be done about every item: a pure function of what is wanted, what Autotask holds,
 * and what the user has set. Applying its result and deciding again gives nothing to do.
 */
export function decide(...about: Parameters<typeof decideInSteps>): Decision[] {
	return atOnce(decideInSteps(...about));
}

/** The same, to be run in slices. */
export function* decideInSteps(
	wanted: DesiredProduct[],
	found: CurrentCatalog,
	settings: UpsertSettings,
	shape: ProductShape,
): Steps<Decision[]> {
	const pattern = skuPattern(settings.skuPattern);
	const run: Run = {
		settings,
		shape,
		pattern,
		links: new Map(found.links.map((link) => [Number(link.productID), link])),
		otherLinks: groupedByProduct(found.otherLinks),
		currency:
			settings.guards.currency ?? wanted.find((item) => item.currency !== null)?.currency ?? null,
		noneVisible: found.productsVisible === 0 && !settings.guards.firstLoad,
	};
	const matchOf = yield* matcher(found, pattern);
	const matches = uncontested(yield* eachInSteps(wanted, matchOf));
	const count = found.products.length;
	const decisions = yield* eachInSteps(wanted, (item, at) =>
		decideOne(item, matches[at] as Match, run),
	);
	return yield* holdMassRepricing(
		holdMassChange(decisions, count, settings.guards.maxRetiredPercent),
		count,
		settings.guards,
	);
}

interface Run {
	settings: UpsertSettings;
	shape: ProductShape;
	pattern: SkuPattern;
	/** Vendor entries by product id. */
	links: Map<number, WireRecord>;
	/** Those of other vendors, where the chosen one has none. */
	otherLinks: Map<number, WireRecord[]>;
	currency: string | null;
	noneVisible: boolean;
}

function decideOne(item: DesiredProduct, match: Match, run: Run): Decision {
	const unmatched = blank(item, run.pattern);
	const base = match.kind === 'product' ? ofProduct(unmatched, match) : unmatched;
	const held = heldByItem(item, run.currency);
	if (held) return skip(base, held);
	if (match.kind === 'product') {
		const { product } = match;
		if (isOther(item, product)) return skip(base, otherProduct(item, product));
		const other = otherAccount(item, run.otherLinks.get(idOf(product)) ?? []);
		if (other !== null) return skip(base, otherVendor(product, other, run.settings.vendorId));
		return update(base, item, product, run, { hasTwins: match.others.length > 0 });
	}
	if (match.kind === 'hidden') return skip(base, hidden(base, match.productId));
	return match.kind === 'hand-made' && run.settings.guards.handMade !== 'ignore'
		? handMade(base, item, match, run)
		: create(base, item, match, run);
}

function groupedByProduct(links: WireRecord[]): Map<number, WireRecord[]> {
	const grouped = new Map<number, WireRecord[]>();
	for (const link of links) {
		const id = Number(link.productID);
		grouped.set(id, [...(grouped.get(id) ?? []), link]);
	}
	return grouped;
}

/** The decision about a product that is there, with a warning where it is not the only one. */
function ofProduct(base: Decision, match: Extract<Match, { kind: 'product' }>): Decision {
	const known = { ...base, productId: idOf(match.product) };
	const active = match.others.filter(({ isActive }) => isActive !== false);
	const doubles = doublesOf(base.sku, match.product, active).map(idOf);
	const others = active.map(idOf).filter((id) => !doubles.includes(id));
	if (others.length === 0) return { ...known, doubles };
	return { ...known, doubles, warnings: [...known.warnings, twins(known, others)] };
}

function handMade(
	base: Decision,
	item: DesiredProduct,
	match: Extract<Match, { kind: 'hand-made' }>,
	run: Run,
): Decision {
	const id = idOf(match.product);
	if (run.settings.guards.handMade === 'adopt' && match.certain) {
		const reason = `Product ${id}, created by a person, is adopted: ${match.why}.`;
		const extra = new Map([['sku', base.autotaskSku]]);
		return update({ ...base, productId: id, reason }, item, match.product, run, { extra });
	}
	const name = String(match.product.name ?? '');
	return skip(base, {
		code: 'hand-made',
		reason: `Product ${id}${name && ` (${name})`} seems to be this item: ${match.why}.`,
		remedy: match.certain
			? 'Set Products Made by Hand to Adopt to use it, or to Create Beside Them.'
			: `Decide in Autotask which product it is, and give that product the SKU ${base.autotaskSku}.`,
	});
}

function create(base: Decision, item: DesiredProduct, match: Match, run: Run): Decision {
	const { settings, shape } = run;
	const held =
		heldFromCreation(
			item,
			settings,
			base.autotaskSku,
			shape.get('sku')?.length || 50,
			run.noneVisible,
		) ?? (ownerOf('unitCost', settings) === 'human' ? null : heldByNoCost(item, settings.guards));
	if (held) return skip(base, held);
	const { values, pricedBy, warnings } = desiredFields(item, settings, shape, null);
	if (!mayWriteCost(item, settings)) values.delete('unitCost');
	if (belowCost(values)) {
		warnings.push(
			`the first Unit Price ${String(values.get('unitPrice'))} is below the cost ${item.cost}`,
		);
	}
	if (match.kind === 'other-maker') {
		warnings.push(
			`product ${idOf(match.product)} of ${String(match.product.manufacturerName)} has the same manufacturer part number`,
		);
	}
	const all = new Map<string, Plain>([['sku', base.autotaskSku], ...values]);
	const attributes = decideAttributes(item, null, settings, shape);
	const shown = {
		changes: [
			...[...all].map(([field, value]): Change => ({ field, old: null, new: value })),
			...attributes.changes,
		],
		pricedBy,
		warnings: [...base.warnings, ...warnings, ...attributes.warnings],
	};
	if (settings.newProducts.mode === 'approved' && !item.approved) {
		return { ...skip(base, NEW_PRODUCT_HOLD), ...shown };
	}
	const link = newEntry(item, settings, true).link;
	return { ...base, ...shown, action: 'create', record: wire(all, attributes), link };
}

function update(
	base: Decision,
	item: DesiredProduct,
	product: WireRecord,
	run: Run,
	{ hasTwins = false, extra = new Map() }: { hasTwins?: boolean; extra?: Map<string, Plain> },
): Decision {
	const { settings, shape } = run;
	const { values, pricedBy, warnings } = desiredFields(item, settings, shape, product);
	if (!mayWriteCost(item, settings)) values.delete('unitCost');
	if (isGone(item) && settings.guards.discontinued === 'inactive') values.set('isActive', false);
	// Of two products with one SKU the active one is chosen: the choice must not change by our own
	// writing.
	if (hasTwins) values.delete('isActive');
	const own = diffFields(new Map([...extra, ...values]), product);
	const attributes = decideAttributes(item, product, settings, shape);
	const isWritten = own.length > 0 || attributes.isReason;
	const changes = isWritten ? [...own, ...attributes.changes] : [];
	const link = run.links.get(idOf(product));
	const entry = decideEntry(item, product, link, settings);
	const held = heldByMoney(item, product, values, entry.changes, settings);
	if (held) return skip(base, held);
	const doubts = link && namesOther(item, link) ? [otherSku(base, link)] : [];
	const all = [...changes, ...entry.changes, ...base.doubles.map(setInactive)];
	return {
		...base,
		action: all.length > 0 ? 'update' : 'leave',
		record: wire(new Map(own.map((change) => [change.field, change.new])), isWritten && attributes),
		link: entry.link,
		changes: all,
		pricedBy,
		standingPrice: values.has('unitPrice') ? null : standing(product),
		// A text that is cut anew at every run counts as a change only when the field is written.
		warnings: [
			...base.warnings,
			...doubts,
			...(isWritten ? [...warnings, ...attributes.warnings] : []),
		],
	};
}

function setInactive(id: number): Change {
	return { field: `product ${id}: isActive`, old: true, new: false };
}

function standing({ unitPrice }: WireRecord): string | null {
	const price = fromWire('unitPrice', unitPrice);
	return price === null ? null : String(price);
}

function wire(values: Map<string, Plain>, attributes: AttributePlan | false): WireRecord {
	const own = [...values].map(([field, value]) => [field, toWire(field, value)] as const);
	const userFields = attributes && attributes.values.map((one) => ({ ...one }));
	return {
		...Object.fromEntries(own),
		...(userFields && userFields.length > 0 ? { userDefinedFields: userFields } : {}),
	};
}

function twins(base: Decision, others: number[]): string {
	return `Autotask has more products with SKU ${base.autotaskSku} (IDs ${others.join(', ')}); product ${base.productId} is kept up to date, set the others inactive or give them another SKU`;
}

function otherSku({ autotaskSku }: Decision, { vendorPartNumber }: WireRecord): string {
	return `the product's vendor entry says vendor part number ${String(vendorPartNumber)}, its SKU ${autotaskSku}; correct the wrong one in Autotask`;
}

function hidden(base: Decision, productId: number): Hold {
	return {
		code: 'hidden',
		reason: `Autotask has a vendor entry with TD SYNNEX SKU ${base.sku} on product ${productId}, which this API user cannot see.`,
		remedy: LET_SEE,
	};
}
