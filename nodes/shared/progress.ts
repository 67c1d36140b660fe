import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';
import type { Clock } from '../../lib/shared/clock';
import { activitySource } from './activity';

/** How far a run is: the columns of the activity log's table of runs. */
export interface HowFar {
	message: string;
	/** Records that are through. */
	processed: number;
	total: number;
	added: number;
	updated: number;
	errors: number;
}

export interface ProgressTeller {
	/** Returns at once, and passes over what comes too soon after the last. */
	tell(howFar: HowFar): void;
	/** Waits for the call under way, so that no "Running" comes after the run's own last word. */
	end(): Promise<void>;
	/** Why the workflow could not be called; empty while it can. The run itself does not suffer. */
	failure(): string;
}

/**
 * Tells a workflow how far a run is while it runs, by calling it as Execute Sub-workflow does; one
 * call at a time, beside the work.
 *
 * @param workflowId empty = no progress is reported
 */
export function progressTeller(
	context: IExecuteFunctions,
	clock: Clock,
	workflowId: string,
	everyMs: number,
): ProgressTeller {
	let last = Number.NEGATIVE_INFINITY;
	let underWay: Promise<void> | undefined;
	let failure = '';
	return {
		failure: () => failure,
		tell(howFar) {
			if (workflowId === '' || underWay || failure || clock.now() - last < everyMs) return;
			last = clock.now();
			underWay = call(context, workflowId, howFar)
				.catch((error: unknown) => {
					failure = error instanceof Error ? error.message : String(error);
				})
				.finally(() => {
					underWay = undefined;
				});
		},
		end: async () => await underWay,
	};
}

async function call(context: IExecuteFunctions, workflowId: string, howFar: HowFar): Promise<void> {
	const json: IDataObject = { ...activitySource(context), state: 'Running', ...howFar };
	await context.executeWorkflow({ id: workflowId }, [{ json }], undefined, {
		parentExecution: {
			executionId: context.getExecutionId(),
			workflowId: String(context.getWorkflow().id),
		},
		executionMode: context.getMode(),
	});
}
