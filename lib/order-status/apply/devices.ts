import type { Autotask } from '../../autotask/types';
import { type Clock, isoTime } from '../../shared/clock';
import { endsTheRun, problemOf } from '../../shared/problem';
import type { Device } from '../plan/device-plan';
import type { TrackedOrder } from '../select/eligibility';
import { DEVICES, type WriteOutcome } from '../types';

/**
 * Makes configuration items, one call each; the first refusal ends it. After an answer that got
 * lost nothing more is written: the next poll looks what is there before it goes on.
 *
 * @throws Problem when Autotask cannot be reached
 */
export async function makeDevices(
	{ autotask, clock }: { autotask: Autotask; clock: Clock },
	{ po, poNumber }: TrackedOrder,
	devices: Device[],
	done: WriteOutcome,
): Promise<void> {
	for (const device of devices) {
		const { serialNumber, categoryId, chargeId, delivered } = device;
		const day = delivered || isoTime(clock.now()).slice(0, 10);
		const charge = chargeId === '' ? '' : `, charge ${chargeId}`;
		try {
			await autotask.create('ConfigurationItems', {
				companyID: Number(device.companyId),
				productID: Number(device.productId),
				serialNumber,
				isActive: true,
				installDate: `${day}T00:00:00Z`,
				notes: `Received on purchase order ${po.number || po.id}${charge}; TD SYNNEX PO ${poNumber}.`,
				...(categoryId === '' ? {} : { configurationItemCategoryID: Number(categoryId) }),
			});
			done.devices += 1;
		} catch (error) {
			const problem = problemOf(error);
			if (problem.retryable || endsTheRun(problem)) throw problem;
			done.devicesRefused = {
				key: DEVICES,
				cause: `the device with the serial number ${serialNumber} could not be created in Autotask: ${problem.cause}`,
				remedy: problem.remedy,
			};
			return;
		}
	}
}
