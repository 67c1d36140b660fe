import { z } from 'zod';
import { inBatches, readIn, TEXT } from '../../autotask/records/read-in-batches';
import type { Autotask, WireRecord } from '../../autotask/types';
import { CHARGE_KINDS, PARENT_ENTITY } from '../../orders/purchase-order/charges';
import { endsTheRun, type Problem, problemOf } from '../../shared/problem';
import type { StatusItem } from './po-lines';
import { plainSerial, type Receipt, serialsOf } from './receiving-plan';
import type { OrderSnapshot } from '../types';

/** An order as far as its devices go. */
export interface DeviceSource {
	items: StatusItem[];
	/** `null` = TD SYNNEX gave none. */
	snapshot: OrderSnapshot | null;
	/** The customer that the whole purchase order is for; empty = none. */
	companyId: string;
}

/** A configuration item that is there, active or not. */
export interface KnownDevice {
	id: string;
	companyId: string;
	productId: string;
	/** In capitals. */
	serial: string;
}

/** All that decides whether a received serial number becomes a configuration item. */
export interface DeviceFacts {
	devices: KnownDevice[];
	/** Line and serial number in capitals, of stocked units that a configuration item stands for. */
	tied: ReadonlySet<string>;
	/** The customer of each line; empty = it is for stock. */
	companyOf: ReadonlyMap<string, string>;
	/** By product, the category that its devices get; absent = Autotask's own default. */
	categories: ReadonlyMap<string, string>;
}

/**
 * Three calls, and one for each kind of source that lines come from, however many lines there are.
 * Where no serial number is known, none. A Problem where something of it may not be read: Autotask
 * keeps nobody from making a device twice, so none is made then.
 */
export async function readDeviceFacts(
	autotask: Autotask,
	orders: DeviceSource[],
	receipts: Receipt[],
): Promise<DeviceFacts | Problem> {
	const serials = serialNumbersOf(orders, receipts);
	if (serials.length === 0)
		return { devices: [], tied: new Set(), companyOf: new Map(), categories: new Map() };
	try {
		const items = orders.flatMap((order) => order.items);
		return {
			devices: await readDevices(autotask, serials),
			tied: await readTied(autotask, items),
			companyOf: await readCompanies(autotask, orders),
			categories: await readCategories(autotask, items),
		};
	} catch (error) {
		const problem = problemOf(error);
		if (problem.retryable || endsTheRun(problem)) throw problem;
		return problem;
	}
}

function serialNumbersOf(orders: DeviceSource[], receipts: Receipt[]): string[] {
	const shown = orders.flatMap(({ snapshot }) =>
		snapshot === null ? [] : snapshot.lines.flatMap(({ line }) => serialsOf(line, snapshot)),
	);
	const all = [...shown, ...receipts.map(({ serialNumber }) => serialNumber)];
	return [...new Set(all.map((serial) => serial.trim()).filter((serial) => serial !== ''))];
}

/** Whoever they belong to, inactive ones too. */
async function readDevices(autotask: Autotask, serials: string[]): Promise<KnownDevice[]> {
	const spelled = serials.flatMap((serial) => [serial, serial.toUpperCase(), serial.toLowerCase()]);
	const records: WireRecord[] = [];
	for (const value of inBatches([...new Set(spelled)]))
		records.push(
			...(await autotask.query('ConfigurationItems', {
				filter: [{ op: 'in', field: 'serialNumber', value }],
				fields: ['id', 'companyID', 'productID', 'serialNumber'],
			})),
		);
	return records.map((record) => {
		const { id, companyID, productID, serialNumber } = DEVICE.parse(record);
		return {
			id,
			companyId: companyID,
			productId: productID,
			serial: plainSerial(serialNumber),
		};
	});
}

async function readTied(autotask: Autotask, items: StatusItem[]): Promise<Set<string>> {
	const ids = items.map(({ id }) => id);
	const fields = ['id', 'purchaseOrderItemID', 'serialNumber', 'configurationItemID'];
	const rows = await readIn(autotask, 'InventoryStockedItems', 'purchaseOrderItemID', ids, fields);
	return new Set(
		rows
			.filter(({ configurationItemID }) => TEXT.parse(configurationItemID) !== '')
			.map((row) => unitKey(TEXT.parse(row.purchaseOrderItemID), TEXT.parse(row.serialNumber))),
	);
}

/** One unit of a line. */
export function unitKey(itemId: string, serialNumber: string): string {
	return `${itemId} ${plainSerial(serialNumber)}`;
}

/** Of the ticket, project or contract of a line, else of the whole purchase order. */
async function readCompanies(
	autotask: Autotask,
	orders: DeviceSource[],
): Promise<Map<string, string>> {
	const items = orders.flatMap((order) => order.items);
	const found = new Map<string, string>();
	for (const { items: own, companyId } of orders)
		for (const { id } of own) found.set(id, companyId);
	for (const kind of CHARGE_KINDS) {
		const ids = items.map((item) => item[`${kind}Id`]);
		const parents = await readIn(autotask, PARENT_ENTITY[kind], 'id', ids, ['id', 'companyID']);
		const companies = new Map(
			parents.map(({ id, companyID }) => [TEXT.parse(id), TEXT.parse(companyID)]),
		);
		for (const item of items.filter((one) => one[`${kind}Id`] !== ''))
			found.set(item.id, companies.get(item[`${kind}Id`]) ?? '');
	}
	return found;
}

async function readCategories(
	autotask: Autotask,
	items: StatusItem[],
): Promise<Map<string, string>> {
	const ids = items.map(({ productId }) => productId);
	const fields = ['id', 'defaultInstalledProductCategoryID'];
	const products = await readIn(autotask, 'Products', 'id', ids, fields);
	return new Map(
		products
			.map(
				(one) => [TEXT.parse(one.id), TEXT.parse(one.defaultInstalledProductCategoryID)] as const,
			)
			.filter(([, category]) => category !== ''),
	);
}

const DEVICE = z.object({ id: TEXT, companyID: TEXT, productID: TEXT, serialNumber: TEXT });
