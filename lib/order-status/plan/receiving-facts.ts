import { z } from 'zod';
import type { Autotask, WireRecord } from '../../autotask/types';
import { readIn, TEXT } from '../../autotask/records/read-in-batches';
import { readCharges } from '../../orders/purchase-order/charges';
import { readCovered } from '../../orders/purchase-order/covered';
import { letSee, unseenInWords } from '../../orders/purchase-order/unseen-demand';
import { Problem } from '../../shared/problem';
import type { DeviceFacts } from './device-facts';
import { chargeRefOf, type StatusItem } from './po-lines';
import type { Receipt, ReceivableItem } from './receiving-plan';

/** What receiving needs to know of some lines. */
export interface ReceivingInput {
	serialised: ReadonlySet<string>;
	receipts: Receipt[];
	/** What a charge still waits for, by its id; one that is not there any more is not in it. */
	openUnits: ReadonlyMap<string, number>;
	/** `null` = no devices are wanted; a Problem = why none can be made. */
	devices: DeviceFacts | Problem | null;
}

/**
 * Two calls for up to 500 lines; two more for each kind of charge that some are made from.
 *
 * @throws Problem when receipts, or what charges wait for, cannot be read: without them nothing may
 *   be received, since nobody would know what already was
 */
export async function readReceivingFacts(
	autotask: Autotask,
	items: StatusItem[],
): Promise<Omit<ReceivingInput, 'devices'>> {
	const products = await readIn(
		autotask,
		'Products',
		'id',
		items.map(({ productId }) => productId),
		['isSerialized'],
	);
	const records = await readIn(
		autotask,
		'PurchaseOrderItemReceiving',
		'purchaseOrderItemID',
		items.map(({ id }) => id),
	);
	return {
		serialised: new Set(
			products.filter(({ isSerialized }) => isSerialized === true).map(({ id }) => String(id)),
		),
		receipts: records.map(receiptOf),
		openUnits: await readOpenUnits(autotask, items),
	};
}

/**
 * Sold, less what stock covers: a receipt above that makes a line of its own, of free stock. A
 * partial receipt may have split the charge in two; then its units stand with the other one.
 */
async function readOpenUnits(
	autotask: Autotask,
	items: StatusItem[],
): Promise<Map<string, number>> {
	const { charges, unseen } = await readCharges(autotask, items.flatMap(chargeRefOf));
	const hidden = items
		.flatMap(chargeRefOf)
		.filter(({ id, kind }) => !charges.has(id) && (kind === null || unseen.includes(kind)));
	if (hidden.length > 0 && unseen.length > 0)
		throw new Problem({
			code: 'receipts-unreadable',
			cause: `the API user is not allowed to read ${unseenInWords(unseen)}, so it is not known how much the charges of its lines still wait for`,
			remedy: letSee(unseen, true),
		});
	const covered = await readCovered(autotask, [...charges.values()]);
	return new Map(
		[...charges.values()].map(({ id, quantity }) => {
			const open = Number(quantity) - Number(covered.get(id) ?? '0');
			return [id, Math.max(0, Math.floor(open + ROUNDING))];
		}),
	);
}

/** Quantities of charges have decimals. */
const ROUNDING = 0.0001;

export function receivable(
	byLine: Map<number, StatusItem[]>,
	{ serialised, openUnits }: ReceivingInput,
): ReceivableItem[] {
	return [...byLine].flatMap(([line, items]) =>
		items.map(({ id, quantity, productId, chargeId }) => {
			const open = openUnits.get(chargeId);
			return {
				itemId: id,
				line,
				ordered: quantity,
				serialised: serialised.has(productId),
				charge: open === undefined ? null : { id: chargeId, open },
			};
		}),
	);
}

export function cannotReadReceipts({ code, cause, remedy }: Problem): Problem {
	return code === 'receipts-unreadable'
		? new Problem({ code, cause, remedy })
		: new Problem({
				code: 'receipts-unreadable',
				cause: `what was already received cannot be read: ${cause}`,
				remedy:
					'Give the API user the right to see purchase orders and inventory, or set Receive to Never.',
			});
}

function receiptOf(record: WireRecord): Receipt {
	const read = RECEIPT.parse(record);
	return {
		itemId: read.purchaseOrderItemID,
		quantity: Number(read.quantityNowReceiving) || 0,
		serialNumber: read.serialNumber.trim(),
	};
}

const RECEIPT = z.object({
	purchaseOrderItemID: TEXT,
	quantityNowReceiving: TEXT,
	serialNumber: TEXT,
});
