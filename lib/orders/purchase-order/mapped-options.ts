import type { Autotask } from '../../autotask/types';
import { type OptionMap, type OptionTexts, readMapped } from '../request/options';
import { plainFields, readIn, TEXT } from '../../autotask/records/read-in-batches';
import type { Header } from './read-purchase-orders';

/**
 * Options from fields of the purchase order, its first item, the opportunity it came from and the
 * company the goods are for; user-defined fields by their names. A record is read only if the map
 * names it.
 *
 * @returns texts by PO id
 */
export async function readMappedTexts(
	autotask: Autotask,
	headers: Header[],
	map: OptionMap,
): Promise<Map<string, OptionTexts>> {
	const named = new Set(Object.values(map).map((path) => path.split('.')[0]));
	const companies = named.has('company')
		? await recordsById(
				autotask,
				'Companies',
				headers.map(({ po }) => po.purchaseForCompanyId),
			)
		: new Map<string, Fields>();
	const opportunities = named.has('opportunity')
		? await opportunitiesOf(autotask, headers)
		: new Map<string, Fields>();
	return new Map(
		headers.map(({ po }) => [
			po.id,
			readMapped(map, {
				purchaseOrder: po.fields,
				item: po.items[0]?.fields ?? {},
				company: companies.get(po.purchaseForCompanyId) ?? {},
				opportunity: opportunities.get(po.id) ?? {},
			}),
		]),
	);
}

type Fields = Record<string, string>;

async function recordsById(
	autotask: Autotask,
	entity: string,
	ids: string[],
): Promise<Map<string, Fields>> {
	const records = await readIn(autotask, entity, 'id', ids);
	return new Map(records.map((record) => [TEXT.parse(record.id), plainFields(record)]));
}

/**
 * By way of the lines' sales order, or of the quote that the purchase order was made from. By PO
 * id.
 */
async function opportunitiesOf(
	autotask: Autotask,
	headers: Header[],
): Promise<Map<string, Fields>> {
	const ways = headers.map(({ po }) => ({
		poId: po.id,
		sale: po.items.map(({ fields }) => fields.salesOrderID ?? '').find(Boolean) ?? '',
		quote: /\[from quote (\d+)\]/.exec(po.memo)?.[1] ?? '',
	}));
	const sales = await recordsById(
		autotask,
		'SalesOrders',
		ways.map(({ sale }) => sale),
	);
	const quotes = await recordsById(
		autotask,
		'Quotes',
		ways.map(({ quote }) => quote),
	);
	const wanted = ways.map(({ poId, sale, quote }) => ({
		poId,
		id: sales.get(sale)?.opportunityID ?? quotes.get(quote)?.opportunityID ?? '',
	}));
	const found = await recordsById(
		autotask,
		'Opportunities',
		wanted.map(({ id }) => id),
	);
	return new Map(wanted.map(({ poId, id }) => [poId, found.get(id) ?? {}]));
}
