import type { WireRecord } from '../../../lib/autotask/types';
import type { MappedField } from '../../../lib/catalog/plan/attributes/settings';
import type { Guards } from '../../../lib/catalog/settings';
import { upsertProducts } from '../../../lib/catalog/sync';
import type { Feed } from '../../../lib/catalog/types';
import { undoRun } from '../../../lib/catalog/undo/undo-run';
import { FakeAutotask } from './fake-autotask';
import { CLOCK, item, link, product, settings, VENDOR } from './sync-fixture';

const STATE = 'Lifecycle';
const FIELDS = [
	{ name: STATE, dataType: 'string' },
	{ name: 'Successor', dataType: 'string' },
	{ name: 'Count', dataType: 'double' },
];
const SWITCH = 'TDS-14152708';

/** A product that the file still has, so that the run is not one of nothing. */
const OTHER = item({ sku: '2', mpn: 'M2', source: 'price-file' });
const other = (change: WireRecord = {}) =>
	product({
		id: 2,
		sku: 'TDS-2',
		manufacturerProductName: 'M2',
		vendorProductNumber: '2',
		...change,
	});
const otherLink = link({ id: 2, productID: 2, vendorPartNumber: '2' });
const SWITCH_ITEM = item({ source: 'price-file' });

const world = (change: WireRecord = {}) =>
	new FakeAutotask({
		products: [product(change), other()],
		links: [link(), otherLink],
		userFields: FIELDS,
	});
const fullFile = (created: string, change: Partial<Feed> = {}): Feed => ({
	kind: 'full',
	created,
	complete: true,
	...change,
});

interface RunChange {
	guards?: Partial<Guards>;
	fields?: MappedField[];
	dryRun?: boolean;
	skuPattern?: string;
}

const STATE_FIELD: MappedField = { attribute: 'lifecycleState', field: STATE, owner: 'sync' };

async function night(
	autotask: FakeAutotask,
	feed: Feed | null,
	items: unknown[] = [OTHER],
	{ guards = {}, fields = [STATE_FIELD], dryRun = false, skuPattern = 'TDS-{sku}' }: RunChange = {},
) {
	const chosen = settings({
		skuPattern,
		guards: { missing: 'inactive', missingFiles: 2, returned: 'reactivate', ...guards },
		attributes: { fields, stock: { when: 'inOut', percent: 20 } },
	});
	const about = { dryRun, feed: () => feed };
	return await upsertProducts(items, chosen, { autotask, clock: CLOCK }, about);
}
const stateOf = (autotask: FakeAutotask) => autotask.userField(SWITCH, STATE) ?? null;

describe('a product that the price file does not have', () => {
	test('is counted once for each full file, and set inactive at the limit', async () => {
		const autotask = world();
		const first = await night(autotask, fullFile('2026-11-26'));
		expect(stateOf(autotask)).toBe('Missing from 1 full file, last 2026-11-26');
		expect(first.summary).toMatchObject({
			missing: 1,
			updated: 1,
			unchanged: 1,
			autotaskWrites: 1,
		});
		await night(autotask, fullFile('2026-11-27'));
		expect(stateOf(autotask)).toBe(
			'Set inactive: missing from 2 full files in a row, last 2026-11-27',
		);
		expect(autotask.product(SWITCH).isActive).toBe(false);
	});

	test('counts no file twice, and no older one', async () => {
		const autotask = world();
		await night(autotask, fullFile('2026-11-26'));
		for (const created of ['2026-11-26', '2026-11-25']) {
			const { summary } = await night(autotask, fullFile(created));
			expect(summary).toMatchObject({ missing: 1, autotaskWrites: 0 });
		}
	});

	test.each([
		['an update file', fullFile('2026-11-26', { kind: 'delta' })],
		['a file that is filtered, cut, or damaged', fullFile('2026-11-26', { complete: false })],
		['a file without a date', { ...fullFile(''), created: null }],
		['items of no file', null],
	])('is not counted by %s', async (_, feed) => {
		const autotask = world();
		const { summary } = await night(autotask, feed);
		expect(summary).toMatchObject({ missing: null, autotaskWrites: 0, warnings: [] });
	});

	test('is not counted by a file that is older than eight days', async () => {
		const autotask = world();
		const clock = { ...CLOCK, now: () => Date.parse('2026-12-05T06:00:00Z') };
		const chosen = settings({
			guards: { missing: 'inactive', missingFiles: 1 },
			attributes: { fields: [STATE_FIELD], stock: { when: 'inOut', percent: 20 } },
		});
		const missingIn = async (created: string) => {
			const about = { dryRun: false, feed: () => fullFile(created) };
			return (await upsertProducts([OTHER], chosen, { autotask, clock }, about)).summary.missing;
		};
		expect(await missingIn('2026-11-26')).toBeNull();
		expect(autotask.product(SWITCH).isActive).not.toBe(false);
		expect(await missingIn('2026-11-28')).toBe(1);
	});

	test.each([
		['is bought from another vendor by default', { defaultVendorID: 900 }, {}],
		['has an entry that a person set inactive', {}, { isActive: false }],
		['has an entry with another number than its SKU', {}, { vendorPartNumber: 'JL683A' }],
	])('is not counted where it %s', async (_, change, entry) => {
		const autotask = new FakeAutotask({
			products: [product(change), other()],
			links: [link(entry), otherLink],
			userFields: FIELDS,
		});
		for (const day of [24, 25, 26]) await night(autotask, fullFile(`2026-11-${day}`));
		expect(stateOf(autotask)).toBeNull();
		expect(autotask.product(SWITCH).isActive).not.toBe(false);
	});

	test('is not counted where a row of the file has no SKU that can be read', async () => {
		const autotask = world();
		const { summary } = await night(autotask, fullFile('2026-11-26'), [OTHER, { name: 'no SKU' }]);
		expect(summary).toMatchObject({ missing: null, autotaskWrites: 0 });
	});

	test('is there as long as the file has its SKU, however bad the row', async () => {
		const autotask = world();
		const bad = item({ cost: '12,50' });
		const { summary } = await night(autotask, fullFile('2026-11-26'), [OTHER, bad]);
		expect(summary).toMatchObject({ missing: 0, failed: 1, autotaskWrites: 0 });
	});

	test.each([
		['is inactive', { isActive: false }, {}],
		['has a SKU that is none of TD SYNNEX', { sku: 'TDS-OLD' }, {}],
		['has no vendor entry of this vendor', {}, { vendorID: VENDOR + 1 }],
		['has a vendor entry with another SKU', {}, { vendorPartNumber: '999' }],
	])('is not counted when it %s', async (_, change, entry) => {
		const autotask = new FakeAutotask({
			products: [product(change), other()],
			links: [link(entry), otherLink],
			userFields: FIELDS,
		});
		expect((await night(autotask, fullFile('2026-11-26'))).summary).toMatchObject({
			missing: 0,
			autotaskWrites: 0,
		});
	});

	test('stays as it is when a person wrote anything else into the field', async () => {
		const autotask = world({ userDefinedFields: [{ name: STATE, value: 'keep, for Contoso' }] });
		for (const day of [26, 27, 28]) await night(autotask, fullFile(`2026-11-${day}`));
		expect(stateOf(autotask)).toBe('keep, for Contoso');
		expect(autotask.product(SWITCH).isActive).toBe(true);
	});

	test.each([
		['state', (held: WireRecord) => (held.userDefinedFields = [{ name: STATE, value: 'keep' }])],
		['name of the product, which is no matter', (held: WireRecord) => (held.name = 'mine')],
	])('is written with regard to what a person changes meanwhile: the %s', async (what, change) => {
		const autotask = new FakeAutotask({
			products: [
				product({
					userDefinedFields: [{ name: STATE, value: 'Missing from 1 full file, last 2026-11-25' }],
				}),
				other(),
			],
			links: [link(), otherLink],
			userFields: FIELDS,
			fault: ({ verb, answered }, fake) => {
				if (verb === 'get' && !answered) change(fake.product(SWITCH));
			},
		});
		const { summary } = await night(autotask, fullFile('2026-11-26'));
		expect(summary.autotaskWrites).toBe(what === 'state' ? 0 : 1);
		expect(autotask.product(SWITCH).isActive).toBe(what === 'state');
	});

	test('is marked, and nothing else, where that is chosen', async () => {
		const autotask = world();
		for (const day of [26, 27, 28])
			await night(autotask, fullFile(`2026-11-${day}`), [OTHER], { guards: { missing: 'mark' } });
		expect(stateOf(autotask)).toBe('Gone: missing from 2 full files in a row, last 2026-11-27');
		expect(autotask.product(SWITCH).isActive).toBe(true);
	});

	test('costs nothing any more once the limit is reached, and is acted on when that is chosen later', async () => {
		const autotask = world();
		const leave = { guards: { missing: 'leave' as const } };
		for (const day of [26, 27]) await night(autotask, fullFile(`2026-11-${day}`), [OTHER], leave);
		const { summary } = await night(autotask, fullFile('2026-11-28'), [OTHER], leave);
		expect(summary).toMatchObject({ missing: 1, autotaskWrites: 0 });
		await night(autotask, fullFile('2026-11-28'));
		expect(autotask.product(SWITCH).isActive).toBe(false);
	});

	test('comes out of a dry run as it would be, with its reason and no write', async () => {
		const autotask = world();
		await night(autotask, fullFile('2026-11-26'));
		const plan = await night(autotask, fullFile('2026-11-27'), [OTHER], { dryRun: true });
		expect(plan.results.at(-1)).toMatchObject({
			index: 1,
			action: 'update',
			outcome: 'planned',
			autotaskSku: SWITCH,
			changes: [
				{ field: 'isActive', old: true, new: false },
				{
					field: `userDefinedFields.${STATE}`,
					old: 'Missing from 1 full file, last 2026-11-26',
					new: 'Set inactive: missing from 2 full files in a row, last 2026-11-27',
				},
			],
			reason:
				'Missing from 2 full price files in a row, the last one of 2026-11-27; the limit is 2. The product is set inactive.',
		});
		expect(plan.summary.autotaskWrites).toBe(0);
	});

	test('is held by the brake for products set inactive, and stays counted as it was', async () => {
		const many = Array.from({ length: 40 }, (_, at) => at + 100);
		const autotask = new FakeAutotask({
			products: [other(), ...many.map((id) => product({ id, sku: `TDS-${id}` }))],
			links: [
				otherLink,
				...many.map((id) => link({ id, productID: id, vendorPartNumber: String(id) })),
			],
			userFields: FIELDS,
		});
		await night(autotask, fullFile('2026-11-26'));
		const { summary } = await night(autotask, fullFile('2026-11-27'));
		expect(summary).toMatchObject({ held: 40, reasons: { 'retire-brake': 40 }, autotaskWrites: 0 });
		expect(autotask.userField('TDS-100', STATE)).toBe('Missing from 1 full file, last 2026-11-26');
	});

	test('is found in as many calls as without counting, and unchanged it costs none', async () => {
		const autotask = world();
		const leave = { guards: { missing: 'leave' as const, missingFiles: 1 } };
		await night(autotask, fullFile('2026-11-26'), [OTHER], leave);
		const counted = await night(autotask, fullFile('2026-11-27'), [OTHER], leave);
		const plain = await night(autotask, null, [OTHER], leave);
		expect(counted.summary.autotaskCalls).toBe(plain.summary.autotaskCalls);
	});

	test('is undone with the run, and is then as it was before', async () => {
		const autotask = world();
		await night(autotask, fullFile('2026-11-26'));
		const before = structuredClone(autotask.product(SWITCH));
		const { results } = await night(autotask, fullFile('2026-11-27'));
		await undoRun(results, { vendorId: VENDOR, dryRun: false }, { autotask });
		expect(autotask.product(SWITCH)).toEqual(before);
	});
});

describe('a product that is back in the price file', () => {
	const retired = async () => {
		const autotask = world();
		for (const day of [26, 27]) await night(autotask, fullFile(`2026-11-${day}`));
		return autotask;
	};
	const both = [OTHER, SWITCH_ITEM];

	test('is no longer counted, whatever file has it', async () => {
		const autotask = world();
		await night(autotask, fullFile('2026-11-26'));
		await night(autotask, fullFile('2026-11-27', { complete: false }), both);
		expect(stateOf(autotask)).toBeNull();
	});

	test('is still counted where only the live service knows it', async () => {
		const autotask = world();
		await night(autotask, fullFile('2026-11-26'));
		const live = [OTHER, item({ source: 'price-availability' })];
		expect((await night(autotask, null, live)).summary.autotaskWrites).toBe(0);
	});

	test('is set active again, if the sync had set it inactive', async () => {
		const autotask = await retired();
		const { results } = await night(autotask, fullFile('2026-11-30'), both);
		expect(results[1]).toMatchObject({
			outcome: 'done',
			reason: expect.stringContaining('again') as string,
		});
		expect(autotask.product(SWITCH).isActive).toBe(true);
		expect(stateOf(autotask)).toBeNull();
		expect((await night(autotask, fullFile('2026-11-30'), both)).summary.autotaskWrites).toBe(0);
	});

	test('is left inactive where that is chosen, says so, and costs nothing the night after', async () => {
		const autotask = await retired();
		const leave = { guards: { returned: 'leave' as const } };
		await night(autotask, fullFile('2026-11-30'), both, leave);
		expect(autotask.product(SWITCH).isActive).toBe(false);
		expect(stateOf(autotask)).toBe('Still inactive: back in the file of 2026-11-30');
		const again = await night(autotask, fullFile('2026-12-01'), both, leave);
		expect(again.summary.autotaskWrites).toBe(0);
		await night(autotask, fullFile('2026-12-02'), both);
		expect(autotask.product(SWITCH).isActive).toBe(true);
	});

	test('waits for a full file', async () => {
		const autotask = await retired();
		const update = fullFile('2026-11-30', { kind: 'delta', complete: false });
		expect((await night(autotask, update, both)).summary.autotaskWrites).toBe(0);
	});

	test('stays inactive when a person set it inactive', async () => {
		const autotask = world();
		await night(autotask, fullFile('2026-11-26'));
		autotask.product(SWITCH).isActive = false;
		await night(autotask, fullFile('2026-11-27'));
		await night(autotask, fullFile('2026-11-30'), both);
		expect(autotask.product(SWITCH).isActive).toBe(false);
	});
});

describe('a product that a person sets active again', () => {
	test('stays active as long as it is missing', async () => {
		const autotask = world();
		for (const day of [26, 27]) await night(autotask, fullFile(`2026-11-${day}`));
		autotask.product(SWITCH).isActive = true;
		for (const day of [28, 29, 30]) await night(autotask, fullFile(`2026-11-${day}`));
		expect(autotask.product(SWITCH).isActive).toBe(true);
		expect(stateOf(autotask)).toBe(
			'Kept active: missing from 2 full files in a row, last 2026-11-27',
		);
	});

	test('and inactive later is theirs, not the sync’s', async () => {
		const autotask = world();
		for (const day of [26, 27]) await night(autotask, fullFile(`2026-11-${day}`));
		autotask.product(SWITCH).isActive = true;
		await night(autotask, fullFile('2026-11-28'));
		autotask.product(SWITCH).isActive = false;
		await night(autotask, fullFile('2026-11-30'), [OTHER, SWITCH_ITEM]);
		expect(autotask.product(SWITCH).isActive).toBe(false);
	});

	test('is not set inactive anew as discontinued', async () => {
		const autotask = world();
		const gone = item({ source: 'price-file', status: 'discontinued', stockTotal: 0 });
		const inactive = { guards: { discontinued: 'inactive' as const } };
		await night(autotask, fullFile('2026-11-26'), [OTHER, gone], inactive);
		expect(stateOf(autotask)).toBe('Set inactive: discontinued, file of 1970-01-01');
		autotask.product(SWITCH).isActive = true;
		await night(autotask, fullFile('2026-11-27'), [OTHER, gone], inactive);
		await night(autotask, fullFile('2026-11-28'), [OTHER, gone], inactive);
		expect(autotask.product(SWITCH).isActive).toBe(true);
	});
});

describe('a product that another one replaces', () => {
	const replaced = (change: Record<string, unknown> = {}) =>
		item({ source: 'price-file', replacementSku: '0002', ...change });
	const fields: MappedField[] = [
		STATE_FIELD,
		{ attribute: 'replacement', field: 'Successor', owner: 'sync' },
	];
	const named = 'SKU 2: product 2, Cisco CBS350 24-port switch';

	test.each([
		['in the same file', [replaced(), OTHER]],
		['and not of it', [replaced()]],
	])('names it by its product in Autotask, whether that is %s', async (_, items) => {
		const autotask = world();
		await night(autotask, fullFile('2026-11-26'), items, { fields });
		expect(autotask.userField(SWITCH, 'Successor')).toBe(named);
		const again = await night(autotask, fullFile('2026-11-26'), items, { fields });
		expect(again.summary.autotaskWrites).toBe(0);
	});

	test('says so where it is set inactive', async () => {
		const autotask = world();
		const gone = [OTHER, replaced({ status: 'discontinued', stockTotal: 0 })];
		const inactive = { guards: { discontinued: 'inactive' as const } };
		const { results } = await night(autotask, null, gone, inactive);
		expect(results[1]?.reason).toContain(`TD SYNNEX replaces it by ${named}.`);
	});

	test('names what was created in the night before', async () => {
		const autotask = new FakeAutotask({
			products: [product()],
			links: [link()],
			userFields: FIELDS,
		});
		const items = [replaced(), OTHER];
		await night(autotask, null, items, { fields });
		expect(autotask.userField(SWITCH, 'Successor')).toBe('SKU 2, which Autotask does not have');
		await night(autotask, null, items, { fields });
		expect(autotask.userField(SWITCH, 'Successor')).toMatch(/^SKU 2: product 10\d\d, /);
	});
});

test.each([
	['no field', []],
	['a number field', [{ ...STATE_FIELD, field: 'Count' }]],
	['a field that is filled while empty', [{ ...STATE_FIELD, owner: 'blank' as const }]],
	['a field that is gone', [{ ...STATE_FIELD, field: 'Gone' }]],
])('with %s for the state, the run says what to do and counts nothing', async (_, fields) => {
	const autotask = world();
	const { summary } = await night(autotask, fullFile('2026-11-26'), [OTHER], { fields });
	expect(summary).toMatchObject({ missing: null, autotaskWrites: 0 });
	expect(summary.warnings).toHaveLength(1);
});

test('a SKU pattern without a text of its own finds no missing products, and says so', async () => {
	const autotask = new FakeAutotask({
		products: [product({ sku: '14152708' }), other({ sku: '2' })],
		links: [link(), otherLink],
		userFields: FIELDS,
	});
	const { summary } = await night(autotask, fullFile('2026-11-26'), [OTHER], {
		skuPattern: '{sku}',
	});
	expect(summary).toMatchObject({ missing: null, autotaskWrites: 0 });
	expect(summary.warnings[0]).toContain('SKU Pattern');
});
