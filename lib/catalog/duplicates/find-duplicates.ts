import { type Autotask, idOf } from '../../autotask/types';
import type { Change } from '../../shared/activity';
import { skuPattern } from '../../shared/sku';
import { CANCELLED, callFailure, type FailureFacts } from '../apply/failures';
import { fromWire } from '../plan/field-rules';
import { diffFields } from '../plan/diff-fields';
import { groupDuplicates } from './group-duplicates';
import { type DuplicatePlan, type GroupPlan, planGroup } from './plan-duplicates';
import { type ProductUse, readActiveCatalog, readUses } from './read-products';

export interface DuplicateSettings {
	vendorId: number;
	/** See {@link skuPattern}. */
	skuPattern: string;
	/** User-defined field that holds the UPC; empty = not compared. */
	upcField: string;
	/** Without it nothing is written. */
	dryRun: boolean;
}

/** One product of a group. */
export interface DuplicateResult extends ProductUse {
	/** The ids of the group's products; to have it merged, give it back with `approved: true`. */
	group: string;
	role: DuplicatePlan['role'];
	action: 'merge' | 'leave';
	/** `held`: its group is not approved, or it was changed meanwhile. */
	outcome: 'planned' | 'done' | 'unchanged' | 'held' | 'failed' | 'deferred';
	productId: string;
	autotaskSku: string;
	name: string;
	/** What the products of the group share. */
	shared: string[];
	changes: Change[];
	reason: string;
	code: string;
	cause: string;
	remedy: string;
}

/**
 * Finds products that are one, and says which should stay. Writes only the groups that an input
 * item approves by their key; a group that has other members now is another one. Every product is
 * read again before it is written.
 *
 * @param items `group` and `approved` of those that are to be merged; others are passed over
 * @throws Problem when Autotask cannot be read
 */
export async function findDuplicates(
	items: unknown[],
	settings: DuplicateSettings,
	{ autotask, signal }: { autotask: Autotask; signal?: AbortSignal },
): Promise<DuplicateResult[]> {
	const pattern = skuPattern(settings.skuPattern);
	const catalog = await readActiveCatalog(autotask, settings.vendorId);
	const groups = groupDuplicates(catalog, pattern, settings.upcField);
	const ids = groups.flatMap(({ products }) => products.map(idOf));
	const uses = await readUses(autotask, ids);
	const approved = approvedIn(items);
	const results: DuplicateResult[] = [];
	let stop: FailureFacts | null = null;
	for (const group of groups) {
		const plan = planGroup(group, catalog, uses, { pattern, vendorId: settings.vendorId });
		if (settings.dryRun)
			results.push(...plan.products.map((one) => resultOf(plan, one, 'planned')));
		else if (!approved.has(plan.key))
			results.push(...plan.products.map((one) => resultOf(plan, one, 'held', NOT_APPROVED)));
		else {
			if (signal?.aborted) stop ??= CANCELLED;
			const merged = await mergeGroup(plan, autotask, stop);
			stop = merged.stop;
			results.push(...merged.results);
		}
	}
	return results;
}

/** In order: what takes over comes before what is retired. */
async function mergeGroup(
	plan: GroupPlan,
	autotask: Autotask,
	stopped: FailureFacts | null,
): Promise<{ results: DuplicateResult[]; stop: FailureFacts | null }> {
	const results: DuplicateResult[] = [];
	let stop = stopped;
	let blocked: FailureFacts | null = null;
	for (const one of plan.products) {
		const hindered = stop ?? blocked;
		if (hindered) {
			results.push(resultOf(plan, one, 'deferred', hindered));
			continue;
		}
		try {
			const moved = await mergeOne(one, autotask);
			if (moved) blocked = moved;
			results.push(resultOf(plan, one, moved ? 'held' : 'done', moved ?? undefined));
		} catch (error) {
			const facts = callFailure(error);
			if (facts.reach !== 'record') stop = facts;
			blocked = facts;
			results.push(resultOf(plan, one, 'failed', facts));
		}
	}
	return { results, stop };
}

/** @returns why nothing was written */
async function mergeOne(
	{ product, changes, record, entry }: DuplicatePlan,
	autotask: Autotask,
): Promise<FailureFacts | null> {
	const id = idOf(product);
	const now = await autotask.get('Products', id);
	const compared = ['sku', 'isActive', 'manufacturerName', 'manufacturerProductName'];
	const before = new Map(compared.map((field) => [field, fromWire(field, product[field])]));
	if (now === null || diffFields(before, now).length > 0) return CHANGED;
	if (changes.length === 0) return null;
	if (Object.keys(record).length > 0) await autotask.update('Products', { id, ...record });
	if (entry) await autotask.create('ProductVendors', { productID: id, ...entry }, id);
	return null;
}

function approvedIn(items: unknown[]): Set<string> {
	return new Set(
		items.flatMap((item) => {
			const { group, approved } = (item ?? {}) as { group?: unknown; approved?: unknown };
			return typeof group === 'string' && (approved === true || approved === 'true') ? [group] : [];
		}),
	);
}

function resultOf(
	{ key, shared }: GroupPlan,
	{ product, role, changes, use, reason }: DuplicatePlan,
	outcome: DuplicateResult['outcome'],
	facts: FailureFacts = { code: '', cause: '', remedy: '' },
): DuplicateResult {
	const isNothing = changes.length === 0 && (outcome === 'planned' || outcome === 'done');
	const { code, cause, remedy } = facts;
	return {
		group: key,
		role,
		action: changes.length > 0 ? 'merge' : 'leave',
		outcome: isNothing ? 'unchanged' : outcome,
		productId: String(product.id),
		autotaskSku: String(product.sku ?? ''),
		name: String(product.name ?? ''),
		shared,
		changes,
		...use,
		reason,
		code,
		cause,
		remedy,
	};
}

const NOT_APPROVED: FailureFacts = {
	code: 'not-approved',
	cause: 'Nobody has approved the merge of these products.',
	remedy: 'Check the plan. Then send the group back in an item with approved = true.',
};

const CHANGED: FailureFacts = {
	code: 'changed-meanwhile',
	cause: 'Somebody changed the product during the run.',
	remedy: 'Run Find Duplicates again, and check the new plan.',
};
