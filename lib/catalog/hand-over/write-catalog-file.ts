import { gzipLines } from './gzip-lines';
import type { CatalogItem, Feed } from '../types';
import { FORMAT, VERSION } from './format';

export interface CatalogFileWriter {
	/** Adds a product; waits where it gives something to wait for. */
	add(item: CatalogItem): Promise<void> | undefined;
	/**
	 * The whole file.
	 *
	 * @param feed the price file, whose facts are known at its end
	 */
	end(feed: Feed): Promise<Uint8Array>;
}

/** Writes products as they come; none of them is held. */
export function catalogFileWriter(): CatalogFileWriter {
	const lines = gzipLines();
	let fields: (keyof CatalogItem)[] | undefined;
	let products = 0;
	const begin = (item?: CatalogItem) => {
		fields = Object.keys(item ?? { sku: '' }) as (keyof CatalogItem)[];
		return lines.line(JSON.stringify({ format: FORMAT, version: VERSION, fields }));
	};
	return {
		add(item) {
			// all items of one price file have the same fields
			if (!fields) void begin(item);
			products++;
			return lines.line(JSON.stringify(fields!.map((field) => item[field] ?? null)));
		},
		async end(feed) {
			if (!fields) await begin();
			await lines.line(JSON.stringify({ products, feed }));
			return await lines.end();
		},
	};
}
