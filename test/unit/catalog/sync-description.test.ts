import type { WireRecord } from '../../../lib/autotask/types';
import type { AttributeSettings } from '../../../lib/catalog/plan/attributes/settings';
import { undoRun } from '../../../lib/catalog/undo/undo-run';
import { FakeAutotask } from './fake-autotask';
import { item, link, product, run, type SettingsChange, VENDOR } from './sync-fixture';

const SWITCH = 'TDS-14152708';
const TEXT = 'Cisco CBS350 24-port managed switch, 4 x SFP';
const fromFile = (change: Record<string, unknown> = {}) =>
	item({
		source: 'price-file',
		eta: '2026-12-04',
		map: '549.00',
		minimumQuantity: 2,
		returnable: true,
		...change,
	});
const chosen = (change: Partial<AttributeSettings> = {}): SettingsChange => ({
	owners: { description: 'merge' },
	attributes: {
		fields: [],
		stock: { when: 'inOut', percent: 20 },
		inDescription: ['stockTotal', 'eta', 'map', 'minimumQuantity', 'returnable', 'asOf'],
		...change,
	},
});
const world = (change: WireRecord = {}) =>
	new FakeAutotask({
		products: [product({ description: 'Ask Ana.', ...change })],
		links: [link()],
	});
const tomorrow = {
	clock: { now: () => 86_400_000, random: () => 0.5, sleep: () => Promise.resolve() },
};
const description = (autotask: FakeAutotask) => autotask.product(SWITCH).description;
const FACTS = `As Of: 1970-01-01
ETA: 2026-12-04
MAP: 549.00
Minimum Quantity: 2
Returnable: Yes
Stock: 12`;
const BLOCK = `--- TD SYNNEX ---
${TEXT}

${FACTS}
-----------------`;

describe('data of TD SYNNEX in the description', () => {
	test('is one readable block below the words of a person, which stay', async () => {
		const autotask = world();
		await run([fromFile()], autotask, chosen());
		expect(description(autotask)).toBe(`Ask Ana.\n\n${BLOCK}`);
		autotask.product(SWITCH).description = `Ask Ben.\n\n${BLOCK}\n\nNot for Contoso.`;
		await run([fromFile({ map: '500.00' })], autotask, chosen());
		expect(description(autotask)).toBe(
			`Ask Ben.\n\n${BLOCK.replace('549.00', '500.00')}\n\nNot for Contoso.`,
		);
	});

	test('is in a new product from the start', async () => {
		const autotask = new FakeAutotask({
			products: [product({ id: 9, sku: 'X', manufacturerProductName: 'X' })],
		});
		await run([fromFile()], autotask, chosen());
		expect(description(autotask)).toBe(BLOCK);
	});

	test.each([
		['the day alone', {}, 0],
		['some of the stock', { stockTotal: 5 }, 0],
		['all of the stock', { stockTotal: 0 }, 1],
		['the day of arrival', { eta: '2026-12-11' }, 1],
		['a fact that is gone', { map: null }, 1],
		['the text', { description: 'Another text' }, 1],
	])('costs a write where %s moved, or none', async (_, change, writes) => {
		const autotask = world();
		await run([fromFile()], autotask, chosen());
		const { summary } = await run([fromFile(change)], autotask, chosen(), tomorrow);
		expect(summary.autotaskWrites).toBe(writes);
		const again = await run([fromFile(change)], autotask, chosen(), tomorrow);
		expect(again.summary.autotaskWrites).toBe(0);
	});

	test('goes along with anything else that is written', async () => {
		const autotask = world();
		await run([fromFile()], autotask, chosen());
		const { summary } = await run(
			[fromFile({ cost: '420', stockTotal: 5 })],
			autotask,
			chosen(),
			tomorrow,
		);
		expect(summary.autotaskWrites).toBe(1);
		expect(description(autotask)).toContain('As Of: 1970-01-02');
		expect(description(autotask)).toContain('Stock: 5');
	});

	test('keeps what the live service does not state', async () => {
		const autotask = world();
		await run([fromFile()], autotask, chosen());
		const live = item({
			source: 'price-availability',
			description: TEXT.slice(0, 40),
			stockTotal: 0,
			eta: null,
		});
		await run([live], autotask, chosen());
		expect(description(autotask)).toBe(
			`Ask Ana.\n\n${BLOCK.replace('ETA: 2026-12-04\n', '').replace('Stock: 12', 'Stock: 0')}`,
		);
	});

	test('is left whole where the field is too short: the text is cut', async () => {
		const autotask = world();
		const long = fromFile({ description: 'word '.repeat(600) });
		await run([long], autotask, chosen());
		const text = String(description(autotask));
		expect(text.length).toBeLessThanOrEqual(2000);
		expect(text.length).toBeGreaterThan(1950);
		expect(text.endsWith(`word\n\n${FACTS}\n-----------------`)).toBe(true);
		expect((await run([long], autotask, chosen(), tomorrow)).summary.autotaskWrites).toBe(0);
	});

	test('stands a text with line ends and rules of its own', async () => {
		const autotask = world();
		const odd = fromFile({ description: `One\r\n${'-'.repeat(30)}\r\n\r\nSize: large` });
		await run([odd], autotask, chosen());
		const { summary } = await run([odd], autotask, chosen(), tomorrow);
		expect(summary.autotaskWrites).toBe(0);
		expect(String(description(autotask)).match(/-{17}/g)).toHaveLength(1);
	});

	test('ends where it ends, whatever rules a text or a fact is made of', async () => {
		const autotask = world();
		const rule = '-'.repeat(30);
		const row = fromFile({ description: `Front\n${rule}\nBack`, countryOfOrigin: `C${rule}` });
		const all = chosen({ inDescription: ['stockTotal', 'countryOfOrigin'] });
		await run([row], autotask, all);
		const text = String(description(autotask));
		expect(text.split('-----------------')).toHaveLength(2);
		expect(text).toMatch(/Country of Origin: C-{16}\nStock: 12\n-{17}$/);
		expect((await run([row], autotask, all)).summary.autotaskWrites).toBe(0);
	});

	test('is gone with the choice of it, and with the run that is undone', async () => {
		const autotask = world();
		const { results } = await run([fromFile()], autotask, chosen());
		await run([fromFile()], autotask, chosen({ inDescription: [] }));
		expect(description(autotask)).toBe(`Ask Ana.\n\n${BLOCK.replace(`\n\n${FACTS}`, '')}`);
		await run([fromFile()], autotask, chosen());
		await undoRun(results, { vendorId: VENDOR, dryRun: false }, { autotask });
		expect(description(autotask)).toBe('Ask Ana.');
	});

	test('is never written into a description that is not shared, and the run says so', async () => {
		const autotask = world();
		const { summary } = await run([fromFile()], autotask, { ...chosen(), owners: {} });
		expect(description(autotask)).toBe('Ask Ana.');
		expect(summary.warnings).toEqual([
			expect.stringContaining('owner of Description is not Merge'),
		]);
	});
});
