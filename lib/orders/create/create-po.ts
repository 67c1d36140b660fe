import { TEXT } from '../../autotask/records/read-in-batches';
import type { WireRecord } from '../../autotask/types';
import { isoTime } from '../../shared/clock';
import { problemOf } from '../../shared/problem';
import { builderIn, itemMark, MADE_TWICE, markedMemo, withBuilder } from '../journal/source-marks';
import { age } from '../journal/state-machine';
import { claimWithin, type Timing } from '../journal/timing';
import type { OrderPorts } from '../ports';
import { leftEmpty, stillFree } from './demand-fence';
import {
	compareItems,
	findCreated,
	noneStands,
	ofCharge,
	refuseOther,
	standingFirst,
} from './find-existing';
import { notYetSeen } from './problems';
import type { CreatedPo, PlannedItem, PlannedPo } from './types';

export interface CreateSettings {
	timing: Timing;
	/** Picklist values of the PO statuses. */
	statusNew: number;
	statusCanceled: number;
}

/**
 * Makes the purchase order of a plan, or finds the one that an earlier run made and completes it.
 *
 * Two runs at once may both insert one. Both then see both, one stands ({@link standingFirst}), and
 * the other is cancelled while it is still empty. Lines are added by one run at a time (the builder
 * line in the memo is claimed as an order is), each at most once: a line is known by its mark, and
 * after an insert without a clear answer nothing is inserted again before the old one can no longer
 * arrive.
 */
export async function createOrFindPo(
	ports: OrderPorts,
	plan: PlannedPo,
	settings: CreateSettings,
): Promise<CreatedPo> {
	const token = ports.token();
	const find = () => findCreated(ports.autotask, plan, settings.statusCanceled);
	const there = await find();
	const created = there.length === 0;
	if (created) await refuseOther(ports.autotask, plan, settings.statusCanceled);
	if (created) await insertOrder(ports, plan, settings, token);
	const all = created ? await untilSeen(ports, find, settings.timing) : there;
	const [first, ...others] = standingFirst(all, settings.statusCanceled);
	if (first === undefined)
		throw all.length > 0 ? await noneStands(ports.autotask, plan, all) : notYetSeen(plan);
	const id = Number(first.id);
	for (const other of others) await cancelEmpty(ports, other, token, settings, id);
	const creation: CreatedPo = {
		poId: String(id),
		created: created && builderIn(memoOf(first))?.token === token,
		itemsAdded: 0,
		state: 'busy',
		cause: '',
		differences: [],
		warnings: [],
	};
	const { missing, differences, doubled } = await compareItems(ports.autotask, plan, id);
	creation.warnings.push(...doubled);
	const builder = builderIn(memoOf(first));
	// Once all lines were there, what is on it is a person's business: nothing is put back or added.
	if (builder === null) return finished(creation, differences);
	const since = await becomeBuilder(ports, first, token, settings);
	if (since === null)
		return {
			...creation,
			cause: `another run has been adding its lines since ${builder?.time ?? 'just now'}`,
		};
	const free = await stillFree(ports, creation, missing);
	if (free.length === 0 && missing.length === plan.items.length)
		return await leftEmpty(ports, plan, creation, {
			token,
			statusCanceled: settings.statusCanceled,
		});
	const left = plan.items.filter((item) => !missing.includes(item) || free.includes(item));
	return await addItems(ports, { ...plan, items: left }, settings, creation, { free, since });
}

/**
 * What was inserted just now may not be seen at once: Autotask's reads may lag behind its writes.
 */
async function untilSeen(
	{ clock }: OrderPorts,
	find: () => Promise<WireRecord[]>,
	{ settle }: Timing,
): Promise<WireRecord[]> {
	const found = await find();
	if (found.length > 0) return found;
	await clock.sleep(settle);
	return await find();
}

async function insertOrder(
	ports: OrderPorts,
	plan: PlannedPo,
	settings: CreateSettings,
	token: string,
): Promise<void> {
	const { shipTo } = plan;
	const time = isoTime(ports.clock.now());
	const generalMemo = withBuilder(markedMemo(plan.memo, plan.source), { token, time });
	try {
		await ports.autotask.create('PurchaseOrders', {
			vendorID: Number(plan.vendorId),
			status: settings.statusNew,
			shipToName: cut(shipTo.name1, 100),
			shipToAddress1: cut(shipTo.line1, 128),
			shipToAddress2: cut(shipTo.line2, 128) || null,
			shipToCity: cut(shipTo.city, 30) || null,
			shipToState: cut(shipTo.state, 25) || null,
			shipToPostalCode: cut(shipTo.zip, 10) || null,
			phone: cut(plan.phone, 25) || null,
			purchaseForCompanyID:
				plan.purchaseForCompanyId === '' ? null : Number(plan.purchaseForCompanyId),
			generalMemo,
		});
	} catch (error) {
		// Whether it was made shows in the search that follows; it must not be made again here.
		const problem = problemOf(error);
		if (problem.code !== UNCERTAIN_CREATE) throw problem;
	}
}

/**
 * The claim on adding lines: ours already, taken over from a run that is gone, or `null`. Returns
 * its time in ms.
 */
async function becomeBuilder(
	ports: OrderPorts,
	seen: WireRecord,
	token: string,
	{ timing }: CreateSettings,
): Promise<number | null> {
	const { autotask, clock } = ports;
	const known = builderIn(memoOf(seen));
	if (known?.token === token) return Date.parse(known.time);
	if (known !== null && age(known.time, clock.now()) < timing.claimLife) return null;
	const readAt = clock.now();
	const fresh = await autotask.get('PurchaseOrders', Number(seen.id));
	if (fresh === null || builderIn(memoOf(fresh))?.token !== known?.token) return null;
	const time = isoTime(clock.now());
	const generalMemo = withBuilder(memoOf(fresh), { token, time });
	await autotask.update('PurchaseOrders', { id: Number(seen.id), generalMemo });
	if (clock.now() - readAt > claimWithin(timing)) return null;
	await clock.sleep(timing.settle);
	const again = await autotask.get('PurchaseOrders', Number(seen.id));
	return again !== null && builderIn(memoOf(again))?.token === token ? Date.parse(time) : null;
}

async function addItems(
	ports: OrderPorts,
	plan: PlannedPo,
	{ timing }: CreateSettings,
	creation: CreatedPo,
	{ free, since }: { free: PlannedItem[]; since: number },
): Promise<CreatedPo> {
	const { autotask, clock } = ports;
	const id = Number(creation.poId);
	for (const item of free) {
		if (clock.now() - since > timing.claimLife / 2)
			return { ...creation, state: 'incomplete', cause: 'adding its lines took too long' };
		try {
			await autotask.create('PurchaseOrderItems', recordOf(plan, item, id), id);
			creation.itemsAdded++;
		} catch (error) {
			const { cause } = problemOf(error);
			return {
				...creation,
				state: 'incomplete',
				cause: `the line for ${item.name} could not be added: ${cause}`,
			};
		}
	}
	let now = await compareItems(autotask, plan, id);
	if (now.missing.length > 0) {
		await clock.sleep(timing.settle);
		now = await compareItems(autotask, plan, id);
	}
	if (now.missing.length > 0)
		return { ...creation, state: 'incomplete', cause: 'not all lines are there' };
	const record = await autotask.get('PurchaseOrders', id);
	if (record !== null)
		await autotask.update('PurchaseOrders', { id, generalMemo: withBuilder(memoOf(record), null) });
	creation.warnings = [...new Set([...creation.warnings, ...now.doubled])];
	return finished(creation, now.differences);
}

function finished(creation: CreatedPo, differences: string[]): CreatedPo {
	return differences.length === 0
		? { ...creation, state: 'complete' }
		: { ...creation, state: 'differs', differences };
}

function recordOf(plan: PlannedPo, item: PlannedItem, orderID: number): WireRecord {
	return {
		orderID,
		...(ofCharge(item)
			? { chargeID: Number(item.chargeId) }
			: { productID: Number(item.productId), memo: itemMark(plan.source, item.key) }),
		inventoryLocationID: Number(plan.inventoryLocationId),
		quantity: item.quantity,
		unitCost: Number(item.unitCost),
	};
}

/** Ours, made at the same moment as the one that stands: empty, so nothing is lost. */
async function cancelEmpty(
	ports: OrderPorts,
	record: WireRecord,
	token: string,
	settings: CreateSettings,
	keptId: number,
): Promise<void> {
	if (builderIn(memoOf(record))?.token !== token) return;
	await ports.autotask.update('PurchaseOrders', {
		id: Number(record.id),
		status: settings.statusCanceled,
		generalMemo: `${MADE_TWICE}; the purchase order with the id ${keptId} stands.\n${memoOf(record)}`,
	});
}

function memoOf(record: WireRecord): string {
	return TEXT.parse(record.generalMemo);
}

function cut(text: string, length: number): string {
	return text.trim().slice(0, length);
}

/** lib/autotask gives this code where a create may or may not have been carried out. */
const UNCERTAIN_CREATE = 'autotask-create-uncertain';
