import { type Sandbox, startSandbox } from '../../../../sandbox';
import { drawnManners, type Manners } from '../../../../sandbox/tdsynnex/manners';
import { runOn } from './conformance-fixture';

/** What a run can find; the other manners need a license, sales people at work, or a wrong login. */
const ASKED = [
	...['autoFill', 'priceTolerance', 'comments', 'shortStock', 'unknownSku'],
	...['unknownShipMethod', 'longTexts', 'heldInStatus', 'backOrders', 'etaForm', 'errorsAt'],
	'endUserMissing',
] as (keyof Manners)[];
const SEEDS = Array.from({ length: 20 }, (_, index) => index + 1);

describe('a conformance run on a twin whose manners are drawn by chance', () => {
	let sandbox: Sandbox;
	beforeAll(async () => {
		sandbox = await startSandbox({ only: 'tdSynnex', skus: 600 });
	});
	afterAll(async () => await sandbox.close());

	const runWith = async (manners: Partial<Manners>) => {
		await sandbox.control.reset();
		sandbox.tdSynnex.scenario('*', {});
		sandbox.tdSynnex.manners(manners);
		return await runOn(sandbox, { endUser: true });
	};

	it.each(SEEDS)(
		'finds each of seed %i, and a twin that is so tuned answers alike',
		async (seed) => {
			const drawn = drawnManners(seed);
			const { settings, summary, facts } = await runWith(drawn);
			const shown = Object.fromEntries(ASKED.map((name) => [name, drawn[name]]));
			const { priceTolerance } = drawn;
			expect(summary.problem).toBe('');
			expect(settings.manners).toEqual({ ...shown, priceTolerance: priceTolerance ?? '0.01' });
			const open = facts.filter(({ status }) => status !== 'found').map(({ fact }) => fact);
			expect(open).toEqual(['loginWords', 'addressWords']);
			const orders = sandbox.control.ledger({ system: 'tdsynnex', endpoint: 'PO' }).length;
			expect([orders, orders <= 30]).toEqual([summary.testOrders, true]);

			const read = JSON.parse(JSON.stringify(settings)) as typeof settings;
			const again = await runWith(read.manners as Partial<Manners>);
			expect(again.settings.manners).toEqual(settings.manners);
			const answers = (told: typeof facts) =>
				told.map(({ fact, answer }) => [fact, wordless(answer)]);
			expect(answers(again.facts)).toEqual(answers(facts));
		},
		60_000,
	);

	it('has each value of each manner at least once among the seeds', () => {
		const drawn = SEEDS.map(drawnManners);
		const values = (name: keyof Manners) => new Set(drawn.map((one) => String(one[name]))).size;
		const counts = Object.fromEntries(ASKED.map((name) => [name, values(name)]));
		expect(counts).toMatchObject({ endUserMissing: 3, longTexts: 3, autoFill: 1 });
		const two = ['comments', 'shortStock', 'unknownSku', 'unknownShipMethod', 'heldInStatus'];
		for (const name of [...two, 'backOrders', 'etaForm', 'errorsAt']) expect(counts[name]).toBe(2);
		expect(counts.priceTolerance).toBeGreaterThan(4);
		expect(drawnManners(7)).toEqual(drawnManners(7));
	});
});

/** Answers that are quoted name numbers of orders. */
function wordless(answer: unknown): unknown {
	return typeof answer === 'string' ? answer.replace(/\d{6,}|CONF-\S+/g, 'N') : answer;
}
