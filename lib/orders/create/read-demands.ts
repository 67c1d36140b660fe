import { z } from 'zod';
import { statusValue } from '../../autotask/metadata/picklist';
import { readIn, TEXT } from '../../autotask/records/read-in-batches';
import type { Autotask } from '../../autotask/types';
import { PARENT_ENTITY, readCharges } from '../purchase-order/charges';
import { ofEachKind, readCovered } from '../purchase-order/covered';
import { readByProduct } from '../purchase-order/deal-demand';
import { orderedLines } from '../purchase-order/demand';
import { type KnownProduct, type ProductSource, readProducts } from '../purchase-order/products';
import type { ChargeKind, OrderedLine } from '../purchase-order/charge-types';
import { MADE_TWICE } from '../journal/source-marks';
import type { ShipTo } from '../types';
import {
	chargesIn,
	type ChargeSelection,
	findCharges,
	type FoundCharge,
	labeled,
	madeFromCharges,
} from './charge-selection';
import { byId, readPlaces, salesAddress, withStreet } from './deal-places';

/** A charge with all that decides whether, where and for whom it is bought. */
export interface Demand {
	charge: FoundCharge;
	/** Such as `ticket T20261101.0001`. */
	parent: string;
	companyId: string;
	/** Units that stock covers: picked, reserved or delivered. */
	covered: string;
	/** Purchase order lines that buy it already. */
	ordered: OrderedLine[];
	/**
	 * The purchase order of ours that it was on, if a person canceled that before it was sent; empty
	 * = none.
	 */
	withdrawnFrom: string;
	/** Numbers of purchase orders that were made by product from the deal's quotes. */
	byProduct: string[];
	product: KnownProduct | null;
	/** Of the sales order, the quote and the company; `null` = it has no street. */
	addresses: { salesOrder: ShipTo | null; quote: ShipTo | null; company: ShipTo | null };
	phone: string;
}

/** A purchase order that an earlier run began and that is not sent. */
export interface UnsentPo {
	poId: string;
	poNumber: string;
	chargeIds: string[];
}

export interface Demands {
	demands: Demand[];
	begun: UnsentPo[];
	/** Kinds of charges that could not be read. */
	unseen: ChargeKind[];
}

/**
 * The charges of a selection, and of the purchase orders that earlier runs began for them. All
 * reads are in batches: some twenty calls, however many charges there are.
 */
export async function readDemands(
	autotask: Autotask,
	selection: ChargeSelection,
	source: ProductSource,
): Promise<Demands> {
	const found = await findCharges(autotask, selection);
	const begun = await readBegun(autotask, source.vendorId, selection, found.charges);
	const known = new Set(found.charges.map(({ id }) => id));
	const further = begun.flatMap(({ chargeIds }) => chargeIds).filter((id) => !known.has(id));
	const refs = further.map((id) => ({ id, kind: null }));
	const more = await readCharges(autotask, refs);
	const others = await labeled(autotask, [...more.charges.values()]);
	const charges = [...found.charges, ...others.charges];
	const withdrawn = await readWithdrawn(autotask, source.vendorId);
	const demands = (await withFacts(autotask, charges, source)).map((demand) => ({
		...demand,
		withdrawnFrom: withdrawn.get(demand.charge.id) ?? '',
	}));
	const missing = further.some((id) => !more.charges.has(id)) ? more.unseen : [];
	return { demands, begun, unseen: [...new Set([...found.unseen, ...missing])] };
}

async function readBegun(
	autotask: Autotask,
	vendorId: string,
	selection: ChargeSelection,
	charges: FoundCharge[],
): Promise<UnsentPo[]> {
	const status = await statusValue(autotask, 'New');
	const filter = madeFromCharges(vendorId, status);
	const wanted = new Set(charges.map(({ id }) => id));
	return (await autotask.query('PurchaseOrders', { filter }))
		.filter(({ cancelDateTime }) => TEXT.parse(cancelDateTime) === '')
		.flatMap((record) => {
			const chargeIds = chargesIn(TEXT.parse(record.generalMemo)) ?? [];
			const ours = selection.by === 'all' || chargeIds.some((id) => wanted.has(id));
			const poId = TEXT.parse(record.id);
			const poNumber = TEXT.parse(record.purchaseOrderNumber) || poId;
			return ours && chargeIds.length > 0 ? [{ poId, poNumber, chargeIds }] : [];
		});
}

/**
 * The charges of purchase orders that were canceled: a person did not want them, and each stays out
 * until he takes it out of the mark, whatever else is ordered. By charge, the purchase order.
 */
async function readWithdrawn(autotask: Autotask, vendorId: string): Promise<Map<string, string>> {
	const status = await statusValue(autotask, 'Canceled');
	const records = await autotask.query('PurchaseOrders', {
		filter: madeFromCharges(vendorId, status),
	});
	return new Map(
		records.flatMap((record) => {
			const memo = TEXT.parse(record.generalMemo);
			const number = TEXT.parse(record.purchaseOrderNumber) || TEXT.parse(record.id);
			const ids = memo.startsWith(MADE_TWICE) ? [] : (chargesIn(memo) ?? []);
			return ids.map((id) => [id, number] as const);
		}),
	);
}

async function withFacts(
	autotask: Autotask,
	charges: FoundCharge[],
	source: ProductSource,
): Promise<Omit<Demand, 'withdrawnFrom'>[]> {
	if (charges.length === 0) return [];
	const parents = await readParents(autotask, charges);
	const parentOf = ({ kind, parentId }: FoundCharge) => parents.get(`${kind} ${parentId}`);
	const deals = charges.map((charge) => parentOf(charge)?.opportunityID ?? '');
	const places = await readPlaces(autotask, deals);
	const byProduct = await readByProduct(autotask, places.quotes);
	const companies = await byId(
		autotask,
		'Companies',
		charges.map((charge) => parentOf(charge)?.companyID ?? ''),
	);
	const covered = await readCovered(autotask, charges);
	const ids = charges.map(({ id }) => id);
	const ordered = await orderedLines(autotask, ids);
	const productIds = charges.map(({ productId }) => productId);
	const products = await readProducts(autotask, productIds, source);
	return charges.map((charge) => {
		const parent = parentOf(charge);
		const deal = parent?.opportunityID ?? '';
		const company = companies.get(parent?.companyID ?? '');
		const name = TEXT.parse(company?.companyName);
		return {
			charge,
			parent: `${charge.kind} ${parent?.name || charge.parentId}`,
			companyId: parent?.companyID ?? '',
			covered: covered.get(charge.id) ?? '0',
			ordered: ordered.filter(({ chargeId }) => chargeId === charge.id),
			byProduct: byProduct.filter((one) => one.deal === deal).map(({ line }) => line.poNumber),
			product: products.get(charge.productId) ?? null,
			addresses: {
				salesOrder: salesAddress(places.salesOrders.get(deal), name),
				quote: withStreet(places.locations.get(deal), name),
				company: withStreet(company, name),
			},
			phone: TEXT.parse(company?.phone),
		};
	});
}

interface Parent {
	name: string;
	companyID: string;
	opportunityID: string;
}

/** By kind and id. */
async function readParents(
	autotask: Autotask,
	charges: FoundCharge[],
): Promise<Map<string, Parent>> {
	const found = new Map<string, Parent>();
	for (const [kind, own] of ofEachKind(charges)) {
		const ids = own.map(({ parentId }) => parentId);
		const fields = ['id', 'companyID', 'opportunityID', NAME_FIELD[kind]];
		for (const record of await readIn(autotask, PARENT_ENTITY[kind], 'id', ids, fields)) {
			const { id, companyID, opportunityID } = PARENT.parse(record);
			const name = TEXT.parse(record[NAME_FIELD[kind]]);
			found.set(`${kind} ${id}`, { name, companyID, opportunityID });
		}
	}
	return found;
}

const NAME_FIELD: Readonly<Record<ChargeKind, string>> = {
	ticket: 'ticketNumber',
	project: 'projectName',
	contract: 'contractName',
};
const PARENT = z.object({ id: TEXT, companyID: TEXT, opportunityID: TEXT });
