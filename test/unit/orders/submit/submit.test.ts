import { NoAnswer } from '../../../../lib/shared/http';
import { DEFAULT_TIMING } from '../../../../lib/orders/journal/timing';
import { submitOrders } from '../../../../lib/orders/submit/batch';
import { readMemo, writeMemo } from '../../../../lib/orders/journal/memo';
import type { Journal } from '../../../../lib/orders/journal/types';
import { Problem } from '../../../../lib/shared/problem';
import { type Change, VirtualShop } from '../order-fixture';
import { journal } from '../order-samples';

/** A block as another run writes it, of purchase order 900. */
const postingOf = (token: string) =>
	writeMemo(
		'',
		journal({
			state: 'POSTING',
			claim: { token, time: '2026-06-01T09:00:00Z', settle: 10_000 },
		}),
	) ?? '';

/** The memo with its journal told otherwise, as another run would. */
function retold(memo: string, change: (journal: Journal) => Journal): string {
	const poId = /Autotask id: (\d+)/.exec(memo)?.[1] ?? '';
	const reading = readMemo(memo, poId);
	return reading.kind === 'journal' ? (writeMemo(memo, change(reading.journal)) ?? '') : memo;
}

/** How an order goes, over the twins' own rules in virtual time; duplicate rejection is off. */
describe('submitting a purchase order', () => {
	let shop: VirtualShop;
	beforeEach(() => {
		shop = new VirtualShop();
	});

	/** Strikes the posting of the order alone. */
	const atPost = (strike: 'before' | 'after') => {
		shop.beforeTdSynnex = (next) => (request) => {
			if (!request.url.endsWith('/PO')) return next(request);
			if (strike === 'after') next(request);
			return { status: 502, headers: {}, body: '<html>Bad Gateway</html>' };
		};
	};
	const calm = () => {
		shop.beforeTdSynnex = (next) => next;
	};
	const posts = () => shop.calls.filter((call) => call.endsWith('/PO')).length;
	/** What stands about the order in the memo of its first line. */
	const mark = (id: number) => String(shop.items(id)[0]?.values.memo ?? '');
	const markAs = (id: number, change: (memo: string) => string) =>
		shop.autotask.change('PurchaseOrderItems', shop.items(id)[0]?.id ?? 0, {
			memo: change(mark(id)),
		});
	const rules =
		(change: object): Change =>
		(settings) => ({ ...settings, rules: { ...settings.rules, ...change } });

	it('claims, waits, looks up, reads back, posts once and records, in this order', async () => {
		const id = shop.purchaseOrder();
		expect(await shop.submit(id)).toMatchObject({ state: 'RECORDED', sent: true, problem: null });
		const claim = shop.calls.findIndex((call) => call.startsWith('PATCH'));
		const line = `PATCH PurchaseOrders/${id}/Items`;
		expect(shop.calls.slice(claim)).toEqual([
			line,
			'POST /SynnexXML/POStatus',
			'POST PurchaseOrders/query',
			'POST PurchaseOrderItems/query',
			'PATCH PurchaseOrders',
			line,
			'POST /SynnexXML/PO',
			`GET PurchaseOrders/${id}`,
			'PATCH PurchaseOrders',
		]);
	});

	it('claims on a line, where no word of a person in the General Memo is written over', async () => {
		const id = shop.purchaseOrder();
		shop.beforeAutotask = (next) => (request) => {
			if (request.method === 'PATCH' && !request.body?.includes('"generalMemo"'))
				shop.autotask.change('PurchaseOrders', id, { generalMemo: 'Jo was here' });
			return next(request);
		};
		await shop.submit(id);
		expect(shop.memo(id)).toContain('Jo was here');
	});

	it('says in the memo and on the line that it is being posted, before it is', async () => {
		const id = shop.purchaseOrder();
		let seen: string[] = [];
		shop.beforeTdSynnex = (next) => (request) => {
			if (request.url.endsWith('/PO')) seen = [shop.memo(id), mark(id)];
			return next(request);
		};
		await shop.submit(id);
		expect(seen[0]).toContain('State: POSTING');
		expect(seen[1]).toMatch(/^\[TD SYNNEX PO \d+: sent \S+Z, n8n \d+\.1 run-1\]$/);
	});

	it('pauses between claim and look-up for the settle time', async () => {
		const id = shop.purchaseOrder();
		const times: number[] = [];
		shop.beforeAutotask = (next) => (request) => {
			if (request.method === 'PATCH') times.push(shop.time.now());
			return next(request);
		};
		shop.beforeTdSynnex = (next) => (request) => {
			if (request.url.endsWith('/PO')) times.push(shop.time.now());
			return next(request);
		};
		await shop.submit(id);
		expect((times[1] ?? 0) - (times[0] ?? 0)).toBeGreaterThanOrEqual(DEFAULT_TIMING.settle);
	});

	it('is what Reconcile never does', async () => {
		const id = shop.purchaseOrder();
		const unchecked = rules({ off: ['product', 'cost', 'stock', 'endUser'] });
		expect(await shop.reconcile(id, unchecked)).toMatchObject({ state: 'PLANNED', sent: false });
		expect(posts()).toBe(0);
	});

	it('a second run finds it ordered and sends nothing', async () => {
		const id = shop.purchaseOrder();
		await shop.submit(id);
		expect(await shop.submit(id)).toMatchObject({ state: 'RECORDED', sent: false, problem: null });
		expect(posts()).toBe(1);
	});

	it.each([0, 100, 4_000, 9_000])('two runs %d ms apart make one order', async (apart) => {
		const id = shop.purchaseOrder();
		const first = submitOrders(shop.ports('a'), shop.job([id]));
		const second = new Promise<unknown>((resolve) =>
			shop.time.in(apart, () => resolve(submitOrders(shop.ports('b'), shop.job([id])))),
		);
		await shop.through(Promise.all([first, second]));
		expect(posts()).toBe(1);
		expect(shop.placed(id)).toHaveLength(1);
	});

	it.each([
		['that another run has overwritten', (memo: string) => memo.replace('run-1', 'other-1')],
		['that somebody took out', () => ''],
		['that somebody spoilt', (memo: string) => memo.replace('claimed', 'claims')],
	])('a claim %s is not ours any more', async (_, change) => {
		const id = shop.purchaseOrder();
		shop.time.in(5_000, () => markAs(id, change));
		expect(await shop.submit(id)).toMatchObject({ sent: false, problem: { code: 'order-busy' } });
		expect(posts()).toBe(0);
	});

	it.each([
		['damaged', (memo: string) => `State: RECORDED\n${memo}`],
		['come from another run', (memo: string) => `${memo}\n${postingOf('other-1')}`],
	])('with a block in the memo meanwhile that is %s, is not sent', async (_, change) => {
		const id = shop.purchaseOrder();
		shop.time.in(5_000, () =>
			shop.autotask.change('PurchaseOrders', id, {
				generalMemo: change(shop.memo(id)).replaceAll('900', String(id)),
			}),
		);
		expect(await shop.submit(id)).toMatchObject({ sent: false });
		expect(posts()).toBe(0);
	});

	it('read and claimed more slowly than half the settle time, is not sent', async () => {
		const id = shop.purchaseOrder();
		shop.latency = 4_000;
		expect(await shop.submit(id)).toMatchObject({
			sent: false,
			problem: { code: 'claim-too-slow' },
		});
		expect(posts()).toBe(0);
	});

	const slowMemory = () => ({
		seenBefore: () => new Promise<boolean>((done) => shop.time.in(20_000, () => done(false))),
		forget: async () => {},
	});

	it('read back too long before sending, is not sent, and its claim is given back', async () => {
		const id = shop.purchaseOrder();
		shop.memory = slowMemory();
		expect(await shop.submit(id)).toMatchObject({
			sent: false,
			state: 'PLANNED',
			problem: { code: 'claim-too-slow' },
		});
		expect(posts()).toBe(0);
		expect(mark(id)).toBe('');
	});

	it('that another run is posting, as the block says, is not sent though our mark stands', async () => {
		const id = shop.purchaseOrder();
		const claim = { token: 'other-1', time: '2026-06-01T09:00:00Z', settle: 10_000 };
		const theirs = journal({ poId: String(id), state: 'POSTING', answer: null, claim });
		shop.time.in(5_000, () =>
			shop.autotask.change('PurchaseOrders', id, { generalMemo: writeMemo('', theirs) }),
		);
		expect(await shop.submit(id)).toMatchObject({ sent: false, problem: { code: 'order-busy' } });
		expect(posts()).toBe(0);
		expect(shop.memo(id)).toContain('State: POSTING');
	});

	it('that another run has claimed is not given back by us', async () => {
		const id = shop.purchaseOrder();
		shop.memory = slowMemory();
		shop.time.in(20_000, () => markAs(id, (memo) => memo.replace('run-1', 'other-1')));
		expect(await shop.submit(id)).toMatchObject({ sent: false });
		expect(mark(id)).toContain('claimed');
		expect(mark(id)).toContain('other-1');
	});

	it('that is read back in time and written down too slowly, is not sent and is PLANNED again', async () => {
		const id = shop.purchaseOrder();
		shop.beforeAutotask = (next) => (request) => {
			if (request.body?.includes('POSTING')) shop.latency = 12_000;
			return next(request);
		};
		expect(await shop.submit(id)).toMatchObject({
			sent: false,
			state: 'PLANNED',
			problem: { code: 'claim-too-slow' },
		});
		expect(posts()).toBe(0);
		expect([shop.memo(id).includes('State: PLANNED'), mark(id)]).toEqual([true, '']);
	});

	it('that a person moves on while it is being sent keeps his number and status', async () => {
		const id = shop.purchaseOrder();
		const { schema } = shop.autotask.world;
		const received = schema.picklistId('PurchaseOrders', 'status', 'Received Full');
		shop.beforeTdSynnex = (next) => (request) => {
			if (request.url.endsWith('/PO'))
				shop.autotask.change('PurchaseOrders', id, {
					externalPONumber: 'by hand',
					status: received,
				});
			return next(request);
		};
		const result = await shop.submit(id);
		expect(result).toMatchObject({ state: 'RECORDED', sent: true });
		expect(result.warnings.join()).toContain('already contains by hand and was not changed');
		expect(shop.record(id)).toMatchObject({ externalPONumber: 'by hand', status: received });
		expect(shop.memo(id)).toContain(result.orderNumbers[0]);
	});

	it('remembered by this n8n as sent, though its block was wiped, is not sent', async () => {
		const id = shop.purchaseOrder();
		const keys = new Set<string>();
		shop.memory = {
			seenBefore: async (key) => keys.has(key) || !keys.add(key),
			forget: async (key) => void keys.delete(key),
		};
		atPost('after');
		shop.tdSynnex.lag = 24 * 3_600_000;
		await shop.submit(id);
		calm();
		shop.autotask.change('PurchaseOrders', id, { generalMemo: 'Deliver to the back door.' });
		markAs(id, () => '');
		expect(await shop.submit(id)).toMatchObject({ sent: false, state: 'UNCERTAIN' });
		expect(posts()).toBe(1);
	});

	it('wiped out of the memo once it was sent: the mark of its line tells, and it is found again', async () => {
		const id = shop.purchaseOrder();
		await shop.submit(id);
		shop.autotask.change('PurchaseOrders', id, {
			generalMemo: '',
			externalPONumber: '',
			status: shop.record(shop.purchaseOrder()).status ?? 1,
		});
		expect(await shop.submit(id)).toMatchObject({ state: 'RECORDED', sent: false });
		expect(posts()).toBe(1);
	});

	it('wiped out of the memo while TD SYNNEX does not show it yet, is in doubt and not sent', async () => {
		const id = shop.purchaseOrder();
		shop.tdSynnex.lag = 24 * 3_600_000;
		await shop.submit(id);
		shop.autotask.change('PurchaseOrders', id, {
			generalMemo: 'Deliver to the back door.',
			externalPONumber: '',
			status: shop.record(shop.purchaseOrder()).status ?? 1,
		});
		expect(await shop.submit(id)).toMatchObject({ sent: false, state: 'UNCERTAIN' });
		expect(shop.memo(id)).toContain('State: UNCERTAIN');
		expect(posts()).toBe(1);
	});

	it('copied with memo and lines into another purchase order, leaves that one to be sent', async () => {
		const id = shop.purchaseOrder();
		await shop.submit(id);
		const copy = shop.purchaseOrder([{ good: 0, quantity: 2 }], { generalMemo: shop.memo(id) });
		markAs(copy, () => mark(id));
		expect(await shop.submit(copy)).toMatchObject({ sent: true, state: 'RECORDED' });
		expect(mark(copy)).toContain(`n8n ${copy}.1`);
		expect(mark(copy)).not.toContain(`n8n ${id}.1`);
	});

	it.each([
		['other lines', 6],
		['the same lines', 5],
	])('there at TD SYNNEX with %s of another purchase order, is a stop', async (_, good) => {
		const other = shop.purchaseOrder([{ good: 5, quantity: 3 }]);
		await shop.submit(other);
		const number = String(shop.record(other).purchaseOrderNumber);
		const id = shop.purchaseOrder([{ good, quantity: 3 }], { purchaseOrderNumber: number });
		const taken = await shop.submit(id);
		expect(taken).toMatchObject({
			sent: false,
			state: 'PLANNED',
			problem: { code: 'po-number-taken' },
		});
		expect(posts()).toBe(1);
		expect(shop.memo(id)).toBe('Deliver to the back door.');
		// the remedy: another revision goes out under another number
		expect(taken.problem?.remedy).toContain('TDS revision: 2');
		shop.autotask.change('PurchaseOrders', id, { generalMemo: 'TDS revision: 2' });
		expect(await shop.submit(id)).toMatchObject({ sent: true, poNumber: `${number}-2` });
	});

	it('there at TD SYNNEX by telephone, ends when a person notes its number', async () => {
		const id = shop.purchaseOrder();
		await shop.submit(id);
		const number = String(shop.record(id).purchaseOrderNumber);
		const twin = shop.purchaseOrder([{ good: 0, quantity: 2 }], { purchaseOrderNumber: number });
		expect((await shop.submit(twin)).problem?.remedy).toContain('External P.O. Number');
		shop.autotask.change('PurchaseOrders', twin, { externalPONumber: '40000001' });
		expect(await shop.submit(twin)).toMatchObject({
			sent: false,
			problem: { code: 'order-refused' },
		});
		expect(posts()).toBe(1);
	});

	it('where TD SYNNEX cannot say whether it has the number, is not sent and can be tried again', async () => {
		const id = shop.purchaseOrder();
		shop.beforeTdSynnex = (next) => (request) =>
			request.url.endsWith('/POStatus')
				? { status: 200, headers: {}, body: '<html>' }
				: next(request);
		expect(await shop.submit(id)).toMatchObject({
			sent: false,
			state: 'PLANNED',
			problem: { code: 'look-up-unclear' },
		});
		calm();
		expect(await shop.submit(id)).toMatchObject({ sent: true, state: 'RECORDED' });
	});

	it('given back, then ordered by hand in Autotask, is not sent', async () => {
		const id = shop.purchaseOrder();
		shop.beforeTdSynnex = (next) => (request) =>
			request.url.endsWith('/POStatus')
				? { status: 200, headers: {}, body: '<html>' }
				: next(request);
		expect(await shop.submit(id)).toMatchObject({ state: 'PLANNED' });
		calm();
		const { schema } = shop.autotask.world;
		shop.autotask.change('PurchaseOrders', id, {
			status: schema.picklistId('PurchaseOrders', 'status', 'Submitted'),
			externalPONumber: '152301636',
		});
		await shop.pass(10);
		const result = await shop.submit(id);
		expect(result).toMatchObject({ sent: false, problem: { code: 'order-refused' } });
		expect(result.findings.map(({ rule }) => rule)).toEqual(['status', 'orderedElsewhere']);
		expect(posts()).toBe(0);
	});

	it('sent to the test account and taken there goes out for real where a person asks for it', async () => {
		const id = shop.purchaseOrder();
		const real = shop.account;
		shop.account = { ...real, environment: 'test' };
		await shop.submit(id);
		shop.account = real;
		shop.autotask.change('PurchaseOrders', id, {
			generalMemo: `TDS revision: 2\n${shop.memo(id)}`,
		});
		await shop.pass(10);
		expect(await shop.submit(id)).toMatchObject({ sent: true, state: 'RECORDED', revision: 2 });
	});

	it('whose claim Autotask wrote and answered with an error, goes out all the same', async () => {
		const id = shop.purchaseOrder();
		let claims = 0;
		shop.beforeAutotask = (next) => (request) => {
			const answer = next(request);
			return request.method === 'PATCH' && ++claims === 1
				? { ...answer, status: 500, body: JSON.stringify({ errors: ['A trigger failed.'] }) }
				: answer;
		};
		expect(await shop.submit(id)).toMatchObject({ sent: true, state: 'RECORDED' });
		expect(posts()).toBe(1);
	});

	it('whose claim Autotask refused, is not sent', async () => {
		const id = shop.purchaseOrder();
		shop.beforeAutotask = (next) => (request) =>
			request.method === 'PATCH'
				? { status: 500, headers: {}, body: JSON.stringify({ errors: ['It is locked.'] }) }
				: next(request);
		const result = await shop.submit(id);
		expect(result).toMatchObject({ sent: false, state: 'PLANNED' });
		expect(result.problem?.cause).toContain('the claim could not be written');
		expect(posts()).toBe(0);
	});

	it('whose claim met a passing fault, is not claimed over another run that came first', async () => {
		const id = shop.purchaseOrder();
		let claims = 0;
		shop.beforeAutotask = (next) => (request) => {
			if (request.method !== 'PATCH' || ++claims !== 1) return next(request);
			next({ ...request, body: request.body?.replace('run-1', 'other-1') });
			return { status: 503, headers: {}, body: '' };
		};
		expect(await shop.submit(id)).toMatchObject({ sent: false });
		expect(mark(id)).toContain('other-1');
		expect(claims).toBe(1);
	});

	it('with a block that was changed by hand, is not sent', async () => {
		const id = shop.purchaseOrder();
		await shop.submit(id);
		shop.autotask.change('PurchaseOrders', id, {
			generalMemo: shop.memo(id).replace(/SHA-256: .*/, 'SHA-256: no'),
		});
		shop.tdSynnex.lag = 24 * 3_600_000;
		expect(await shop.submit(id)).toMatchObject({
			sent: false,
			problem: { code: 'journal-damaged' },
		});
		expect(posts()).toBe(1);
	});

	it('whose approval was taken back meanwhile, is not sent', async () => {
		const id = shop.purchaseOrder([{ good: 0, quantity: 2 }], {
			generalMemo: 'TDS approved by: Jo Smith',
		});
		shop.time.in(5_000, () =>
			shop.autotask.change('PurchaseOrders', id, {
				generalMemo: shop.memo(id).replace('TDS approved by: Jo Smith', ''),
			}),
		);
		expect(await shop.submit(id, rules({ approvalAbove: '0' }))).toMatchObject({
			sent: false,
			state: 'PLANNED',
			problem: { code: 'order-changed' },
		});
		expect(posts()).toBe(0);
	});

	it('that never left, is given back and goes out later', async () => {
		const id = shop.purchaseOrder();
		shop.beforeTdSynnex = (next) => (request) => {
			if (request.url.endsWith('/PO'))
				throw new NoAnswer('refused', 'tdsynnex.test', 'ECONNREFUSED');
			return next(request);
		};
		expect(await shop.submit(id)).toMatchObject({
			sent: false,
			state: 'PLANNED',
			problem: { code: 'order-not-sent' },
		});
		expect(posts()).toBe(1);
		calm();
		await shop.pass(7);
		expect(await shop.submit(id)).toMatchObject({ sent: true, state: 'RECORDED' });
	});

	it('whose block was wiped is found, though a rule would stop it now', async () => {
		const id = shop.purchaseOrder();
		await shop.submit(id);
		// its status is no longer New, which stops it
		shop.autotask.change('PurchaseOrders', id, { generalMemo: '', externalPONumber: '' });
		expect(await shop.submit(id)).toMatchObject({ sent: false, state: 'RECORDED' });
		expect(posts()).toBe(1);
	});

	it('of a number that two purchase orders have, is not guessed', async () => {
		const first = shop.purchaseOrder([{ good: 1, quantity: 1 }], { purchaseOrderNumber: 'A-7' });
		shop.purchaseOrder([{ good: 2, quantity: 1 }], { purchaseOrderNumber: 'a-7' });
		const job = {
			...shop.job([]),
			selection: { by: 'name' as const, ids: [], numbers: ['A-7'] },
		};
		const results = await shop.through(submitOrders(shop.ports('run'), job));
		expect(results).toMatchObject([
			{ sent: false, purchaseOrderNumber: 'A-7', problem: { code: 'po-number-ambiguous' } },
		]);
		expect(results[0]?.problem?.cause).toContain(String(first));
		expect(posts()).toBe(0);
	});

	it('named in other letters is found, and not told missing', async () => {
		shop.purchaseOrder([{ good: 1, quantity: 1 }], { purchaseOrderNumber: 'MSP-7' });
		const job = {
			...shop.job([]),
			selection: { by: 'name' as const, ids: [], numbers: ['msp-7'] },
		};
		expect(await shop.through(submitOrders(shop.ports('run'), job))).toMatchObject([
			{ sent: true, state: 'RECORDED' },
		]);
	});

	it('that the credential refuses to sign has not left, and is given back', async () => {
		const id = shop.purchaseOrder();
		const refusal = new Problem({
			code: 'host',
			cause: 'the host is refused',
			remedy: 'Correct it.',
		});
		shop.beforeTdSynnex = (next) => (request) => {
			if (request.url.endsWith('/PO')) throw refusal;
			return next(request);
		};
		expect(await shop.submit(id)).toMatchObject({
			sent: false,
			state: 'PLANNED',
			problem: { code: 'order-not-sent' },
		});
	});

	it('posted to a network that broke off without a word may have arrived, and is in doubt', async () => {
		const id = shop.purchaseOrder();
		shop.beforeTdSynnex = (next) => (request) => {
			if (request.url.endsWith('/PO')) throw new Error('socket hang up');
			return next(request);
		};
		expect(await shop.submit(id)).toMatchObject({ state: 'UNCERTAIN' });
	});

	it.each([
		['as it was sent is recognized by its own lines', 0, 'RECORDED'],
		['changed since is not recognized by its own lines', 0.01, 'UNCERTAIN'],
	])('in doubt, its lines folded away for want of room, %s', async (_, dearer, state) => {
		const id = shop.purchaseOrder();
		atPost('after');
		shop.tdSynnex.lag = 3_600_000;
		await shop.submit(id);
		calm();
		shop.autotask.change('PurchaseOrders', id, {
			generalMemo: retold(shop.memo(id), (journal) => ({
				...journal,
				lines: journal.lines.map((line) => ({ ...line, sku: '' })),
			})),
		});
		shop.autotask.change('PurchaseOrderItems', shop.items(id)[0]?.id ?? 0, {
			unitCost: Number(shop.good(0).cost) + dearer,
		});
		await shop.pass(90);
		expect(await shop.reconcile(id)).toMatchObject({ state });
	});

	describe('with its answer lost', () => {
		it('though TD SYNNEX took it: the run itself finds it and records it', async () => {
			const id = shop.purchaseOrder();
			atPost('after');
			expect(await shop.submit(id)).toMatchObject({ state: 'RECORDED', sent: true });
			expect(posts()).toBe(1);
		});

		it('and TD SYNNEX without it: UNCERTAIN, then a person is asked; never sent by itself', async () => {
			const id = shop.purchaseOrder();
			atPost('before');
			expect((await shop.submit(id)).problem?.code).toBe('order-uncertain');
			calm();
			expect(await shop.submit(id)).toMatchObject({ state: 'UNCERTAIN', sent: false });
			await shop.pass(70);
			const review = await shop.submit(id);
			expect(review).toMatchObject({ state: 'UNCERTAIN', sent: false });
			expect(review.problem?.cause).toContain('a person must decide');
			expect(posts()).toBe(1);
		});

		it('is sent again after the window, and only then, where the buyer has chosen so', async () => {
			const id = shop.purchaseOrder();
			atPost('before');
			const choice: Change = (settings) => ({ ...settings, afterWindow: 'sendAgain' });
			await shop.submit(id);
			calm();
			await shop.pass(50);
			expect(await shop.submit(id, choice)).toMatchObject({ state: 'UNCERTAIN', sent: false });
			await shop.pass(15);
			expect(await shop.submit(id, choice)).toMatchObject({ state: 'RECORDED', sent: true });
			expect(shop.placed(id)).toHaveLength(1);
		});

		it('is not sent again, by itself, with other content than the first time', async () => {
			const id = shop.purchaseOrder();
			atPost('before');
			await shop.submit(id);
			calm();
			await shop.pass(70);
			shop.autotask.change('PurchaseOrderItems', shop.items(id)[0]?.id ?? 0, { quantity: 9 });
			const choice: Change = (settings) => ({ ...settings, afterWindow: 'sendAgain' });
			const result = await shop.submit(id, choice);
			expect(result).toMatchObject({ sent: false, problem: { code: 'changed-after-order' } });
			expect(result.problem?.cause).toMatch(/quantity of line 1 \(SKU \d+\): 2 was sent, now 9/);
			expect(posts()).toBe(1);
		});

		it('is not sent again where another run has tried in the meantime', async () => {
			const id = shop.purchaseOrder();
			atPost('before');
			await shop.submit(id);
			await shop.pass(70);
			shop.beforeTdSynnex = (next) => (request) => {
				if (request.url.endsWith('/POStatus'))
					shop.autotask.change('PurchaseOrders', id, {
						generalMemo: retold(shop.memo(id), (journal) => ({ ...journal, attempt: 2 })),
					});
				return next(request);
			};
			const choice: Change = (settings) => ({ ...settings, afterWindow: 'sendAgain' });
			expect(await shop.submit(id, choice)).toMatchObject({ state: 'UNCERTAIN', sent: false });
			expect(posts()).toBe(1);
		});

		it('is sent anew under a new number, after the window, where a person asks for it', async () => {
			const id = shop.purchaseOrder();
			const number = String(shop.record(id).purchaseOrderNumber);
			atPost('before');
			await shop.submit(id);
			calm();
			shop.autotask.change('PurchaseOrders', id, {
				generalMemo: `${shop.memo(id)}\nTDS revision: 2`,
			});
			await shop.pass(30);
			expect(await shop.submit(id)).toMatchObject({ state: 'UNCERTAIN', sent: false });
			await shop.pass(40);
			expect(await shop.submit(id)).toMatchObject({ state: 'RECORDED', revision: 2 });
			expect(shop.placed(id, `${number}-2`)).toHaveLength(1);
		});

		it('and a run that died: the next one waits for the claim’s life, then adopts the order', async () => {
			const id = shop.purchaseOrder();
			const dying = shop.ports('dying');
			dying.tdSynnex.post = async (order) => {
				await shop.ports('dying').tdSynnex.post(order);
				return await new Promise(() => {});
			};
			void submitOrders(dying, shop.job([id]));
			await shop.time.runOut();
			expect(shop.placed(id)).toHaveLength(1);
			expect(await shop.submit(id)).toMatchObject({ state: 'POSTING', sent: false });
			await shop.pass(11);
			expect(await shop.submit(id)).toMatchObject({ state: 'RECORDED', sent: false });
			expect(posts()).toBe(1);
		});
	});

	describe('numbered by accounting only after it was sent under its id', () => {
		const sendAgain: Change = (settings) => ({ ...settings, afterWindow: 'sendAgain' });
		const numbered = (id: number) =>
			shop.autotask.change('PurchaseOrders', id, { purchaseOrderNumber: 'QB-77' });
		let id: number;
		beforeEach(() => {
			id = shop.purchaseOrder(undefined, { purchaseOrderNumber: '' });
		});

		it('is done, and not told as changed', async () => {
			await shop.submit(id);
			numbered(id);
			expect(await shop.submit(id)).toMatchObject({
				state: 'RECORDED',
				sent: false,
				poNumber: String(id),
				purchaseOrderNumber: 'QB-77',
				problem: null,
			});
			expect(posts()).toBe(1);
		});

		it.each([
			['its block there, is sent again', (memo: string) => memo, 1],
			// Nothing says any more to which account it went.
			['its block wiped, is not sent again by the setting', () => '', 0],
		])('in doubt, %s under the number of old', async (_, keep, placed) => {
			atPost('before');
			await shop.submit(id);
			calm();
			numbered(id);
			shop.autotask.change('PurchaseOrders', id, { generalMemo: keep(shop.memo(id)) });
			await shop.pass(70);
			await shop.submit(id, sendAgain);
			await shop.pass(70);
			expect(await shop.submit(id, sendAgain)).toMatchObject({
				state: placed === 0 ? 'UNCERTAIN' : 'RECORDED',
				poNumber: String(id),
			});
			expect(shop.placed(id, String(id))).toHaveLength(placed);
			expect(shop.placed(id, 'QB-77')).toHaveLength(0);
		});

		it('certainly not taken, goes out under the number of old', async () => {
			shop.beforeTdSynnex = (next) => (request) => {
				if (request.url.endsWith('/PO'))
					throw new NoAnswer('refused', 'tdsynnex.test', 'connection refused');
				return next(request);
			};
			expect((await shop.submit(id)).problem?.code).toBe('order-not-sent');
			calm();
			numbered(id);
			await shop.pass(10);
			expect(await shop.submit(id)).toMatchObject({ state: 'RECORDED', poNumber: String(id) });
		});
	});

	describe('with another revision asked for', () => {
		const inDoubt = async (more: Record<string, string> = {}) => {
			const id = shop.purchaseOrder([{ good: 0, quantity: 2 }], more);
			atPost('before');
			await shop.submit(id);
			calm();
			await shop.pass(70);
			shop.autotask.change('PurchaseOrders', id, {
				generalMemo: `TDS revision: 2\n${shop.memo(id)}`,
			});
			return id;
		};
		const takeBack = (id: number) =>
			shop.autotask.change('PurchaseOrders', id, {
				generalMemo: shop.memo(id).replace('TDS revision: 2\n', ''),
			});

		it('and taken back while it is looked up, nothing is sent, neither anew nor again', async () => {
			const id = await inDoubt();
			shop.beforeTdSynnex = (next) => (request) => {
				if (request.url.endsWith('/POStatus')) takeBack(id);
				return next(request);
			};
			expect(await shop.submit(id)).toMatchObject({ state: 'UNCERTAIN', sent: false });
			expect(posts()).toBe(1);
		});

		it('and taken back during the pause, nothing is sent, and the doubt of the first one stands', async () => {
			const id = await inDoubt();
			shop.time.in(5_000, () => takeBack(id));
			expect(await shop.submit(id)).toMatchObject({
				sent: false,
				problem: { code: 'order-changed' },
			});
			expect(posts()).toBe(1);
			expect(shop.memo(id)).toContain('State: UNCERTAIN');
			expect(mark(id)).toContain('sent');
			expect(await shop.submit(id)).toMatchObject({ state: 'UNCERTAIN', sent: false });
		});

		it('while another order stands under the number of the first, it goes out only once a person says that this is not ours', async () => {
			const id = await inDoubt();
			const other = shop.purchaseOrder([{ good: 6, quantity: 1 }], {
				purchaseOrderNumber: String(shop.record(id).purchaseOrderNumber),
			});
			const [number = ''] = (await shop.submit(other)).orderNumbers;
			const asked = await shop.submit(id);
			expect(asked).toMatchObject({ sent: false, state: 'UNCERTAIN' });
			expect(asked.problem?.cause).toContain(`(number ${number}) that reads otherwise`);
			expect(asked.problem?.remedy).toContain('"TDS not ours: NUMBER"');
			const say = (line: string) =>
				shop.autotask.change('PurchaseOrders', id, { generalMemo: `${line}\n${shop.memo(id)}` });
			say('TDS not ours: 99999999');
			expect(await shop.submit(id)).toMatchObject({ sent: false, state: 'UNCERTAIN' });
			say('TDS not ours: none');
			expect((await shop.submit(id)).problem?.cause).toContain('"TDS not ours: none 99999999"');
			shop.autotask.change('PurchaseOrders', id, {
				generalMemo: shop.memo(id).replace('TDS not ours: none', `TDS not ours: ${number}`),
			});
			expect(await shop.submit(id)).toMatchObject({ sent: true, revision: 2 });
		});
	});

	it.each([
		['with a cancel date', { cancelDateTime: '2026-06-01T08:30:00Z' }],
		['by its status alone', {}],
	])('canceled %s, is not sent from whatever status', async (_, more) => {
		const { schema } = shop.autotask.world;
		const status = schema.picklistId('PurchaseOrders', 'status', 'Canceled');
		const id = shop.purchaseOrder([{ good: 0, quantity: 2 }], { status, ...more });
		const result = await shop.submit(id, rules({ readyStatus: '' }));
		expect(result.problem?.cause).toContain('canceled in Autotask');
		expect(posts()).toBe(0);
	});

	it('whose mark is taken out of the memo during the pause, is not sent', async () => {
		const id = shop.purchaseOrder([{ good: 0, quantity: 2 }], { generalMemo: 'ORDER NOW' });
		const job = {
			...shop.job([]),
			selection: {
				by: 'ready' as const,
				vendorId: String(shop.vendor),
				status: 'New',
				memoMark: 'order now',
			},
		};
		shop.time.in(5_000, () => shop.autotask.change('PurchaseOrders', id, { generalMemo: '' }));
		const [result] = await shop.through(submitOrders(shop.ports('run'), job));
		expect(result).toMatchObject({ sent: false, problem: { code: 'order-changed' } });
		expect([posts(), shop.memo(id)]).toEqual([0, '']);
	});

	it('whose mark stands in the order block alone, since a person took it out, is not sent', async () => {
		const id = shop.purchaseOrder([{ good: 0, quantity: 2 }], { generalMemo: 'n8n' });
		const job = {
			...shop.job([]),
			selection: {
				by: 'ready' as const,
				vendorId: String(shop.vendor),
				status: 'New',
				memoMark: 'n8n',
			},
		};
		const run = () => shop.through(submitOrders(shop.ports('run'), job));
		shop.beforeTdSynnex = (next) => (request) => {
			if (request.url.endsWith('/PO')) throw new NoAnswer('refused', 'tdsynnex.test', 'refused');
			return next(request);
		};
		expect(await run()).toMatchObject([{ state: 'PLANNED', sent: false }]);
		calm();
		shop.autotask.change('PurchaseOrders', id, { generalMemo: shop.memo(id).replace('n8n', '') });
		expect(shop.memo(id)).toContain('n8n');
		await shop.pass(20);
		expect(await run()).toEqual([]);
		expect(shop.placed(id)).toEqual([]);
	});

	it('fifty at once wait one settle time, each with at most ten calls to Autotask and three to TD SYNNEX', async () => {
		const ids = Array.from({ length: 50 }, (_, good) =>
			shop.purchaseOrder(
				Array.from({ length: 5 }, (__, line) => ({ good: good + line * 7, quantity: 1 })),
			),
		);
		shop.latency = 50;
		const begun = shop.time.now();
		const results = await shop.submitAll(ids);
		expect(results.every(({ sent }) => sent)).toBe(true);
		expect(shop.time.now() - begun).toBeLessThan(60_000);
		const toTdSynnex = shop.calls.filter((call) => call.includes('SynnexXML')).length;
		expect(toTdSynnex).toBeLessThanOrEqual(3 * ids.length);
		expect(shop.calls.length - toTdSynnex).toBeLessThanOrEqual(10 * ids.length);
	});

	it('of many, canceled during the pause, gives back every claim', async () => {
		const ids = [1, 2, 3].map((good) => shop.purchaseOrder([{ good, quantity: 1 }]));
		let cancelled = false;
		shop.time.in(5_000, () => (cancelled = true));
		const job = { ...shop.job(ids), cancelled: () => cancelled };
		await shop.through(submitOrders(shop.ports('run'), job));
		expect([posts(), ids.map(mark)]).toEqual([0, ['', '', '']]);
	});

	it('a claim of a run that is gone is begun anew', async () => {
		const id = shop.purchaseOrder();
		const dying = shop.ports('dying');
		dying.tdSynnex.lookUp = () => new Promise(() => {});
		void submitOrders(dying, shop.job([id]));
		await shop.time.runOut();
		expect(mark(id)).toContain('claimed');
		expect(await shop.submit(id)).toMatchObject({ sent: false, problem: { code: 'order-busy' } });
		await shop.pass(11);
		expect(await shop.reconcile(id)).toMatchObject({ sent: false, state: 'PLANNED' });
		expect(mark(id)).toBe('');
		expect(await shop.submit(id)).toMatchObject({ sent: true, state: 'RECORDED' });
	});

	describe('above a limit', () => {
		const total = (good: number) => Number(shop.good(good).cost);

		it.each([
			['the cap of one order', (limit: string) => rules({ capPerOrder: limit })],
			['the cap of the run', (limit: string) => rules({ capPerRun: limit })],
			['the cap of a day', (limit: string) => rules({ capPerDay: limit })],
			['what needs an approval', (limit: string) => rules({ approvalAbove: limit })],
		])('%s: is not sent; at the limit it is', async (_, limited) => {
			const id = shop.purchaseOrder([{ good: 3, quantity: 1 }]);
			const below = (total(3) - 0.01).toFixed(2);
			expect(await shop.submit(id, limited(below))).toMatchObject({
				sent: false,
				problem: { code: 'order-refused' },
			});
			expect(await shop.submit(id, limited(total(3).toFixed(2)))).toMatchObject({ sent: true });
		});

		it('by TD SYNNEX’s own prices, where no rule holds the cost of the purchase order against them', async () => {
			const id = shop.purchaseOrder([{ good: 3, quantity: 1, unitCost: '0.01' }]);
			const limit = (total(3) - 0.01).toFixed(2);
			for (const limited of [
				{ capPerOrder: limit },
				{ capPerRun: limit },
				{ approvalAbove: limit },
			])
				for (const loose of [
					{ off: ['cost' as const] },
					{ costTolerance: { percent: '', amount: '' } },
				]) {
					const result = await shop.submit(id, rules({ ...limited, ...loose }));
					expect(result).toMatchObject({ sent: false, problem: { code: 'order-refused' } });
					expect(result.problem?.cause).toContain(total(3).toFixed(2));
				}
		});

		it('of the run: what it has sent counts, what it was refused does not', async () => {
			const ids = [1, 1, 1].map((good) => shop.purchaseOrder([{ good, quantity: 1 }]));
			const change = rules({ capPerRun: (total(1) * 2).toFixed(2) });
			const results = await shop.submitAll(ids, change);
			expect(results.map(({ sent }) => sent)).toEqual([true, true, false]);
		});

		it('of a day: what any run sent within 24 hours counts, also one in doubt or whose block was torn', async () => {
			const [first, second, third, fourth] = [1, 1, 1, 1].map((good) =>
				shop.purchaseOrder([{ good, quantity: 1 }]),
			) as [number, number, number, number];
			const change = rules({ capPerDay: (total(1) * 3).toFixed(2) });
			expect(await shop.submit(first, change)).toMatchObject({ sent: true });
			atPost('before');
			expect(await shop.submit(second, change)).toMatchObject({ state: 'UNCERTAIN' });
			calm();
			expect(await shop.submit(third, change)).toMatchObject({ sent: true });
			const torn = shop.memo(first).replace(/^Check: .*$/m, 'Check: 0');
			shop.autotask.change('PurchaseOrders', first, { generalMemo: torn });
			expect((await shop.submit(fourth, change)).problem?.cause).toContain(
				'would be ordered within 24 hours',
			);
			await shop.pass(25 * 60);
			expect(await shop.submit(fourth, change)).toMatchObject({ sent: true });
		});

		it('of a day: also one in doubt of which the block that named the account is gone', async () => {
			const [first, second] = [1, 1].map((good) => shop.purchaseOrder([{ good, quantity: 1 }])) as [
				number,
				number,
			];
			atPost('before');
			await shop.submit(first);
			calm();
			shop.autotask.change('PurchaseOrders', first, { generalMemo: 'cleaned up' });
			expect(await shop.reconcile(first)).toMatchObject({ state: 'UNCERTAIN' });
			const change = rules({ capPerDay: (total(1) * 1.5).toFixed(2) });
			expect(await shop.submit(second, change)).toMatchObject({
				sent: false,
				problem: { code: 'order-refused' },
			});
		});

		it('of a day: also what another vendor’s purchase order sent, and account by account', async () => {
			const [first, second, third] = [1, 1, 1].map((good) =>
				shop.purchaseOrder([{ good, quantity: 1 }]),
			) as [number, number, number];
			const change = rules({ capPerDay: (total(1) * 1.5).toFixed(2) });
			expect(await shop.submit(first, change)).toMatchObject({ sent: true });
			shop.autotask.change('PurchaseOrders', first, { vendorID: 7002 });
			const runTotal = { spent: '0' };
			const send = (id: number) =>
				shop.through(submitOrders(shop.ports('run'), { ...shop.job([id], change), runTotal }));
			const { account } = shop;
			shop.account = { ...account, environment: 'test' };
			expect(await send(second)).toMatchObject([{ sent: true }]);
			shop.account = account;
			const [result] = await send(third);
			expect(result).toMatchObject({ sent: false, problem: { code: 'order-refused' } });
			expect(result?.problem?.cause).toContain(`${(total(1) * 2).toFixed(2)} would be ordered`);
		});
	});
});
