import type { Comparison } from './compare';
import type { OrderEvent, PictureFault } from '../types';

/** Something on Autotask's side that a person must look at, as an event. */
export function attention({ known }: Comparison, fault: PictureFault): OrderEvent {
	return {
		kind: 'needsAttention',
		source: 'Autotask',
		what: fault.cause,
		before: known.status,
		after: known.status,
		complete: false,
		lines: [],
		trackingNumbers: [],
		serialNumbers: [],
		carrier: '',
		invoice: null,
		fault,
	};
}
