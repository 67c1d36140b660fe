import { otherText, writeMemo } from '../journal/memo';
import { memoSize } from '../journal/memo-block';
import { asksToCheck, confirmedNumbers, unclearNumberLine } from '../request/memo-marks';
import { unknownMarks } from '../request/options';
import { advance, reopen } from '../journal/state-machine';
import { draftOf } from '../request/build';
import { builderIn, markIn } from '../journal/source-marks';
import { type RuleInput, type Fault, stop, warn } from './types';

/** Its vendor is TD SYNNEX. */
export function vendor({ po, settings }: RuleInput): Fault[] {
	return po.vendorId === settings.vendorId
		? []
		: [
				stop(
					'its vendor is not the one selected as TD SYNNEX',
					'Select TD SYNNEX as the vendor of the purchase order, or correct Vendor in the node.',
				),
			];
}

/**
 * It stands in the status from which orders go out; one that was taken (as a test) and is to be
 * sent anew has moved on.
 */
export function status({ po, settings, journal }: RuleInput): Fault[] {
	if (settings.readyStatus === '' || po.status === settings.readyStatus) return [];
	if (ourNumbers(journal).size > 0) return [];
	return [
		stop(
			'it is not in the status from which orders are sent, so it may have been ordered already',
			'Set the purchase order back to that status if it has not been ordered, or change Ready Status in the node.',
		),
	];
}

/** Nobody else has ordered it: an order number that is not ours is a sign of that. */
export function orderedElsewhere({ po, journal }: RuleInput): Fault[] {
	const ours = ourNumbers(journal);
	return po.externalNumber.split(/[,\s]+/).every((number) => number === '' || ours.has(number))
		? []
		: [
				stop(
					`it already has the External P.O. Number ${po.externalNumber}, so it seems to have been ordered by a person or by another tool`,
					'Clear External P.O. Number in Autotask if it has not been ordered.',
				),
			];
}

/** TD SYNNEX order numbers of an earlier try of ours. */
function ourNumbers(journal: RuleInput['journal']): ReadonlySet<string> {
	return new Set(journal?.lines.flatMap(({ orderNumbers }) => orderNumbers));
}

/**
 * What no switch may override: without these there is nothing that can be sent, or no place to note
 * it.
 */
export function sendable(candidate: RuleInput): Fault[] {
	const { po, order, resolved, settings } = candidate;
	const faults = resolved.faults.map((fault) =>
		stop(`the order option ${fault}`, 'Correct the option in the General Memo or in the node.'),
	);
	faults.push(
		...unknownMarks(po.memo).map((words) =>
			warn(
				0,
				`its General Memo says "TDS ${words}", which is not an order option and was ignored`,
				'If an option was meant, correct its words.',
			),
		),
	);
	if (po.cancelled || (settings.canceledStatus !== '' && po.status === settings.canceledStatus))
		faults.push(
			stop(
				'it is canceled in Autotask',
				'If you want the goods, create a new purchase order: nothing was sent for this one.',
			),
		);
	if (asksToCheck(po.memo))
		faults.push(
			stop(
				'Autotask was slow while its General Memo was written, so a word in it may be one that a person had removed',
				'Check the words in the General Memo, then delete its line "TDS check".',
			),
		);
	faults.push(...confirmedElsewhere(candidate));
	const builder = builderIn(po.memo);
	if (builder !== null)
		faults.push(
			stop(
				`its lines are still being added (since ${builder.time})`,
				'Run the operation that creates it again. It completes what it started.',
			),
		);
	if (po.items.length === 0)
		faults.push(
			stop(
				'it has no lines. Autotask does not even show such a purchase order in a search',
				'Add the items, or run the operation that created it again. It completes what it started.',
			),
		);
	else if (order.lines.length === 0)
		faults.push(
			stop(
				'none of its lines is a TD SYNNEX product',
				'Check SKU Pattern in the node against the SKU of the products.',
			),
		);
	return [...faults, ...room(candidate), ...doubledLines(candidate)];
}

/** A person has written down which order of TD SYNNEX it is. */
function confirmedElsewhere({ po, journal }: RuleInput): Fault[] {
	const unclear = unclearNumberLine(po.memo);
	if (unclear !== '')
		return [
			stop(
				`its General Memo says "${unclear}", which is not an order number, or is on lines of both kinds`,
				'Write it as "TDS order number: 40000001", with digits only and each number on one kind of line, or remove the line.',
			),
		];
	const ours = ourNumbers(journal);
	const others = confirmedNumbers(po.memo).filter((number) => !ours.has(number));
	return others.length === 0
		? []
		: [
				stop(
					`its General Memo says that it is TD SYNNEX order ${others.join(', ')}, so it is not sent`,
					'If this is correct, set its status to Submitted. If it is not, remove the line "TDS order number" from the General Memo.',
				),
			];
}

/** Two lines from one source line are the trace of an insert that was made twice. */
function doubledLines({ po }: RuleInput): Fault[] {
	const seen = new Set<string>();
	return po.items.flatMap(({ memo, productName }) => {
		const mark = markIn(memo);
		if (mark === '' || !seen.has(mark)) {
			seen.add(mark);
			return [];
		}
		return [
			stop(
				`the line for ${productName} is there twice (both come from ${mark})`,
				'Cancel this purchase order in Autotask and create it again, because a line cannot be deleted.',
			),
		];
	});
}

/** The journal needs room for its answer before anything is sent. */
function room({ po, order, journal }: RuleInput): Fault[] {
	const planned =
		journal === null || journal.state === 'PLANNED' ? journal : reopen(journal, 'revision');
	const time = '2000-01-01T00:00:00Z';
	const sending = advance(planned, {
		kind: 'claimed',
		time,
		token: 'x'.repeat(TOKEN_LENGTH),
		settle: 120_000,
		draft: draftOf(order),
	});
	const longest = {
		...advance(advance(sending, { kind: 'posting', time }), {
			kind: 'answered',
			time,
			answer: 'ACCEPTED',
			lines: sending.lines.map((line) => ({
				...line,
				orderNumbers: [longNumber(line.lineNumber)],
			})),
			why: 'x'.repeat(REASON_LENGTH),
		}),
		state: 'RECORDED' as const,
		uncertainSince: time,
	};
	if (writeMemo(po.memo, longest) !== null) return [];
	return [
		stop(
			`its General Memo (${memoSize(otherText(po.memo))} characters) leaves no room for the order block`,
			'Shorten the General Memo to about 2,500 characters.',
		),
	];
}

/** Every line may get an order number of its own. */
function longNumber(lineNumber: number): string {
	return String(lineNumber).padStart(ORDER_LENGTH, '9');
}

const TOKEN_LENGTH = 24;
/** TD SYNNEX order numbers seen have 8 or 9 digits. */
const ORDER_LENGTH = 12;
const REASON_LENGTH = 240;
