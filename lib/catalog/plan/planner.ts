import { LET_SEE } from '../../autotask/screens';
import { idOf, type WireRecord } from '../../autotask/types';
import { atOnce, eachInSteps, type Steps } from '../../shared/in-slices';
import { type SkuPattern, skuPattern } from '../../shared/sku';
import type { UpsertSettings } from '../settings';
import type { Feed } from '../types';
import { doublesOf } from './doubles';
import { blank, type Decision, type Hold, skip } from './decision';
import type { DesiredProduct } from './desired';
import { create, type Run, update } from './decide-product';
import type { ProductShape } from './field-rules';
import { heldByItem, NEW_PRODUCT_HOLD, otherProduct, otherVendor } from './holds/item-holds';
import { holdMassChange } from './holds/mass-change';
import { holdMassRepricing } from './holds/price-brake';
import { decideMissing, endCounts } from './lifecycle/decide-lifecycle';
import { successorsIn } from './lifecycle/successor';
import { type CurrentCatalog, isOther, type Match, matcher, uncontested } from './match';
import { otherAccount } from './vendor-entry';

/**
 * What is to be done about every item: a pure function of what is wanted, what Autotask holds,
 * and what the user has set. Applying its result and deciding again gives nothing to do.
 */
export function decide(...about: Parameters<typeof decideInSteps>): Decision[] {
	return atOnce(decideInSteps(...about));
}

/**
 * The same, to be run in slices. The decisions of the wanted products come first, those of the ones
 * that the price file does not have last.
 *
 * @param feed the price file that the items are from
 */
export function* decideInSteps(
	wanted: DesiredProduct[],
	found: CurrentCatalog,
	settings: UpsertSettings,
	shape: ProductShape,
	feed: Feed | null = null,
): Steps<Decision[]> {
	const run = runOf(wanted, found, settings, shape, feed);
	const { pattern } = run;
	const matchOf = yield* matcher(found, pattern);
	const matches = uncontested(yield* eachInSteps(wanted, matchOf));
	const count = found.products.length;
	const decisions = yield* eachInSteps(wanted, (item, at) =>
		decideOne(item, matches[at] as Match, run),
	);
	const missing = found.missing ? decideMissing(found.missing, run.links, pattern, run) : [];
	const retiring = holdMassChange(
		[...decisions, ...missing],
		count + missing.length,
		settings.guards.maxRetiredPercent,
	);
	const ended = yield* endCounts(
		[...found.products, ...(found.missing?.refused ?? [])],
		itemsBySku(wanted, pattern),
		retiring,
		{
			pattern,
			firstIndex: retiring.reduce(
				(next, { index }) => Math.max(next, index + 1),
				found.missing?.firstIndex ?? 0,
			),
		},
		run,
	);
	return yield* holdMassRepricing([...retiring, ...ended], count, settings.guards);
}

/**
 * The wanted products that Autotask does not have and that would be created, or wait for approval:
 * those for which look-alikes are to be read. What is there is not decided about yet.
 */
export function* creationsInSteps(
	...[wanted, found, settings, shape, feed]: Parameters<typeof decideInSteps>
): Steps<DesiredProduct[]> {
	const run = runOf(wanted, found, settings, shape, feed ?? null);
	const matchOf = yield* matcher(found, run.pattern);
	const isNew = yield* eachInSteps(wanted, (item) => {
		const match = matchOf(item);
		if (match.kind === 'product') return false;
		const { action, code } = decideOne(item, match, run);
		return action === 'create' || code === NEW_PRODUCT_HOLD.code;
	});
	return wanted.filter((_, at) => isNew[at]);
}

function runOf(
	wanted: DesiredProduct[],
	found: CurrentCatalog,
	settings: UpsertSettings,
	shape: ProductShape,
	feed: Feed | null,
): Run {
	const pattern = skuPattern(settings.skuPattern);
	return {
		settings,
		shape,
		pattern,
		feed,
		successorOf: successorsIn(wanted, [...found.products, ...found.successors], pattern),
		links: new Map(found.links.map((link) => [Number(link.productID), link])),
		otherLinks: groupedByProduct(found.otherLinks),
		currency:
			settings.guards.currency ?? wanted.find((item) => item.currency !== null)?.currency ?? null,
		noneVisible: found.productsVisible === 0 && !settings.guards.firstLoad,
	};
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

function itemsBySku(
	wanted: DesiredProduct[],
	pattern: SkuPattern,
): (product: WireRecord) => DesiredProduct | undefined {
	let items: Map<string, DesiredProduct> | undefined;
	return ({ sku }) => {
		items ??= new Map(wanted.map((item) => [item.key, item]));
		return items.get(pattern.keyOf(String(sku ?? '')));
	};
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

function twins(base: Decision, others: number[]): string {
	return `Autotask has more products with SKU ${base.autotaskSku} (IDs ${others.join(', ')}); product ${base.productId} is kept up to date, set the others inactive or give them another SKU`;
}

function hidden(base: Decision, productId: number): Hold {
	return {
		code: 'hidden',
		reason: `Autotask has a vendor entry with TD SYNNEX SKU ${base.sku} on product ${productId}, which this API user cannot see.`,
		remedy: LET_SEE,
	};
}
