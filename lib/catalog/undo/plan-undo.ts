import { idOf, type WireRecord } from '../../autotask/types';
import type { Change, Plain } from '../../shared/activity';
import {
	shownUserField,
	USER_FIELD,
	type UserFieldValue,
	userFieldsOf,
} from '../plan/attributes/user-fields';
import { sameField } from '../plan/diff-fields';
import { fromWire, type ProductShape, toWire } from '../plan/field-rules';
import { VENDOR_COST } from '../plan/vendor-entry';
import { DEFAULT_OWNERS } from '../settings';
import type { PastWrite } from './past-writes';
import { CREATION_FIELDS } from './undo-record';

/** What is to be taken back in one product, and what stays. */
export interface UndoPlan {
	/** Product fields, without id. */
	record: WireRecord;
	/** The vendor entry to write; `null` = none. */
	entry: WireRecord | null;
	/** From what stands there now to what stood there before. */
	changes: Change[];
	/** Fields that stay, one sentence each. */
	kept: string[];
}

/**
 * Takes back what runs wrote, field by field, where it still stands: a value that somebody changed
 * since stays. A product that a run created cannot be deleted, so it is set inactive. Pure: planned
 * again on its own result, it gives nothing to do.
 *
 * @param entry the product's vendor entry, where one was found
 */
export function planUndo(
	past: PastWrite,
	product: WireRecord,
	entry: WireRecord | null,
	shape: ProductShape,
): UndoPlan {
	const plan: UndoPlan = { record: {}, entry: null, changes: [], kept: [] };
	if (past.created) {
		const taken = past.changes.find(
			({ field, new: written }) =>
				CREATION_FIELDS.includes(field) &&
				!sameField(field, fromWire(field, product[field]), written),
		);
		if (taken !== undefined) {
			plan.kept.push(
				`The product that was created stays active: ${moved(taken, fromWire(taken.field, product[taken.field]))}`,
			);
			return plan;
		}
		if (product.isActive !== false) take(plan, 'isActive', true, false);
		plan.kept.push('Autotask cannot delete the product that was created; it is set inactive.');
		return plan;
	}
	const userFields: UserFieldValue[] = [];
	for (const change of past.changes) {
		const now = valueNow(change.field, product, entry, shape);
		if (now === undefined) plan.kept.push(stays(change.field));
		else if (sameField(change.field, now, change.old)) continue;
		else if (!sameField(change.field, now, change.new)) plan.kept.push(moved(change, now));
		else put(plan, userFields, change, entry);
	}
	keepPriceAboveCost(plan, product);
	if (userFields.length > 0) plan.record.userDefinedFields = userFields.map((one) => ({ ...one }));
	return plan;
}

/** Where a later cost stays, an old price below it would sell at a loss. */
function keepPriceAboveCost(plan: UndoPlan, product: WireRecord): void {
	const price = plan.record.unitPrice;
	const cost = plan.record.unitCost ?? product.unitCost;
	if (price === undefined || price === null || cost === undefined || cost === null) return;
	if ('unitCost' in plan.record || Number(price) >= Number(cost)) return;
	delete plan.record.unitPrice;
	plan.changes = plan.changes.filter(({ field }) => field !== 'unitPrice');
	plan.kept.push(`unitPrice stays: ${String(price)} is below the unit cost ${String(cost)}.`);
}

function put(
	plan: UndoPlan,
	userFields: UserFieldValue[],
	{ field, old, new: now }: Change,
	entry: WireRecord | null,
): void {
	if (field.startsWith(USER_FIELD)) {
		userFields.push({
			name: field.slice(USER_FIELD.length),
			value: old === null ? null : String(old),
		});
		plan.changes.push({ field, old: now, new: old });
	} else if (field === VENDOR_COST && entry) {
		plan.entry = { id: idOf(entry), vendorCost: toWire('unitCost', old) };
		plan.changes.push({ field, old: now, new: old });
	} else take(plan, field, now, old);
}

function take(plan: UndoPlan, field: string, now: Plain, old: Plain): void {
	plan.record[field] = toWire(field, old);
	plan.changes.push({ field, old: now, new: old });
}

/** @returns `undefined` for what cannot be taken back */
function valueNow(
	field: string,
	product: WireRecord,
	entry: WireRecord | null,
	shape: ProductShape,
): Plain | undefined {
	if (field === VENDOR_COST) return entry ? fromWire('unitCost', entry.vendorCost) : undefined;
	if (field.startsWith(USER_FIELD)) {
		if (!shape.has(field)) return undefined;
		return shownUserField(userFieldsOf(product).get(field.slice(USER_FIELD.length)));
	}
	const info = shape.get(field);
	const isOurs = field in DEFAULT_OWNERS || field === 'sku';
	return isOurs && info && !info.isReadOnly ? fromWire(field, product[field]) : undefined;
}

function moved({ field, new: written }: Change, now: Plain): string {
	return `${field} holds ${shown(now)}, and the run wrote ${shown(written)}: somebody changed it since.`;
}

function stays(field: string): string {
	const double = /^product (\d+): isActive$/.exec(field)?.[1];
	if (double !== undefined) return `Product ${double}, a duplicate, stays inactive.`;
	return field.startsWith('ProductVendors.')
		? 'The vendor entry stays: Autotask cannot delete it.'
		: `${field} cannot be restored.`;
}

function shown(value: Plain): string {
	return value === null || value === '' ? 'nothing' : String(value);
}
