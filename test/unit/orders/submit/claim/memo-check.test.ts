import { readMemo } from '../../../../../lib/orders/journal/memo';
import {
	readHeaders,
	type Selection,
} from '../../../../../lib/orders/purchase-order/read-purchase-orders';
import { askToCheckIfSlow } from '../../../../../lib/orders/submit/claim/memo-check';
import { claimReceiving } from '../../../../../lib/order-status/apply/receiving-claim';
import type { PurchaseOrder } from '../../../../../lib/orders/types';
import { type Change, VirtualShop } from '../../order-fixture';

const REFUSED = {
	status: 500,
	headers: {},
	body: JSON.stringify({ errors: ['The field generalMemo cannot be changed now.'] }),
};

/** A person takes words out of the General Memo while our own write of it is under way. */
describe('words in the General Memo that a slow write of ours put back', () => {
	let shop: VirtualShop;
	beforeEach(() => {
		shop = new VirtualShop();
	});
	const written = (generalMemo: string) => shop.purchaseOrder(undefined, { generalMemo });
	const posts = () => shop.calls.filter((call) => call.endsWith('/PO')).length;
	const save = (id: number, change: (memo: string) => string) =>
		shop.autotask.change('PurchaseOrders', id, { generalMemo: change(shop.memo(id)) });
	const without = (words: string) => (memo: string) =>
		memo.replace(new RegExp(`^TDS ${words}.*\n?`, 'm'), '');
	/** The write that announces the post takes 12 seconds; after a second a person saves the memo. */
	const slowAnnounce = (id: number, change: (memo: string) => string) => {
		let once = true;
		shop.beforeAutotask = (next) => (request) => {
			if (once && request.method === 'PATCH' && request.body?.includes('POSTING')) {
				once = false;
				const answer = next(request);
				shop.latency = 12_000;
				return answer;
			}
			return next(request);
		};
		shop.time.in(11_000, () => save(id, change));
	};
	const calm = () => {
		shop.beforeAutotask = (next) => next;
		shop.latency = 100;
	};
	const approval: Change = (settings) => ({
		...settings,
		rules: { ...settings.rules, approvalAbove: '1' },
	});

	it.each([
		['a revision', 'TDS revision: 2', undefined],
		['an approval', 'TDS approved by: Jo', approval],
		['an address or any other option', 'TDS ship complete: no', undefined],
	])(
		'%s: nothing is sent until a person has looked and deleted the line',
		async (_, words, rule) => {
			const id = written(`Back door\n${words}`);
			slowAnnounce(id, (memo) => memo);
			expect(await shop.submit(id, rule)).toMatchObject({
				sent: false,
				problem: { code: 'claim-too-slow' },
			});
			expect(shop.memo(id)).toMatch(/^TDS check: Autotask was slow at 2026-/);
			expect(shop.memo(id)).toContain(`Back door\n${words}`);
			calm();
			await shop.pass(30);
			expect(await shop.submit(id, rule)).toMatchObject({
				sent: false,
				problem: { code: 'order-refused', remedy: expect.stringContaining('"TDS check"') },
			});
			expect(posts()).toBe(0);
			save(id, without('check'));
			expect(await shop.submit(id, rule)).toMatchObject({ sent: true, state: 'RECORDED' });
			expect(posts()).toBe(1);
		},
	);

	it('costs nothing and says nothing where no word lets anything be sent', async () => {
		const id = written('Back door');
		slowAnnounce(id, (memo) => memo);
		await shop.submit(id);
		expect(shop.memo(id)).not.toContain('TDS check');
		calm();
		await shop.pass(30);
		expect(await shop.submit(id)).toMatchObject({ sent: true, warnings: [] });
	});

	it('nor where the write was quick', async () => {
		const id = written('TDS revision: 2');
		expect(await shop.submit(id)).toMatchObject({ sent: true, poNumber: '16-2' });
		expect(shop.memo(id)).not.toContain('TDS check');
	});

	it('an order that went out is recorded as such, even where the line cannot be written', async () => {
		const id = written('Back door');
		let isPosted = false;
		shop.beforeTdSynnex = (next) => (request) => {
			isPosted ||= request.url.endsWith('/PO');
			return next(request);
		};
		let wantsMore = false;
		shop.beforeAutotask = (next) => (request) => {
			// after the post, before the answer is read: a person asks for one more order
			if (isPosted && !wantsMore) save(id, (memo) => `TDS revision: 2\n${memo}`);
			wantsMore = isPosted;
			const { body = '', method } = request;
			if (method === 'PATCH' && body.includes('TDS check')) return REFUSED;
			const answer = next(request);
			if (method === 'PATCH' && isPosted) shop.latency = 12_000;
			return answer;
		};
		const result = await shop.submit(id);
		expect(result).toMatchObject({ sent: true, state: 'RECORDED' });
		expect(result.warnings).toEqual([expect.stringContaining('generalMemo')]);
		expect(posts()).toBe(1);
		expect(shop.memo(id)).not.toContain('TDS check');
	});

	describe('after any other write', () => {
		const check = async (id: number, tookMs: number, memoMark = '') => {
			const { autotask, clock } = shop.ports('run');
			return await shop.through(
				(async () => {
					const selection: Selection = { by: 'name', ids: [String(id)], numbers: [] };
					const [header] = (await readHeaders(autotask, selection, () => clock.now())).headers;
					if (!header) throw new Error('it is not there');
					await clock.sleep(tookMs);
					if (memoMark === '') await askToCheckIfSlow({ autotask, clock }, header);
					else await askToCheckIfSlow({ autotask, clock }, header, { revision: 1, memoMark });
					return shop.memo(id).includes('TDS check');
				})(),
			);
		};

		it.each([
			['the next revision', 2, 6_000, true],
			['the next revision, in time', 2, 4_000, false],
			['the revision that was sent', 1, 6_000, false],
		])('of an order that was sent: %s', async (_, revision, tookMs, asks) => {
			const id = shop.purchaseOrder();
			await shop.submit(id);
			save(id, (memo) => `TDS revision: ${revision}\n${memo}`);
			expect(await check(id, tookMs)).toBe(asks);
			expect(readMemo(shop.memo(id), String(id)).kind).toBe('journal');
		});

		it('the mark that selects it', async () => {
			const id = written('ORDER NOW');
			expect(await check(id, 6_000, 'ORDER NOW')).toBe(true);
		});

		it('of a poll that claims the receiving', async () => {
			const id = shop.purchaseOrder();
			await shop.submit(id);
			save(id, (memo) => `TDS revision: 2\n${memo}`);
			const { autotask, clock } = shop.ports('run');
			const slowly = {
				...autotask,
				update: async (...write: Parameters<typeof autotask.update>) => {
					await clock.sleep(6_000);
					return await autotask.update(...write);
				},
			};
			const seen = { id: String(id), number: '16', items: [] } as unknown as PurchaseOrder;
			const ports = { autotask: slowly, clock, token: () => 'poll-1' };
			expect(await shop.through(claimReceiving(ports, seen))).toMatchObject({ kind: 'impossible' });
			expect(shop.memo(id)).toContain('TDS check');
		});

		it('asks briefly where there is little room, and stops where there is none', async () => {
			const id = shop.purchaseOrder();
			save(id, () => `TDS revision: 2\n${'x'.repeat(3_940)}`);
			expect(await check(id, 6_000)).toBe(true);
			save(id, () => `TDS revision: 2\n${'x'.repeat(3_980)}`);
			await expect(check(id, 6_000)).rejects.toMatchObject({ code: 'memo-full' });
		});
	});
});
