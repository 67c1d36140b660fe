import type { Values } from '../../../sandbox/autotask/store';
import type { SubmittedOrder } from '../../../sandbox/tdsynnex/orders/types';
import { damaged } from './damage';
import type { Act } from './schedule-types';
import { type Tenant, type Truth, wish } from './truth';
import { ACCOUNT, GOODS, type TdSynnexDoor } from './tdsynnex-door';

/** A person does something to a purchase order, in Autotask's own screens or on the telephone. */
export function act(
	{ kind, way, at }: Act,
	truth: Truth,
	tenants: Tenant[],
	shop: TdSynnexDoor,
	now: number,
): void {
	const tenant = tenants[truth.tenant] as Tenant;
	const hand = new Hand(tenant, truth, now);
	switch (kind) {
		case 'note':
			truth.notes.push(`Note ${at}: call Jo`);
			return hand.memo((memo) => `${memo}\nNote ${at}: call Jo`);
		case 'wipeBlock':
			truth.torn = true;
			return hand.memo((memo) =>
				memo.replace(/=== TD SYNNEX order[\s\S]*?(=== end of TD SYNNEX order[^\n]*|$)/g, ''),
			);
		case 'wipeMemo':
			truth.torn = true;
			truth.notes.length = 0;
			wish(truth, now, { marked: false, approved: false, revision: 1, method: '' });
			return hand.memo(() => '');
		case 'wipeMarks':
			for (const { itemId } of truth.wish.lines)
				tenant.autotask.change('PurchaseOrderItems', itemId, { memo: '' });
			return;
		case 'damage':
			return hand.memo((memo) => {
				const spoilt = damaged(memo, way);
				truth.torn ||= spoilt !== memo;
				return spoilt;
			});
		case 'revision': {
			const wanted = truth.wish.revision + 1;
			wish(truth, now, { revision: wanted });
			return hand.memo((memo) => `TDS revision: ${wanted}\n${without(memo, 'revision')}`);
		}
		case 'revisionBack':
			wish(truth, now, { revision: 1 });
			return hand.memo((memo) => without(memo, 'revision'));
		case 'unmark':
			wish(truth, now, { marked: false });
			return hand.memo((memo) => memo.replace(MARK, ''));
		case 'unapprove':
			wish(truth, now, { approved: false });
			return hand.memo((memo) => without(memo, 'approved by'));
		case 'method': {
			const method = way % 2 === 0 ? 'F2' : 'FG';
			wish(truth, now, { method });
			return hand.memo((memo) => `TDS ship method: ${method}\n${without(memo, 'ship method')}`);
		}
		case 'quantity':
			return hand.line((line) => ({ ...line, quantity: line.quantity + 1 }));
		case 'price':
			return hand.line((line) => ({ ...line, price: String(Number(line.price) + 0.01) }));
		case 'addLine':
			return hand.addLine(way);
		case 'shipTo':
			wish(truth, now, { street: `${way} Side Street` });
			return hand.header({ shipToAddress1: `${way} Side Street` });
		case 'cancelStatus':
			wish(truth, now, { cancelled: true });
			return hand.header({ status: tenant.status('Canceled') });
		case 'cancelDate':
			wish(truth, now, { cancelled: true });
			return hand.header({ cancelDateTime: new Date(now).toISOString() });
		case 'receive':
			wish(truth, now, { moved: true });
			return hand.header({ status: tenant.status('Received Full') });
		case 'renumber':
			wish(truth, now, { number: `R${truth.id}` });
			return hand.header({ purchaseOrderNumber: `R${truth.id}` });
		case 'accounting':
			wish(truth, now, { number: `QB${truth.id}` });
			return hand.header({ purchaseOrderNumber: `QB${truth.id}` });
		case 'copy':
			tenant.copy(truth, now);
			return;
		case 'telephone':
		case 'telephoneNoted': {
			const order = shop.telephone(asSubmitted(truth));
			truth.telephoned.push({ at: now, order });
			// one that TD SYNNEX rejects has no number to be noted
			if (kind === 'telephone' || order.orders.length === 0) return;
			wish(truth, now, { moved: true });
			return hand.header({
				externalPONumber: order.orders.map((one) => one.orderNumber).join(', '),
			});
		}
	}
}

export const MARK = 'ORDER NOW';

/** A memo without a mark of people; blocks of the package are no place for one. */
export function without(memo: string, words: string): string {
	return memo.replace(new RegExp(`^TDS ${words}:.*\\r?\\n?`, 'gim'), '');
}

/** What a person does in Autotask's screens is saved at once. */
class Hand {
	constructor(
		private readonly tenant: Tenant,
		private readonly truth: Truth,
		private readonly now: number,
	) {}

	header(values: Values): void {
		this.tenant.autotask.change('PurchaseOrders', this.truth.id, values);
	}

	memo(change: (memo: string) => string): void {
		const memo = String(
			this.tenant.autotask.row('PurchaseOrders', this.truth.id).generalMemo ?? '',
		);
		const changed = change(memo);
		if (changed !== memo) this.header({ generalMemo: changed });
	}

	line(change: (line: Truth['wish']['lines'][number]) => Truth['wish']['lines'][number]): void {
		const [first, ...rest] = this.truth.wish.lines;
		if (!first) return;
		const next = change(first);
		wish(this.truth, this.now, { lines: [next, ...rest] });
		this.tenant.autotask.change('PurchaseOrderItems', first.itemId, {
			quantity: next.quantity,
			unitCost: Number(next.price),
		});
	}

	addLine(way: number): void {
		const good = GOODS[way % GOODS.length] as (typeof GOODS)[number];
		const itemId = this.tenant.addLine(this.truth.id, good, 1);
		const line = { itemId, sku: good.sku, quantity: 1, price: good.cost };
		wish(this.truth, this.now, { lines: [...this.truth.wish.lines, line] });
	}
}

/** As TD SYNNEX's sales desk writes it down. */
function asSubmitted({ wish: { number, street, lines } }: Truth): SubmittedOrder {
	return {
		customerNumber: ACCOUNT.customerNumber,
		poNumber: number,
		payloadHash: `telephone ${number}`,
		dropShip: false,
		shipComplete: false,
		lineShipComplete: false,
		backOrders: true,
		warehouseSplit: true,
		warehouse: 'ANY',
		shipTo: {
			name1: 'Smith & Sons <Dental>',
			line1: street,
			line2: '',
			city: 'Greenville',
			state: 'SC',
			zip: '29601',
			country: 'US',
		},
		shipMethod: 'FG',
		endUserPoNumber: '',
		special: { type: '', reference: '' },
		comments: [],
		reserved: [],
		endUser: null,
		licensee: null,
		lines: lines.map(({ sku, quantity, price }, index) => ({
			lineNumber: String(index + 1),
			sku,
			mpn: '',
			quantity: String(quantity),
			unitPrice: price,
			warehouse: '',
			customerLineNumber: '',
			specialReference: '',
			comments: [],
			reserved: [],
		})),
	};
}
