import { readMemo } from '../../../../lib/orders/journal/memo';
import { TdSynnexDoor } from '../../../faults/orders/tdsynnex-door';
import { VirtualShop } from '../order-fixture';

/** What becomes of an order that may exist, where its block is gone, old, or of another account. */
describe('an order in doubt', () => {
	let shop: VirtualShop;
	/** Another account of TD SYNNEX, or its test host: it knows nothing of the first one's orders. */
	let elsewhere: TdSynnexDoor;
	let id: number;
	beforeEach(() => {
		shop = new VirtualShop();
		elsewhere = new TdSynnexDoor(() => shop.time.now());
		shop.account = { ...shop.account, environment: 'production' };
		id = shop.purchaseOrder();
	});

	const HOURS = 3_600_000;
	const edit = (change: (memo: string) => string) =>
		shop.autotask.change('PurchaseOrders', id, { generalMemo: change(shop.memo(id)) });
	const asks = (revision: number) =>
		edit((memo) => `TDS revision: ${revision}\n${memo.replace(/^TDS revision: \d+\n/, '')}`);
	/** The post is answered by a gateway; TD SYNNEX has taken it where `taken`. */
	const lostAnswer = (taken = true) => {
		shop.beforeTdSynnex = (next) => (request) => {
			if (!request.url.endsWith('/PO')) return next(request);
			if (taken) next(request);
			return { status: 502, headers: {}, body: '' };
		};
	};
	const calm = () => {
		shop.beforeTdSynnex = (next) => next;
	};
	const through = async <T>(account: object, work: () => Promise<T>): Promise<T> => {
		const real = shop.account;
		shop.account = { ...real, ...account };
		shop.beforeTdSynnex = () => (request) => elsewhere.answer(request);
		const result = await work();
		shop.account = real;
		calm();
		return result;
	};
	const placed = () =>
		shop.tdSynnex.book
			.all()
			.filter(({ code }) => code === 'accepted')
			.map(({ submitted }) => submitted.poNumber);
	const block = () => {
		const found = readMemo(shop.memo(id), String(id));
		return found.kind === 'journal'
			? `${found.journal.state} ${found.journal.environment} ${found.journal.revision}`
			: found.kind;
	};

	describe('and a run with another credential', () => {
		it.each([{ environment: 'test' }, { customerNumber: '200002' }])(
			'%p does not send it, whatever revision is asked for',
			async (account) => {
				lostAnswer();
				shop.tdSynnex.lag = HOURS;
				await shop.submit(id);
				await shop.pass(180);
				asks(2);
				const told = await through(account, () => shop.submit(id));
				expect(told).toMatchObject({ sent: false, problem: { code: 'other-account' } });
				expect(elsewhere.book.all()).toHaveLength(0);
				expect(block()).toBe('UNCERTAIN production 1');
			},
		);

		it('in test writes nothing where only the mark of a line tells of it', async () => {
			lostAnswer();
			shop.tdSynnex.lag = 60_000;
			await shop.submit(id);
			edit(() => 'tidied up');
			for (const work of ['submit', 'reconcile'] as const) {
				const told = await through({ environment: 'test' }, () => shop[work](id));
				expect(told).toMatchObject({
					state: 'UNCERTAIN',
					sent: false,
					environment: 'unknown',
					problem: { code: 'other-account' },
				});
			}
			expect(shop.memo(id)).toBe('tidied up');
			await shop.pass(2);
			expect(await shop.submit(id)).toMatchObject({ state: 'RECORDED', environment: 'production' });
			expect(placed()).toEqual(['16']);
		});

		it('in test does not make a recorded order a test order', async () => {
			await shop.submit(id);
			edit(() => 'tidied up');
			await through({ environment: 'test' }, () => shop.reconcile(id));
			asks(2);
			await shop.pass(11);
			await shop.submit(id);
			expect(placed()).toEqual(['16']);
		});

		it('of a real account never sends it again by the setting alone', async () => {
			lostAnswer();
			await shop.submit(id);
			edit(() => 'tidied up');
			for (let run = 0; run < 3; run++) {
				await shop.pass(70);
				const told = await through({ customerNumber: '200002' }, () =>
					shop.submit(id, (settings) => ({ ...settings, afterWindow: 'sendAgain' })),
				);
				expect(told).toMatchObject({ state: 'UNCERTAIN', sent: false });
			}
			expect(block()).toBe('UNCERTAIN unknown 1');
			expect(elsewhere.book.all()).toHaveLength(0);
		});

		it('goes out as a real order, where a whole block says that it was a test one', async () => {
			await through({ environment: 'test' }, async () => {
				shop.beforeTdSynnex = () => (request) =>
					request.url.endsWith('/PO')
						? { status: 502, headers: {}, body: '' }
						: elsewhere.answer(request);
				await shop.submit(id);
			});
			expect(block()).toBe('UNCERTAIN test 1');
			expect((await shop.submit(id)).problem?.code).toBe('other-account');
			asks(2);
			await shop.pass(11);
			expect(await shop.submit(id)).toMatchObject({ state: 'RECORDED', sent: true });
			expect(placed()).toEqual(['16-2']);
		});
	});
});
