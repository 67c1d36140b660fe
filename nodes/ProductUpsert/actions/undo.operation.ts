import type {
	IDataObject,
	IExecuteFunctions,
	INodeExecutionData,
	INodePropertyOptions,
} from 'n8n-workflow';
import { summarizeUndo, type UndoSummary } from '../../../lib/catalog/undo/report-undo';
import { undoRun, type UndoResult } from '../../../lib/catalog/undo/undo-run';
import { pickForActivity } from '../../../lib/shared/bounded-activity';
import { pluralize } from '../../../lib/shared/pluralize';
import { activitySource } from '../../shared/activity';
import { autotaskFor } from '../../shared/autotask';
import { nodeClock } from '../../shared/node-clock';
import { errorOutputJson, hasErrorOutput } from '../../shared/node-error';
import { undoRecords } from '../undo-records';
import { vendorIdFrom } from '../../shared/vendor';

export const option: INodePropertyOptions = {
	name: 'Undo Run',
	value: 'undo',
	description: 'Revert what a run wrote, except values that somebody has changed since',
	action: 'Undo a run',
};

/** What a run gave, or its records of the activity log, in; what was taken back out. */
export async function undo(context: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	const dryRun = context.getNodeParameter('dryRun', 0, true) as boolean;
	const vendor = context.getNodeParameter('vendor', 0, '', { extractValue: true }) as string;
	const autotask = await autotaskFor(context);
	const clock = nodeClock(context);
	const started = clock.now();
	const report = await undoRun(
		context.getInputData().map(({ json }) => json),
		{ vendorId: Number(vendorIdFrom(vendor)), dryRun },
		{ autotask, signal: context.getExecutionCancelSignal() },
	);
	const summary = summarizeUndo(report, {
		dryRun,
		calls: autotask.stats(),
		started,
		now: clock.now(),
		source: activitySource(context),
	});
	context.addExecutionHints({
		type: summary.state === 'completed' ? 'info' : 'warning',
		message: inWords(summary),
		location: 'outputPane',
	});
	const toErrorOutput = hasErrorOutput(context);
	const undo = await undoRecords(context, report.results, dryRun);
	return [
		shownOf(report.results, context).map(({ index, ...result }) => ({
			json:
				toErrorOutput && result.outcome === 'failed'
					? asError(result)
					: (result as unknown as IDataObject),
			pairedItem: { item: index },
		})),
		[{ json: { ...summary, undo } as unknown as IDataObject, pairedItem: { item: 0 } }],
	];
}

/** Of a whole run not all are shown as items: what stays or failed comes first. */
function shownOf(results: UndoResult[], context: IExecuteFunctions): UndoResult[] {
	const most = Math.max(MOST_ITEMS, context.getInputData().length);
	const needsLook = ({ outcome, kept }: UndoResult) => outcome === 'failed' || kept.length > 0;
	return results.length > most ? pickForActivity(results, needsLook, most).kept : results;
}

const MOST_ITEMS = 1_000;

function asError(result: Omit<UndoResult, 'index'>): IDataObject {
	const cause = `${result.autotaskSku && `${result.autotaskSku}: `}${result.cause}`;
	return errorOutputJson(cause, result.remedy, result as unknown as IDataObject);
}

function inWords({ dryRun, products, undone, partlyKept, ...rest }: UndoSummary): string {
	const { unchanged, failed, deferred, ignored } = rest;
	return `${dryRun ? 'Dry run, nothing written. ' : ''}${pluralize(products, 'product')}: ${undone} ${dryRun ? 'would be ' : ''}reverted, ${unchanged} unchanged, ${partlyKept} with values that stay, ${failed} failed, ${deferred} left; ${pluralize(ignored, 'input item')} contained no write.`;
}
