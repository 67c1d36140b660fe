import { LET_WRITE_COSTS } from '../autotask/screens';
import { type Autotask, idOf } from '../autotask/types';
import { inSlices, type Pause } from '../shared/in-slices';
import { Problem } from '../shared/problem';
import { type Applied, deferAll } from './apply/outcome';
import { attributeNotes } from './plan/attributes/decide-attributes';
import { withCategoryTable } from './plan/category/category-table';
import type { Decision } from './plan/decision';
import type { DesiredRows } from './plan/desired';
import type { ProductShape } from './plan/field-rules';
import { repricingExamples } from './plan/holds/price-brake';
import { lifecycleNotes, missingCheck } from './plan/lifecycle/check-missing';
import { creationsInSteps, decide, decideInSteps } from './plan/planner';
import { readCurrent, readLookalikes } from './plan/read/read-current';
import type { UpsertSettings } from './settings';
import type { Feed } from './types';

/** What a run is given. */
export interface Given {
	rows: DesiredRows;
	/** Of Products, as it is being read. */
	shape: Promise<ProductShape>;
	feed: Feed | null;
}

interface PlanPorts {
	autotask: Autotask;
	pause?: Pause;
}

export type Planned =
	| { decisions: Decision[]; shape: ProductShape; missing: number | null }
	| { problem: Problem; deferred: Applied[] };

/** A pause while reading is no failure: nothing is written, and all is deferred. */
export async function readAndDecide(
	given: Given,
	settings: UpsertSettings,
	ports: PlanPorts,
): Promise<Planned> {
	return await planOf(given, settings, ports).catch((error: unknown): Planned => {
		if (error instanceof Problem && error.reach === 'pause') {
			const nothing = decide(given.rows.wanted, NOTHING_FOUND, settings, new Map());
			return { problem: error, deferred: deferAll(nothing, error) };
		}
		throw error;
	});
}

async function planOf(
	{ rows, shape: asked, feed }: Given,
	typed: UpsertSettings,
	{ autotask, pause }: PlanPorts,
): Promise<Planned> {
	const { wanted } = rows;
	const category = await withCategoryTable(typed.category, autotask);
	const settings = { ...typed, category };
	const shape = await asked;
	const check = missingCheck(feed, rows, settings, shape);
	await pause?.();
	const found = await readCurrent(autotask, wanted, { settings, shape, check, pause });
	const creations = await inSlices(creationsInSteps(wanted, found, settings, shape, feed), pause);
	const all =
		creations.length === 0
			? found
			: await readLookalikes(autotask, found, creations, { settings, shape, pause });
	const decisions = await inSlices(decideInSteps(wanted, all, settings, shape, feed), pause);
	const missing = found.missing && new Set(found.missing.products.map(idOf));
	const isMissing = ({ productId }: Decision) => productId !== null && missing?.has(productId);
	return { decisions, shape, missing: missing && decisions.filter(isMissing).length };
}

const NOTHING_FOUND = {
	products: [],
	successors: [],
	missing: null,
	links: [],
	otherLinks: [],
	linkedProducts: null,
	sameMpn: [],
	productsVisible: null,
};

/** What a person should know of the run before anything is written, one sentence each. */
export function notesOn(
	decisions: Decision[],
	settings: UpsertSettings,
	shape: ProductShape,
): string[] {
	const notes: string[] = [];
	for (const code of ['none-visible', 'price-brake']) {
		const blocked = decisions.find((decision) => decision.code === code);
		if (blocked) notes.push(`${blocked.reason} ${blocked.remedy}${repricingExamples(decisions)}`);
	}
	if (settings.owners.unitCost === 'sync' && shape.get('unitCost')?.isReadOnly) {
		notes.push(
			`Autotask lists Unit Cost as read-only for this API user: costs are not kept up to date. ${LET_WRITE_COSTS}`,
		);
	}
	return [...notes, ...attributeNotes(settings, shape), ...lifecycleNotes(settings, shape)];
}
