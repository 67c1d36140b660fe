import type { Autotask } from '../types';
import type { Clock } from '../../shared/clock';
import { retryTransient } from '../../shared/backoff';

/**
 * Autotask for orders: reads are tried again while what fails may pass, writes are not. A memo must
 * never be written again as it was read some time ago: what people and other runs have written
 * since would be gone, and a write that was given up may still arrive. Whoever writes reads first,
 * each time.
 *
 * @param autotask a client that makes one attempt a call
 */
export function retryingReads(autotask: Autotask, clock: Clock): Autotask {
	return {
		...autotask,
		query: (entity, query) => retryTransient(clock, () => autotask.query(entity, query)),
		get: (entity, id) => retryTransient(clock, () => autotask.get(entity, id)),
		count: (entity, filter) => retryTransient(clock, () => autotask.count(entity, filter)),
		fields: (entity) => retryTransient(clock, () => autotask.fields(entity)),
	};
}
