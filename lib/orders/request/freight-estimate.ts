import Big from 'big.js';
import type { FreightMethod, FreightReply } from '../../tdsynnex/ec-xml/freight';
import { DROP_SHIP, WAREHOUSE_COLUMNS } from '../../tdsynnex/price-file/columns';
import type { Account, LiveItem, OrderRequest } from '../types';
import { ANY_WAREHOUSE } from './options';

/**
 * What TD SYNNEX says that an order's freight would cost: an estimate, which may change while it
 * works on the order.
 */
export interface FreightEstimate {
	/** Every ship method that TD SYNNEX offers, with its price; empty when it gave no quote. */
	freight: FreightMethod[];
	/** Of the chosen ship method, where the quote has it. */
	freightEstimate: string;
	/** Number of the warehouse that it is estimated from. */
	freightWarehouse: string;
	/** Order value from which this account pays no freight; empty = not stated. */
	freeFreightThreshold: string;
	/** What a small order costs more; empty = not stated or none. */
	minimumOrderFee: string;
	/** All that in words; why there is no estimate, where there is none. */
	freightNote: string;
}

export const NO_FREIGHT: FreightEstimate = {
	freight: [],
	freightEstimate: '',
	freightWarehouse: '',
	freeFreightThreshold: '',
	minimumOrderFee: '',
	freightNote: '',
};

/**
 * The warehouse to ask freight from, which the service requires: the one named, else the one that
 * holds most of what is wanted, else the first of the account's country. The manufacturer's own
 * stock is no warehouse.
 */
export function freightWarehouse(
	order: OrderRequest,
	live: ReadonlyMap<string, LiveItem> | null,
): string {
	const { warehouse } = order.options;
	if (warehouse !== ANY_WAREHOUSE && warehouse !== '') return warehouse;
	const covered = new Map<string, number>();
	for (const { sku, quantity } of order.lines) {
		for (const place of live?.get(sku)?.stockByWarehouse ?? []) {
			if (place.warehouse === DROP_SHIP.number || place.quantity <= 0) continue;
			const held = covered.get(place.warehouse) ?? 0;
			covered.set(place.warehouse, held + Math.min(place.quantity, quantity));
		}
	}
	const [fullest] = [...covered].sort(([, one], [, other]) => other - one);
	return fullest?.[0] ?? firstOf(order.account);
}

/** @param reply `null` = TD SYNNEX did not answer */
export function freightEstimate(
	reply: FreightReply | null,
	order: OrderRequest,
	warehouse: string,
): FreightEstimate {
	if (reply?.kind !== 'freight') return { ...NO_FREIGHT, freightNote: missing(reply) };
	const { shipMethod } = order.options;
	const { methods, freeFreightThreshold, minimumOrderFee } = reply;
	const estimate = methods.find(({ code }) => code === shipMethod)?.freight ?? '';
	const fee = isAbove(minimumOrderFee, '0') ? minimumOrderFee : '';
	return {
		freight: methods,
		freightEstimate: estimate,
		freightWarehouse: warehouse,
		freeFreightThreshold,
		minimumOrderFee: fee,
		freightNote: [
			`Estimated from warehouse ${warehouse}; freight and carrier can change while TD SYNNEX processes the order.`,
			estimate === '' && `The quote does not list ship method ${shipMethod}.`,
			threshold(reply, order),
			fee !== '' && `There is also a minimum order fee of ${fee}.`,
		]
			.filter((sentence) => sentence !== false && sentence !== '')
			.join(' '),
	};
}

function missing(reply: Exclude<FreightReply, { kind: 'freight' }> | null): string {
	const why =
		reply === null
			? 'it did not answer'
			: reply.kind === 'unreadable'
				? reply.why
				: [reply.message.trim(), reply.detail.trim()].filter(Boolean).join(': ');
	return `TD SYNNEX gave no freight estimate (${why})`;
}

/**
 * The threshold is of ground freight for most accounts; TD SYNNEX's quote has it taken off already
 * where it applies.
 */
function threshold(
	{ freeFreightThreshold, totalSales }: Extract<FreightReply, { kind: 'freight' }>,
	{ total, account }: OrderRequest,
): string {
	if (!isAbove(freeFreightThreshold, '0')) return '';
	const value = totalSales || total;
	const reached = !isAbove(freeFreightThreshold, value);
	const missingAmount = reached ? '' : new Big(freeFreightThreshold).minus(value).toFixed(2);
	const where = reached
		? `and this one comes to ${value}`
		: `and this one comes to ${value}, ${missingAmount} less`;
	return `Freight is free for this account from an order value of ${freeFreightThreshold} ${account.currency}, ${where}.`;
}

function isAbove(amount: string, other: string): boolean {
	const isAmount = (text: string) => /^\d+(\.\d+)?$/.test(text);
	return isAmount(amount) && isAmount(other) && new Big(amount).gt(other);
}

function firstOf({ country }: Account): string {
	return WAREHOUSE_COLUMNS.flatMap((column) => column[country] ?? [])[0]?.number ?? '';
}
