import type { Autotask, Query, WireRecord } from '../../../../../lib/autotask/types';
import { readLinks } from '../../../../../lib/catalog/plan/read/read-links';
import type { UpsertSettings } from '../../../../../lib/catalog/settings';

const SETTINGS = { vendorId: 7 } as UpsertSettings;
const PER_CALL = 490;

/** An Autotask with so many vendor entries. */
function autotaskWith(total: number, answer: (query: Query) => WireRecord[] = () => []) {
	const asked: string[] = [];
	const autotask = {
		count: async () => {
			asked.push('count');
			return total;
		},
		query: async (_entity: string, query: Query) => {
			const [condition] = query.filter as { field: string; value: unknown[] }[];
			asked.push(`${condition!.field} ${[condition!.value].flat().length}`);
			return answer(query);
		},
		pages: async function* () {
			asked.push('pages');
			yield [{ id: 1 }];
		},
	};
	return { asked, autotask: autotask as unknown as Autotask };
}

const soon = async () => await new Promise((resolve) => setImmediate(resolve));

describe('vendor entries', () => {
	test('are asked for by the call while products are still being read', async () => {
		const { asked, autotask } = autotaskWith(50_000);
		const reader = readLinks(autotask, 2_000, SETTINGS);
		for (let id = 1; id <= PER_CALL + 1; id++) reader.add(id);
		await soon();
		expect(asked).toEqual(['count', `productID ${PER_CALL}`]);
		await reader.end(['8', '9']);
		expect(asked.slice(2)).toEqual(['productID 1', 'vendorPartNumber 2']);
	});

	test('are read page by page where that takes fewer calls, and in no list then', async () => {
		const { asked, autotask } = autotaskWith(100);
		const reader = readLinks(autotask, 2_000, SETTINGS);
		for (let id = 1; id <= 2 * PER_CALL; id++) reader.add(id);
		expect(await reader.end(['8'])).toEqual([{ id: 1 }]);
		expect(asked).toEqual(['count', 'pages']);
	});

	test('that cannot be read fail the run at its end, and nothing before', async () => {
		const { autotask } = autotaskWith(50_000, () => {
			throw new Error('Autotask was gone.');
		});
		const reader = readLinks(autotask, 2_000, SETTINGS);
		for (let id = 1; id <= PER_CALL; id++) reader.add(id);
		await soon();
		await reader.settled();
		await expect(reader.end([])).rejects.toThrow('Autotask was gone.');
	});
});
