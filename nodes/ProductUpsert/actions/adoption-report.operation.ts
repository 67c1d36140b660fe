import type {
	IDataObject,
	IExecuteFunctions,
	INodeExecutionData,
	INodeProperties,
	INodePropertyOptions,
} from 'n8n-workflow';
import { adoptionHtml } from '../../../lib/catalog/adoption/adoption-html';
import { adoptionReport } from '../../../lib/catalog/adoption/adoption-report';
import { BLOCK_START } from '../../../lib/orders/journal/journal';
import { activitySource } from '../../shared/activity';
import { autotaskFor } from '../../shared/autotask';
import { errorOutputJson, hasErrorOutput } from '../../shared/node-error';
import { nodeClock, pause } from '../../shared/node-clock';
import { readInput } from '../input';
import { readChoices } from '../settings';

export const option: INodePropertyOptions = {
	name: 'Adoption Report',
	value: 'adoptionReport',
	description:
		'Report what another connector left, and what a first sync would do. Writes nothing.',
	action: 'Report what a first sync would do',
};

export const description: INodeProperties[] = [
	{
		displayName: 'Report',
		name: 'reportParts',
		type: 'options',
		options: [
			{
				name: 'First Sync Only',
				value: 'plan',
				description: 'What a sync with these settings would do now',
			},
			{
				name: 'Whole',
				value: 'whole',
				description: 'Also duplicates, margins, stale costs, unused products, and orders',
			},
		],
		default: 'whole',
		description: 'What to report. Give the other parameters the values that the sync will have.',
	},
];

/** What the sync would get comes in; what was found goes out. Nothing is written. */
export async function reportAdoption(context: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	const input = readInput(context);
	const choices = readChoices(context);
	const report = await adoptionReport(
		input.items,
		choices.settings,
		{
			autotask: await autotaskFor(context, choices),
			clock: nodeClock(context),
			signal: context.getExecutionCancelSignal(),
			pause,
		},
		{
			parts: context.getNodeParameter('reportParts', 0, 'whole') as 'whole' | 'plan',
			isOurs: (memo) => memo.includes(BLOCK_START),
			source: activitySource(context),
		},
	);
	const { items, summary } = report;
	const html = adoptionHtml(report);
	context.addExecutionHints({
		type: summary.state === 'completed' ? 'info' : 'warning',
		message: [`${summary.subject}.`, ...summary.warnings].join(' '),
		location: 'outputPane',
	});
	const file = await context.helpers.prepareBinaryData(
		Buffer.from(html, 'utf8'),
		`adoption-report-${summary.finished.slice(0, 10)}.html`,
		'text/html',
	);
	const toErrorOutput = hasErrorOutput(context);
	return [
		items.map(({ index, ...item }) => {
			const json = item as unknown as IDataObject;
			return {
				json:
					toErrorOutput && item.outcome === 'failed'
						? errorOutputJson(item.cause, item.remedy, json)
						: json,
				pairedItem: { item: input.itemOf(index) },
			};
		}),
		[
			{
				json: { ...summary, html } as unknown as IDataObject,
				binary: { report: file },
				pairedItem: { item: 0 },
			},
		],
	];
}
