import { blockOf } from './oracle/memo';
import { MARK, without } from './people';
import type { History } from './history';
import { type Truth, wish } from './truth';

/**
 * A person reads what the package last said of a purchase order and does it, having asked TD SYNNEX on the
 * telephone, whose people see every order at once. Returns whether there was anything to do.
 */
export function advise(history: History, truth: Truth): boolean {
	const code = problemOf(history, truth);
	const what = WHAT_TO_DO[code];
	if (what === undefined || truth.wish.cancelled || truth.wish.moved) return false;
	const done = what(new Desk(history, truth));
	if (done === '') return false;
	history.advised.set(truth, [...(history.advised.get(truth) ?? []), `${code}: ${done}`]);
	return true;
}

/** The code of the problem that was last told of a purchase order; empty = none. */
export function problemOf({ said }: History, { id, tenant }: Truth): string {
	const last = said.filter((one) => one.tenant === tenant && one.result.poId === String(id)).at(-1);
	return last?.result.problem?.code ?? '';
}

const WHAT_TO_DO: Record<string, (desk: Desk) => string> = {
	'order-refused': (desk) => desk.checkMemo(),
	'order-uncertain': (desk) => (desk.ordered() ? desk.sayNumber() : desk.reviseFromBlock()),
	'order-rejected': (desk) => desk.reviseFromBlock(),
	'po-number-taken': (desk) => (desk.ordered() ? desk.noteNumber() : desk.reviseFromBlock()),
	'journal-damaged': (desk) => {
		const what = desk.removeBlock();
		return desk.ordered() ? `${what}, ${desk.noteNumber()}` : `${what}, ${desk.removeMarks()}`;
	},
};

/** The person at the desk: Autotask on the screen, TD SYNNEX on the telephone. */
class Desk {
	constructor(
		private readonly history: History,
		private readonly truth: Truth,
	) {}

	/** TD SYNNEX's answer to "do you have an order for this purchase order?". */
	ordered(): string {
		const { posts } = this.history.tdSynnex;
		const ours = posts
			.filter(({ madeAt, order }) => madeAt === this.truth.madeAt && order?.code === 'accepted')
			.flatMap(({ order }) => order?.orders ?? []);
		const spoken = this.truth.telephoned.flatMap(({ order }) => order.orders);
		return [...ours, ...spoken].map(({ orderNumber }) => orderNumber).join(', ');
	}

	/** The memo, with what TD SYNNEX has under the PO number in doubt and says that it is another's. */
	private withOthersNamed(): string {
		const own = this.ordered();
		const others = this.history.tdSynnex.book
			.under(blockOf(this.memo, this.truth.id)?.poNumber ?? '')
			.flatMap(({ orders }) => orders.map(({ orderNumber }) => orderNumber))
			.filter((number) => !own.includes(number));
		const memo = without(this.memo, 'not ours');
		return others.length === 0 ? memo : `TDS not ours: ${others.join(', ')}\n${memo}`;
	}

	/** Where the memo asks for that: the words as they are meant, and the request deleted. */
	checkMemo(): string {
		if (!this.memo.includes('TDS check:')) return '';
		const { revision, marked, approved } = this.truth.wish;
		let memo = without(without(this.memo, 'check'), 'revision');
		if (revision > 1) memo = `TDS revision: ${revision}\n${memo}`;
		if (!marked) memo = memo.replace(MARK, '');
		if (!approved) memo = without(memo, 'approved by');
		this.change({ generalMemo: memo });
		return 'checked the memo';
	}

	noteNumber(): string {
		this.change({ externalPONumber: this.ordered().slice(0, 50) });
		wish(this.truth, this.history.now(), { moved: true });
		return 'noted the order number';
	}

	/** In the memo, which has room for all of them. */
	sayNumber(): string {
		this.change({ generalMemo: `TDS order number: ${this.ordered()}\n${this.withOthersNamed()}` });
		wish(this.truth, this.history.now(), { moved: true });
		return 'wrote the order number into the memo';
	}

	reviseFromBlock(): string {
		const wanted = (blockOf(this.memo, this.truth.id)?.revision || 1) + 1;
		wish(this.truth, this.history.now(), { revision: wanted });
		const memo = without(this.withOthersNamed(), 'revision');
		this.change({ generalMemo: `TDS revision: ${wanted}\n${memo}` });
		return `asked for revision ${wanted}`;
	}

	removeBlock(): string {
		const kept = this.memo
			.replace(/\r\n/g, '\n')
			.split('\n')
			.filter((line) => line === '' || isPeoples(line));
		this.change({ generalMemo: kept.join('\n') });
		return 'removed the block';
	}

	/** Out of the lines' memos, as the advice says. */
	removeMarks(): string {
		const { autotask } = this.tenant;
		for (const { itemId } of this.truth.wish.lines)
			autotask.change('PurchaseOrderItems', itemId, { memo: '' });
		return 'removed the note from the lines';
	}

	private get tenant() {
		return this.history.tenants[this.truth.tenant]!;
	}

	private get memo(): string {
		return String(this.tenant.autotask.row('PurchaseOrders', this.truth.id).generalMemo ?? '');
	}

	private change(values: Record<string, string>): void {
		this.tenant.autotask.change('PurchaseOrders', this.truth.id, values);
	}
}

/** What a person recognizes as people's own words. */
function isPeoples(line: string): boolean {
	return /^(Deliver to|Note \d+|ORDER NOW|TDS )/.test(line);
}
