import type { IExecuteFunctions, INodeExecutionData, INodeProperties } from 'n8n-workflow';
import { operationField } from '../../shared/common-fields';
import { option as adoptionOption, reportAdoption } from './adoption-report.operation';
import { addProducts, option as addOption } from './add-to-quote.operation';
import { checkQuoteLines, option as checkLinesOption } from './check-lines.operation';
import { duplicates, option as duplicatesOption } from './find-duplicates.operation';
import { openQuoteLines, option as openLinesOption } from './get-open-lines.operation';
import { option as undoOption, undo } from './undo.operation';
import { option as upsertOption, upsert } from './upsert.operation';

export const resourceAndOperation: INodeProperties[] = [
	{
		displayName: 'Resource',
		name: 'resource',
		type: 'options',
		noDataExpression: true,
		options: [
			{ name: 'Product', value: 'product' },
			{ name: 'Quote', value: 'quote' },
		],
		default: 'product',
	},
	operationField([adoptionOption, upsertOption, duplicatesOption, undoOption], 'upsert', {
		resource: ['product'],
	}),
	operationField([addOption, checkLinesOption, openLinesOption], 'getLines', {
		resource: ['quote'],
	}),
];

type Run = (context: IExecuteFunctions) => Promise<INodeExecutionData[][]> | INodeExecutionData[][];

const RUNS: Record<string, Run> = {
	upsert,
	findDuplicates: duplicates,
	undo,
	adoptionReport: reportAdoption,
	getLines: openQuoteLines,
	checkLines: checkQuoteLines,
	addProducts,
};

export async function runOperation(context: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	const operation = context.getNodeParameter('operation', 0, 'upsert') as string;
	return await (RUNS[operation] ?? upsert)(context);
}
