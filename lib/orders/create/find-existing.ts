import { readIn, TEXT } from '../../autotask/records/read-in-batches';
import type { Autotask, WireRecord } from '../../autotask/types';
import { type Problem, problemOf } from '../../shared/problem';
import { builderIn, itemMark, itemMarkStart, markIn, orderMark } from '../journal/source-marks';
import { mayBeOrdered, orderedAmong } from '../purchase-order/demand';
import { cancelledByHand, otherCreated } from './problems';
import type { PlannedItem, PlannedPo } from './types';

/**
 * The purchase order that was made from what the plan stands for; `null` = none yet. Reads alone.
 *
 * @param statusCanceled picklist value of the status of a cancelled purchase order
 * @throws Problem `po-cancelled` when all that were made are cancelled: a person wanted none
 */
export async function findStanding(
	autotask: Autotask,
	plan: PlannedPo,
	statusCanceled: number,
): Promise<WireRecord | null> {
	const all = await findCreated(autotask, plan, statusCanceled);
	const [standing = null] = standingFirst(all, statusCanceled);
	if (standing === null && all.length > 0) throw await noneStands(autotask, plan, all);
	return standing;
}

/** All that were made are canceled: whether TD SYNNEX has an order of one decides what to do. */
export async function noneStands(
	autotask: Autotask,
	plan: PlannedPo,
	all: WireRecord[],
): Promise<Problem> {
	return cancelledByHand(plan, all, await orderedAmong(autotask, all));
}

/**
 * Those that are not canceled, the one first that stands for the plan: one that is sent, or has all
 * of its lines, before one that another run has just begun; else the oldest.
 */
export function standingFirst(all: WireRecord[], statusCanceled: number): WireRecord[] {
	const rank = (record: WireRecord) =>
		mayBeOrdered(record, []) ? 0 : builderIn(TEXT.parse(record.generalMemo)) === null ? 1 : 2;
	return all
		.filter((record) => !isCancelled(record, statusCanceled))
		.sort((one, other) => rank(one) - rank(other) || Number(one.id) - Number(other.id));
}

/**
 * Every purchase order that carries the plan's mark, cancelled ones too; the oldest first. Where
 * none does, those whose lines carry it: somebody may have cleared the General Memo, and a second
 * one would order a second time. Of these a canceled one counts only where TD SYNNEX has, or may
 * have, its order: taking its mark out is how a person has another one made. Lines of charges carry
 * none: who buys a charge is looked up by the charge.
 */
export async function findCreated(
	autotask: Autotask,
	plan: PlannedPo,
	statusCanceled: number,
): Promise<WireRecord[]> {
	const marked = await findMarked(autotask, plan);
	if (marked.length > 0 || plan.items.some(ofCharge)) return marked;
	const lines = await autotask
		.query('PurchaseOrderItems', {
			filter: [{ op: 'contains', field: 'memo', value: itemMarkStart(plan.source) }],
			fields: ['id', 'orderID'],
		})
		.catch(insteadOfRefusal);
	const ids = lines.map(({ orderID }) => TEXT.parse(orderID));
	const owners = await readIn(autotask, 'PurchaseOrders', 'id', ids);
	const ours = owners.filter(({ vendorID }) => Number(vendorID) === Number(plan.vendorId));
	return inOrder(await thatBuy(autotask, ours, statusCanceled));
}

/** Those that are not canceled, and those that were sent before they were. */
async function thatBuy(
	autotask: Autotask,
	records: WireRecord[],
	statusCanceled: number,
): Promise<WireRecord[]> {
	const over = records.filter((record) => isCancelled(record, statusCanceled));
	const ordered = await orderedAmong(autotask, over);
	return records.filter((record) => !over.includes(record) || ordered.includes(record));
}

/**
 * Refuses to make a second purchase order where one of the plan's other sources was made: a revised
 * quote of an opportunity would order everything a second time.
 */
export async function refuseOther(
	autotask: Autotask,
	plan: PlannedPo,
	statusCanceled: number,
): Promise<void> {
	if (plan.others.length === 0) return;
	const marks = plan.others.slice(0, MOST_MARKS).map(orderMark);
	const found = await autotask.query('PurchaseOrders', {
		filter: [
			{ op: 'eq', field: 'vendorID', value: Number(plan.vendorId) },
			{
				op: 'or',
				items: marks.map((value) => ({ op: 'contains', field: 'generalMemo', value })),
			},
		],
	});
	const [standing] = inOrder(await thatBuy(autotask, found, statusCanceled));
	if (standing === undefined) return;
	const memo = TEXT.parse(standing.generalMemo);
	const mark = marks.find((one) => memo.includes(one)) ?? '';
	const sent = (await orderedAmong(autotask, [standing])).length > 0;
	throw otherCreated(plan, standing, mark, sent);
}

/** More quotes than any opportunity has; one query takes 500 conditions. */
const MOST_MARKS = 100;

/**
 * Whether line memos can be searched in every Autotask is not known; the mark in the General Memo
 * is the main one.
 */
function insteadOfRefusal(error: unknown): WireRecord[] {
	if (['autotask-refused', 'autotask-field-unknown'].includes(problemOf(error).code)) return [];
	throw error;
}

async function findMarked(autotask: Autotask, plan: PlannedPo): Promise<WireRecord[]> {
	const found = await autotask.query('PurchaseOrders', {
		filter: [
			{ op: 'eq', field: 'vendorID', value: Number(plan.vendorId) },
			{ op: 'contains', field: 'generalMemo', value: orderMark(plan.source) },
		],
	});
	return inOrder(found);
}

function inOrder(records: WireRecord[]): WireRecord[] {
	return records.sort((one, other) => Number(one.id) - Number(other.id));
}

export function isCancelled(record: WireRecord, statusCanceled: number): boolean {
	return Number(record.status) === statusCanceled || TEXT.parse(record.cancelDateTime) !== '';
}

/** How the lines of a purchase order stand to the plan it was made from. */
export interface Compared {
	/** Planned lines whose mark no line carries. */
	missing: PlannedItem[];
	/** In words, what is otherwise than planned; lines that a person added do not count. */
	differences: string[];
	/**
	 * In words, lines that stand there more than once: the trace of an insert that was made twice.
	 */
	doubled: string[];
}

export async function compareItems(
	autotask: Autotask,
	plan: PlannedPo,
	id: number,
): Promise<Compared> {
	const items = await readIn(autotask, 'PurchaseOrderItems', 'orderID', [String(id)]);
	const compared: Compared = { missing: [], differences: [], doubled: [] };
	for (const item of plan.items) {
		const lines = items.filter((line) => standsFor(line, plan.source, item));
		const [line] = lines;
		if (lines.length > 1)
			compared.doubled.push(`the line for ${item.name} is there ${lines.length} times`);
		if (line === undefined) {
			compared.missing.push(item);
			compared.differences.push(`${item.quantity} x ${item.name} is not on it`);
		} else if (!ofCharge(item) && Number(line.productID) !== Number(item.productId))
			compared.differences.push(`it has another product instead of ${item.name}`);
		else if (Number(line.quantity) !== item.quantity)
			compared.differences.push(
				`${item.name}: ${TEXT.parse(line.quantity)} on the purchase order, ${item.quantity} in the ${plan.source}`,
			);
	}
	for (const { chargeId, why } of plan.unwanted ?? [])
		if (items.some((line) => TEXT.parse(line.chargeID) === chargeId))
			compared.differences.push(why);
	return compared;
}

/**
 * Autotask ties a line to its charge; of others the mark in its memo says what it was made from.
 */
function standsFor(line: WireRecord, source: string, item: PlannedItem): boolean {
	return ofCharge(item)
		? TEXT.parse(line.chargeID) === item.chargeId
		: markIn(TEXT.parse(line.memo)) === itemMark(source, item.key);
}

export function ofCharge({ chargeId }: PlannedItem): boolean {
	return chargeId !== '';
}
