import {
	type BatchQuery,
	readAll,
	readInBatches,
	VALUES_PER_CALL,
} from '../../../autotask/records/read-in-batches';
import type { Autotask, Filter, WireRecord } from '../../../autotask/types';
import { allEnded, CONCURRENT_CALLS } from '../../../shared/concurrency';
import type { UpsertSettings } from '../../settings';
import { cheaperWay, countIsWorthwhile } from './read-way';

/** Reads vendor entries while the products are still being read. */
export interface LinkReader {
	/** A product whose entries are wanted. */
	add(productId: number): void;
	/** When no call is under way; never throws. */
	settled(): Promise<void>;
	/**
	 * The entries of all products that were added, and of these wanted SKUs that no product stands
	 * for; or every entry of the vendor where that takes fewer calls.
	 */
	end(missingSkus: string[]): Promise<WireRecord[]>;
}

/**
 * Products and vendor entries are two endpoints, each with three threads of its own: entries are
 * asked for as soon as there are ids for a whole call, in no more calls than afterwards.
 *
 * @param wanted how many products are wanted
 */
export function readLinks(
	autotask: Autotask,
	wanted: number,
	{ vendorId }: UpsertSettings,
): LinkReader {
	const ofVendor: Filter = { op: 'eq', field: 'vendorID', value: vendorId };
	const every = countIsWorthwhile(wanted) ? readEvery(autotask, wanted, ofVendor) : null;
	// a failure is told at the end; until then nobody waits for it
	every?.catch(() => undefined);
	const asked: Promise<WireRecord[]>[] = [];
	let ids: number[] = [];
	const ask = (field: string, values: (string | number)[]) => {
		const listed = async () =>
			(await every)
				? []
				: await readFast(autotask, {
						entity: 'ProductVendors',
						field,
						values,
						fields: FIELDS,
						further: [ofVendor],
					});
		const list = listed();
		list.catch(() => undefined);
		asked.push(list);
	};
	const settled = async () => void (await Promise.allSettled([every, ...asked]));
	return {
		add(productId) {
			ids.push(productId);
			if (ids.length < VALUES_PER_CALL) return;
			ask('productID', ids);
			ids = [];
		},
		settled,
		async end(missingSkus) {
			ask('productID', ids);
			ask('vendorPartNumber', missingSkus);
			const listed = await allEnded(asked);
			return (await every) ?? listed.flat();
		},
	};
}

const FIELDS = ['id', 'productID', 'vendorPartNumber', 'vendorCost', 'isActive', 'isDefault'];

/** `null` where lists of the wanted ones take fewer calls. */
async function readEvery(
	autotask: Autotask,
	wanted: number,
	ofVendor: Filter,
): Promise<WireRecord[] | null> {
	const total = await autotask.count('ProductVendors', [ofVendor]);
	if (cheaperWay(wanted, total) === 'list') return null;
	return await readAll(autotask, 'ProductVendors', ofVendor, FIELDS, (entry) => entry);
}

/** As many calls at once as an endpoint takes. */
export async function readFast(autotask: Autotask, query: BatchQuery): Promise<WireRecord[]> {
	return await readInBatches(autotask, { ...query, concurrency: CONCURRENT_CALLS });
}
