import type { IDataObject } from 'n8n-workflow';
import {
	type AnswersTally,
	emptyTally,
	figuresOf,
	playAnswers,
	playFiles,
} from '../faults/answers';
import type { Fault } from '../faults/answers/check';
import { checkPlayed } from '../faults/answers/check-played';
import { OPERATIONS, type Operation } from '../faults/answers/operations';
import { play, type Played } from '../faults/answers/play';
import { checkFiles, fetchFiles, type Fetched } from '../faults/answers/play-files';
import { SCREENS } from '../faults/answers/screens';
import type { Strike } from '../faults/answers/strikes';
import { GOODS } from '../faults/orders/tdsynnex-door';

const HICCUP: Strike = {
	at: 0,
	times: 1,
	among: 'all',
	answer: { status: 503, body: '' },
	carriedOut: false,
};
const OPERATION_DOWN: Partial<Strike> = { at: 0, times: 1_000 };
const SEED = 4;
const titled = (title: string) => OPERATIONS.find((one) => one.title === title) as Operation;

/** CI's share of `npm run faults -- answers`: the same seeds every time, each kind of call at least once. */
describe('whatever either system, or something before it, answers to any call of any node', () => {
	const kept = async (play: (tally: AnswersTally) => Promise<void>): Promise<AnswersTally> => {
		const tally = emptyTally();
		await play(tally);
		const failed = figuresOf(tally).filter(({ ok }) => !ok);
		expect({ failed, findings: tally.findings }).toEqual({ failed: [], findings: [] });
		return tally;
	};

	it('350 struck runs keep every bar', async () => {
		const tally = await kept((all) => playAnswers(all, 1, 350, OPERATIONS));
		expect(tally.kinds).toBeGreaterThan(300);
	}, 240_000);

	it('300 struck lists and Test buttons keep every bar', async () => {
		const tally = await kept((all) => playAnswers(all, 1, 300, SCREENS));
		expect(tally.kinds).toBeGreaterThan(130);
	}, 240_000);

	it('100 spoilt price files keep every bar', async () => {
		await kept((all) => playFiles(all, 1, 100));
	}, 240_000);

	it('every list and every Test button is played, and shows something when nothing is struck', async () => {
		const declared = OPERATIONS.flatMap(({ node }) =>
			Object.values(node.methods ?? {}).flatMap((methods) =>
				Object.keys(methods as object).map(
					(method) => `${node.description.displayName}: ${method}`,
				),
			),
		);
		const played = SCREENS.map(({ title }) => title.replace(/ ".*| with two users$/, ''));
		expect([...new Set(played)].sort()).toEqual([...new Set(declared)].sort());
		for (const screen of SCREENS) {
			const { ended } = await play(screen, null);
			const shown = ended.outputs?.flat().map(({ json }) => json) ?? [];
			expect([screen.title, shown.length > 0]).toEqual([screen.title, true]);
			expect(shown.filter(({ status }) => status === 'Error')).toEqual([]);
		}
	}, 60_000);

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
		const before = checkPlayed(played, strike, quiet).map(([name]) => name);
		const told = { ...strike, ...spoil(played) };
		expect(checkPlayed(played, told, quiet).map(([name]) => name)).toContain(fault);
		expect(before).not.toContain(fault);
	});

	it.each<[Fault, string, Partial<Strike>, (played: Played) => void]>([
		['untrue', 'searchVendors', OPERATION_DOWN, (played) => shows(played, [])],
		['untrue', 'searchVendors', OPERATION_DOWN, (played) => shows(played, [{ name: 'Eve' }])],
		['untrue', 'tdSynnexEcApiTest', OPERATION_DOWN, (played) => shows(played, [{ status: 'OK' }])],
		['crash', 'getStatuses', {}, (played) => shows(played, [{ name: 'PO 7 (null)' }])],
		['no cause', 'getStatuses', {}, (played) => fails(played, 'Autotask said no.')],
		['noticed', 'getStatuses', {}, (played) => fails(played, 'Autotask is gone. Wait for it.')],
		[
			'false cause',
			'tdSynnexPartnerApiTest',
			{},
			(played) =>
				shows(played, [
					{ status: 'Error', message: 'TD SYNNEX refused the client ID. Check the client ID.' },
				]),
		],
		['not mended', 'getResources', {}, (played) => void played.after[1]?.outputs?.[0]?.pop()],
	])('the oracle of screens sees it: %s (%s)', async (fault, method, change, spoil) => {
		const screen = SCREENS.find(({ title }) => title.endsWith(`: ${method}`)) as Operation;
		const quiet = await play(screen, null);
		const strike = { ...HICCUP, ...change };
		const played = await play(screen, strike);
		expect(checkPlayed(played, strike, quiet)).toEqual([]);
		spoil(played);
		expect(checkPlayed(played, strike, quiet).map(([name]) => name)).toContain(fault);
	});

	it.each<[Fault, string, (fetched: Fetched) => void]>([
		['crash', 'a page', (fetched) => void (fetched.outputs = null)],
		['no cause', 'a page', ({ outputs }) => void delete failureIn(outputs).remedy],
		['false cause', 'a page', ({ hints }) => void hints.push('check user id, password')],
		['lost beside', 'a page', ({ outputs }) => void outputs?.[0]?.pop()],
		['not mended', 'a page', ({ next }) => void next?.[0]?.pop()],
		['untrue', 'rows twice', ({ outputs }) => void (outputs![0]![0]!.json.cost = '0.01')],
		['untrue', 'text cut off', ({ outputs }) => void (outputs![1]![0]!.json.complete = true)],
	])('the oracle of price files sees it: %s (%s)', async (fault, kind, spoil) => {
		// a seed that puts the spoilt file first and, of the texts, cuts one in a row near its end
		const fetched = await fetchFiles(SEED, kind);
		expect(checkFiles(fetched)).toEqual([]);
		spoil(fetched);
		expect(checkFiles(fetched).map(([name]) => name)).toContain(fault);
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

function shows({ ended }: Played, entries: IDataObject[]): void {
	Object.assign(ended, { outputs: [entries.map((json) => ({ json }))], error: null });
}

function fails({ ended }: Played, message: string): void {
	Object.assign(ended, { outputs: null, error: new Error(message) });
}

function failureIn(outputs: Fetched['outputs']): IDataObject {
	return outputs?.[0]?.find(({ json }) => json.error)?.json ?? {};
}
