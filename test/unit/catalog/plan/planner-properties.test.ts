import fc from 'fast-check';
import type { WireRecord } from '../../../../lib/autotask/types';
import { diffFields } from '../../../../lib/catalog/plan/diff-fields';
import { userFieldsOf } from '../../../../lib/catalog/plan/attributes/user-fields';
import { DEFAULT_OWNERS, type OwnedField } from '../../../../lib/catalog/settings';
import { readMoney, sameMoney } from '../../../../lib/shared/money';
import { skuPattern } from '../../../../lib/shared/sku';
import { FakeAutotask } from '../fake-autotask';
import { item, product, settings, TOMORROW, USER_FIELDS, world } from '../arbitrary-world';
import { run } from '../sync-fixture';

test('a run after a run writes nothing, whatever Autotask held and however fields are owned', async () => {
	await fc.assert(
		fc.asyncProperty(
			fc.array(item, { maxLength: 8 }),
			fc.array(product, { maxLength: 6 }),
			settings,
			async (items, products, change) => {
				const autotask = new FakeAutotask({ products: world(products), userFields: USER_FIELDS });
				const first = await run(items, autotask, change);
				expect(first.results.map(({ index }) => index)).toEqual(items.map((_, at) => at));
				expect(first.summary.failed).toBe(
					first.results.filter(({ code }) => code === 'bad-item').length,
				);
				const second = await run(items, autotask, change, { clock: TOMORROW });
				const written = second.results.filter(({ action }) => action !== 'skip');
				expect(written.flatMap(({ changes }) => changes)).toEqual([]);
				expect(second.summary.autotaskWrites).toBe(0);
			},
		),
		{ numRuns: 300 },
	);
});

test('what people own in an existing product is never written, and no product is ever doubled', async () => {
	await fc.assert(
		fc.asyncProperty(
			fc.array(item, { maxLength: 8 }),
			fc.array(product, { maxLength: 6 }),
			settings,
			async (items, products, change) => {
				const before = world(products);
				const autotask = new FakeAutotask({ products: before, userFields: USER_FIELDS });
				await run(items, autotask, change);
				const owners = { ...DEFAULT_OWNERS, ...change.owners };
				const humans = (Object.keys(owners) as OwnedField[]).filter(
					(field) => ['first', 'human'].includes(owners[field]) && field !== 'isActive',
				);
				for (const old of before) {
					const now = autotask.products.get(Number(old.id)) as WireRecord;
					for (const field of humans) expect(now[field] ?? null).toBe(old[field] ?? null);
					expect(userFieldsOf(now).get('Own')).toBe(userFieldsOf(old).get('Own'));
				}
				const made = [...autotask.products.values()]
					.slice(before.length)
					.map(({ sku: key }) => key);
				expect(new Set(made).size).toBe(made.length);
				for (const key of made) expect(before.map((old) => old.sku)).not.toContain(key);
				for (const { record } of autotask.writes) {
					if (change.guards?.zeroCost !== 'write') expect(record.unitCost).not.toBe(0);
				}
			},
		),
		{ numRuns: 300 },
	);
});

test('a decimal equals itself however it is written', () => {
	fc.assert(
		fc.property(
			fc.bigInt({ min: 0n, max: 10n ** 14n }),
			fc.integer({ min: 0, max: 4 }),
			(digits, places) => {
				const whole = digits.toString().padStart(places + 1, '0');
				const plain = places === 0 ? whole : `${whole.slice(0, -places)}.${whole.slice(-places)}`;
				const read = readMoney(plain);
				const padded = readMoney(places === 0 ? `${plain}.00` : `${plain}00`);
				expect(
					'amount' in read && 'amount' in padded && sameMoney(read.amount, padded.amount),
				).toBe(true);
				expect('amount' in read && sameMoney(read.amount, plain)).toBe(true);
			},
		),
	);
});

test('a money field read back as a number is no change', () => {
	fc.assert(
		fc.property(fc.integer({ min: 0, max: 10 ** 9 }), (cents) => {
			const amount = (cents / 100).toFixed(2);
			expect(diffFields(new Map([['unitCost', amount]]), { unitCost: Number(amount) })).toEqual([]);
		}),
	);
});

test('a SKU goes through any pattern and back', () => {
	const part = fc.constantFrom('', 'TDS-', 'x', '.T', '(', '0');
	fc.assert(
		fc.property(part, part, fc.integer({ min: 1 }).map(String), (prefix, suffix, digits) => {
			const pattern = skuPattern(`${prefix}{sku}${suffix}`);
			expect(pattern.fromAutotask(pattern.toAutotask(digits))).toBe(digits);
		}),
	);
});
