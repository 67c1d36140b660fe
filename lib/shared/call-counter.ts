import type { Autotask } from '../autotask/types';

/** What one record's reading and writing needs of the port. */
export type RecordCalls = Pick<Autotask, 'query' | 'get' | 'create' | 'update'>;

/**
 * Counts what is asked of Autotask for one record while others are under way beside it. A call that had to
 * be repeated counts once; `Autotask.stats` counts them all.
 */
export function metered(autotask: RecordCalls): RecordCalls & { calls(): number } {
	let calls = 0;
	const counted = <T>(call: Promise<T>): Promise<T> => {
		calls += 1;
		return call;
	};
	return {
		calls: () => calls,
		query: (entity, query) => counted(autotask.query(entity, query)),
		get: (entity, id) => counted(autotask.get(entity, id)),
		create: (entity, record, parentId) => counted(autotask.create(entity, record, parentId)),
		update: (entity, record, parentId) => counted(autotask.update(entity, record, parentId)),
	};
}
