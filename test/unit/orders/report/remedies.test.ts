import { reconcileOrders, submitOrders } from '../../../../lib/orders/submit/batch';
import type { OrderResult } from '../../../../lib/orders/types';
import { NoAnswer } from '../../../../lib/shared/http';
import { riskySentences } from '../../../faults/risky-sentences';
import { codesIn } from '../problem-codes';
import { type Change, VirtualShop } from '../order-fixture';

/** A trouble as a person meets it, what the remedy says, and that doing so ends it. */
interface Row {
	code: string;
	/** How it stands, where a code has several. */
	when?: string;
	/** Leads there, and returns what the run said. */
	arrive: (desk: Desk) => Promise<OrderResult | undefined>;
	/** Words of the remedy that `follow` does. */
	says: RegExp;
	follow: (desk: Desk) => Promise<unknown> | void;
	/** How many orders stand at TD SYNNEX then. */
	orders: number;
}

/** A person with Autotask on the screen, TD SYNNEX on the telephone, and the node. */
class Desk {
	readonly shop = new VirtualShop();
	id = 0;
	/** Order numbers that TD SYNNEX has told are another's. */
	others: string[] = [];
	change: Change = (same) => same;

	make(more: Record<string, string | number> = {}): number {
		return (this.id = this.shop.purchaseOrder([{ good: 0, quantity: 2 }], more));
	}

	submit(): Promise<OrderResult> {
		return this.shop.submit(this.id, this.change);
	}

	reconcile(): Promise<OrderResult> {
		return this.shop.reconcile(this.id, this.change);
	}

	get number(): string {
		return String(this.shop.record(this.id).purchaseOrderNumber);
	}

	/** TD SYNNEX's order number, asked for on the telephone. */
	get orderNumber(): string {
		return this.shop.tdSynnex.book.all().at(-1)?.orders[0]?.orderNumber ?? '';
	}

	edit(values: Record<string, string | number | null>): void {
		this.shop.autotask.change('PurchaseOrders', this.id, values);
	}

	memo(change: (memo: string) => string): void {
		this.edit({ generalMemo: change(this.shop.memo(this.id)) });
	}

	line(words: string): void {
		this.memo((memo) => `${words}\n${memo}`);
	}

	status(label: string): void {
		const { schema } = this.shop.autotask.world;
		this.edit({ status: schema.picklistId('PurchaseOrders', 'status', label) });
	}

	takeOutMarks(): void {
		for (const { id } of this.shop.items(this.id))
			this.shop.autotask.change('PurchaseOrderItems', id, { memo: '' });
	}

	/** What TD SYNNEX answers to a service of its own. */
	says(path: string, answer: 'lost' | 'never' | 'page' | 'unreached' | 'really'): void {
		this.shop.beforeTdSynnex = (next) => (request) => {
			if (!request.url.endsWith(path) || answer === 'really') return next(request);
			if (answer === 'unreached') throw new NoAnswer('refused', 'tdsynnex.test', 'refused');
			if (answer === 'lost') next(request);
			return { status: 502, headers: {}, body: '<html>Bad Gateway</html>' };
		};
	}

	/** In doubt, with or without an order, while look-ups do not show it. */
	async doubt(answer: 'lost' | 'never'): Promise<OrderResult> {
		this.make();
		this.shop.tdSynnex.lag = answer === 'lost' ? 24 * 3_600_000 : 0;
		this.says('/PO', answer);
		await this.submit();
		this.says('/PO', 'really');
		await this.shop.pass(70);
		return await this.reconcile();
	}

	/** In doubt until TD SYNNEX has deleted it. */
	async deleted(
		lines: { good: number; quantity: number }[],
		shown: (body: string) => string = (body) => body,
	): Promise<OrderResult> {
		this.id = this.shop.purchaseOrder(lines);
		this.says('/PO', 'lost');
		this.shop.tdSynnex.lag = 60_000;
		await this.submit();
		this.says('/PO', 'really');
		await this.shop.pass(70);
		this.shop.tdSynnex.plan({});
		this.shop.beforeTdSynnex = (next) => (request) => {
			const answer = next(request);
			return { ...answer, body: shown(answer.body) };
		};
		const told = await this.reconcile();
		this.says('/PO', 'really');
		return told;
	}

	/** What the flows go on saying of it: all that is ready, all that is open. */
	async goesOnSaying(): Promise<string[]> {
		const vendorId = String(this.shop.vendor);
		const ready = { by: 'ready' as const, vendorId, status: 'New', memoMark: '' };
		const job = this.shop.job([], this.change);
		const said = [
			...(await this.shop.through(
				submitOrders(this.shop.ports('sweep'), { ...job, selection: ready }),
			)),
			...(await this.shop.through(
				reconcileOrders(this.shop.ports('sweep'), {
					...job,
					selection: { by: 'open', vendorId },
				}),
			)),
		];
		return said
			.filter(({ poId }) => poId === String(this.id))
			.map(({ problem }) => problem?.code ?? '');
	}
}

const again = async (desk: Desk) => await desk.submit();
const afterQuiet = async (desk: Desk) => {
	await desk.shop.pass(11);
	await desk.submit();
};
const revised = async (desk: Desk) => {
	desk.line('TDS revision: 2');
	await desk.submit();
};
const rules =
	(change: object): Change =>
	(settings) => ({ ...settings, rules: { ...settings.rules, ...change } });
const slowly = (desk: Desk, call: string, ms: number) => {
	desk.shop.beforeAutotask = (next) => (request) => {
		const took = `${request.method} ${request.url}`.includes(call);
		desk.shop.latency = took ? ms : 100;
		return next(request);
	};
};

const ROWS: Row[] = [
	{
		code: 'po-number',
		arrive: (desk) => {
			desk.change = (settings) => ({
				...settings,
				poNumber: { ...settings.poNumber, pattern: 'PO {number}' },
			});
			desk.make();
			return desk.submit();
		},
		says: /Change PO Number Pattern/,
		follow: async (desk) => {
			desk.change = (same) => same;
			await desk.submit();
		},
		orders: 1,
	},
	{
		code: 'revision-refused',
		arrive: async (desk) => {
			desk.make();
			await desk.submit();
			desk.line('TDS revision: 2');
			return await desk.submit();
		},
		says: /Remove the line "TDS revision: 2" from/,
		follow: (desk) => desk.memo((memo) => memo.replace('TDS revision: 2\n', '')),
		orders: 1,
	},
	{
		code: 'revision-withdrawn',
		arrive: async (desk) => {
			desk.make();
			desk.line('TDS revision: 2');
			desk.says('/PO', 'unreached');
			await desk.submit();
			desk.says('/PO', 'really');
			desk.memo((memo) => memo.replace('TDS revision: 2\n', ''));
			return await desk.submit();
		},
		says: /write the line "TDS revision: 2" into/,
		follow: async (desk) => {
			desk.line('TDS revision: 2');
			await afterQuiet(desk);
		},
		orders: 1,
	},
	{
		code: 'other-account',
		when: 'sent to the test environment',
		arrive: async (desk) => {
			desk.make();
			const real = desk.shop.account;
			desk.shop.account = { ...real, environment: 'test' };
			await desk.submit();
			desk.shop.account = real;
			return await desk.submit();
		},
		says: /add the line "TDS revision: 2"/,
		follow: async (desk) => {
			desk.line('TDS revision: 2');
			await afterQuiet(desk);
		},
		// one of them in the test environment, whose book is the same one here
		orders: 2,
	},
	{
		code: 'other-account',
		when: 'sent with another credential',
		arrive: async (desk) => {
			desk.make();
			await desk.submit();
			const sent = desk.shop.account;
			desk.shop.account = { ...sent, customerNumber: '200002' };
			const told = await desk.submit();
			desk.shop.account = sent;
			return told;
		},
		says: /Select the credential that it was sent with/,
		follow: again,
		orders: 1,
	},
	{
		code: 'order-rejected',
		arrive: async (desk) => {
			desk.make();
			desk.shop.tdSynnex.plan({ outcome: 'reject' });
			const told = await desk.submit();
			desk.shop.tdSynnex.plan({});
			return told;
		},
		says: /add the line "TDS revision: 2"/,
		follow: async (desk) => {
			desk.line('TDS revision: 2');
			await afterQuiet(desk);
		},
		orders: 1,
	},
	{
		code: 'order-rejected',
		when: 'after it was taken, in a look-up',
		arrive: (desk) => {
			desk.shop.tdSynnex.plan({ cancelAfterSeconds: 600 });
			return desk.deleted([{ good: 0, quantity: 2 }]);
		},
		says: /^Ask TD SYNNEX whether it has entered the goods anew, under a different number. Only after .* "TDS revision: 2"/,
		follow: async (desk) => {
			desk.line('TDS revision: 2');
			await afterQuiet(desk);
		},
		orders: 2,
	},
	{
		code: 'order-held',
		arrive: (desk) => {
			desk.make();
			desk.shop.tdSynnex.plan({ outcome: 'hold', holdSeconds: null });
			return desk.submit();
		},
		says: /Do not order again: it ships as soon as TD SYNNEX releases it/,
		follow: () => {},
		orders: 1,
	},
	{
		code: 'order-partial',
		arrive: (desk) => {
			desk.id = desk.shop.purchaseOrder([
				{ good: 0, quantity: 2 },
				{ good: 1, quantity: 1 },
			]);
			desk.shop.tdSynnex.plan({ rejectLines: ['1'] });
			return desk.submit();
		},
		says: /Order the rejected lines elsewhere, or on another purchase order/,
		follow: async (desk) => {
			desk.shop.tdSynnex.plan({});
			await desk.shop.submit(desk.shop.purchaseOrder([{ good: 0, quantity: 2 }]));
		},
		orders: 2,
	},
	{
		code: 'order-partial',
		when: 'after it was taken, in a look-up',
		arrive: async (desk) => {
			const first = /<Item lineNumber="1">\s*<Code>\w+/;
			return await desk.deleted(
				[
					{ good: 0, quantity: 2 },
					{ good: 1, quantity: 1 },
				],
				(body) => body.replace(first, (item) => item.replace(/\w+$/, 'deleted')),
			);
		},
		says: /^Ask TD SYNNEX whether it has entered the deleted lines anew.* Only after it has said that it has not, order the rejected lines/,
		follow: async (desk) => {
			await desk.shop.submit(desk.shop.purchaseOrder([{ good: 0, quantity: 2 }]));
		},
		orders: 2,
	},
	{
		code: 'order-uncertain',
		when: 'and TD SYNNEX shows it later',
		arrive: (desk) => desk.doubt('lost'),
		says: /Let Reconcile run again/,
		follow: async (desk) => {
			desk.shop.tdSynnex.lag = 0;
			await desk.reconcile();
		},
		orders: 1,
	},
	{
		code: 'order-uncertain',
		when: 'and TD SYNNEX never shows it',
		arrive: (desk) => desk.doubt('lost'),
		says: /add the line "TDS order number: NUMBER"/,
		follow: async (desk) => {
			desk.line(`TDS order number: ${desk.orderNumber}`);
			await desk.reconcile();
		},
		orders: 1,
	},
	{
		code: 'order-uncertain',
		when: 'and TD SYNNEX answers about another PO number, and has this one too',
		arrive: async (desk) => {
			const other = desk.shop.purchaseOrder([{ good: 5, quantity: 3 }]);
			await desk.shop.submit(other);
			await desk.doubt('lost');
			desk.shop.tdSynnex.lag = 0;
			desk.shop.beforeTdSynnex = (next) => (request) =>
				next({
					...request,
					...(request.url.endsWith('/POStatus')
						? {
								body: (request.body ?? '').replace(
									`<PONumber>${desk.number}<`,
									`<PONumber>${String(desk.shop.record(other).purchaseOrderNumber)}<`,
								),
							}
						: {}),
				});
			return await desk.reconcile();
		},
		says: /add the line "TDS order number: NUMBER"/,
		follow: async (desk) => {
			desk.line(`TDS order number: ${desk.orderNumber}`);
			await desk.reconcile();
		},
		orders: 2,
	},
	{
		code: 'order-uncertain',
		when: 'and TD SYNNEX shows another one under its number, and has none of this',
		arrive: async (desk) => {
			await desk.doubt('never');
			const goods = [{ good: 5, quantity: 3 }];
			const other = desk.shop.purchaseOrder(goods, { purchaseOrderNumber: desk.number });
			desk.others = (await desk.shop.submit(other)).orderNumbers;
			return await desk.reconcile();
		},
		says: /Only once .* none is for this purchase order, "TDS not ours: NUMBER" .* "TDS revision: 2"/,
		follow: async (desk) => {
			desk.line(`TDS not ours: ${desk.others.join(', ')}`);
			desk.line('TDS revision: 2');
			await desk.shop.pass(180);
			await desk.submit();
		},
		orders: 2,
	},
	{
		code: 'order-uncertain',
		when: 'and TD SYNNEX shows another one beside it under its number',
		arrive: async (desk) => {
			await desk.doubt('lost');
			const goods = [{ good: 5, quantity: 3 }];
			const other = desk.shop.purchaseOrder(goods, { purchaseOrderNumber: desk.number });
			desk.others = (await desk.shop.submit(other)).orderNumbers;
			desk.shop.tdSynnex.lag = 0;
			return await desk.reconcile();
		},
		says: /"TDS order number: NUMBER".*"TDS not ours: NUMBER" with each other number/,
		follow: async (desk) => {
			const [own] = desk.shop.tdSynnex.book.all();
			desk.line(`TDS order number: ${own?.orders[0]?.orderNumber}`);
			await desk.reconcile();
			desk.line(`TDS not ours: ${desk.others.join(', ')}`);
			await desk.reconcile();
		},
		orders: 2,
	},
	{
		code: 'order-uncertain',
		when: 'and TD SYNNEX has no such order',
		arrive: (desk) => desk.doubt('never'),
		says: /"TDS revision: 2" in the General Memo sends it anew/,
		follow: revised,
		orders: 1,
	},
	{
		code: 'revision-asked',
		arrive: async (desk) => {
			await desk.doubt('never');
			desk.line('TDS revision: 2');
			return await desk.reconcile();
		},
		says: /Submit sends the new revision as soon as nothing prevents it/,
		follow: again,
		orders: 1,
	},
	{
		code: 'memo-full',
		when: 'as the answer is recorded',
		arrive: async (desk) => {
			desk.make();
			let full = false;
			desk.shop.beforeTdSynnex = (next) => (request) => {
				const answer = next(request);
				if (request.url.endsWith('/PO') && !full) {
					full = true;
					desk.memo(() => 'x'.repeat(3990));
					return { status: 502, headers: {}, body: '' };
				}
				return answer;
			};
			return await desk.submit();
		},
		says: /Shorten the General Memo, then let Reconcile run/,
		follow: async (desk) => {
			desk.memo(() => 'short');
			await desk.reconcile();
		},
		orders: 1,
	},
	{
		code: 'journal-damaged',
		when: 'and TD SYNNEX has it',
		arrive: async (desk) => {
			desk.make();
			await desk.submit();
			desk.edit({ externalPONumber: null });
			desk.status('New');
			desk.memo((memo) => memo.replace(/SHA-256: .*/, 'SHA-256: no'));
			return await desk.submit();
		},
		says: /write its order number into External P\.O\. Number, set the status to Submitted, and remove/,
		follow: (desk) => {
			desk.edit({ externalPONumber: desk.orderNumber, generalMemo: '' });
			desk.status('Submitted');
		},
		orders: 1,
	},
	{
		code: 'journal-damaged',
		when: 'and TD SYNNEX has none',
		arrive: async (desk) => {
			await desk.doubt('never');
			desk.memo((memo) => memo.replace(/SHA-256: .*/, 'SHA-256: no'));
			return await desk.submit();
		},
		says: /If it does not, remove .*, and the words "\[TD SYNNEX PO \.\.\.\]"/,
		follow: async (desk) => {
			desk.memo(() => '');
			desk.takeOutMarks();
			await desk.submit();
		},
		orders: 1,
	},
	{
		code: 'order-changed',
		arrive: async (desk) => {
			desk.make();
			desk.shop.time.in(5_000, () => desk.edit({ shipToAddress1: '2 Side Street' }));
			return await desk.submit();
		},
		says: /Check the purchase order, then run again/,
		follow: again,
		orders: 1,
	},
	{
		code: 'claim-too-slow',
		when: 'to claim',
		arrive: async (desk) => {
			desk.make();
			slowly(desk, `PATCH`, 12_000);
			const told = await desk.submit();
			desk.shop.beforeAutotask = (next) => next;
			desk.shop.latency = 100;
			return told;
		},
		says: /a later run starts over/,
		follow: afterQuiet,
		orders: 1,
	},
	{
		code: 'order-not-sent',
		arrive: async (desk) => {
			desk.make();
			desk.says('/PO', 'unreached');
			return await desk.submit();
		},
		says: /Check the network of n8n/,
		follow: async (desk) => {
			desk.says('/PO', 'really');
			await afterQuiet(desk);
		},
		orders: 1,
	},
	{
		code: 'look-up-unclear',
		arrive: async (desk) => {
			desk.make();
			desk.says('/POStatus', 'never');
			return await desk.submit();
		},
		says: /Run again in a few minutes/,
		follow: async (desk) => {
			desk.says('/POStatus', 'really');
			await desk.submit();
		},
		orders: 1,
	},
	{
		code: 'po-number-taken',
		when: 'by telephone, for this one',
		arrive: async (desk) => {
			await desk.shop.submit(desk.make());
			desk.make({ purchaseOrderNumber: desk.number });
			return await desk.submit();
		},
		says: /write its order number into External P\.O\. Number and set its status to Submitted/,
		follow: (desk) => {
			desk.edit({ externalPONumber: desk.orderNumber });
			desk.status('Submitted');
		},
		orders: 1,
	},
	{
		code: 'po-number-taken',
		when: 'by another one',
		arrive: async (desk) => {
			await desk.shop.submit(desk.make());
			desk.make({ purchaseOrderNumber: desk.number });
			return await desk.submit();
		},
		says: /add the line "TDS revision: 2"/,
		follow: revised,
		orders: 2,
	},
	{
		code: 'order-busy',
		arrive: async (desk) => {
			desk.make();
			desk.says('/PO', 'unreached');
			await desk.submit();
			desk.says('/PO', 'really');
			return await desk.submit();
		},
		says: /No action is needed: run again after/,
		follow: afterQuiet,
		orders: 1,
	},
	{
		code: 'order-refused',
		arrive: (desk) => {
			desk.change = rules({ approvalAbove: '0' });
			desk.make();
			return desk.submit();
		},
		says: /Write "TDS approved by: NAME"/,
		follow: async (desk) => {
			desk.line('TDS approved by: Jo');
			await desk.submit();
		},
		orders: 1,
	},
	{
		code: 'order-refused',
		when: 'said to be another order of TD SYNNEX',
		arrive: (desk) => {
			desk.make();
			desk.line('TDS order number: 40009999');
			return desk.submit();
		},
		says: /remove the line "TDS order number" from/,
		follow: async (desk) => {
			desk.memo((memo) => memo.replace(/TDS order number.*\n/, ''));
			await desk.submit();
		},
		orders: 1,
	},
	{
		code: 'changed-after-order',
		arrive: async (desk) => {
			desk.make();
			await desk.submit();
			desk.edit({ shipToAddress1: '2 Side Street' });
			return await desk.submit();
		},
		says: /Change the purchase order back to what was ordered/,
		follow: (desk) => desk.edit({ shipToAddress1: '1 Main Street' }),
		orders: 1,
	},
	{
		code: 'po-number-ambiguous',
		arrive: async (desk) => {
			desk.make({ purchaseOrderNumber: 'A-7' });
			desk.make({ purchaseOrderNumber: 'A-7' });
			const job = {
				...desk.shop.job([]),
				selection: { by: 'name' as const, ids: [], numbers: ['A-7'] },
			};
			return (await desk.shop.through(submitOrders(desk.shop.ports('run'), job)))[0];
		},
		says: /Name the correct one by its ID/,
		follow: again,
		orders: 1,
	},
	{
		code: 'po-not-found',
		arrive: async (desk) => {
			desk.id = 999_999;
			return await desk.submit();
		},
		says: /Check the number in Autotask/,
		follow: async (desk) => {
			desk.make();
			await desk.submit();
		},
		orders: 1,
	},
];

/** A fault of the package; and what no run tells of an order. */
const NEVER_TOLD = ['order-state', 'run-ended'];
/** Ends at TD SYNNEX alone: held-orders.test.ts has their words. */
const BY_TELEPHONE = ['non-stock-quote', 'order-back-ordered'];

describe('the remedy of', () => {
	it.each(ROWS.map((row) => [row.code, row.when ?? '', row] as const))(
		'%s %s ends the trouble, and leads to no second order',
		async (code, _, { arrive, says, follow, orders }) => {
			const desk = new Desk();
			const told = await arrive(desk);
			expect(told?.problem?.code).toBe(code);
			expect(told?.problem?.remedy).toMatch(says);
			expect(riskySentences(told?.problem?.remedy ?? '')).toEqual([]);
			await follow(desk);
			const accepted = desk.shop.tdSynnex.book.all().filter((order) => order.code === 'accepted');
			expect(accepted).toHaveLength(orders);
			await desk.shop.pass(11);
			expect((await desk.goesOnSaying()).filter((problem) => problem !== '')).toEqual([]);
			await desk.shop.pass(180);
			expect((await desk.goesOnSaying()).filter((problem) => problem !== '')).toEqual([]);
			const after = desk.shop.tdSynnex.book.all().filter((order) => order.code === 'accepted');
			expect(after).toHaveLength(orders);
		},
	);

	it('every problem that the sources name is played', () => {
		// those of making a purchase order are played in create-remedies.test.ts
		const made = [...codesIn('lib/orders/create'), 'status-unknown'];
		const played = [...ROWS.map(({ code }) => code), ...NEVER_TOLD, ...BY_TELEPHONE];
		const named = codesIn('lib/orders').filter((code) => !made.includes(code));
		expect(named.filter((code) => !played.includes(code))).toEqual([]);
	});

	it('a purchase order that a person calls another order of TD SYNNEX holds whatever is switched off', async () => {
		const desk = new Desk();
		desk.change = rules({ off: ['orderedElsewhere', 'status'] });
		desk.make();
		desk.line('tds order-number: 40009999');
		expect(await desk.submit()).toMatchObject({ sent: false, problem: { code: 'order-refused' } });
	});
});
