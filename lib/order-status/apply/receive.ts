import type { Autotask } from '../../autotask/types';
import type { Clock } from '../../shared/clock';
import { endsTheRun, problemOf } from '../../shared/problem';
import type { Device } from '../plan/device-plan';
import type { OrderPlan } from '../plan/order-plan';
import {
	AWAITS_INVOICE,
	INVOICE_SETTING,
	plainSerial,
	type Receiving,
} from '../plan/receiving-plan';
import { RECEIVING, type SnapshotFault, type WriteOutcome } from '../types';
import { RECEIVE_WITHIN_MS } from './receiving-claim';

/**
 * One call for each piece of a serialised product; the first refusal ends the order's receiving,
 * and so does time: what is left waits for the next poll. Returns what was received.
 */
export async function receive(
	{ autotask, clock }: { autotask: Autotask; clock: Clock },
	receivings: Receiving[],
	since: number,
	done: WriteOutcome,
): Promise<Receiving[]> {
	const received: Receiving[] = [];
	for (const receiving of receivings) {
		const { itemId, quantity, serialNumber, vendorInvoiceNumber } = receiving;
		if (clock.now() - since > RECEIVE_WITHIN_MS) {
			done.refused = TOO_SLOW;
			return received;
		}
		try {
			await autotask.create(
				'PurchaseOrderItemReceiving',
				{
					purchaseOrderItemID: Number(itemId),
					quantityNowReceiving: quantity,
					...(serialNumber === '' ? {} : { serialNumber }),
					...(vendorInvoiceNumber === '' ? {} : { vendorInvoiceNumber }),
				},
				Number(itemId),
			);
			done.received += quantity;
			received.push(receiving);
		} catch (error) {
			const problem = problemOf(error);
			if (problem.retryable || endsTheRun(problem)) throw problem;
			const what = done.received === 0 ? 'the goods' : 'the rest of the goods';
			done.needsInvoice = vendorInvoiceNumber === '' && /vendor ?invoice/i.test(problem.cause);
			done.refused = done.needsInvoice
				? { key: RECEIVING, cause: `${what} ${AWAITS_INVOICE}`, remedy: INVOICE_SETTING }
				: {
						key: RECEIVING,
						cause: `${what} could not be received in Autotask: ${problem.cause}`,
						remedy: problem.remedy,
					};
			return received;
		}
	}
	return received;
}

/** Those whose goods were planned to be received, and were not, have to wait. */
export function devicesOf({ devices, receivings }: OrderPlan, received: Receiving[]): Device[] {
	const isOf =
		({ itemId, serialNumber }: Device) =>
		(one: Receiving) =>
			one.itemId === itemId && plainSerial(one.serialNumber) === plainSerial(serialNumber);
	return devices.filter((device) => !receivings.some(isOf(device)) || received.some(isOf(device)));
}

const TOO_SLOW: SnapshotFault = {
	key: RECEIVING,
	cause: 'Autotask was too slow to receive all goods in one poll',
	remedy: 'No action is needed: the next poll receives the rest.',
};
