import {
	type IDataObject,
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
} from 'n8n-workflow';
import { isFailed, namedCause, type ProductResult } from '../../lib/catalog/report/result';
import { type Progress, upsertProducts, type UpsertReport } from '../../lib/catalog/sync';
import { ONE_WAY, TWO_WAYS } from '../shared/connections';
import { activitySource } from '../shared/activity';
import { autotaskFor } from '../shared/autotask';
import { autotaskPsaApiTest } from '../shared/autotask-credential-test';
import { nodeClock } from '../shared/node-clock';
import { errorOutputJson, hasErrorOutput } from '../shared/node-error';
import { type HowFar, progressTeller } from '../shared/progress';
import { type NodeShape, runNode } from '../shared/run-node';
import { searchVendors } from '../shared/vendor';
import { hintsFor, progressHint } from './hints';
import { getProductCategories, getProductUserFields, searchMaterialCodes } from './methods';
import { properties } from './ProductUpsert.description';
import { readChoices, type RunChoices } from './settings';

/** TD SYNNEX catalogue items in, Autotask products in step, what was done out. */
export class ProductUpsert implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Autotask Product Upsert',
		name: 'productUpsert',
		icon: { light: 'file:productUpsert.svg', dark: 'file:productUpsert.dark.svg' },
		group: ['output'],
		version: 1,
		subtitle: '={{ $parameter["dryRun"] ? "dry run: create or update" : "create or update" }}',
		description: 'Keep Autotask products in step with the TD SYNNEX catalogue',
		defaults: { name: 'Autotask Product Upsert' },
		usableAsTool: true,
		inputs: ONE_WAY,
		outputs: TWO_WAYS,
		outputNames: ['Products', 'Summary'],
		credentials: [
			{
				name: 'autotaskPsaApi',
				displayName: 'Autotask API',
				required: true,
				testedBy: 'autotaskPsaApiTest',
			},
		],
		properties,
	};

	methods = {
		credentialTest: { autotaskPsaApiTest },
		listSearch: { searchVendors, searchMaterialCodes },
		loadOptions: { getProductCategories, getProductUserFields },
	};

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		const items = this.getInputData();
		return await runNode(this, SHAPE, async () => {
			const choices = readChoices(this);
			const clock = nodeClock(this);
			const teller = progressTeller(
				this,
				clock,
				choices.progressWorkflowId,
				choices.progressEveryMs,
			);
			const memory = this.getWorkflowStaticData('node') as { failedSkus?: string[] };
			const report = await upsertProducts(
				items.map(({ json }) => json),
				choices.settings,
				{
					autotask: await autotaskFor(this, choices.budgetShare),
					clock,
					signal: this.getExecutionCancelSignal(),
					failedBefore: new Set(memory.failedSkus),
					onProgress: (progress) => {
						const { step, done, total } = progress;
						if (done % SHOWN_EVERY === 0) this.sendMessageToUI(`${step}: ${done} of ${total}`);
						teller.tell(howFar(progress, items.length));
					},
				},
				{
					dryRun: choices.dryRun,
					activity: { source: activitySource(this), most: choices.activityRecords },
				},
			).finally(async () => await teller.end());
			if (!choices.dryRun) memory.failedSkus = report.failed.slice(0, MOST_REMEMBERED);
			this.addExecutionHints(...hintsFor(report), ...progressHint(teller.failure()));
			return shaped(this, report, choices.output);
		});
	}
}

const SHAPE: NodeShape = {
	failureOutput: 'first',
	badness: ({ outcome, state }) =>
		outcome === 'failed' || outcome === 'uncertain' || state === 'stopped'
			? 2
			: outcome === 'held' || outcome === 'deferred'
				? 1
				: 0,
};

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
