import { statusValue } from '../../autotask/metadata/picklist';
import { isoTime } from '../../shared/clock';
import type { OrderPorts } from '../ports';
import { type OrderJob, showOrders, submitOrders } from '../submit/batch';
import type { OrderResult, OrderStep } from '../types';
import { createOrFindPo } from './create-po';
import { poBusy, poDiffers, poIncomplete } from './problems';
import type { CreatedPo, PlannedPo } from './types';

/** Terms and product source of what is made; which purchase order it is comes out only then. */
export type CreateJob = Pick<OrderJob, 'source' | 'terms' | 'runTotal'> & {
	/** Whether to send it as soon as it is complete. */
	submit: boolean;
};

/** Makes, finds or completes the purchase order of a plan, and sends it if that is wanted. */
export async function createOrder(
	ports: OrderPorts,
	plan: PlannedPo,
	{ submit, ...job }: CreateJob,
): Promise<OrderResult> {
	const { autotask, clock } = ports;
	const [started, before] = [clock.now(), autotask.stats().calls];
	const { settings } = await job.terms([]);
	const creation = await createOrFindPo(ports, plan, {
		timing: settings.timing,
		statusNew: Number(await statusValue(autotask, NEW)),
		statusCanceled: Number(await statusValue(autotask, CANCELED)),
	});
	const step = stepOf(creation, {
		time: isoTime(clock.now()),
		durationMs: clock.now() - started,
		calls: autotask.stats().calls - before,
	});
	const ready = creation.state === 'complete';
	const [result] = await (submit && ready ? submitOrders : showOrders)(
		ports,
		jobFor(job, creation.poId),
	);
	return told(result as OrderResult, creation, plan, step);
}

/** The job of one purchase order that is there. */
export function jobFor(job: Omit<CreateJob, 'submit'>, poId: string): OrderJob {
	return {
		...job,
		selection: { by: 'name', ids: [poId], numbers: [] },
		amount: { from: '', to: '' },
		cancelled: () => false,
	};
}

/** Statuses by label: new purchase orders begin as the first, one made twice ends as the second. */
export const NEW = 'New';
export const CANCELED = 'Canceled';

function stepOf(
	creation: CreatedPo,
	took: Pick<OrderStep, 'time' | 'durationMs' | 'calls'>,
): OrderStep {
	const complete = creation.state === 'complete';
	return {
		...took,
		action: `purchase order ${creation.created ? 'made' : 'found'}, ${creation.itemsAdded} lines added`,
		outcome: !complete
			? 'warning'
			: creation.created || creation.itemsAdded > 0
				? 'done'
				: 'unchanged',
		cause: creation.cause,
	};
}

function told(
	result: OrderResult,
	creation: CreatedPo,
	plan: PlannedPo,
	step: OrderStep,
): OrderResult {
	const complete = creation.state === 'complete';
	return {
		...result,
		warnings: [...creation.warnings, ...creation.differences, ...leftOut(plan), ...result.warnings],
		problem: complete ? result.problem : unfinished(creation, plan, result.problem),
		steps: [step, ...result.steps],
	};
}

function unfinished(
	{ state, cause, differences }: CreatedPo,
	plan: PlannedPo,
	ofOrder: OrderResult['problem'],
): OrderResult['problem'] {
	if (state === 'differs') return ofOrder ?? poDiffers(plan, differences);
	return state === 'busy' ? poBusy(plan, cause) : poIncomplete(plan, cause);
}

/** What of the source is not on it, as warnings. */
export function leftOut(plan: PlannedPo): string[] {
	return plan.leftOut.map((text) => `left out: ${text}`);
}
