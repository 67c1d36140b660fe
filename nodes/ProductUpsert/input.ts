import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { CATALOG_FIELD } from '../../lib/catalog/hand-over/format';
import { readCatalogFile } from '../../lib/catalog/hand-over/read-catalog-file';
import type { CatalogRows } from '../../lib/catalog/plan/desired';
import type { Feed } from '../../lib/catalog/types';
import { Problem } from '../../lib/shared/problem';
import { binaryFile } from '../shared/binary';

/** What the node is to bring into Autotask. */
export interface UpsertInput {
	items: unknown[] | CatalogRows;
	/** Whether a catalog file is among it. */
	isFile: boolean;
	/**
	 * The one price file that the items are from, once they are read; `null` where they are of none,
	 * or of several.
	 */
	feed(): Feed | null;
	/** The input item of a result, by the place that the run gave it. */
	itemOf(index: number): number;
}

/** Catalog items, one product each, or items with the file of Catalog Fetch, or both. */
export function readInput(context: IExecuteFunctions): UpsertInput {
	const input = context.getInputData();
	if (!input.some(holdsFile))
		return {
			items: input.map(({ json }) => json),
			isFile: false,
			feed: () => null,
			itemOf: (index) => index,
		};
	const starts: number[] = [];
	const feeds: (Feed | null)[] = [];
	async function* rows(): AsyncGenerator<unknown[]> {
		let count = 0;
		for (const [at, item] of input.entries()) {
			starts.push(count);
			const portions = holdsFile(item) ? fileRows(context, at, item, feeds) : [[item.json]];
			for await (const portion of portions) {
				count += portion.length;
				yield portion;
			}
		}
	}
	return {
		items: rows(),
		isFile: true,
		feed: () => (feeds.length === 1 ? (feeds[0] ?? null) : null),
		itemOf: (index) => starts.findLastIndex((start) => start <= index),
	};
}

/** A product has a SKU; an item without one that brings a file is about the file. */
function holdsFile({ json, binary }: INodeExecutionData): boolean {
	if (json.sku !== undefined) return false;
	// n8n 2 keeps files among the fields where a workflow says so
	const isInField = typeof json[CATALOG_FIELD] === 'object' && json[CATALOG_FIELD] !== null;
	return isInField || Object.keys(binary ?? {}).length > 0;
}

async function* fileRows(
	context: IExecuteFunctions,
	index: number,
	{ json, binary = {} }: INodeExecutionData,
	feeds: (Feed | null)[],
): CatalogRows {
	const [first = CATALOG_FIELD] = Object.keys(binary);
	const isNamed = CATALOG_FIELD in binary || CATALOG_FIELD in json;
	const property = isNamed ? CATALOG_FIELD : first;
	const { name, bytes } = binaryFile(context, index, property, 'catalog file');
	const stream = await bytes().catch((error: unknown) => {
		throw notInStore(name, error);
	});
	feeds.push(yield* readCatalogFile(stream, name));
}

function notInStore(record: string, error: unknown): Problem {
	return new Problem({
		code: 'catalog-file-gone',
		record,
		cause: `n8n no longer has the catalog file (${error instanceof Error ? error.message : String(error)})`,
		remedy:
			'Run the workflow from its start. With several n8n processes, set N8N_DEFAULT_BINARY_DATA_MODE to database or s3 for all of them, because a file on the disk of one is missing on the others.',
	});
}
