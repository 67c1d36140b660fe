import type { IExecuteFunctions, INodeExecutionData, INodeProperties } from 'n8n-workflow';
import { operationField, resourceField } from '../../shared/common-fields';
import { duplicates, option as duplicatesOption } from './find-duplicates.operation';
import { option as undoOption, undo } from './undo.operation';
import { option as upsertOption, upsert } from './upsert.operation';

export const resourceAndOperation: INodeProperties[] = [
	resourceField('Product', 'product'),
	operationField([upsertOption, duplicatesOption, undoOption], 'upsert'),
];

export async function runOperation(context: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	const operation = context.getNodeParameter('operation', 0, 'upsert');
	if (operation === 'findDuplicates') return await duplicates(context);
	return operation === 'undo' ? await undo(context) : await upsert(context);
}
