import { idOf, type WireRecord } from '../../autotask/types';
import type { Change, Plain } from '../../shared/activity';
import type { SkuPattern } from '../../shared/sku';
import type { UpsertSettings } from '../settings';
import type { Feed } from '../types';
import { type AttributePlan, decideAttributes } from './attributes/decide-attributes';
import { type Decision, skip } from './decision';
import type { DesiredProduct } from './desired';
import { diffFields } from './diff-fields';
import { desiredFields, fromWire, ownerOf, type ProductShape, toWire } from './field-rules';
import { heldFromCreation, isGone, NEW_PRODUCT_HOLD } from './holds/item-holds';
import { belowCost, heldByMoney, heldByNoCost } from './holds/price-holds';
import { lifecycleOfPresent, type LifecyclePlan } from './lifecycle/decide-lifecycle';
import { replacementNote, type SuccessorOf, withSuccessor } from './lifecycle/successor';
import type { Match } from './match';
import { decideEntry, mayWriteCost, namesOther, newEntry } from './vendor-entry';

/** What all decisions of a run go by. */
export interface Run {
	settings: UpsertSettings;
	shape: ProductShape;
	pattern: SkuPattern;
	/** Vendor entries by product id. */
	links: Map<number, WireRecord>;
	/** Those of other vendors, where the chosen one has none. */
	otherLinks: Map<number, WireRecord[]>;
	currency: string | null;
	noneVisible: boolean;
	feed: Feed | null;
	successorOf: SuccessorOf;
}

/** A product that Autotask does not have yet. */
export function create(base: Decision, item: DesiredProduct, match: Match, run: Run): Decision {
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
	const named = withSuccessor(item, run.successorOf);
	const { values, pricedBy, warnings } = desiredFields(named, settings, shape, null);
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
	const attributes = decideAttributes(named, null, settings, shape);
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
	const isLater = settings.newProducts.vendorEntries === 'later';
	const link = isLater ? base.link : newEntry(item, settings, true).link;
	return { ...base, ...shown, action: 'create', record: wire(all, attributes), link };
}

/** A product that Autotask has: the fields that differ, its state, and its vendor entry. */
export function update(
	base: Decision,
	item: DesiredProduct,
	product: WireRecord,
	run: Run,
	{ hasTwins = false, extra = new Map() }: { hasTwins?: boolean; extra?: Map<string, Plain> },
): Decision {
	const { settings, shape } = run;
	const named = withSuccessor(item, run.successorOf);
	const { values, pricedBy, minor, warnings } = desiredFields(named, settings, shape, product);
	if (!mayWriteCost(item, settings)) values.delete('unitCost');
	const willBe = product.isActive !== false || values.get('isActive') === true;
	const lifecycle = hasTwins ? null : lifecycleOfPresent(item, product, willBe, run);
	const isActive = activeOf(item, lifecycle, run);
	if (isActive !== null) values.set('isActive', isActive);
	// Of two products with one SKU the active one is chosen: the choice must not change by our own
	// writing.
	if (hasTwins) values.delete('isActive');
	const differing = diffFields(new Map([...extra, ...values]), product);
	const attributes = withLifecycle(decideAttributes(named, product, settings, shape), lifecycle);
	const isWritten = differing.some(({ field }) => !minor.includes(field)) || attributes.isReason;
	const own = isWritten ? differing : [];
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
		together: lifecycle?.isActive == null ? [] : ['isActive', lifecycle.change?.field ?? ''],
		changes: all,
		pricedBy,
		standingPrice: values.has('unitPrice') ? null : standing(product),
		reason: [
			base.reason,
			lifecycle?.reason,
			isRetired(own) ? replacementNote(item, run.successorOf) : '',
		]
			.filter(Boolean)
			.join(' '),
		// A text that is cut anew at every run counts as a change only when the field is written.
		warnings: [
			...base.warnings,
			...doubts,
			...(isWritten ? [...warnings, ...attributes.warnings] : []),
		],
	};
}

/** What *Active* becomes besides its owner's word; `null` = nothing. */
function activeOf(
	item: DesiredProduct,
	lifecycle: LifecyclePlan | null,
	{ settings }: Run,
): boolean | null {
	if (lifecycle) return lifecycle.isActive;
	return isGone(item) && settings.guards.discontinued === 'inactive' ? false : null;
}

function withLifecycle(plan: AttributePlan, lifecycle: LifecyclePlan | null): AttributePlan {
	if (!lifecycle?.value || !lifecycle.change) return plan;
	return {
		...plan,
		values: [...plan.values, lifecycle.value],
		changes: [...plan.changes, lifecycle.change],
		isReason: true,
	};
}

function isRetired(changes: Change[]): boolean {
	return changes.some(({ field, new: now }) => field === 'isActive' && now === false);
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

function otherSku({ autotaskSku }: Decision, { vendorPartNumber }: WireRecord): string {
	return `the product's vendor entry says vendor part number ${String(vendorPartNumber)}, its SKU ${autotaskSku}; correct the wrong one in Autotask`;
}
