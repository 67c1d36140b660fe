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

/** @param sent those that TD SYNNEX has, or may have, an order of */
export function cancelledByHand(plan: PlannedPo, all: WireRecord[], sent: WireRecord[]): Problem {
	const mark = orderMark(plan.source);
	return new Problem({
		code: 'po-cancelled',
		record: plan.source,
		cause:
			sent.length > 0
				? `its purchase order ${numbers(sent)} was sent to TD SYNNEX and only then cancelled in Autotask, so none is made anew`
				: `its purchase order ${numbers(all)} was cancelled in Autotask, so none is made anew`,
		remedy:
			sent.length > 0
				? `${CANCEL_THERE_FIRST} To have one made then, take the TD SYNNEX order block and the line ${mark} out of the General Memo of PO ${numbers(sent)}, empty its External P.O. Number, and take the words in square brackets out of the memos of its lines.`
				: `To have one made all the same, take the line ${mark} out of the cancelled one's General Memo.`,
	});
}

const CANCEL_THERE_FIRST =
	'TD SYNNEX has, or may have, its order: ask TD SYNNEX to cancel it, and wait until TD SYNNEX confirms that, or the goods come twice.';

function numbers(records: WireRecord[]): string {
	return records
		.map(({ id, purchaseOrderNumber }) => TEXT.parse(purchaseOrderNumber) || TEXT.parse(id))
		.join(', ');
}

/**
 * Another quote of the same opportunity was made already.
 *
 * @param sent whether TD SYNNEX has, or may have, an order of it
 */
export function otherCreated(
	plan: PlannedPo,
	creation: WireRecord,
	mark: string,
	sent: boolean,
): Problem {
	const number = numbers([creation]);
	const onTop = `If the goods are wanted on top, take the line ${mark} out of its General Memo.`;
	return new Problem({
		code: 'other-quote-made',
		record: plan.source,
		cause: `PO ${number} was made from another quote of the same opportunity (${mark}), so none is made: it could order everything a second time`,
		remedy: sent
			? `If this quote stands in its place: ${CANCEL_THERE_FIRST} Then cancel PO ${number} in Autotask, take the TD SYNNEX order block out of its General Memo and the words in square brackets out of the memos of its lines, and empty its External P.O. Number. ${onTop}`
			: `Cancel PO ${number} if this quote stands in its place. ${onTop}`,
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
