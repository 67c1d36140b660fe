import Big from 'big.js';
import { readIn, TEXT } from '../../autotask/records/read-in-batches';
import type { Autotask, Filter } from '../../autotask/types';
import { isoTime } from '../../shared/clock';
import { readMoney } from '../../shared/money';
import { age } from '../journal/state-machine';
import { type Journal, UNKNOWN_ACCOUNT } from '../journal/types';
import { readMemo } from '../journal/memo';
import type { OrderPorts } from '../ports';
import type { Account, PurchaseOrder } from '../types';
import { readHeader } from './read-purchase-orders';

/**
 * What purchase orders of any vendor say was sent within the last 24 hours, by any workflow, to
 * this account of TD SYNNEX; decimal. One call, and one more for those whose order block had to be
 * shortened or cannot be read. An order in doubt counts: it may exist.
 */
export async function orderedToday(
	{ autotask, clock }: Pick<OrderPorts, 'autotask' | 'clock'>,
	{ environment, customerNumber }: Pick<Account, 'environment' | 'customerNumber'>,
): Promise<string> {
	const now = clock.now();
	const days = [now, now - DAY_MS].map((at): Filter => {
		// as the line "Claim" of the order block has it
		const value = ` at ${isoTime(at).slice(0, 10)}T`;
		return { op: 'contains', field: 'generalMemo', value };
	});
	const records = await autotask.query('PurchaseOrders', {
		filter: [{ op: 'or', items: days }],
	});
	const orders = records.map(readHeader).map((po) => ({ po, memo: readMemo(po.memo, po.id) }));
	const counted = orders.filter(({ memo }) => {
		if (memo.kind !== 'journal') return memo.kind === 'damaged';
		const { journal } = memo;
		const here =
			journal.environment === UNKNOWN_ACCOUNT ||
			(journal.environment === environment && journal.customerNumber === customerNumber);
		return here && mayExist(journal) && age(journal.claim.time, now) < DAY_MS;
	});
	const known = counted.map(({ po, memo }) => ({
		po,
		total: memo.kind === 'journal' ? totalOf(memo.journal) : null,
	}));
	const unknown = known.filter(({ total }) => total === null).map(({ po }) => po);
	const sum = known.reduce((so, { total }) => so.plus(total ?? 0), new Big(0));
	return sum.plus(await totalOfLines(autotask, unknown)).toFixed(2);
}

const DAY_MS = 86_400_000;

function mayExist({ state }: Journal): boolean {
	return !['PLANNED', 'CLAIMED', 'REJECTED'].includes(state);
}

/** `null` = the block had no room for it. */
function totalOf({ lines }: Journal): Big | null {
	if (lines.some(({ sku, unitPrice }) => sku === '' || !isMoney(unitPrice))) return null;
	return lines
		.filter(({ result }) => result !== 'rejected')
		.reduce(
			(sum, { quantity, unitPrice, sentPrice }) =>
				sum.plus(new Big(sentPrice ?? unitPrice).times(quantity)),
			new Big(0),
		);
}

function isMoney(text: string): boolean {
	const read = readMoney(text);
	return 'amount' in read && read.amount !== null;
}

async function totalOfLines(autotask: Autotask, orders: PurchaseOrder[]): Promise<Big> {
	const ids = orders.map(({ id }) => id);
	const fields = ['id', 'quantity', 'unitCost'];
	const items = await readIn(autotask, 'PurchaseOrderItems', 'orderID', ids, fields);
	return items.reduce((sum, item) => {
		const [quantity, cost] = [item.quantity, item.unitCost].map((value) => TEXT.parse(value));
		return sum.plus(new Big(quantity || 0).times(cost || 0));
	}, new Big(0));
}
