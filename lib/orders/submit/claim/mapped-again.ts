import { plainFields, readIn, TEXT } from '../../../autotask/records/read-in-batches';
import type { Autotask } from '../../../autotask/types';
import { readMappedTexts } from '../../purchase-order/mapped-options';
import type { OptionMap, OptionName, OptionTexts } from '../../request/options';
import type { PurchaseOrder } from '../../types';

/**
 * The texts of mapped fields right before an order is sent. Those of the purchase order itself are
 * at hand; of other records, a person's word about this order is read again: one call where it is
 * a field of an item or of the company, and the way to the opportunity where it is one of that.
 *
 * @param po as it was read right now
 * @param before the texts as the run began
 */
export async function mappedAgain(
	autotask: Autotask,
	po: PurchaseOrder,
	map: OptionMap,
	before: OptionTexts,
): Promise<OptionTexts> {
	const again = Object.fromEntries(
		(Object.entries(map) as [OptionName, string][]).filter(
			([name, path]) => path.startsWith('purchaseOrder.') || WORDS.includes(name),
		),
	);
	const items = Object.values(again).some((path) => path.startsWith('item.'))
		? await itemsNow(autotask, po)
		: po.items;
	const header = { po: { ...po, items }, readAt: 0 };
	const read = await readMappedTexts(autotask, [header], again);
	return { ...before, ...read.get(po.id) };
}

/** What a person says about just this order, and may take back. */
const WORDS: OptionName[] = ['approvedBy', 'approvedUpTo', 'approvedContent', 'revision'];

async function itemsNow(autotask: Autotask, { id, items }: PurchaseOrder) {
	const records = await readIn(autotask, 'PurchaseOrderItems', 'orderID', [id]);
	return items.map((item) => {
		const record = records.find((one) => TEXT.parse(one.id) === item.id);
		return record === undefined ? item : { ...item, fields: plainFields(record) };
	});
}
