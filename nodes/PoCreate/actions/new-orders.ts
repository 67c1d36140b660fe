import { createOrder } from '../../../lib/orders/create/create-and-submit';
import { defaultLocation } from '../../../lib/orders/create/plan-from-items';
import { previewPlan } from '../../../lib/orders/create/preview-plan';
import type { PlannedPo } from '../../../lib/orders/create/types';
import type { RunTotal } from '../../../lib/orders/submit/order-context';
import { ResultBuilder } from '../../../lib/orders/report/result-builder';
import { NO_ADDRESS } from '../../../lib/orders/request/option-types';
import type { ShipTo } from '../../../lib/orders/types';
import { endsTheRun, Problem, problemOf } from '../../../lib/shared/problem';
import { emptyRunTotal, runTotalOf } from '../execution-total';
import { readItem } from '../../shared/per-item';
import { agree } from '../expressions';
import { termsFor } from '../settings';
import type { Outcome, Setting } from './types';

export type Purpose = 'preview' | 'create';

/** Plans the purchase orders of one group of input items. */
export type PlanOf = (setting: Setting, value: string, items: number[]) => Promise<PlannedPo[]>;

/**
 * Previews or makes the purchase orders of each value of `parameter`: the input items that say the
 * same belong together. A Problem is the outcome of its group alone.
 */
export async function eachNewOrder(
	setting: Setting,
	parameter: string,
	purpose: Purpose,
	plan: PlanOf,
): Promise<Outcome[]> {
	const groups = new Map<string, number[]>();
	const refused: Outcome[] = [];
	setting.context.getInputData().forEach((_, index) => {
		const value = readItem(index, () => named(setting, parameter, index));
		if (value instanceof Problem) refused.push(failed(setting, value, value.record, [index], true));
		else groups.set(value, [...(groups.get(value) ?? []), index]);
	});
	const outcomes: Outcome[] = [];
	const runTotal = purpose === 'create' ? runTotalOf(setting.context) : emptyRunTotal();
	for (const [value, items] of groups) {
		if (setting.context.getExecutionCancelSignal()?.aborted) break;
		try {
			for (const [name, field] of Object.entries(OF_A_GROUP))
				agree(setting.context, items, name, field, `they belong to one ${parameter} (${value})`);
			for (const planned of await plan(setting, value, items)) {
				const result = await carriedOut(setting, purpose, planned, items[0] ?? 0, runTotal);
				outcomes.push({ result, items });
			}
		} catch (error) {
			outcomes.push(failed(setting, error, `${parameter} ${value}`, items, outcomes.length > 0));
		}
	}
	return [...outcomes, ...refused];
}

/** What the input item is about. */
function named(setting: Setting, parameter: string, index: number): string {
	const value = textAt(setting, parameter, index);
	const isName = parameter === 'opportunity' ? /^\d+$/.test(value) : value !== '';
	if (isName) return value;
	throw new Problem({
		code: 'parameter-missing',
		record: `input item ${index + 1}`,
		cause: value === '' ? `it names no ${parameter}` : `"${value}" is not an ID of an ${parameter}`,
		remedy: `Fill in the ${parameter}. If each input item names a different one, use an expression.`,
	});
}

/**
 * A Problem as an outcome.
 *
 * @param told whether other outcomes of the run are there: what is done must be told, or its order
 *   numbers would be lost
 * @throws the Problem where it ends the run and nothing else is to be told
 */
export function failed(
	setting: Setting,
	error: unknown,
	name: string,
	items: number[],
	told: boolean,
): Outcome {
	const problem = problemOf(error);
	if (endsTheRun(problem) && !told) throw problem;
	const report = new ResultBuilder(setting.account, { id: '', number: problem.record || name });
	return { result: report.build(null, problem), items };
}

/** What is read once for each purchase order, at the first of its items. */
const OF_A_GROUP = {
	companyId: 'Company ID',
	itemsShipTo: 'Ship To',
	opportunityShipTo: 'Ship To',
	wonStatuses: 'Won Statuses',
	withoutCharges: 'Deals Without Charges',
	address: 'Address',
	inventoryLocationId: 'Inventory Location ID',
	memo: 'Memo',
	submitAfter: 'Submit Afterwards',
	orderOptions: 'Order Options',
};

/** Previews the purchase order of a plan, or makes it. */
export async function carriedOut(
	setting: Setting,
	purpose: Purpose,
	plan: PlannedPo,
	item: number,
	runTotal: RunTotal,
) {
	const { context, ports, account, choices } = setting;
	const terms = (headers: Parameters<typeof termsFor>[4]) =>
		termsFor(context, ports, account, choices, headers, () => item);
	const job = { source: choices.source, terms, runTotal };
	if (purpose === 'preview') return await previewPlan(ports, plan, job);
	const submit = context.getNodeParameter('submitAfter', item, false) === true;
	return await createOrder(ports, plan, { ...job, submit });
}

/** What every new purchase order has, wherever its lines come from. */
export async function commonParts(setting: Setting, item: number) {
	const { context, ports, choices } = setting;
	const set = context.getNodeParameter('address', item, {}) as Partial<ShipTo> & { phone?: string };
	const location = textAt(setting, 'inventoryLocationId', item);
	return {
		address: { ...NO_ADDRESS, ...set },
		phone: set.phone ?? '',
		inventoryLocationId: location === '' ? await defaultLocation(ports.autotask) : location,
		memo: textAt(setting, 'memo', item),
		modulesNotInUse: choices.settings.rules.modulesNotInUse,
	};
}

/** A parameter of one input item as text, its outer blanks taken off. */
export function textAt({ context }: Setting, parameter: string, item: number): string {
	const value: unknown = context.getNodeParameter(parameter, item, '', { extractValue: true });
	return value === null || value === undefined ? '' : String(value).trim();
}
