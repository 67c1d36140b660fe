import { z } from 'zod';

/**
 * The file by which Catalog Fetch hands a whole catalogue to Product Upsert: packed lines of
 * JSON. The first says what it is and names the fields, each further one holds the values of a
 * product in that order, the last one says how many there were, and of which price file.
 */
export const FORMAT = 'td-synnex-catalog';
/** Raised when an older node could no longer read what a newer one writes. */
export const VERSION = 1;
/** The binary field that holds the file. */
export const CATALOG_FIELD = 'catalog';
export const CATALOG_MIME_TYPE = 'application/gzip';

/** What every version begins with. */
export const HEADER = z.object({
	format: z.literal(FORMAT),
	version: z.number().int().positive(),
});
export const HEADER_1 = HEADER.extend({ fields: z.array(z.string()).min(1) });
/** Older versions tell nothing of the price file. */
const FEED = z.object({
	kind: z.enum(['full', 'delta']),
	created: z.string().nullable(),
	complete: z.boolean(),
});
export const END = z.object({
	products: z.number().int().nonnegative(),
	feed: FEED.nullable().catch(null),
});
