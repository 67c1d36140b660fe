import { z } from 'zod';
import type { Autotask, Filter, WireRecord } from '../../autotask/types';
import { Problem } from '../../shared/problem';
import { samePoNumber } from '../request/po-number';
import { plainFields, TEXT } from '../../autotask/records/read-in-batches';
export { type KnownProduct, type ProductSource, readProducts } from './products';
export { plainFields, readIn, TEXT } from '../../autotask/records/read-in-batches';
import type { OrderState, PurchaseOrder } from '../types';

/** Which purchase orders a run is about. */
export type Selection =
	/** By Autotask id or by purchase order number. */
	| { by: 'name'; ids: string[]; numbers: string[] }
	/**
	 * All of a vendor in one status (picklist value), and with a word in the memo if one is given.
	 */
	| { by: 'ready'; vendorId: string; status: string; memoMark: string }
	/**
	 * All of a vendor whose block says that they are being sent, in doubt, or not yet written back.
	 */
	| { by: 'open'; vendorId: string };

/**
 * A purchase order without its lines, and when it was asked for: its memo is no newer than that.
 */
export interface Header {
	po: PurchaseOrder;
	/** Milliseconds since 1970, taken before the request left. */
	readAt: number;
}

/** One that was named, by id or by number, and is not among those read. */
export interface Missing {
	id: string;
	number: string;
	problem: Problem;
}

/**
 * The purchase orders of a selection, lines not yet read, by their ids; and what became of those
 * named that are not among them.
 */
export async function readHeaders(
	autotask: Autotask,
	selection: Selection,
	now: () => number,
): Promise<{ headers: Header[]; missing: Missing[] }> {
	const readAt = now();
	const headers = (await readRecords(autotask, selection))
		.map((record) => ({ po: readHeader(record), readAt }))
		.sort((one, other) => Number(one.po.id) - Number(other.po.id));
	if (selection.by !== 'name') return { headers, missing: [] };
	const { ids, numbers } = selection;
	const missing: Missing[] = ids
		.filter((id) => !headers.some(({ po }) => Number(po.id) === Number(id)))
		.map((id) => ({ id, number: '', problem: notFound(`PO with the id ${id}`) }));
	const guesses = new Set<Header>();
	for (const number of numbers) {
		const found = headers.filter(({ po }) => samePoNumber(po.number, number));
		const unnamed = found.filter(({ po }) => !ids.includes(po.id));
		if (found.length === 0) missing.push({ id: '', number, problem: notFound(`PO ${number}`) });
		else if (found.length > 1) {
			missing.push({ id: '', number, problem: ambiguous(number, found) });
			unnamed.forEach((one) => guesses.add(one));
		}
	}
	return { headers: headers.filter((one) => !guesses.has(one)), missing };
}

/** A number is to name one purchase order: of two nobody can tell which is meant. */
function ambiguous(number: string, found: Header[]): Problem {
	return new Problem({
		code: 'po-number-ambiguous',
		record: `PO ${number}`,
		cause: `Autotask has ${found.length} purchase orders with this number, with the IDs ${found.map(({ po }) => po.id).join(', ')}`,
		remedy: 'Name the correct one by its ID.',
	});
}

/** One purchase order anew, its lines kept from an earlier read. */
export async function rereadHeader(
	autotask: Autotask,
	po: PurchaseOrder,
	now: () => number,
): Promise<Header> {
	const readAt = now();
	const record = await autotask.get('PurchaseOrders', Number(po.id));
	if (record === null) throw notFound(`PO ${po.number}`);
	return { po: { ...readHeader(record), items: po.items }, readAt };
}

/** What to say of a purchase order that is not there. */
export function notFound(record: string): Problem {
	return new Problem({
		code: 'po-not-found',
		record,
		cause: 'Autotask has no such purchase order, or the API user cannot see it',
		remedy:
			'Check the number in Autotask under Inventory > Purchase Orders. If it is there, check the security level and line of business of the API user.',
	});
}

async function readRecords(autotask: Autotask, selection: Selection): Promise<WireRecord[]> {
	if (selection.by !== 'name')
		return await autotask.query('PurchaseOrders', { filter: filterOf(selection) });
	const { ids, numbers } = selection;
	if (ids.length === 1 && numbers.length === 0) {
		const record = await autotask.get('PurchaseOrders', Number(ids[0]));
		return record === null ? [] : [record];
	}
	const items: Filter[] = [
		...(ids.length > 0 ? [{ op: 'in' as const, field: 'id', value: ids.map(Number) }] : []),
		...(numbers.length > 0
			? [{ op: 'in' as const, field: 'purchaseOrderNumber', value: numbers }]
			: []),
	];
	if (items.length === 0) return [];
	return await autotask.query('PurchaseOrders', {
		filter: items.length === 1 ? items : [{ op: 'or', items }],
	});
}

function filterOf(selection: Exclude<Selection, { by: 'name' }>): Filter[] {
	const vendor: Filter = { op: 'eq', field: 'vendorID', value: Number(selection.vendorId) };
	const memo = (value: string): Filter => ({ op: 'contains', field: 'generalMemo', value });
	if (selection.by === 'open')
		return [vendor, { op: 'or', items: OPEN_STATES.map((state) => memo(`State: ${state}`)) }];
	return [
		vendor,
		{ op: 'eq', field: 'status', value: Number(selection.status) },
		...(selection.memoMark === '' ? [] : [memo(selection.memoMark)]),
	];
}

/** States that Reconcile has something to do with. */
const OPEN_STATES: (OrderState | 'SENDING')[] = [
	'POSTING',
	'UNCERTAIN',
	'ACCEPTED',
	'PARTIAL',
	'HELD',
	// as old versions wrote it
	'SENDING',
];

/** A purchase order's own fields; its lines are read apart. */
export function readHeader(record: WireRecord): PurchaseOrder {
	const read = HEADER.parse(record);
	return {
		id: read.id,
		number: read.purchaseOrderNumber || read.id,
		vendorId: read.vendorID,
		status: read.status,
		externalNumber: read.externalPONumber.trim(),
		memo: read.generalMemo,
		shipTo: {
			name1: read.shipToName,
			name2: '',
			line1: read.shipToAddress1,
			line2: read.shipToAddress2,
			city: read.shipToCity,
			state: read.shipToState,
			zip: read.shipToPostalCode,
			country: '',
		},
		phone: read.phone,
		purchaseForCompanyId: read.purchaseForCompanyID,
		createdAt: read.createDateTime,
		cancelled: read.cancelDateTime !== '',
		items: [],
		fields: plainFields(record),
	};
}

const HEADER = z.object({
	id: TEXT,
	purchaseOrderNumber: TEXT,
	vendorID: TEXT,
	status: TEXT,
	externalPONumber: TEXT,
	generalMemo: TEXT,
	shipToName: TEXT,
	shipToAddress1: TEXT,
	shipToAddress2: TEXT,
	shipToCity: TEXT,
	shipToState: TEXT,
	shipToPostalCode: TEXT,
	phone: TEXT,
	purchaseForCompanyID: TEXT,
	createDateTime: TEXT,
	cancelDateTime: TEXT,
});
