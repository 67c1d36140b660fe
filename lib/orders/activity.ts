import type { Activity } from '../activity';
import type { OrderResult } from './types';

/** The run that a record belongs to. */
export interface ActivitySource {
	run: string;
	workflow: string;
	step: string;
}

/** What happened to an order, in the one record that every step writes; one for each thing done. */
export function activitiesOf(result: OrderResult, source: ActivitySource): Activity[] {
	const last = result.steps.length - 1;
	return result.steps.map((step, index) => ({
		...source,
		time: step.time,
		entity: 'TdSynnexOrder',
		key: `PO ${result.purchaseOrderNumber}`,
		action: step.action,
		changes:
			index === last && result.orderNumbers.length > 0
				? [{ field: 'orderNumbers', old: null, new: result.orderNumbers.join(', ') }]
				: [],
		outcome: step.outcome,
		cause: step.cause,
		remedy: index === last ? (result.problem?.remedy ?? '') : '',
		durationMs:
			Date.parse(step.time) - Date.parse(result.steps[Math.max(index - 1, 0)]?.time ?? step.time),
		calls: 0,
	}));
}
