import { z } from 'zod';
import type { WireRecord } from '../types';

/** Ids come as numbers; a number in text is read as one. 0 is an id (the MSP's own company). */
const id = z.union([
	z.number().int(),
	z
		.string()
		.regex(/^-?\d+$/)
		.transform(Number),
]);

/**
 * A record as JSON gave it: an object. Its fields are Autotask's, and unknown ones are kept; an id
 * that is none is nobody's record.
 */
function isRecord(value: unknown): value is WireRecord {
	if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
	return !('id' in value) || Number.isInteger(value.id) || id.safeParse(value.id).success;
}

/**
 * As `z.custom`, which holds each value until a full collection: the getter that it makes has a
 * hidden class of its own in V8's old heap.
 */
class RecordType extends z.ZodType<WireRecord, z.ZodTypeDef, unknown> {
	_parse(input: z.ParseInput): z.ParseReturnType<WireRecord> {
		if (isRecord(input.data)) return z.OK(input.data);
		const message = 'a record was expected';
		z.addIssueToContext(this._getOrReturnCtx(input), { code: 'custom', message });
		return z.INVALID;
	}
}

const record = new RecordType({});

/**
 * A page of a query. Without `pageDetails` nobody knows whether there is more: such a reply is
 * refused.
 */
export const pageShape = z.object({
	items: z.array(record),
	pageDetails: z.object({ count: z.number().nullish(), nextPageUrl: z.string().nullish() }),
});

export const countShape = z
	.object({ queryCount: z.number().int().nonnegative() })
	.transform(({ queryCount }) => queryCount);

/** `{"item": null}` and a bare `null` are both seen for an id that is not there. */
export const itemShape = z
	.object({ item: record.nullable() })
	.nullable()
	.transform((found) => found?.item ?? null);

/** What Autotask answers to a write: the id alone. */
export const itemIdShape = z.object({ itemId: id }).transform(({ itemId }) => itemId);
