import type { WireRecord } from '../../autotask/types';
import { Problem } from '../../shared/problem';
import { TEXT } from '../../autotask/records/read-in-batches';
import { orderMark } from '../journal/source-marks';
import type { PlannedPo } from './types';

/** What to say of a purchase order that is no longer, or not any more, what its source asks for. */
export function poDiffers(plan: PlannedPo, differences: string[]) {
	return {
		code: 'po-differs',
		cause: `the purchase order of ${plan.source} was made earlier and differs from it: ${differences.join('; ')}`,
		remedy:
			'Nothing was added or sent. If the purchase order is right as it stands, send it with Submit; else correct it in Autotask. What is wanted on top of it needs a quote or a Reference of its own.',
	};
}

export function cancelledByHand(plan: PlannedPo, all: WireRecord[]): Problem {
	return new Problem({
		code: 'po-cancelled',
		record: plan.source,
		cause: `its purchase order ${all.map((record) => TEXT.parse(record.purchaseOrderNumber)).join(', ')} was cancelled in Autotask, so none is made anew`,
		remedy: `To have one made all the same, take the line ${orderMark(plan.source)} out of the cancelled one's General Memo.`,
	});
}

/** Another quote of the same opportunity was made already. */
export function otherCreated(plan: PlannedPo, creation: WireRecord, mark: string): Problem {
	const number = TEXT.parse(creation.purchaseOrderNumber);
	return new Problem({
		code: 'other-quote-made',
		record: plan.source,
		cause: `PO ${number} was made from another quote of the same opportunity (${mark}), so none is made: it could order everything a second time`,
		remedy: `Cancel PO ${number} if this quote stands in its place. If the goods are wanted on top, take the line ${mark} out of its General Memo.`,
	});
}

/** Another run is at it. */
export function poBusy(plan: PlannedPo, cause: string) {
	return { ...poIncomplete(plan, cause), code: 'po-busy' };
}

/** Some of its lines could not be added. */
export function poIncomplete(plan: PlannedPo, cause: string) {
	return {
		code: 'po-incomplete',
		cause: `the purchase order of ${plan.source} is not complete: ${cause}`,
		remedy: 'Run again in some minutes: the next run goes on where this one stopped.',
	};
}

export function notYetSeen(plan: PlannedPo): Problem {
	return new Problem({
		code: 'po-create-uncertain',
		record: plan.source,
		cause: 'Autotask gave no clear answer to making the purchase order, and does not show it (yet)',
		remedy: 'Run again in some minutes: it is looked for before another is made.',
		retryable: false,
	});
}
