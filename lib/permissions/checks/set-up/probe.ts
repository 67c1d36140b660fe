import { DateTime } from 'luxon';
import type { Autotask, WireRecord } from '../../../autotask/types';
import { skuPattern } from '../../../shared/sku';
import type { AutotaskEvidence } from '../../evidence';
import { probe, type StopSignal } from '../../http-recorder';
import type { CheckSettings } from '../../settings';
import { type ProbeResult, probed } from '../../types';
import { EVERY } from '../modules/probe';

/**
 * Products whose SKUs are looked up: both ways of writing each stay within Autotask's 500 values a
 * query.
 */
const SAMPLE = 250;
const ORDERS_SHOWN = 200;
/** "Material" among the use types of billing codes, where the live list does not say. */
const MATERIAL_USE_TYPE = 4;

type SetUpEvidence = Omit<
	AutotaskEvidence,
	'seen' | 'zone' | 'login' | 'impersonation' | 'modules' | 'linesOfBusiness'
>;

/** What the nodes need to find in Autotask. Some ten calls, all of them reads. */
export async function probeSetUp(
	autotask: Autotask,
	recorder: StopSignal,
	settings: CheckSettings,
	now: number,
): Promise<SetUpEvidence> {
	const companies = await probe(recorder, () => companiesOf(autotask, settings.vendorName));
	const companyTypes = await probe(recorder, () => autotask.fields('Companies'));
	const products = await probe(recorder, () => someProducts(autotask, settings.skuPattern));
	return {
		companies,
		companyTypes,
		products,
		sameSkus: await sameSkus(autotask, recorder, products, settings.skuPattern),
		productFields: await probe(recorder, () => autotask.userDefinedFields('Products')),
		materialCodes: await probe(recorder, () => materialCodes(autotask)),
		inventoryLocations: await probe(recorder, () =>
			autotask.query('InventoryLocations', { filter: EVERY, fields: ['locationName', 'isActive'] }),
		),
		purchaseOrderFields: await probe(recorder, () => autotask.fields('PurchaseOrders')),
		numberedOrders: await probe(recorder, () => numberedOrders(autotask, now)),
	};
}

/**
 * One query for two checks: the vendor by name, and the own company, which is in every database.
 */
function companiesOf(autotask: Autotask, vendorName: string): Promise<WireRecord[]> {
	return autotask.query('Companies', {
		filter: [
			{
				op: 'or',
				items: [
					{ op: 'eq', field: 'id', value: 0 },
					{ op: 'contains', field: 'companyName', value: vendorName },
				],
			},
		],
		fields: ['companyName', 'companyType', 'isActive'],
		max: 50,
	});
}

/** Products that look like TD SYNNEX's; any, where there is none. */
async function someProducts(autotask: Autotask, pattern: string): Promise<WireRecord[]> {
	const { prefix } = skuPattern(pattern);
	const read = (filter: Parameters<Autotask['query']>[1]['filter'], max: number) =>
		autotask.query('Products', { filter, fields: ['name', 'sku', 'unitCost', 'isActive'], max });
	const ours = prefix
		? await read([{ op: 'beginsWith', field: 'sku', value: prefix }], SAMPLE)
		: await read([{ op: 'exist', field: 'sku' }], SAMPLE);
	return ours.length > 0 ? ours : await read(EVERY, 10);
}

/**
 * All products that share a SKU with those, wherever they stand in the list: the bare SKU counts as
 * the same. (Only the sync itself, which reads all products, can look at every SKU.)
 */
async function sameSkus(
	autotask: Autotask,
	recorder: StopSignal,
	products: ProbeResult<WireRecord[]>,
	pattern: string,
): Promise<ProbeResult<WireRecord[]>> {
	if (products.state !== 'found') return products;
	const { fromAutotask, toAutotask } = skuPattern(pattern);
	const skus = products.value
		.map(({ sku }) => fromAutotask(String(sku ?? '')))
		.filter((sku) => sku !== null);
	const values = [...new Set(skus.flatMap((sku) => [sku, toAutotask(sku)]))];
	if (values.length === 0) return probed([]);
	return await probe(recorder, () =>
		autotask.query('Products', {
			filter: [{ op: 'in', field: 'sku', value: values }],
			fields: ['sku', 'isActive'],
		}),
	);
}

async function materialCodes(autotask: Autotask): Promise<WireRecord[]> {
	const fields = await autotask.fields('BillingCodes');
	const useTypes = fields.find(({ name }) => name === 'useType')?.picklist ?? [];
	const material = useTypes.find(({ label }) => /^material/i.test(label.trim()))?.value;
	return await autotask.query('BillingCodes', {
		filter: [{ op: 'eq', field: 'useType', value: Number(material ?? MATERIAL_USE_TYPE) }],
		fields: ['name', 'isActive'],
		max: 100,
	});
}

function numberedOrders(autotask: Autotask, now: number): Promise<WireRecord[]> {
	const aYearAgo = DateTime.fromMillis(now, { zone: 'utc' }).minus({ years: 1 });
	return autotask.query('PurchaseOrders', {
		filter: [
			{ op: 'exist', field: 'externalPONumber' },
			{ op: 'gte', field: 'createDateTime', value: aYearAgo.toISO({ suppressMilliseconds: true }) },
		],
		fields: ['purchaseOrderNumber', 'externalPONumber', 'vendorID'],
		max: ORDERS_SHOWN,
	});
}
