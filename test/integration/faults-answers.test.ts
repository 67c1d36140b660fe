import { playAnswers, figuresOf } from '../faults/answers';
import { check } from '../faults/answers/check';
import { OPERATIONS, type Operation } from '../faults/answers/operations';
import { play, type Played } from '../faults/answers/play';
import type { Strike } from '../faults/answers/strikes';
import { GOODS } from '../faults/orders/tdsynnex-door';

const HICCUP: Strike = {
	at: 0,
	times: 1,
	among: 'all',
	answer: { status: 503, body: '' },
	carriedOut: false,
};
const titled = (title: string) => OPERATIONS.find((one) => one.title === title) as Operation;

/** CI's share of `npm run faults -- answers`: the same seeds every time, each kind of call at least once. */
describe('whatever either system, or something before it, answers to any call of any node', () => {
	it('350 struck runs keep every bar', async () => {
		const tally = await playAnswers(1, 350);
		const failed = figuresOf(tally).filter(({ ok }) => !ok);
		expect({ failed, findings: tally.findings }).toEqual({ failed: [], findings: [] });
		expect(tally.kinds).toBeGreaterThan(300);
	}, 240_000);

	it('every node that calls either system is played', () => {
		const names = new Set(OPERATIONS.map(({ node }) => node.description.name));
		expect([...names].sort()).toEqual([
			'catalogFetch',
			'chargeTrigger',
			'opportunityTrigger',
			'permissionCheck',
			'poCreate',
			'productUpsert',
			'purchaseOrderTrigger',
			'statusPoll',
			'statusPollTrigger',
		]);
	});

	it.each<[string, string, (played: Played) => Partial<Strike> | void]>([
		['ordered twice', 'PO Create: submit', orderAgain],
		['lost beside', 'PO Create: submit', (played) => void played.ended.outputs?.[0]?.pop()],
		['not mended', 'Product Upsert', forgetCost],
		['not mended', 'Charge Trigger', (played) => void played.after.push(played.ended)],
		['noticed', 'PO Create: submit', () => ({ answer: { status: 503, body: '' } })],
		['repeated login', 'Product Upsert', callAgain],
		['false cause', 'Product Upsert', () => ({ answer: { status: 500, body: '' } })],
		['crash', 'Product Upsert', (played) => void (played.ended.hung = true)],
		['no cause', 'Product Upsert', (played) => void (played.ended.error = new Error('Boom'))],
	])('the oracle sees it: %s (%s)', async (fault, title, spoil) => {
		const operation = titled(title);
		const quiet = await play(operation, null);
		const strike = UNDER[fault]?.(quiet) ?? HICCUP;
		const played = await play(operation, strike);
		const before = check(played, strike, quiet).map(([name]) => name);
		const told = { ...strike, ...spoil(played) };
		expect(check(played, told, quiet).map(([name]) => name)).toContain(fault);
		expect(before).not.toContain(fault);
	});
});

/** Strikes after which the one thing has to be seen that is spoilt then. */
const UNDER: Record<string, (quiet: Played) => Strike> = {
	'false cause': () => ({
		...HICCUP,
		at: 1,
		answer: { status: 401, body: '{"errors":["Unauthorized"]}' },
	}),
	'repeated login': () => ({ ...HICCUP, at: 1, answer: { status: 401, body: '' } }),
	// TD SYNNEX's own word, which is not asked again
	noticed: ({ calls }) => ({
		...HICCUP,
		at: calls.findIndex(({ kind }) => kind.includes('PriceAvailability')),
		answer: { status: 200, body: '<a><errorMessage>No such customer</errorMessage></a>' },
	}),
};

function orderAgain({ ground }: Played): void {
	const [order] = ground.tdSynnex.book.under(ground.number(ground.ready[0] ?? 0));
	if (order) ground.tdSynnex.telephone(order.submitted);
}

function forgetCost({ ground }: Played): void {
	const product = ground.rows('Products').find(({ sku }) => sku === `TDS-${GOODS[0]?.sku}`);
	ground.autotask.change('Products', Number(product?.id), { unitCost: 1 });
}

function callAgain({ calls }: Played): void {
	const last = calls.at(-1);
	if (last) calls.push({ ...last, left: last.came + 1 });
}
