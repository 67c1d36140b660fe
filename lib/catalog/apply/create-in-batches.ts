import type { Autotask } from '../../autotask/types';
import { idOf } from '../../autotask/types';
import { forEachConcurrently } from '../../shared/concurrency';
import type { FailureFacts } from './failures';
import type { Decision } from '../plan/decision';
import type { SkuPattern } from '../../shared/sku';

/** What creating in portions asks of the run. */
export interface CreationSteps {
	/** Never throws; once the run has stopped it only notes so. */
	create(decision: Decision): Promise<void>;
	/** The product that this run made for it; `null` when it made none. */
	createdId(decision: Decision): number | null;
	/**
	 * The ids of the products that Autotask holds now for each of these, lowest first; none when it
	 * cannot tell or need not.
	 */
	existingIds(decisions: Decision[]): Promise<(decision: Decision) => number[]>;
	/** Somebody else made product `id` before this run came to it, so it is not created. */
	createdElsewhere(decision: Decision, id: number): void;
	/** Somebody else made product `id` just before this run made its `own`. */
	duplicated(decision: Decision, own: number, id: number): Promise<void>;
}

/**
 * Creations between two looks: each look costs a call, and two runs that meet may double as many
 * products.
 */
const BATCH_SIZE = 50;

/**
 * Creates products, the first alone, then in portions. Autotask has no key that would keep two
 * creations of one SKU apart, and triggers do fire twice: so before each portion one call looks for
 * what another run or a person made meanwhile, of this portion and of the one before, where two
 * runs may have met. Of two products of one SKU the one with the lower id stays, which both runs
 * see alike.
 */
export async function createInBatches(decisions: Decision[], steps: CreationSteps): Promise<void> {
	let before: Decision[] = [];
	for (const batch of [...inBatches(decisions), []]) {
		const created = before.filter((decision) => steps.createdId(decision) !== null);
		const idsNow = await steps.existingIds([...created, ...batch]);
		for (const decision of created) {
			const own = steps.createdId(decision) as number;
			const [id = own] = idsNow(decision);
			if (id < own) await steps.duplicated(decision, own, id);
		}
		await forEachConcurrently(batch, async (decision) => {
			const [id] = idsNow(decision);
			if (id === undefined) await steps.create(decision);
			else steps.createdElsewhere(decision, id);
		});
		before = batch;
	}
}

/** One call for the products that Autotask holds now under these SKUs. */
export async function idsBySku(
	autotask: Autotask,
	decisions: Decision[],
	pattern: SkuPattern,
): Promise<(decision: Decision) => number[]> {
	const value = decisions.map(({ autotaskSku }) => autotaskSku);
	const records =
		value.length === 0
			? []
			: await autotask.query('Products', {
					filter: [{ op: 'in', field: 'sku', value }],
					fields: ['id', 'sku'],
				});
	const ids = new Map<string, number[]>();
	for (const record of records) {
		const key = pattern.keyOf(String(record.sku ?? ''));
		ids.set(
			key,
			[...(ids.get(key) ?? []), idOf(record)].sort((a, b) => a - b),
		);
	}
	return ({ autotaskSku }) => ids.get(pattern.keyOf(autotaskSku)) ?? [];
}

export function createdMeanwhile({ autotaskSku }: Decision, id: number): FailureFacts {
	return {
		code: 'created-meanwhile',
		cause: `Product ${id} with SKU ${autotaskSku} appeared in Autotask after this run had read it: another run or a person is creating the same products.`,
		remedy: 'Nothing is lost. The next run compares it like any other product.',
	};
}

/** @param kept why the double could not be set inactive; empty when it was */
export function createdTwice(
	{ autotaskSku }: Decision,
	own: number,
	id: number,
	kept: string,
): FailureFacts {
	return {
		code: 'created-twice',
		cause: `Another run created product ${id} with SKU ${autotaskSku} at the same moment; product ${own} of this run is a duplicate and was ${kept === '' ? 'set inactive.' : `not set inactive: ${kept}`}`,
		remedy: `Product ${id} is the one that is kept up to date.${kept === '' ? '' : ` Set product ${own} inactive.`}`,
	};
}

/** Why a run that met another one creates no more. */
export const OTHER_RUN: FailureFacts = {
	code: 'other-run',
	cause: 'Another run is creating the same products at this moment, so this one stopped.',
	remedy:
		'Nothing is lost. Let only one run at a time write products. Check whether a workflow has two triggers, or was started manually while it was running.',
};

function inBatches(decisions: Decision[]): Decision[][] {
	const batches = decisions.length > 0 ? [decisions.slice(0, 1)] : [];
	for (let at = 1; at < decisions.length; at += BATCH_SIZE)
		batches.push(decisions.slice(at, at + BATCH_SIZE));
	return batches;
}
