import { same } from '../../autotask/metadata/picklist';
import { moneyText, readMoney } from '../../shared/money';
import type { LiveItem, ShipTo } from '../types';
import { NO_ADDRESS } from '../request/option-types';
import type { ChargeKind, OrderedLine } from '../purchase-order/charge-types';
import { NEED, ON_ORDER, sourceOfCharges, WAITING } from './charge-selection';
import type { UnsentPo, Demand, Demands } from './read-demands';
import type { PlannedItem, PlannedPo } from './types';

export interface ChargeSettings {
	vendorId: string;
	/** One purchase order for each customer and ship-to, or for each ticket, project or contract. */
	groupBy: 'shipTo' | 'source';
	/**
	 * The sales order's ship-to, then the quote's, then the company's address; or the company's; or
	 * `address`.
	 */
	shipTo: 'sale' | 'company' | 'given';
	/** For `given`. */
	address: ShipTo;
	phone: string;
	inventoryLocationId: string;
	memo: string;
	/** The live price, or the cost that stands in the charge. */
	costFrom: 'live' | 'charge';
	/** Hand the customer's own PO number on as the end user's. */
	customerPoNumber: boolean;
	/** Modules that this Autotask does not have: their charges are missed by nobody. */
	modulesNotInUse: readonly ChargeKind[];
}

/** Why a charge is on no purchase order of this run. */
export interface LeftOut {
	text: string;
	/** A person has to do something about it; otherwise it is on its way, or not TD SYNNEX's. */
	attention: boolean;
}

export interface ChargePlans {
	plans: PlannedPo[];
	leftOut: LeftOut[];
}

/**
 * Charges on one purchase order: their ids stand in its memo, which has to have room for the order
 * as well.
 */
const MOST_CHARGES = 50;

/**
 * The purchase orders that charges stand for: first those that earlier runs began, then a new one
 * for each group. Each demand is on one of them at most. Pure.
 *
 * @param live prices by SKU
 */
export function planFromCharges(
	{ demands, begun, unseen }: Demands,
	settings: ChargeSettings,
	live: ReadonlyMap<string, LiveItem>,
): ChargePlans {
	const leftOut: LeftOut[] = unseen
		.filter((kind) => !settings.modulesNotInUse.includes(kind))
		.map((kind) => ({
			text: `${kind} charges, which the API user is not allowed to read`,
			attention: true,
		}));
	const open = new Map(demands.map((demand) => [demand.charge.id, demand]));
	const plans = begun.flatMap<PlannedPo>((one) => {
		const own = one.chargeIds.flatMap((id) => open.get(id) ?? []);
		own.forEach(({ charge }) => open.delete(charge.id));
		const items = orderable(own, settings, live, leftOut, one);
		const unwanted = own.flatMap((demand) => {
			const why = isOn(demand, one) ? notOrderable(demand, one) : null;
			return why === null
				? []
				: [{ chargeId: demand.charge.id, why: `${nameOf(demand)} ${why.text}` }];
		});
		const [first] = own;
		if (first === undefined || items.length + unwanted.length === 0) return [];
		return [{ ...planned(sourceOfCharges(one.chargeIds), first, items, settings), unwanted }];
	});
	const groups = new Map<string, { demand: Demand; item: PlannedItem }[]>();
	for (const demand of open.values()) {
		const [item] = orderable([demand], settings, live, leftOut, null);
		if (item === undefined) continue;
		const key = groupOf(demand, settings);
		groups.set(key, [...(groups.get(key) ?? []), { demand, item }]);
	}
	for (const group of groups.values()) {
		for (let start = 0; start < group.length; start += MOST_CHARGES) {
			const some = group.slice(start, start + MOST_CHARGES);
			const [first] = some;
			if (first === undefined) continue;
			const source = sourceOfCharges(some.map(({ item }) => item.chargeId));
			const items = some.map(({ item }) => item);
			plans.push(planned(source, first.demand, items, settings));
		}
	}
	return { plans, leftOut };
}

function orderable(
	demands: Demand[],
	settings: ChargeSettings,
	live: ReadonlyMap<string, LiveItem>,
	leftOut: LeftOut[],
	begun: UnsentPo | null,
): PlannedItem[] {
	return demands.flatMap((demand) => {
		const item = lineOf(demand, settings, live, begun);
		if ('chargeId' in item) return [item];
		leftOut.push(item);
		return [];
	});
}

/** The line of a charge, or why it gets none. */
function lineOf(
	demand: Demand,
	settings: ChargeSettings,
	live: ReadonlyMap<string, LiveItem>,
	begun: UnsentPo | null,
): PlannedItem | LeftOut {
	const { charge, product } = demand;
	const why = notOrderable(demand, begun);
	if (why !== null) return { ...why, text: `${nameOf(demand)} ${why.text}` };
	const now = settings.costFrom === 'live' ? live.get(product?.sku ?? '') : null;
	// an old cost must not pass for the price of now
	if (now === undefined)
		return { text: `${nameOf(demand)} was not priced: no answer from TD SYNNEX`, attention: true };
	const cost = readMoney(now?.price ?? (charge.unitCost || (product?.unitCost ?? '')));
	if (!('amount' in cost) || cost.amount === null) {
		const text = `${nameOf(demand)} has no cost: TD SYNNEX has no price for it, and neither has Autotask`;
		return { text, attention: true };
	}
	return {
		key: `charge ${charge.id}`,
		chargeId: charge.id,
		productId: charge.productId,
		sku: product?.sku ?? '',
		name: charge.name || (product?.name ?? ''),
		quantity: neededOf(demand),
		unitCost: moneyText(cost.amount),
		minimumQuantity: product?.minimumQuantity ?? null,
		soldPrice: charge.unitPrice,
	};
}

function notOrderable(demand: Demand, begun: UnsentPo | null): LeftOut | null {
	const { charge, ordered, product, byProduct, withdrawnFrom } = demand;
	const own = isOn(demand, begun);
	const others = ordered.filter(({ poId }) => poId !== begun?.poId);
	if (others.length > 0) return orderedAlready(demand, others, own);
	if (!own && withdrawnFrom !== '')
		return {
			text: `was on PO ${withdrawnFrom}, which was canceled in Autotask before it was sent. To have it ordered again, remove it from the line [from charges ...] of that General Memo`,
			attention: true,
		};
	if (!own && same(charge.label, WAITING))
		return { text: 'waits for approval in Autotask (Purchase Approvals)', attention: false };
	if (!own && same(charge.label, ON_ORDER))
		return {
			text: 'is On Order in Autotask, but is on no active purchase order. Was its purchase order canceled?',
			attention: true,
		};
	if (!own && !same(charge.label, NEED))
		return { text: `is ${charge.label || 'in an unknown status'}`, attention: false };
	if (own && ![NEED, ON_ORDER].some((label) => same(charge.label, label)))
		return { text: `is now ${charge.label || 'in an unknown status'}`, attention: true };
	if (product === null || product.sku === '')
		return { text: 'is not a TD SYNNEX product', attention: false };
	if (!own && byProduct.length > 0)
		return {
			text: `belongs to a deal that was already ordered by product on PO ${byProduct.join(', ')}, before its charges existed`,
			attention: true,
		};
	const needed = neededOf(demand);
	if (needed <= 0) return { text: 'is covered by stock', attention: false };
	return Number.isInteger(needed) && needed < 10_000_000
		? null
		: {
				text: `needs ${needed}, and Autotask orders whole numbers only`,
				attention: true,
			};
}

/** Who has it; about units that are not on order there, a person decides. */
function orderedAlready(demand: Demand, others: OrderedLine[], own: boolean): LeftOut {
	const canceled = others.some((line) => line.canceled);
	const units = others.reduce((sum, { quantity }) => sum + Number(quantity), 0);
	const needed = neededOf(demand);
	const isShort = !canceled && units > 0 && units < needed;
	const more = isShort
		? `, but only ${units} of the ${needed} that it needs; the rest is not ordered`
		: canceled
			? ', which is canceled in Autotask, although TD SYNNEX has or may have an order for it'
			: '';
	const text = `is already on PO ${others.map(({ poNumber }) => poNumber).join(', ')}${more}`;
	return { text, attention: own || canceled || isShort };
}

/** Whether the purchase order that an earlier run began has its line. */
function isOn({ ordered }: Demand, begun: UnsentPo | null): boolean {
	return ordered.some(({ poId }) => poId === begun?.poId);
}

/** Sold, less what stock covers. */
function neededOf({ charge, covered }: Demand): number {
	return Math.round((Number(charge.quantity) - Number(covered)) * 10_000) / 10_000;
}

function nameOf({ charge, parent }: Demand): string {
	return `charge ${charge.id} (${charge.name}, ${parent})`;
}

function groupOf(demand: Demand, settings: ChargeSettings): string {
	const { charge, companyId } = demand;
	const source = settings.groupBy === 'source' ? [charge.kind, charge.parentId] : [];
	const number = settings.customerPoNumber ? [charge.customerPoNumber] : [];
	return JSON.stringify([companyId, shipToOf(demand, settings), ...source, ...number]);
}

function shipToOf({ addresses }: Demand, settings: ChargeSettings): ShipTo {
	const { salesOrder, quote, company } = addresses;
	if (settings.shipTo === 'given') return settings.address;
	const found = settings.shipTo === 'company' ? company : (salesOrder ?? quote ?? company);
	return found ?? NO_ADDRESS;
}

function planned(
	source: string,
	demand: Demand,
	items: PlannedItem[],
	settings: ChargeSettings,
): PlannedPo {
	const number = settings.customerPoNumber ? demand.charge.customerPoNumber : '';
	const mark = number === '' ? '' : `TDS end user po: ${number}`;
	return {
		source,
		others: [],
		vendorId: settings.vendorId,
		shipTo: shipToOf(demand, settings),
		phone: settings.shipTo === 'given' ? settings.phone : demand.phone,
		purchaseForCompanyId: demand.companyId,
		inventoryLocationId: settings.inventoryLocationId,
		memo: [settings.memo, mark].filter((line) => line !== '').join('\n'),
		items,
		leftOut: [],
	};
}
