import type {
	IDataObject,
	IExecuteFunctions,
	INodeExecutionData,
	INodePropertyOptions,
} from 'n8n-workflow';
import { isFailed, namedCause, type ProductResult } from '../../../lib/catalog/report/result';
import { type Progress, upsertProducts, type UpsertReport } from '../../../lib/catalog/sync';
import { activitySource } from '../../shared/activity';
import { autotaskFor } from '../../shared/autotask';
import { nodeClock } from '../../shared/node-clock';
import { errorOutputJson, hasErrorOutput } from '../../shared/node-error';
import { type HowFar, progressTeller } from '../../shared/progress';
import { hintsFor, progressHint } from '../hints';
import { readChoices, type RunChoices } from '../settings';

export const option: INodePropertyOptions = {
	name: 'Create or Update',
	value: 'upsert',
	description: 'Create a new record, or update the current one if it already exists (upsert)',
	action: 'Create or update products',
};

/** TD SYNNEX catalog items in, Autotask products in step, what was done out. */
export async function upsert(context: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	const items = context.getInputData();
	const choices = readChoices(context);
	const clock = nodeClock(context);
	const { progressWorkflowId, progressEveryMs } = choices;
	const teller = progressTeller(context, clock, progressWorkflowId, progressEveryMs);
	const memory = context.getWorkflowStaticData('node') as { failedSkus?: string[] };
	const report = await upsertProducts(
		items.map(({ json }) => json),
		choices.settings,
		{
			autotask: await autotaskFor(context, choices),
			clock,
			signal: context.getExecutionCancelSignal(),
			failedBefore: new Set(memory.failedSkus),
			onProgress: (progress) => {
				const { step, done, total } = progress;
				if (done % SHOWN_EVERY === 0) context.sendMessageToUI(`${step}: ${done} of ${total}`);
				teller.tell(howFar(progress, items.length));
			},
		},
		{
			dryRun: choices.dryRun,
			activity: { source: activitySource(context), most: choices.activityRecords },
		},
	).finally(async () => await teller.end());
	if (!choices.dryRun) memory.failedSkus = report.failed.slice(0, MOST_REMEMBERED);
	context.addExecutionHints(...hintsFor(report), ...progressHint(teller.failure()));
	return shaped(context, report, choices.output);
}

/**
 * SKUs that could not be written, kept for the next run's order alone: losing them costs nothing.
 */
const MOST_REMEMBERED = 2_000;

/** Items between two messages of progress in the editor. */
const SHOWN_EVERY = 100;

/** What needs no write counts as through. */
function howFar({ step, done, total, created, updated, failed }: Progress, items: number): HowFar {
	const processed = step === 'reading' ? 0 : items - total + done;
	return {
		message:
			step === 'reading'
				? `Reading the records of ${items} products in Autotask`
				: `${processed} of ${items} products`,
		processed,
		total: items,
		added: created,
		updated,
		errors: failed,
	};
}

function shaped(
	context: IExecuteFunctions,
	{ results, summary }: UpsertReport,
	output: RunChoices['output'],
): INodeExecutionData[][] {
	const shown = results.filter(
		({ outcome }) => output === 'every' || (output === 'changed' && outcome !== 'unchanged'),
	);
	const toErrorOutput = hasErrorOutput(context);
	return [
		shown.map((result) => ({
			json:
				toErrorOutput && isFailed(result)
					? errorOutputJson(namedCause(result), result.remedy, jsonOf(result))
					: jsonOf(result),
			pairedItem: { item: result.index },
		})),
		[{ json: { ...summary } as IDataObject, pairedItem: { item: 0 } }],
	];
}

/** The place is told by the item link. */
function jsonOf(result: ProductResult): IDataObject {
	const json: Partial<ProductResult> = { ...result };
	delete json.index;
	return json as IDataObject;
}
