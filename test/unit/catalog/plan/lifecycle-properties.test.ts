import fc from 'fast-check';
import type { WireRecord } from '../../../../lib/autotask/types';
import { userFieldsOf } from '../../../../lib/catalog/plan/attributes/user-fields';
import { upsertProducts } from '../../../../lib/catalog/sync';
import { FakeAutotask } from '../fake-autotask';
import { CLOCK, item, link, product, settings } from '../sync-fixture';

const STATE = 'State';
const SWITCH = 'TDS-14152708';
const OTHER = item({ sku: '2', mpn: 'M2', source: 'price-file' });
const LIMIT = 3;

const arbitraryNight = fc.record({
	/** Days since the file of the night before: 0 = the same file again. */
	days: fc.constantFrom(0, 1, 1, 1, 3),
	kind: fc.constantFrom('full' as const, 'full' as const, 'full' as const, 'delta' as const),
	complete: fc.constantFrom(true, true, true, false),
	/** `held`: without a cost, so that nothing of it is written. */
	has: fc.constantFrom(false, false, false, true, 'held' as const),
	person: fc.constantFrom(null, null, null, null, 'active', 'inactive', 'words'),
});

const row = (priceDate: string, has: true | 'held') =>
	item({ source: 'price-file', priceDate, ...(has === 'held' ? { cost: null } : {}) });

const chosen = (missing: 'leave' | 'mark' | 'inactive') =>
	settings({
		guards: { missing, missingFiles: LIMIT, returned: 'reactivate', discontinued: 'inactive' },
		attributes: {
			fields: [{ attribute: 'lifecycleState', field: STATE, owner: 'sync' }],
			stock: { when: 'inOut', percent: 20 },
		},
	});

function act(held: WireRecord, person: string | null): void {
	if (person === 'active' || person === 'inactive') held.isActive = person === 'active';
	if (person === 'words') held.userDefinedFields = [{ name: STATE, value: 'keep' }];
}

test('only complete full files count, each once, and no person is overruled, whatever comes in which order', async () => {
	await fc.assert(
		fc.asyncProperty(
			fc.array(arbitraryNight, { minLength: 1, maxLength: 12 }),
			fc.constantFrom('leave' as const, 'mark' as const, 'inactive' as const),
			async (nights, missing) => {
				const autotask = new FakeAutotask({
					products: [product(), product({ id: 2, sku: 'TDS-2', manufacturerProductName: 'M2' })],
					links: [link(), link({ id: 2, productID: 2, vendorPartNumber: '2' })],
					userFields: [{ name: STATE, dataType: 'string' }],
				});
				let [day, most] = [0, 0];
				let [counted, words, bySync] = ['', false, false];
				for (const { days, kind, complete, has, person } of nights) {
					act(autotask.product(SWITCH), person);
					words ||= person === 'words';
					day += days;
					const created = new Date(day * 86_400_000).toISOString().slice(0, 10);
					const before = structuredClone(autotask.product(SWITCH));
					const items = has ? [OTHER, row(created, has)] : [OTHER];
					const feed = { kind, created, complete: complete && kind === 'full' };
					const about = { dryRun: false, feed: () => feed };
					const ports = { autotask, clock: CLOCK };
					await upsertProducts(items, chosen(missing), ports, about);
					const again = await upsertProducts(items, chosen(missing), ports, about);
					expect(again.summary.autotaskWrites).toBe(0);

					// what may be, by a reckoning of its own
					// (what the sync set inactive keeps its count until a full file has it again)
					if (has && (before.isActive || (kind === 'full' && has === true)))
						[most, counted] = [0, ''];
					else if (feed.complete && created !== counted && before.isActive) {
						most += 1;
						counted = created;
					}
					// a switch that was turned back before a run saw it leaves no trace
					if (before.isActive && (has || feed.complete)) bySync = false;
					const now = autotask.product(SWITCH);
					const state = userFieldsOf(now).get(STATE) ?? '';
					if (words) expect(state).toBe('keep');
					expect(Number(/missing from (\d+)/i.exec(state)?.[1] ?? 0)).toBeLessThanOrEqual(most);
					if (before.isActive && !now.isActive) {
						expect([missing, most >= LIMIT, feed.complete, words]).toEqual([
							'inactive',
							true,
							true,
							false,
						]);
						bySync = true;
					}
					if (!before.isActive && now.isActive) expect([has, bySync]).toEqual([true, true]);
				}
			},
		),
		{ numRuns: 120 },
	);
});
