import type { INodeProperties } from 'n8n-workflow';
import { operationField, resourceField } from '../../shared/common-fields';
import { refuseAgent } from '../ai-agent-guard';
import { createFromCharges } from './create-from-charges.operation';
import { createFromItems } from './create-from-items.operation';
import { createFromOpportunity } from './create-from-opportunity.operation';
import { preview } from './preview.operation';
import { reconcile } from './reconcile.operation';
import { submit } from './submit.operation';
import type { Operation, Outcome, Setting } from './types';

/** By the value of the Operation field, in the order of the editor's list. */
const OPERATIONS: Record<string, Operation> = {
	createFromCharges,
	createFromItems,
	createFromOpportunity,
	preview,
	reconcile,
	submit,
};

export const resourceAndOperation: INodeProperties[] = [
	resourceField('Purchase Order', 'purchaseOrder'),
	operationField(
		Object.values(OPERATIONS).map(({ option }) => option),
		'preview',
	),
];

/** Does what the Operation field says; an AI agent may only look unless the user allowed more. */
export async function runOperation(setting: Setting): Promise<Outcome[]> {
	const name = setting.context.getNodeParameter('operation', 0);
	const operation = OPERATIONS[name] ?? preview;
	if (operation !== preview) refuseAgent(setting, name);
	return await operation.run(setting);
}
