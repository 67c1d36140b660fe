import type { z } from 'zod';
import type { WireRequest } from '../../shared/http';
import { Problem } from '../../shared/problem';

/**
 * How a call may be repeated. `read` and `update` (a PATCH of given values) do the same thing twice
 * without harm; a `create` made twice is two records, as Autotask knows no idempotency key.
 */
export type CallKind = 'read' | 'update' | 'create';

/** One call to Autotask, before it has a host. */
export interface Call {
	kind: CallKind;
	method: WireRequest['method'];
	/** Below `V1.0/`, such as `Products/query`; or the whole address of a next page. */
	path: string;
	body?: unknown;
	/** The entity, for messages. */
	entity: string;
	/** The record in a person's words, such as `Products 123`; empty for a whole set. */
	record?: string;
	/** Not counted by the budget: only the call that reads the budget. */
	unmetered?: boolean;
}

/** What a reply must look like. */
export type Shape<T> = z.ZodType<T, z.ZodTypeDef, unknown>;

/** Makes one call, with threads, budget and retries kept, and reads the reply. */
export type Caller = <T>(call: Call, shape: Shape<T>) => Promise<T>;

/**
 * For `.catch`: a Problem with one of these codes becomes the value; every other failure goes on.
 */
export function insteadOf<T>(codes: string[], value: T) {
	return (error: unknown): T => {
		if (error instanceof Problem && codes.includes(error.code)) return value;
		throw error;
	};
}

/**
 * What the three-calls-at-once rule counts by: the first path segment. Autotask's text speaks of
 * the object endpoint; whether a parent and its child share one is not known, so they are taken to.
 */
export function endpointOf(path: string): string {
	const below = path.replace(/^.*?v1\.0\//i, '');
	return below.split(/[/?]/, 1)[0] ?? '';
}
