import type { WireRecord } from '../../autotask/types';
import { Problem } from '../../shared/problem';
import { TEXT } from '../../autotask/records/read-in-batches';
import { orderMark } from '../journal/source-marks';
import type { PlannedPo } from './types';

/** What to say of a purchase order that is no longer, or not any more, what its source asks for. */
export function poDiffers(plan: PlannedPo, differences: string[]) {
	return {
		code: 'po-differs',
		cause: `the purchase order of ${plan.source} was created earlier and differs from it: ${differences.join('; ')}`,
		remedy:
			'Nothing was added or sent. If the purchase order is correct as it is, send it with Submit. Otherwise, correct it in Autotask. For additional goods, use a new quote or a new Reference.',
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
				? `its purchase order ${numbers(sent)} was sent to TD SYNNEX and only then canceled in Autotask, so no new one is created`
				: `its purchase order ${numbers(all)} was canceled in Autotask, so no new one is created`,
		remedy:
			sent.length > 0
				? `${CANCEL_THERE_FIRST} To have a new one created after that, remove the TD SYNNEX order block and the line ${mark} from the General Memo of PO ${numbers(sent)}, clear its External P.O. Number, and remove the words in square brackets from the memos of its lines.`
				: `To have a new one created anyway, remove the line ${mark} from the General Memo of the canceled one.`,
	});
}

const CANCEL_THERE_FIRST =
	'TD SYNNEX has, or may have, its order: ask TD SYNNEX to cancel it, and wait until TD SYNNEX confirms this. Otherwise, you get the goods twice.';

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
	const onTop = `If you want these goods in addition, remove the line ${mark} from its General Memo.`;
	return new Problem({
		code: 'other-quote-made',
		record: plan.source,
		cause: `PO ${number} was created from another quote of the same opportunity (${mark}), so no new one is created: it could order everything a second time`,
		remedy: sent
			? `If this quote replaces it: ${CANCEL_THERE_FIRST} Then cancel PO ${number} in Autotask, remove the TD SYNNEX order block from its General Memo and the words in square brackets from the memos of its lines, and clear its External P.O. Number. ${onTop}`
			: `If this quote replaces it, cancel PO ${number}. ${onTop}`,
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
		remedy: 'Run again in a few minutes. The next run continues where this one stopped.',
	};
}

export function notYetSeen(plan: PlannedPo): Problem {
	return new Problem({
		code: 'po-create-uncertain',
		record: plan.source,
		cause:
			'Autotask gave no clear answer when the purchase order was created, and does not show it (yet)',
		remedy: 'Run again in a few minutes. The run looks for it before it creates another one.',
		retryable: false,
	});
}
