import { Problem } from '../../problem';
import type { OrderPorts } from '../ports';
import { type OrderPreview, asPurchaseOrder, previewOrder } from '../preview';
import { liveFor, openRun, statusValue } from '../run';
import type { OrderTerms } from '../evaluate';
import { makePurchaseOrder } from './make';
import type { MadePo, PlannedPo } from './types';

/** Statuses by label: new purchase orders begin as the first, one made twice ends as the second. */
const NEW = 'New';
const CANCELED = 'Canceled';

/** Makes, finds or completes the purchase order of a plan. */
export async function createPurchaseOrder(
	ports: OrderPorts,
	plan: PlannedPo,
	{ settings }: OrderTerms,
): Promise<MadePo> {
	return await makePurchaseOrder(ports, plan, {
		timing: settings.timing,
		statusNew: Number(await statusValue(ports.autotask, NEW)),
		statusCanceled: Number(await statusValue(ports.autotask, CANCELED)),
	});
}

/** The plan as if it had been made: checked and priced, nothing written. */
export async function previewPlan(
	ports: OrderPorts,
	plan: PlannedPo,
	terms: OrderTerms,
): Promise<OrderPreview> {
	const run = await openRun(ports, terms);
	const status = run.terms.settings.rules.readyStatus;
	const po = asPurchaseOrder(plan, status, ports.clock.now());
	const live = await liveFor(run, [{ po, readAt: ports.clock.now() }]);
	const preview = await previewOrder(run, po, live);
	return {
		...preview,
		warnings: [...preview.warnings, ...plan.leftOut.map((text) => `left out: ${text}`)],
	};
}

/** Why a purchase order is not ready to be sent, as a Problem; `null` = it is complete. */
export function notReady(made: MadePo, plan: PlannedPo): Problem | null {
	if (made.state === 'complete') return null;
	return new Problem({
		code: made.state === 'busy' ? 'po-busy' : 'po-incomplete',
		record: plan.source,
		cause: `its purchase order (id ${made.poId}) is not complete: ${made.cause}`,
		remedy: 'Run again in some minutes: the next run goes on where this one stopped.',
		retryable: false,
	});
}
