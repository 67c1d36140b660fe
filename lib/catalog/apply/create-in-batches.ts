import type { Autotask } from '../../autotask/types';
import { idOf } from '../../autotask/types';
import { atOnce } from '../../shared/concurrency';
import type { Facts } from './failures';
import type { Decision } from '../plan/decision';
import type { SkuPattern } from '../../shared/sku';

/** What creating in portions asks of the run. */
export interface CreationSteps {
	/** Never throws; once the run has stopped it only notes so. */
	create(decision: Decision): Promise<void>;
	/** The product that this run made for it; `null` when it made none. */
	madeFor(decision: Decision): number | null;
	/** The ids of the products that Autotask holds now for each of these, lowest first; none when it cannot tell or need not. */
	look(decisions: Decision[]): Promise<(decision: Decision) => number[]>;
	/** Somebody else made product `id` before this run came to it, so it is not created. */
	taken(decision: Decision, id: number): void;
	/** Somebody else made product `id` just before this run made its `own`. */
	doubled(decision: Decision, own: number, id: number): Promise<void>;
}

/** Creations between two looks: each look costs a call, and two runs that meet may double as many products. */
const PORTION = 50;

/**
 * Creates products, the first alone, then in portions. Autotask has no key that would keep two creations
 * of one SKU apart, and triggers do fire twice: so before each portion one call looks for what another run
 * or a person made meanwhile, of this portion and of the one before, where two runs may have met. Of
 * two products of one SKU the one with the lower id stays, which both runs see alike.
 */
export async function createInPortions(decisions: Decision[], steps: CreationSteps): Promise<void> {
	let before: Decision[] = [];
	for (const portion of [...inPortions(decisions), []]) {
		const made = before.filter((decision) => steps.madeFor(decision) !== null);
		const idsNow = await steps.look([...made, ...portion]);
		for (const decision of made) {
			const own = steps.madeFor(decision) as number;
			const [id = own] = idsNow(decision);
			if (id < own) await steps.doubled(decision, own, id);
		}
		await atOnce(portion, async (decision) => {
			const [id] = idsNow(decision);
			if (id === undefined) await steps.create(decision);
			else steps.taken(decision, id);
		});
		before = portion;
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

export function takenMeanwhile({ autotaskSku }: Decision, id: number): Facts {
	return {
		code: 'created-meanwhile',
		cause: `Product ${id} with SKU ${autotaskSku} came into Autotask after this run had read it: another run or a person creates the same products.`,
		remedy: 'Nothing is lost: the next run compares it like any other.',
	};
}

/** @param kept why the double could not be set inactive; empty when it was */
export function createdTwice(
	{ autotaskSku }: Decision,
	own: number,
	id: number,
	kept: string,
): Facts {
	return {
		code: 'created-twice',
		cause: `Another run created product ${id} with SKU ${autotaskSku} at the same moment; product ${own} of this run is a double and was ${kept === '' ? 'set inactive.' : `not set inactive: ${kept}`}`,
		remedy: `Product ${id} is the one that is kept in step.${kept === '' ? '' : ` Set product ${own} inactive.`}`,
	};
}

/** Why a run that met another one creates no more. */
export const OTHER_RUN: Facts = {
	code: 'other-run',
	cause: 'Another run is creating the same products at this moment, so this one stopped.',
	remedy:
		'Nothing is lost. Let one run at a time write products: see whether a workflow has two triggers, or was started by hand while it ran.',
};

function inPortions(decisions: Decision[]): Decision[][] {
	const portions = decisions.length > 0 ? [decisions.slice(0, 1)] : [];
	for (let at = 1; at < decisions.length; at += PORTION)
		portions.push(decisions.slice(at, at + PORTION));
	return portions;
}
