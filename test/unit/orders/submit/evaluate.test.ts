import { readMemo } from '../../../../lib/orders/journal/memo';
import { reconcileOrders, submitOrders } from '../../../../lib/orders/submit/batch';
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

	describe('and a General Memo that was saved back from an old screen', () => {
		const settled = ['UNCERTAIN', 'RECORDED'];

		it.each([
			['not taken', false],
			['rejected', true],
		])('with an earlier revision that was %s, is not sent a third time', async (_, refused) => {
			if (refused) shop.tdSynnex.plan({ outcome: 'reject' });
			else lostAnswer(false);
			await shop.submit(id);
			shop.tdSynnex.plan({});
			await shop.pass(70);
			asks(2);
			const old = shop.memo(id);
			lostAnswer();
			shop.tdSynnex.lag = 4 * HOURS;
			await shop.submit(id);
			edit(() => old);
			calm();
			await shop.pass(15);
			expect(await shop.submit(id)).toMatchObject({ state: 'UNCERTAIN', revision: 2, sent: false });
			expect(placed()).toEqual(['16-2']);
		});

		it('with an earlier try of the same revision, is not sent a third time', async () => {
			shop.tdSynnex.lag = 24 * HOURS;
			lostAnswer(false);
			await shop.submit(id);
			await shop.pass(70);
			const old = shop.memo(id);
			calm();
			const again = () =>
				shop.submit(id, (settings) => ({ ...settings, afterWindow: 'sendAgain' }));
			expect((await again()).state).toBe('RECORDED');
			edit(() => old);
			shop.autotask.change('PurchaseOrders', id, { status: 1, externalPONumber: null });
			for (const minutes of [15, 70, 70]) {
				await shop.pass(minutes);
				expect(await again()).toMatchObject({ state: 'UNCERTAIN', sent: false });
			}
			expect(placed()).toEqual(['16']);
		});

		it.each([0, 24])('with the test order, %i hours of look-ups behind', async (hours) => {
			await through({ environment: 'test' }, () => shop.submit(id));
			asks(2);
			await shop.pass(11);
			const old = shop.memo(id);
			shop.tdSynnex.lag = hours * HOURS;
			await shop.submit(id);
			edit(() => old);
			await shop.pass(11);
			const told = await shop.submit(id);
			expect(told).toMatchObject({ sent: false, revision: 2 });
			expect(settled).toContain(told.state);
			expect(placed()).toEqual(['16-2']);
		});

		it('is in doubt where only the memory of n8n knows of the revision', async () => {
			const keys = new Set<string>();
			shop.memory = {
				seenBefore: async (key) => keys.has(key) || !keys.add(key),
				forget: async (key) => void keys.delete(key),
			};
			shop.tdSynnex.plan({ outcome: 'reject' });
			await shop.submit(id);
			shop.tdSynnex.plan({});
			asks(2);
			await shop.pass(11);
			const old = shop.memo(id);
			const line = shop.items(id)[0];
			const memo = line?.values.memo ?? '';
			shop.tdSynnex.lag = 24 * HOURS;
			await shop.submit(id);
			edit(() => old);
			shop.autotask.change('PurchaseOrderItems', line?.id ?? 0, { memo });
			shop.autotask.change('PurchaseOrders', id, { status: 1, externalPONumber: null });
			await shop.pass(15);
			expect(await shop.submit(id)).toMatchObject({ state: 'UNCERTAIN', sent: false });
			expect(placed()).toEqual(['16-2']);
		});
	});

	describe('and a run that claims another try', () => {
		const marks = () => String(shop.items(id)[0]?.values.memo ?? '');
		/** Revision 2 is claimed by a run whose process dies in its pause. */
		const dies = async () => {
			const ports = shop.ports('dead');
			const clock = { ...ports.clock, sleep: () => new Promise<never>(() => {}) };
			void submitOrders({ ...ports, clock }, shop.job([id]));
			await shop.time.runOut();
		};

		it('keeps the mark of what was sent beside the claim, for when the block is wiped', async () => {
			lostAnswer();
			shop.tdSynnex.lag = 24 * HOURS;
			await shop.submit(id);
			const sent = marks();
			await shop.pass(70);
			asks(2);
			calm();
			await dies();
			expect(marks()).toMatch(/PO 16: sent .*PO 16-2: claimed /);
			edit(() => 'tidied up');
			await shop.pass(15);
			expect(await shop.submit(id)).toMatchObject({ state: 'UNCERTAIN', sent: false });
			expect(placed()).toEqual(['16']);
			expect(marks()).toContain(sent);
		});

		it.each(['the claim', 'the note of the post'])(
			'puts it back when %s is given up',
			async (what) => {
				lostAnswer();
				shop.tdSynnex.lag = 24 * HOURS;
				await shop.submit(id);
				const sent = marks();
				await shop.pass(70);
				asks(2);
				calm();
				let writes = 0;
				shop.beforeAutotask = (next) => (request) => {
					if (request.method !== 'PATCH') return next(request);
					const slow = ++writes > (what === 'the claim' ? 0 : 1);
					shop.latency = slow && writes < 4 ? 12_000 : 100;
					return next(request);
				};
				expect((await shop.submit(id)).problem?.code).toBe('claim-too-slow');
				expect(marks()).toBe(sent);
				expect(placed()).toEqual(['16']);
			},
		);

		it('is not written over by a Reconcile that read its line long before', async () => {
			const other = shop.purchaseOrder([{ good: 1, quantity: 1 }]);
			const line = shop.items(other)[0]?.id ?? 0;
			const markAs = (memo: string) =>
				shop.autotask.change('PurchaseOrderItems', line, {
					memo: memo.replace('ID', String(other)),
				});
			markAs('[TD SYNNEX PO 17: claimed 2026-06-01T08:00:00Z for 10 s, n8n ID.1 dead-1]');
			lostAnswer(false);
			await shop.submit(id);
			const work = reconcileOrders(shop.ports('rec'), shop.job([id, other]));
			const sent = '[TD SYNNEX PO 17: sent 2026-06-01T09:10:00Z, n8n ID.1 other-1]';
			shop.time.in(300, () => markAs(`Serial numbers wanted. ${sent}`));
			const [, told] = await shop.through(work);
			expect(told).toMatchObject({ state: 'UNCERTAIN' });
			expect(String(shop.items(other)[0]?.values.memo)).toBe(
				`Serial numbers wanted. ${sent.replace('ID', String(other))}`,
			);
		});

		it('and is gone, leaves no mark once Reconcile has looked', async () => {
			const gone = `[TD SYNNEX PO 16: claimed 2026-06-01T08:00:00Z for 10 s, n8n ${id}.1 dead-1]`;
			shop.autotask.change('PurchaseOrderItems', shop.items(id)[0]?.id ?? 0, { memo: gone });
			expect(await shop.reconcile(id)).toMatchObject({ state: 'PLANNED', problem: null });
			expect(marks()).toBe('');
		});
	});

	it("that shows up while it is claimed once more is not called somebody else's", async () => {
		lostAnswer();
		shop.tdSynnex.lag = 24 * HOURS;
		await shop.submit(id);
		calm();
		await shop.pass(70);
		shop.time.in(6_000, () => void (shop.tdSynnex.lag = 0));
		const told = await shop.submit(id, (settings) => ({ ...settings, afterWindow: 'sendAgain' }));
		expect(told).toMatchObject({
			state: 'UNCERTAIN',
			sent: false,
			problem: { code: 'order-uncertain' },
		});
		expect(told.problem?.remedy).toMatch(/^Let Reconcile run/);
		expect(await shop.reconcile(id)).toMatchObject({ state: 'RECORDED' });
		expect(placed()).toEqual(['16']);
	});

	it('or real has its own number in Autotask, not that of the test order before it', async () => {
		// A number of its own, since those of both accounts begin alike.
		await shop.submit(shop.purchaseOrder());
		await through({ environment: 'test' }, () => shop.submit(id));
		asks(2);
		await shop.pass(11);
		const { orderNumbers, warnings } = await shop.submit(id);
		expect(shop.record(id).externalPONumber).toBe(orderNumbers.join(', '));
		expect(warnings).toEqual([]);
	});

	describe('and a person who writes an order number', () => {
		it.each(['none', 'not found (Jo, phone)', 'see mail 40000001'])(
			'"%s" settles nothing and sends nothing',
			async (words) => {
				lostAnswer(false);
				await shop.submit(id);
				calm();
				await shop.pass(70);
				edit((memo) => `TDS order number: ${words}\n${memo}`);
				const told = await shop.reconcile(id);
				expect(told).toMatchObject({ state: 'UNCERTAIN', orderNumbers: [] });
				expect(told.problem?.cause).toContain('is not an order number');
				expect(shop.record(id).externalPONumber ?? '').toBe('');
				asks(2);
				expect(await shop.submit(id)).toMatchObject({ sent: false });
				expect(placed()).toEqual([]);
			},
		);

		it.each([
			'TDS order number: by phone',
			'TDS order number:',
			'TDS order numbers: 40000098, 40000099',
			'TDS order no. 40000099',
			'TDS order #40000099',
			'> TDS order number: 40000099',
			'<p>TDS order number: 40000099</p>',
		])('in other words, as "%s", stops an order that was never sent', async (words) => {
			edit(() => words);
			expect(await shop.submit(id)).toMatchObject({
				sent: false,
				problem: { cause: expect.stringContaining(`"${words}"`) },
			});
		});

		it('inside of the order block, is heard before the order is sent again', async () => {
			lostAnswer(false);
			await shop.submit(id);
			calm();
			await shop.pass(70);
			edit((memo) => memo.replace(/^=== end/m, 'TDS order number: 40000099.\n$&'));
			const told = await shop.submit(id, (settings) => ({ ...settings, afterWindow: 'sendAgain' }));
			expect(told).toMatchObject({ state: 'RECORDED', sent: false, orderNumbers: ['40000099'] });
			expect(placed()).toEqual([]);
		});
	});
});
