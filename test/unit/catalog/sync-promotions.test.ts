import { FakeAutotask } from './fake-autotask';
import { CLOCK, item, link, product, run } from './sync-fixture';

/** Noon in London. */
const on = (day: string) => ({ ...CLOCK, now: () => Date.parse(`${day}T12:00:00Z`) });
const promoted = item({
	cost: '330.00',
	costWithoutPromotion: '412.50',
	onPromotion: true,
	promotionEnds: '2026-11-20',
	priceDate: '2026-11-18',
});
const costOn = async (day: string, change: Record<string, unknown> = {}) => {
	const autotask = new FakeAutotask({ products: [product({ unitCost: 330 })], links: [link()] });
	await run([{ ...promoted, ...change }], autotask, {}, { clock: on(day) });
	return autotask.product('TDS-14152708').unitCost;
};

describe('a promotion of the price file', () => {
	test('makes the cost until its last day, in California', async () => {
		expect(await costOn('2026-11-20')).toBe(330);
		const autotask = new FakeAutotask({ products: [product({ unitCost: 330 })], links: [link()] });
		const clock = { ...CLOCK, now: () => Date.parse('2026-11-21T07:59:00Z') };
		await run([promoted], autotask, {}, { clock });
		expect(autotask.product('TDS-14152708').unitCost).toBe(330);
	});

	test('that has ended since gives the cost back, although no newer file came', async () => {
		expect(await costOn('2026-11-21')).toBe(412.5);
	});

	test('whose end lies before the file says nothing: the file states the cost of its own day', async () => {
		expect(await costOn('2026-11-27', { priceDate: '2026-11-26' })).toBe(330);
	});

	test('says nothing where the live service gives the cost, or nobody knows the cost without it', async () => {
		expect(await costOn('2026-11-27', { priceDate: null })).toBe(330);
		expect(await costOn('2026-11-27', { costWithoutPromotion: null })).toBe(330);
	});

	test('moves a Unit Price that the sync owns back with it', async () => {
		const autotask = new FakeAutotask({
			products: [product({ unitCost: 330, unitPrice: 396 })],
			links: [link()],
		});
		const owners = { unitPrice: 'sync' as const };
		await run([promoted], autotask, { owners }, { clock: on('2026-11-19') });
		expect(autotask.writes).toEqual([]);
		await run([promoted], autotask, { owners }, { clock: on('2026-11-21') });
		expect(autotask.product('TDS-14152708')).toMatchObject({ unitCost: 412.5, unitPrice: 495 });
	});
});
