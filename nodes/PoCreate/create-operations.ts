import { TEXT } from '../../lib/autotask/records/read-in-batches';
import { createOrder } from '../../lib/orders/create/create-and-submit';
import {
	defaultLocation,
	planFromItems,
	readCompany,
	readWanted,
	WANTED,
} from '../../lib/orders/create/plan-from-items';
import {
	addressOf,
	type OpportunitySettings,
	planFromOpportunity,
	readOpportunity,
} from '../../lib/orders/create/plan-from-opportunity';
import { previewPlan } from '../../lib/orders/create/preview-plan';
import type { PlannedPo } from '../../lib/orders/create/types';
import { blankResult, type Till } from '../../lib/orders/submit/order-context';
import type { ShipTo } from '../../lib/orders/types';
import { endsTheRun, problemOf } from '../../lib/shared/problem';
import { emptyTill, tillOf } from './execution-total';
import { agree } from './expressions';
import { termsFor } from './settings';
import type { Outcome, Setting } from './submit-operations';

export type Purpose = 'preview' | 'create';

/** One purchase order for each opportunity that the input items name. */
export async function fromOpportunities(setting: Setting, purpose: Purpose): Promise<Outcome[]> {
	const { ports, choices } = setting;
	return await eachGroup(setting, 'opportunity', purpose, async (id, [first = 0]) => {
		const won = await readOpportunity(ports.autotask, id, choices.source);
		return planFromOpportunity(won, {
			source: choices.source,
			wonStatuses: textAt(setting, 'wonStatuses', first)
				.split(',')
				.map((label) => label.trim())
				.filter(Boolean),
			shipTo: textAt(setting, 'opportunityShipTo', first) as OpportunitySettings['shipTo'],
			...(await commonParts(setting, first)),
		});
	});
}

/** One purchase order for each reference; the input items that carry it are its lines. */
export async function fromItems(setting: Setting, purpose: Purpose): Promise<Outcome[]> {
	const { ports, choices } = setting;
	return await eachGroup(setting, 'reference', purpose, async (reference, items) => {
		const lines = items.map((index) =>
			WANTED.parse({
				sku: textAt(setting, 'lineSku', index),
				productId: textAt(setting, 'lineProductId', index),
				quantity: textAt(setting, 'lineQuantity', index),
				price: textAt(setting, 'linePrice', index),
			}),
		);
		const [first = 0] = items;
		const purchaseForCompanyId = textAt(setting, 'companyId', first);
		const company =
			purchaseForCompanyId === '' ? null : await readCompany(ports.autotask, purchaseForCompanyId);
		const { address, phone, ...common } = await commonParts(setting, first);
		const given = company === null || textAt(setting, 'itemsShipTo', first) === 'given';
		return planFromItems(lines, await readWanted(ports.autotask, lines, choices.source), {
			reference,
			vendorId: choices.source.vendorId,
			shipTo: given ? address : addressOf(company, TEXT.parse(company.companyName)),
			phone: given ? phone : TEXT.parse(company.phone),
			purchaseForCompanyId,
			...common,
		});
	});
}

/** Input items that say the same under `parameter` belong together; a Problem is the outcome of its group alone. */
async function eachGroup(
	setting: Setting,
	parameter: string,
	purpose: Purpose,
	plan: (value: string, items: number[]) => Promise<PlannedPo>,
): Promise<Outcome[]> {
	const groups = new Map<string, number[]>();
	setting.context.getInputData().forEach((_, index) => {
		const value = textAt(setting, parameter, index);
		groups.set(value, [...(groups.get(value) ?? []), index]);
	});
	const outcomes: Outcome[] = [];
	const till = purpose === 'create' ? tillOf(setting.context) : emptyTill();
	for (const [value, items] of groups) {
		if (setting.context.getExecutionCancelSignal()?.aborted) break;
		try {
			for (const [name, field] of Object.entries(OF_A_GROUP))
				agree(setting.context, items, name, field, `they belong to one ${parameter} (${value})`);
			const planned = await plan(value, items);
			outcomes.push({
				result: await carriedOut(setting, purpose, planned, items[0] ?? 0, till),
				items,
			});
		} catch (error) {
			const problem = problemOf(error);
			// What is done already must be told, or its order numbers would be lost with the failure.
			if (endsTheRun(problem) && outcomes.length === 0) throw problem;
			const name = problem.record || `${parameter} ${value}`;
			outcomes.push({ result: blankResult(setting.account, name, problem), items });
		}
	}
	return outcomes;
}

/** What is read once for each purchase order, at the first of its items. */
const OF_A_GROUP = {
	companyId: 'Company ID',
	itemsShipTo: 'Ship To',
	opportunityShipTo: 'Ship To',
	wonStatuses: 'Won Statuses',
	address: 'Address',
	inventoryLocationId: 'Inventory Location ID',
	memo: 'Memo',
	submitAfter: 'Submit Afterwards',
	orderOptions: 'Order Options',
};

async function carriedOut(
	setting: Setting,
	purpose: Purpose,
	plan: PlannedPo,
	item: number,
	till: Till,
) {
	const { context, ports, account, choices } = setting;
	const terms = (headers: Parameters<typeof termsFor>[4]) =>
		termsFor(context, ports, account, choices, headers, () => item);
	const job = { source: choices.source, terms, till };
	if (purpose === 'preview') return await previewPlan(ports, plan, job);
	const submit = context.getNodeParameter('submitAfter', item, false) === true;
	return await createOrder(ports, plan, { ...job, submit });
}

async function commonParts(setting: Setting, item: number) {
	const { context, ports } = setting;
	const set = context.getNodeParameter('address', item, {}) as Partial<ShipTo> & { phone?: string };
	const location = textAt(setting, 'inventoryLocationId', item);
	return {
		address: { ...NO_ADDRESS, ...set },
		phone: set.phone ?? '',
		inventoryLocationId: location === '' ? await defaultLocation(ports.autotask) : location,
		memo: textAt(setting, 'memo', item),
	};
}

const NO_ADDRESS: ShipTo = {
	name1: '',
	name2: '',
	line1: '',
	line2: '',
	city: '',
	state: '',
	zip: '',
	country: '',
};

function textAt({ context }: Setting, parameter: string, item: number): string {
	const value: unknown = context.getNodeParameter(parameter, item, '', { extractValue: true });
	return value === null || value === undefined ? '' : String(value).trim();
}
