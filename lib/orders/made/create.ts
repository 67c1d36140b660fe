import { isoTime } from '../../clock';
import type { OrderTerms } from '../evaluate';
import type { OrderPorts } from '../ports';
import { asPurchaseOrder, type OrderPreview, previewOrder } from '../preview';
import {
	liveFor,
	openRun,
	type OrderJob,
	showOrders,
	statusValue,
	submitOrders,
	type Till,
} from '../run';
import type { OrderResult, OrderStep } from '../types';
import { makePurchaseOrder } from './make';
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
	{ source, terms, till, submit }: CreateJob,
): Promise<OrderResult> {
	const { settings } = await terms([]);
	const made = await makePurchaseOrder(ports, plan, {
		timing: settings.timing,
		statusNew: Number(await statusValue(ports.autotask, NEW)),
		statusCanceled: Number(await statusValue(ports.autotask, CANCELED)),
	});
	const time = isoTime(ports.clock.now());
	const job: OrderJob = {
		selection: { by: 'name', ids: [made.poId], numbers: [] },
		source,
		terms,
		till,
		amount: { from: '', to: '' },
		cancelled: () => false,
	};
	const ready = made.state === 'complete';
	const [result] = await (submit && ready ? submitOrders : showOrders)(ports, job);
	return told(result as OrderResult, made, plan, time);
}

/** The plan as if it had been made: checked and priced, nothing written. */
export async function previewPlan(
	ports: OrderPorts,
	plan: PlannedPo,
	terms: OrderTerms,
	till: Till,
): Promise<OrderPreview> {
	const run = await openRun(ports, terms, till);
	const now = ports.clock.now();
	const po = asPurchaseOrder(plan, run.terms.settings.rules.readyStatus, now);
	const live = await liveFor(run, [{ po, readAt: now }]);
	const preview = await previewOrder(run, po, live);
	till.spent = run.spent;
	return { ...preview, warnings: [...leftOut(plan), ...preview.warnings] };
}

/** Statuses by label: new purchase orders begin as the first, one made twice ends as the second. */
const NEW = 'New';
const CANCELED = 'Canceled';

function told(result: OrderResult, made: MadePo, plan: PlannedPo, time: string): OrderResult {
	const complete = made.state === 'complete';
	const step: OrderStep = {
		time,
		action: `purchase order ${made.created ? 'made' : 'found'}, ${made.itemsAdded} lines added`,
		outcome: !complete ? 'warning' : made.created || made.itemsAdded > 0 ? 'done' : 'unchanged',
		cause: made.cause,
	};
	const problem = {
		code: made.state === 'busy' ? 'po-busy' : 'po-incomplete',
		cause: `the purchase order of ${plan.source} is not complete: ${made.cause}`,
		remedy: 'Run again in some minutes: the next run goes on where this one stopped.',
	};
	return {
		...result,
		warnings: [...made.warnings, ...leftOut(plan), ...result.warnings],
		problem: complete ? result.problem : problem,
		steps: [step, ...result.steps],
	};
}

function leftOut(plan: PlannedPo): string[] {
	return plan.leftOut.map((text) => `left out: ${text}`);
}
