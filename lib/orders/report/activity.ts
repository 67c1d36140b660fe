import { activity, type Activity, type ActivitySource } from '../../shared/activity';
import type { OrderResult } from '../types';

/**
 * What happened to an order, in the one record that every step writes; one for each thing done, and
 * one for what needs a person.
 */
export function activitiesOf(
	result: OrderResult,
	source: ActivitySource,
	time: string,
): Activity[] {
	const { steps, orderNumbers, problem, state } = result;
	const of = { entity: 'TdSynnexOrder', key: `PO ${result.purchaseOrderNumber || result.poId}` };
	const done = steps.map((step, index) =>
		activity(source, {
			...of,
			...step,
			changes:
				index === steps.length - 1 && orderNumbers.length > 0
					? [{ field: 'orderNumbers', old: null, new: orderNumbers.join(', ') }]
					: [],
		}),
	);
	if (problem === null) return done;
	const { cause, remedy } = problem;
	const attention = activity(source, {
		...of,
		time: steps.at(-1)?.time ?? time,
		action: 'needs attention',
		outcome: state === 'UNCERTAIN' ? 'uncertain' : 'warning',
		cause,
		remedy,
	});
	return [...done, attention];
}
