import type { INodeProperties } from 'n8n-workflow';
import { operationField } from '../shared/common-fields';
import * as conformanceRun from './actions/conformance-run.operation';
import * as createMissingFields from './actions/create-missing-fields.operation';
import * as runCheck from './actions/run-check.operation';

/** What the editor shows, top down. */
export const properties: INodeProperties[] = [
	operationField(
		[conformanceRun.option, createMissingFields.option, runCheck.option, runCheck.optionWithProof],
		'run',
	),
	...conformanceRun.description,
	...createMissingFields.description,
	...runCheck.description,
];
