import { planCharges, nothingToOrder } from '../../../lib/orders/create/plan-charges';
import type { ChargeSelection } from '../../../lib/orders/create/charge-selection';
import type { ChargePlans, ChargeSettings } from '../../../lib/orders/create/plan-from-charges';
import { Problem } from '../../../lib/shared/problem';
import { readItem } from '../../shared/per-item';
import { emptyRunTotal, runTotalOf } from '../execution-total';
import { refuseOthers } from '../expressions';
import { carriedOut, commonParts, failed, type Purpose, textAt } from './new-orders';
import type { Operation, Outcome, Setting } from './types';

export const createFromCharges: Operation = {
	option: {
		name: 'Create From Charges',
		value: 'createFromCharges',
		description:
			'Create Autotask purchase orders from the charges that need ordering, each charge on one of them',
		action: 'Create purchase orders from charges',
	},
	run: async (setting) => await ordersOfCharges(setting, 'create'),
};

/** The charges that all input items name together, on as few purchase orders as they come to. */
export async function ordersOfCharges(setting: Setting, purpose: Purpose): Promise<Outcome[]> {
	refuseOthers(setting.context, FOR_THE_RUN);
	const { selection, items, refused } = selectionOf(setting);
	if (items.length === 0) return refused;
	const planned = await planCharges(
		setting.ports,
		selection,
		setting.choices.source,
		await settingsOf(setting),
	);
	const runTotal = purpose === 'create' ? runTotalOf(setting.context) : emptyRunTotal();
	const outcomes: Outcome[] = [];
	for (const plan of planned.plans) {
		if (setting.context.getExecutionCancelSignal()?.aborted) break;
		try {
			outcomes.push({ result: await carriedOut(setting, purpose, plan, 0, runTotal), items });
		} catch (error) {
			outcomes.push(failed(setting, error, plan.source, items, outcomes.length > 0));
		}
	}
	return [...outcomes, ...leftOutOf(setting, selection, planned, items), ...refused];
}

/** What a person has to see to; of charges that were named, why there is nothing else. */
function leftOutOf(
	setting: Setting,
	selection: ChargeSelection,
	{ plans, leftOut }: ChargePlans,
	items: number[],
): Outcome[] {
	const name = selection.by === 'all' ? 'charges' : `${selection.by} ${selection.ids.join(', ')}`;
	if (plans.length === 0 && selection.by !== 'all') {
		const texts = leftOut.map(({ text }) => text);
		return [failed(setting, nothingToOrder(name, texts), name, items, true)];
	}
	const urgent = leftOut.filter(({ attention }) => attention).map(({ text }) => text);
	return urgent.length === 0
		? []
		: [failed(setting, chargesLeftOut(name, urgent), name, items, true)];
}

function chargesLeftOut(record: string, why: string[]): Problem {
	return new Problem({
		code: 'charges-left-out',
		record,
		cause: `these charges were left out: ${why.join('; ')}`,
		remedy: 'Check each of them in Autotask. Other charges were not held up.',
	});
}

interface Asked {
	selection: ChargeSelection;
	/** Input items that named something. */
	items: number[];
	/** Those that cannot be taken, which hold up no other. */
	refused: Outcome[];
}

function selectionOf(setting: Setting): Asked {
	const by = setting.context.getNodeParameter('chargesOf', 0, 'all') as ChargeSelection['by'];
	const all = setting.context.getInputData().map((_, index) => index);
	if (by === 'all') return { selection: { by }, items: all, refused: [] };
	const ids = new Set<string>();
	const refused: Outcome[] = [];
	const items = all.filter((index) => {
		const id = readItem(index, () => idAt(setting, by, index));
		if (id instanceof Problem) refused.push(failed(setting, id, id.record, [index], true));
		else ids.add(id);
		return !(id instanceof Problem);
	});
	return { selection: { by, ids: [...ids] }, items, refused };
}

function idAt(setting: Setting, by: string, index: number): string {
	const id = textAt(setting, 'chargeSourceId', index);
	if (/^\d+$/.test(id)) return id;
	throw new Problem({
		code: 'parameter-missing',
		record: `input item ${index + 1}`,
		cause: id === '' ? `it names no ${by}` : `"${id}" is not an ID of a ${by}`,
		remedy: 'Enter the Autotask ID. If each input item names a different one, use an expression.',
	});
}

async function settingsOf(setting: Setting): Promise<Omit<ChargeSettings, 'vendorId'>> {
	const { context } = setting;
	return {
		...(await commonParts(setting, 0)),
		groupBy: context.getNodeParameter('chargesTogether', 0, 'shipTo') as ChargeSettings['groupBy'],
		shipTo: context.getNodeParameter('chargesShipTo', 0, 'sale') as ChargeSettings['shipTo'],
		costFrom: context.getNodeParameter('chargesCost', 0, 'live') as ChargeSettings['costFrom'],
		customerPoNumber: context.getNodeParameter('customerPoNumber', 0, false) === true,
	};
}

/** Charges of several input items may go onto one purchase order, so these hold for all of them. */
const FOR_THE_RUN = {
	chargesOf: 'Charges',
	chargesTogether: 'Together on One Purchase Order',
	chargesShipTo: 'Ship To',
	chargesCost: 'Unit Cost',
	customerPoNumber: 'Pass On Customer PO Number',
	address: 'Address',
	inventoryLocationId: 'Inventory Location ID',
	memo: 'Memo',
	submitAfter: 'Submit Afterwards',
	orderOptions: 'Order Options',
};
