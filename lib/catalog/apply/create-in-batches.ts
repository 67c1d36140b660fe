import type { Autotask } from '../../autotask/types';
import { idOf } from '../../autotask/types';
import { CONCURRENT_CALLS, forEachConcurrently } from '../../shared/concurrency';
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
	 * The ids of the products that Autotask holds now for each of these, lowest first; `null` when it
	 * cannot tell or need not.
	 */
	existingIds(decisions: Decision[]): Promise<IdsNow | null>;
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
/** So many before a batch ends, the look for the next one begins, and no thread waits for it. */
const AHEAD = CONCURRENT_CALLS;

/**
 * Creates products, the first alone, then in portions. Autotask has no key that would keep two
 * creations of one SKU apart, and triggers do fire twice: so before each portion one call looks for
 * what another run or a person made meanwhile, of this portion and of what was created since the
 * look before, where two runs may have met. Of two products of one SKU the one with the lower id
 * stays, which both runs see alike.
 */
export async function createInBatches(decisions: Decision[], steps: CreationSteps): Promise<void> {
	let unseen: Decision[] = [];
	const look = async (batch: Decision[]): Promise<IdsNow> => {
		const created = unseen;
		unseen = [];
		const idsNow = await steps.existingIds([...created, ...batch]);
		if (idsNow === null) {
			unseen = [...created, ...unseen];
			return () => [];
		}
		for (const decision of created) {
			const own = steps.createdId(decision) as number;
			const [id = own] = idsNow(decision);
			if (id < own) await steps.duplicated(decision, own, id);
		}
		return idsNow;
	};
	const createUnlessThere = async (decision: Decision, idsNow: IdsNow) => {
		const [id] = idsNow(decision);
		if (id !== undefined) return steps.createdElsewhere(decision, id);
		await steps.create(decision);
		if (steps.createdId(decision) !== null) unseen.push(decision);
	};
	const [first, ...others] = decisions;
	if (first) await createUnlessThere(first, await look([first]));
	const batches = inBatches(others);
	const looks = batches.slice(0, 1).map(look);
	const places = others.map((decision, at) => ({ decision, at }));
	await forEachConcurrently(places, async ({ decision, at }) => {
		const batch = Math.floor(at / BATCH_SIZE);
		const next = batches[batch + 1];
		if (next && at % BATCH_SIZE === BATCH_SIZE - AHEAD) looks.push(look(next));
		await createUnlessThere(decision, await (looks[batch] as Promise<IdsNow>));
	});
	await look([]);
}

/** The ids of the products that Autotask holds now for a decision, lowest first. */
type IdsNow = (decision: Decision) => number[];

/** One call for the products that Autotask holds now under these SKUs. */
export async function idsBySku(
	autotask: Autotask,
	decisions: Decision[],
	pattern: SkuPattern,
): Promise<IdsNow> {
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
	return Array.from({ length: Math.ceil(decisions.length / BATCH_SIZE) }, (_, at) =>
		decisions.slice(at * BATCH_SIZE, (at + 1) * BATCH_SIZE),
	);
}
