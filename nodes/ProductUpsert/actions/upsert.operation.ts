import type {
	IBinaryData,
	IDataObject,
	IExecuteFunctions,
	INodeExecutionData,
	INodePropertyOptions,
} from 'n8n-workflow';
import { roomOf } from '../../../lib/catalog/report/activity';
import { isFailed, namedCause, type ProductResult } from '../../../lib/catalog/report/result';
import { resultsFile } from '../../../lib/catalog/report/results-file';
import { type Progress, upsertProducts, type UpsertReport } from '../../../lib/catalog/sync';
import { pickForActivity } from '../../../lib/shared/bounded-activity';
import { activitySource } from '../../shared/activity';
import { autotaskFor } from '../../shared/autotask';
import { nodeClock, pause } from '../../shared/node-clock';
import { errorOutputJson, hasErrorOutput } from '../../shared/node-error';
import { type HowFar, progressTeller } from '../../shared/progress';
import { hintsFor, progressHint } from '../hints';
import { readInput, type UpsertInput } from '../input';
import { readChoices, type RunChoices } from '../settings';
import { undoRecords } from '../undo-records';

export const option: INodePropertyOptions = {
	name: 'Create or Update',
	value: 'upsert',
	description: 'Create a new record, or update the current one if it already exists (upsert)',
	action: 'Create or update products',
};

/** TD SYNNEX catalog items in, Autotask products in step, what was done out. */
export async function upsert(context: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	const input = readInput(context);
	const choices = readChoices(context);
	const clock = nodeClock(context);
	const { progressWorkflowId, progressEveryMs } = choices;
	const teller = progressTeller(context, clock, progressWorkflowId, progressEveryMs);
	const memory = context.getWorkflowStaticData('node') as { failedSkus?: string[] };
	const report = await upsertProducts(
		input.items,
		choices.settings,
		{
			autotask: await autotaskFor(context, choices),
			clock,
			signal: context.getExecutionCancelSignal(),
			failedBefore: new Set(memory.failedSkus),
			pause,
			onProgress: (progress) => {
				const { step, done, total } = progress;
				if (done % SHOWN_EVERY === 0) context.sendMessageToUI(`${step}: ${done} of ${total}`);
				teller.tell(howFar(progress));
			},
		},
		{
			dryRun: choices.dryRun,
			feed: input.feed,
			activity: { source: activitySource(context), most: choices.activityRecords },
		},
	).finally(async () => await teller.end());
	if (!choices.dryRun) memory.failedSkus = report.failed.slice(0, MOST_REMEMBERED);
	context.addExecutionHints(...hintsFor(report), ...progressHint(teller.failure()));
	const outputs = await shaped(context, report, choices.output, input);
	const undo = await undoRecords(context, report.results, choices.dryRun);
	Object.assign(outputs[1]?.[0]?.json ?? {}, { undo });
	return outputs;
}

/**
 * SKUs that could not be written, kept for the next run's order alone: losing them costs
 * nothing.
 */
const MOST_REMEMBERED = 2_000;

/** Items between two messages of progress in the editor. */
const SHOWN_EVERY = 100;

/** What needs no write counts as through. */
function howFar({ step, items, done, total, created, updated, failed }: Progress): HowFar {
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

async function shaped(
	context: IExecuteFunctions,
	{ results, summary }: UpsertReport,
	output: RunChoices['output'],
	{ isFile, itemOf }: UpsertInput,
): Promise<INodeExecutionData[][]> {
	const chosen = results.filter(({ outcome }) => output === 'every' || outcome !== 'unchanged');
	const picked = isFile ? pickForActivity(chosen, isWrong, MOST_ITEMS, roomOf) : null;
	const shown = output === 'summary' ? [] : picked && picked.left > 0 ? picked.kept : chosen;
	const toErrorOutput = hasErrorOutput(context);
	const summaryItem: INodeExecutionData = {
		json: { ...summary } as IDataObject,
		pairedItem: { item: 0 },
	};
	if (isFile && chosen.length > shown.length)
		summaryItem.binary = { [RESULTS_FIELD]: await packed(context, chosen) };
	return [
		shown.map((result) => ({
			json:
				toErrorOutput && isFailed(result)
					? errorOutputJson(namedCause(result), result.remedy, jsonOf(result))
					: jsonOf(result),
			pairedItem: { item: itemOf(result.index) },
		})),
		[summaryItem],
	];
}

/**
 * Products of a catalog file that come out as items, what needs a person first, fewer where each
 * has many changes; all of them are in the file of results when there are more.
 */
const MOST_ITEMS = 1_000;
/** The binary field of the summary that holds the file of results. */
const RESULTS_FIELD = 'results';

function isWrong(result: ProductResult): boolean {
	return isFailed(result) || result.outcome === 'held';
}

async function packed(context: IExecuteFunctions, results: ProductResult[]): Promise<IBinaryData> {
	const bytes = await resultsFile(results, pause);
	return await context.helpers.prepareBinaryData(
		Buffer.from(bytes.buffer),
		'results.csv.gz',
		'application/gzip',
	);
}

/** The place is told by the item link. */
function jsonOf(result: ProductResult): IDataObject {
	const json: Partial<ProductResult> = { ...result };
	delete json.index;
	return json as IDataObject;
}
