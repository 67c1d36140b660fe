import type { IExecuteFunctions, IPollFunctions } from 'n8n-workflow';
import type { ActivitySource } from '../../lib/shared/activity';

/** The run that a node's records belong to; a poll of a trigger has no execution id. */
export function activitySource(context: IExecuteFunctions | IPollFunctions): ActivitySource {
	return {
		run: 'getExecutionId' in context ? context.getExecutionId() : '',
		workflow: context.getWorkflow().name ?? '',
		step: context.getNode().name,
	};
}
