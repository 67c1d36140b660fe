import { statusValue } from '../../autotask/metadata/picklist';
import { isoTime } from '../../shared/clock';
import type { OrderPorts } from '../ports';
import { type OrderJob, showOrders, submitOrders } from '../submit/batch';
import type { OrderResult, OrderStep } from '../types';
import { makePurchaseOrder } from './create-po';
import { poBusy, poDiffers, poIncomplete } from './problems';
import type { MadePo, PlannedPo } from './types';

/** Terms and product source of what is made; which purchase order it is comes out only then. */
export type CreateJob = Pick<OrderJob, 'source' | 'terms' | 'till'> & {
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
	const made = await makePurchaseOrder(ports, plan, {
		timing: settings.timing,
		statusNew: Number(await statusValue(autotask, NEW)),
		statusCanceled: Number(await statusValue(autotask, CANCELED)),
	});
	const step = stepOf(made, {
		time: isoTime(clock.now()),
		durationMs: clock.now() - started,
		calls: autotask.stats().calls - before,
	});
	const ready = made.state === 'complete';
	const [result] = await (submit && ready ? submitOrders : showOrders)(
		ports,
		jobFor(job, made.poId),
	);
	return told(result as OrderResult, made, plan, step);
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

function stepOf(made: MadePo, took: Pick<OrderStep, 'time' | 'durationMs' | 'calls'>): OrderStep {
	const complete = made.state === 'complete';
	return {
		...took,
		action: `purchase order ${made.created ? 'made' : 'found'}, ${made.itemsAdded} lines added`,
		outcome: !complete ? 'warning' : made.created || made.itemsAdded > 0 ? 'done' : 'unchanged',
		cause: made.cause,
	};
}

function told(result: OrderResult, made: MadePo, plan: PlannedPo, step: OrderStep): OrderResult {
	const complete = made.state === 'complete';
	return {
		...result,
		warnings: [...made.warnings, ...made.differences, ...leftOut(plan), ...result.warnings],
		problem: complete ? result.problem : unfinished(made, plan, result.problem),
		steps: [step, ...result.steps],
	};
}

function unfinished(
	{ state, cause, differences }: MadePo,
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
