import { statusValue } from '../../autotask/metadata/picklist';
import { TEXT } from '../../autotask/records/read-in-batches';
import type { WireRecord } from '../../autotask/types';
import { isoTime } from '../../shared/clock';
import { builderIn, markedMemo } from '../journal/source-marks';
import { age } from '../journal/state-machine';
import type { OrderPorts } from '../ports';
import { notFound } from '../purchase-order/read-purchase-orders';
import { liveFor, openRun, previewOrders } from '../submit/batch';
import { type OrderPreview, previewOrder } from '../submit/preview';
import type { LineCharge } from '../purchase-order/charge-types';
import type { Finding, OrderResult, OrderState, PurchaseOrder } from '../types';
import { CANCELED, type CreateJob, jobFor, leftOut, NEW } from './create-and-submit';
import { compareItems, findStanding, refuseOther } from './find-existing';
import { poBusy, poDiffers } from './problems';
import type { PlannedPo } from './types';

/** What the making would come to: for previews of what is perhaps not made yet. */
export interface PlanPreview extends OrderPreview {
	/**
	 * Whether its purchase order was made by an earlier run; id, number and state are then that
	 * one's.
	 */
	alreadyMade: boolean;
}

/**
 * What {@link createOrder} would make and send, nothing written. A purchase order that was made
 * already is shown as it stands in Autotask now; else the plan is, as if it had been made.
 */
export async function previewPlan(
	ports: OrderPorts,
	plan: PlannedPo,
	job: Omit<CreateJob, 'submit'>,
): Promise<PlanPreview> {
	const { autotask, clock } = ports;
	const statusCanceled = Number(await statusValue(autotask, CANCELED));
	const record = await findStanding(autotask, plan, statusCanceled);
	if (record === null) await refuseOther(autotask, plan, statusCanceled);
	const builder = record && builderIn(TEXT.parse(record.generalMemo));
	const preview =
		record !== null && builder === null
			? await ofMade(ports, plan, job, TEXT.parse(record.id))
			: await ofPlan(ports, plan, job, record);
	const { timing } = (await job.terms([])).settings;
	const busy = builder !== null && age(builder.time, clock.now()) < timing.claimLife;
	return {
		...preview,
		...(busy
			? stopped(poBusy(plan, `another run has been adding its lines since ${builder.time}`))
			: {}),
		alreadyMade: record !== null,
		warnings: [...leftOut(plan), ...preview.warnings],
	};
}

/** As it stands in Autotask, which is what would be sent. */
async function ofMade(
	ports: OrderPorts,
	plan: PlannedPo,
	job: Omit<CreateJob, 'submit'>,
	id: string,
): Promise<OrderPreview> {
	const [preview] = await previewOrders(ports, jobFor(job, id));
	if (preview === undefined) throw notFound(`PO with the id ${id}`);
	const { differences, doubled } = await compareItems(ports.autotask, plan, Number(id));
	const found = foundAgain(plan, preview);
	const differs = differences.length > 0 ? poDiffers(plan, differences) : null;
	return {
		...preview,
		...(differs ? stopped(preview.problem ?? differs) : {}),
		findings: [...preview.findings, found],
		warnings: [...preview.warnings, ...doubled, ...differences, `${found.cause}. ${found.remedy}`],
	};
}

/** @param begun the purchase order that a run which is gone has left without all of its lines */
async function ofPlan(
	ports: OrderPorts,
	plan: PlannedPo,
	{ terms, runTotal }: Omit<CreateJob, 'submit'>,
	begun: WireRecord | null,
): Promise<OrderPreview> {
	const readAt = ports.clock.now();
	const status = await statusValue(ports.autotask, NEW);
	const po = { ...asPurchaseOrder(plan, status, readAt), ...(begun ? nameOf(begun) : {}) };
	const run = await openRun(ports, await terms([{ po, readAt }]), runTotal);
	const live = await liveFor(run, [{ po, readAt }]);
	return await previewOrder(run, po, live);
}

/** A preview of what would not be sent, and why. */
function stopped(problem: NonNullable<OrderResult['problem']>) {
	return { problem, wouldSend: false, nextStep: 'stop' };
}

/** That it was made before, and what is left to do: by the state of its order. */
function foundAgain(
	plan: PlannedPo,
	{ purchaseOrderNumber, state, orderNumbers }: OrderPreview,
): Finding {
	const [how, remedy] = AS_IT_STANDS[state];
	const orders = orderNumbers.length > 0 ? ` (TD SYNNEX order ${orderNumbers.join(', ')})` : '';
	return {
		rule: 'made',
		level: 'warn',
		lineNumber: 0,
		cause: `PO ${purchaseOrderNumber} was already created from ${plan.source} ${how}${orders}`,
		remedy,
	};
}

const SETTLE = 'Let Reconcile run. Do not order it yourself before it is settled.';
const NOTHING_LEFT =
	'There is nothing left to do here. For additional goods, use a new quote or a new Reference.';
const AS_IT_STANDS: Record<OrderState, [string, string]> = {
	PLANNED: ['and has not been sent', 'It is shown as it is in Autotask, and is sent like this.'],
	CLAIMED: ['and is being sent', SETTLE],
	POSTING: ['and is being sent', SETTLE],
	UNCERTAIN: ['and it is in doubt whether it is ordered', SETTLE],
	ACCEPTED: ['and is ordered', NOTHING_LEFT],
	PARTIAL: ['and is ordered in part', NOTHING_LEFT],
	HELD: ['and is ordered, but held by TD SYNNEX', NOTHING_LEFT],
	REJECTED: ['and was rejected by TD SYNNEX', 'Correct that purchase order as its problem says.'],
	RECORDED: ['and is ordered', NOTHING_LEFT],
};

function nameOf(record: WireRecord) {
	const id = TEXT.parse(record.id);
	return { id, number: TEXT.parse(record.purchaseOrderNumber) || id };
}

/**
 * A purchase order that is not made yet, as if it were: for previews. It has no number of its own.
 */
export function asPurchaseOrder(plan: PlannedPo, status: string, now: number): PurchaseOrder {
	return {
		id: '0',
		number: 'NEW',
		vendorId: plan.vendorId,
		status,
		externalNumber: '',
		memo: markedMemo(plan.memo, plan.source),
		shipTo: plan.shipTo,
		phone: plan.phone,
		purchaseForCompanyId: plan.purchaseForCompanyId,
		createdAt: isoTime(now),
		cancelled: false,
		items: plan.items.map((item, index) => ({
			id: String(index + 1),
			productId: item.productId,
			quantity: String(item.quantity),
			unitCost: item.unitCost,
			memo: '',
			sku: item.sku,
			productName: item.name,
			minimumQuantity: item.minimumQuantity,
			charge: item.chargeId === '' ? null : chargeOf(item.chargeId),
			elsewhere: [],
			unseen: [],
			soldPrice: item.soldPrice,
			fields: {},
		})),
		fields: {},
	};
}

/** As the plan knows it: nobody else had it when the plan was made. */
function chargeOf(id: string): LineCharge {
	const nothing = { kind: null, parentId: '', salesOrderId: '', customerPoNumber: '' };
	const unknown = { status: '', quantity: '' };
	return { id, ...nothing, ...unknown };
}
