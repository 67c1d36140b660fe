import type { IExecuteFunctions, INodeParameterResourceLocator } from 'n8n-workflow';
import { samePoNumber } from '../../../lib/orders/request/po-number';
import type { OrderPorts } from '../../../lib/orders/ports';
import type { Header, Selection } from '../../../lib/orders/purchase-order/read-purchase-orders';
import type { OrderJob } from '../../../lib/orders/submit/batch';
import type { OrderResult } from '../../../lib/orders/types';
import { Problem } from '../../../lib/shared/problem';
import { agree, refuseNothing, refuseOthers, unlessNone } from '../expressions';
import { amount } from '../number-parameters';
import { readItem } from '../../shared/per-item';
import { readOptionTexts } from '../option-texts';
import { type RunChoices, termsFor } from '../settings';
import { emptyRunTotal, runTotalOf } from '../execution-total';
import { failed } from './new-orders';
import type { Outcome, Setting } from './types';

/** What a run does to the purchase orders that it was given. */
type Work = (ports: OrderPorts, job: OrderJob) => Promise<OrderResult[]>;

/**
 * Does the work of an operation on purchase orders that are in Autotask.
 *
 * @param sends whether the work may order, so that the total of the run counts
 */
export async function onPurchaseOrders(
	setting: Setting,
	work: Work,
	sends = false,
): Promise<Outcome[]> {
	const { context, ports, choices } = setting;
	const asked = readSelection(context, choices);
	const { selection } = asked;
	const refused = asked.refused.map(({ problem, items }) =>
		failed(setting, problem, problem.record, items, true),
	);
	if (selection.by === 'name' && selection.ids.length + selection.numbers.length === 0)
		return refused;
	const job: OrderJob = {
		selection,
		source: choices.source,
		amount: readAmounts(context, selection),
		runTotal: sends ? runTotalOf(context) : emptyRunTotal(),
		cancelled: () => context.getExecutionCancelSignal()?.aborted ?? false,
		onResult: ({ purchaseOrderNumber, state }, done, total) =>
			context.sendMessageToUI(`PO ${purchaseOrderNumber}: ${state} (${done} of ${total})`),
		terms: (headers) =>
			termsFor(
				context,
				ports,
				setting.account,
				choices,
				headers,
				(header) => asked.itemsOf(header)[0] ?? 0,
			),
	};
	const results = await work(ports, job);
	const outcomes = results.map((result) => ({
		result,
		items: asked.itemsOf({ po: { id: result.poId, number: result.purchaseOrderNumber } }),
	}));
	return [...outcomes, ...refused];
}

interface Asked {
	selection: Selection;
	/** Input items that named a purchase order. */
	itemsOf(header: { po: Pick<Header['po'], 'id' | 'number'> }): number[];
	/** Input items that cannot be taken, which hold up no other. */
	refused: { problem: Problem; items: number[] }[];
}

function readSelection(context: IExecuteFunctions, { source, settings }: RunChoices): Asked {
	const select = context.getNodeParameter('select', 0, 'one');
	const { vendorId } = source;
	const ofTheRun = { itemsOf: () => [0], refused: [] };
	if (select === 'open') return { selection: { by: 'open', vendorId }, ...ofTheRun };
	if (select === 'ready') {
		const mark = context.getNodeParameter('memoMark', 0, '');
		refuseNothing(context, 'Memo Mark', ['memoMark'], mark);
		const memoMark = unlessNone(mark);
		refuseOthers(context, {
			memoMark: 'Memo Mark',
			amountFrom: 'Amount From',
			amountTo: 'Amount To',
		});
		const status = settings.rules.readyStatus;
		return { selection: { by: 'ready', vendorId, status, memoMark }, ...ofTheRun };
	}
	return readNamed(context);
}

/** The purchase orders that the input items name, each item by itself. */
function readNamed(context: IExecuteFunctions): Asked {
	const refused: Asked['refused'] = [];
	const ids = new Map<string, number[]>();
	const numbers = new Map<string, number[]>();
	context.getInputData().forEach((_, index) => {
		const named = readItem(index, () => nameAt(context, index));
		if (named instanceof Problem) refused.push({ problem: named, items: [index] });
		else {
			const into = named.byNumber ? numbers : ids;
			into.set(named.text, [...(into.get(named.text) ?? []), index]);
		}
	});
	for (const into of [ids, numbers])
		for (const [name, items] of into) {
			const problem = readItem(items[0] ?? 0, () => sameOptions(context, items, name));
			if (!(problem instanceof Problem)) continue;
			into.delete(name);
			refused.push({ problem, items });
		}
	return {
		refused,
		selection: { by: 'name', ids: [...ids.keys()], numbers: [...numbers.keys()] },
		itemsOf: ({ po }) => {
			const named = [...numbers].filter(([number]) => samePoNumber(number, po.number));
			const items = [...(ids.get(po.id) ?? []), ...named.flatMap(([, indices]) => indices)];
			return items.length > 0 ? items : [0];
		},
	};
}

function nameAt(context: IExecuteFunctions, index: number): { text: string; byNumber: boolean } {
	const { mode, value } = context.getNodeParameter(
		'purchaseOrder',
		index,
	) as INodeParameterResourceLocator;
	const text = String(value ?? '').trim();
	const byNumber = mode === 'number';
	if (text === '' || (!byNumber && !/^\d+$/.test(text))) throw noOrder(index, text);
	return { text, byNumber };
}

/**
 * Reads the options of every item once, so that an expression that fails is told of its own
 * purchase order.
 */
function sameOptions(context: IExecuteFunctions, items: number[], name: string): void {
	const why = `they name one purchase order (${name})`;
	agree(context, items, 'orderOptions', 'Order Options', why);
	for (const index of items) readOptionTexts(context, index);
}

function readAmounts(context: IExecuteFunctions, { by }: Selection): OrderJob['amount'] {
	if (by !== 'ready') return { from: '', to: '' };
	const bound = (name: string, field: string) => {
		const value = context.getNodeParameter(name, 0, '');
		refuseNothing(context, field, [name], value);
		return amount(field, value);
	};
	return { from: bound('amountFrom', 'Amount From'), to: bound('amountTo', 'Amount To') };
}

function noOrder(index: number, text: string): Problem {
	return new Problem({
		code: 'parameter-missing',
		record: `input item ${index + 1}`,
		cause: text === '' ? 'it names no purchase order' : `"${text}" is not a purchase order ID`,
		remedy: 'Select a purchase order, or enter its number or ID with an expression.',
	});
}
