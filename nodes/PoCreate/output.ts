import {
	type IDataObject,
	type IExecuteFunctions,
	type INodeExecutionData,
	type NodeExecutionHint,
	NodeOperationError,
} from 'n8n-workflow';
import { isoTime } from '../../lib/shared/clock';
import { activitiesOf } from '../../lib/orders/report/activity';
import type { OrderResult } from '../../lib/orders/types';
import { activitySource } from '../shared/activity';
import { errorOutputJson, hasErrorOutput } from '../shared/node-error';
import type { Outcome, Setting } from './actions/types';

/**
 * First output: what is in order. Second: what a person must look at, or n8n's error output where
 * the user has chosen both that such an order is a failure and that failures leave there.
 */
export function outputsOf(setting: Setting, outcomes: Outcome[]): INodeExecutionData[][] {
	const { context, choices } = setting;
	const toErrorOutput = choices.failOnAttention && hasErrorOutput(context);
	const shown = outcomes.map(({ result, items }) => ({
		json:
			toErrorOutput && result.problem
				? errorOutputJson(named(result), result.problem.remedy, jsonOf(setting, result))
				: jsonOf(setting, result),
		pairedItem: items.map((item) => ({ item })),
		attention: result.problem !== null,
	}));
	const pick = (attention: boolean) =>
		shown
			.filter((one) => one.attention === attention)
			.map(({ json, pairedItem }) => ({ json, pairedItem }));
	return [pick(false), pick(true)];
}

/**
 * For flows that are to stop: names every order that needs attention; all orders are handled by
 * now.
 */
export function attentionError(
	context: IExecuteFunctions,
	outcomes: Outcome[],
): NodeOperationError | null {
	const bad = outcomes.filter(({ result }) => result.problem !== null);
	const [first] = bad;
	if (first === undefined) return null;
	const { problem } = first.result;
	const more = bad.length > 1 ? ` (and ${bad.length - 1} more)` : '';
	return new NodeOperationError(context.getNode(), `${named(first.result)}${more}`, {
		description: problem?.remedy,
		itemIndex: first.items[0] ?? 0,
		level: 'warning',
	});
}

function named({ poId, purchaseOrderNumber, problem }: OrderResult): string {
	return `PO ${purchaseOrderNumber || `with the id ${poId}`}: ${problem?.cause ?? ''}`;
}

/** What the reader of a run should know before anything else. */
export function hintsFor(setting: Setting, outcomes: Outcome[]): NodeExecutionHint[] {
	const { account, choices } = setting;
	const sent = outcomes.filter(({ result }) => result.sent).length;
	const quotes = outcomes.filter(({ result }) => result.problem?.code === 'non-stock-quote');
	const hints: NodeExecutionHint[] = [];
	if (sent > 0)
		hints.push({
			message: `${sent} ${sent === 1 ? 'order was' : 'orders were'} sent to TD SYNNEX ${account.environment} (${account.host})`,
			location: 'outputPane',
		});
	if (quotes.length > 0)
		hints.push({
			message: `NOT ORDERED: TD SYNNEX filed lines of ${quotes.map(({ result }) => `PO ${result.purchaseOrderNumber}`).join(', ')} under SKU 99, as a quote that never ships as it is`,
			type: 'danger',
			location: 'outputPane',
		});
	if (sent > 0 && choices.settings.orderNumberField === 'externalPONumber')
		hints.push({
			message:
				"Order numbers were written to External P.O. Number. If an accounting system imports your purchase orders, it skips these: set Order Number Field to External P.O. Number, After Accounting's Number.",
			location: 'outputPane',
		});
	return hints;
}

/**
 * In a table the columns stand as they are here: which order, and what became of it, come first.
 */
function jsonOf({ context, choices }: Setting, result: OrderResult): IDataObject {
	const { purchaseOrderNumber, state, answer, sent, orderNumbers, total, problem } = result;
	const first = { purchaseOrderNumber, state, answer, sent, orderNumbers, total, problem };
	const json = { ...first, ...result } as unknown as IDataObject;
	if (!choices.activity) return json;
	const records = activitiesOf(result, activitySource(context), isoTime(Date.now()));
	return { ...json, activity: records as unknown as IDataObject[] };
}
