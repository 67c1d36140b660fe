import type { INodeProperties } from 'n8n-workflow';
import { operationField } from '../shared/common-fields';
import * as createMissingFields from './actions/create-missing-fields.operation';
import * as runCheck from './actions/run-check.operation';

/** What the editor shows, top down. */
export const properties: INodeProperties[] = [
	operationField([createMissingFields.option, runCheck.option, runCheck.optionWithProof], 'run'),
	...createMissingFields.description,
	...runCheck.description,
];
