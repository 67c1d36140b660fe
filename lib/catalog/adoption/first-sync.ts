import Big from 'big.js';
import type { Change } from '../../shared/activity';
import { moneyText } from '../../shared/money';
import { VENDOR_COST } from '../plan/vendor-entry';
import { isFailed, type ProductResult } from '../report/result';
import type { UpsertSummary } from '../report/summary';
import type { AdoptionItem, FieldChange, FirstSync } from './types';

/**
 * What a dry run says that a sync would do, in numbers and money. What the brake for prices holds
 * counts as what it would be, since a person lets it through once. Pure.
 */
export function firstSync(results: ProductResult[], summary: UpsertSummary): FirstSync {
	const writes = results.filter(isWritten);
	const braked = writes.filter(({ code }) => code === BRAKE);
	const created = writes.filter(isNew).length;
	return {
		created,
		updated: writes.length - created,
		unchanged: summary.unchanged,
		held: summary.held - braked.length,
		failed: summary.failed + summary.uncertain,
		deferred: summary.deferred,
		reasons: Object.fromEntries(Object.entries(summary.reasons).filter(([code]) => code !== BRAKE)),
		calls: writes.reduce((sum, one) => sum + callsFor(one), 0),
		brake: braked[0] ? `${braked[0].reason} ${braked[0].remedy}` : '',
		fields: fieldChanges(writes.filter((one) => !isNew(one))),
		examples: examplesOf(writes),
	};
}

/** One item for each product that the sync would write, hold back, or could not take. */
export function plannedItems(results: ProductResult[]): AdoptionItem[] {
	return results.flatMap((one): AdoptionItem[] => {
		const base = { ...itemOf(one), changes: one.changes };
		if (isWritten(one)) {
			const what = isNew(one) ? 'The first sync would create it.' : inWords(one.changes);
			return [{ ...base, outcome: 'planned', codes: 'first-sync', what }];
		}
		const outcome = one.outcome === 'held' ? 'held' : isFailed(one) ? 'failed' : null;
		if (outcome === null) return [];
		const { cause, remedy } = one;
		return [{ ...base, outcome, codes: `${outcome}, ${one.code}`, what: cause, cause, remedy }];
	});
}

function itemOf({ index, productId, autotaskSku, sku, name, changes }: ProductResult) {
	const value = (field: string) => changes.find((change) => change.field === field);
	const cost = value('unitCost');
	return {
		index,
		kind: 'product' as const,
		id: productId,
		key: autotaskSku || sku,
		name,
		what: '',
		cause: '',
		remedy: '',
		unitCost: textOf(cost?.old),
		costNow: textOf(cost?.new),
		unitPrice: textOf(value('unitPrice')?.old),
		margin: null,
	};
}

const BRAKE = 'price-brake';
const MONEY = ['unitCost', 'unitPrice', 'msrp', VENDOR_COST];
const EXAMPLES = 10;

function isWritten({ outcome, code }: ProductResult): boolean {
	return outcome === 'planned' || code === BRAKE;
}

function isNew({ productId }: ProductResult): boolean {
	return productId === '';
}

function fieldChanges(updates: ProductResult[]): FieldChange[] {
	const byField = new Map<string, Change[]>();
	for (const change of updates.flatMap(({ changes }) => changes)) {
		const field = /^product \d+: isActive$/.test(change.field) ? 'isActive' : change.field;
		const known = byField.get(field);
		if (known) known.push(change);
		else byField.set(field, [change]);
	}
	return [...byField]
		.map(([field, changes]): FieldChange => {
			const moves = MONEY.includes(field) ? changes.flatMap(moveOf) : [];
			return {
				field,
				products: changes.length,
				raised: moves.filter((one) => one.gt(0)).length,
				lowered: moves.filter((one) => one.lt(0)).length,
				difference: MONEY.includes(field)
					? moneyText(moves.reduce((sum, one) => sum.plus(one), new Big(0)))
					: null,
			};
		})
		.sort((a, b) => b.products - a.products);
}

/** A first value is no move. */
function moveOf({ old, new: next }: Change): Big[] {
	return old === null || next === null ? [] : [new Big(String(next)).minus(String(old))];
}

/** Costs and prices by how far they move, then other fields; one of each product. */
function examplesOf(writes: ProductResult[]): string[] {
	const told = writes
		.filter((one) => !isNew(one))
		.flatMap(({ autotaskSku, changes }) =>
			changes.map((change) => ({ autotaskSku, change, distance: distanceOf(change) })),
		)
		.sort((a, b) => b.distance.cmp(a.distance));
	const products = new Set<string>();
	return told
		.filter(({ autotaskSku }) => !products.has(autotaskSku) && products.add(autotaskSku))
		.slice(0, EXAMPLES)
		.map(({ autotaskSku, change }) => `${autotaskSku}: ${inWords([change])}`);
}

function distanceOf(change: Change): Big {
	return MONEY.includes(change.field) ? (moveOf(change)[0]?.abs() ?? new Big(0)) : new Big(-1);
}

/** A new product and its vendor entry take a call each, and so do those that are there. */
function callsFor(one: ProductResult): number {
	const entry = one.changes.some(({ field }) => field.startsWith('ProductVendors.'));
	const own = one.changes.some(({ field }) => !field.startsWith('ProductVendors.'));
	return isNew(one) ? 2 : Number(entry) + Number(own);
}

function inWords(changes: Change[]): string {
	return changes
		.map(({ field, old, new: next }) => `${field} from ${shown(old)} to ${shown(next)}`)
		.join(', ');
}

function shown(value: Change['old']): string {
	const text = value === null ? '' : String(value);
	if (text === '') return 'nothing';
	return text.length > SHOWN ? `${text.slice(0, SHOWN)}…` : text;
}

/** Characters of a value, such as a description. */
const SHOWN = 60;

function textOf(value: Change['old'] | undefined): string | null {
	return value === undefined || value === null ? null : String(value);
}
