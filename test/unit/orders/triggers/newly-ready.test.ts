import fc from 'fast-check';
import {
	type TriggerMemory,
	MOST_REMEMBERED,
	newlyReady,
	type RecordSnapshot,
	type TriggerChoices,
} from '../../../../lib/orders/triggers/newly-ready';

const CHOICES: TriggerChoices = { atFirst: 'none', again: 'never', steady: false };
const at = (id: string, mark = 'as it is'): RecordSnapshot => ({ id, mark });

/** Looks one after the other; what each told. */
function looks(
	finds: RecordSnapshot[][],
	choices: Partial<TriggerChoices> = {},
	start: TriggerMemory | null = null,
): string[][] {
	let memory = start;
	return finds.map((found) => {
		const result = newlyReady(found, memory, 'rule', { ...CHOICES, ...choices });
		// n8n keeps it as JSON
		memory = JSON.parse(JSON.stringify(result.memory)) as TriggerMemory;
		return result.fresh;
	});
}

describe('what a trigger tells', () => {
	it('leaves out what stood there when it was switched on, and tells what comes later once', () => {
		expect(looks([[at('1'), at('2')], [at('1'), at('2'), at('3')], [at('3')]])).toEqual([
			[],
			['3'],
			[],
		]);
	});

	it('begins with what stands there when the user asks for it', () => {
		expect(looks([[at('1'), at('2')], [at('1')]], { atFirst: 'ready' })).toEqual([['1', '2'], []]);
	});

	it('does not flood after an answer that was empty by mistake', () => {
		expect(looks([[at('1')], [], [at('1')]])).toEqual([[], [], []]);
	});

	it('does not flood when the rule is changed', () => {
		const { memory } = newlyReady([at('1')], null, 'old rule', CHOICES);
		expect(newlyReady([at('1'), at('2')], memory, 'rule', CHOICES).fresh).toEqual([]);
	});

	it('never tells again what it told under another rule, even if it is to begin with what is there', () => {
		const choices: TriggerChoices = { ...CHOICES, atFirst: 'ready' };
		const { memory } = newlyReady([at('1')], null, 'old rule', choices);
		expect(newlyReady([at('1'), at('2')], memory, 'rule', choices).fresh).toEqual(['2']);
	});

	it('waits until a purchase order looks the same twice', () => {
		const typing = [
			[],
			[at('7', 'one line')],
			[at('7', 'two lines')],
			[at('7', 'two lines')],
			[at('7', 'two lines')],
		];
		expect(looks(typing, { steady: true })).toEqual([[], [], [], ['7'], []]);
	});

	it('begins anew to wait when a purchase order was not ready in between', () => {
		const found = [[], [at('7')], [], [at('7')], [at('7')]];
		expect(looks(found, { steady: true })).toEqual([[], [], [], [], ['7']]);
	});

	it('tells a changed one again only where the user wants it', () => {
		const found = [[], [at('7', 'no street')], [at('7', 'street')], [at('7', 'street')]];
		expect(looks(found)).toEqual([[], ['7'], [], []]);
		expect(looks(found, { again: 'changed' })).toEqual([[], ['7'], ['7'], []]);
	});

	it('forgets the oldest first and stays small enough to be saved', () => {
		const many = Array.from({ length: MOST_REMEMBERED + 10 }, (_, n) => at(String(n + 1)));
		const { memory } = newlyReady(many, null, 'rule', CHOICES);
		expect(Object.keys(memory.told)).toHaveLength(MOST_REMEMBERED);
		expect(memory.told['10']).toBeUndefined();
		expect(memory.told['11']).toBeDefined();
	});

	it('tells no record twice, whatever comes in whatever order', () => {
		const finds = fc.array(
			fc
				.uniqueArray(fc.integer({ min: 1, max: 9 }).map(String), { maxLength: 9 })
				.map((ids) => ids.map((id) => at(id))),
			{ maxLength: 20 },
		);
		fc.assert(
			fc.property(
				finds,
				fc.boolean(),
				fc.constantFrom('none' as const, 'ready' as const),
				(all, steady, atFirst) => {
					const told = looks(all, { steady, atFirst }).flat();
					expect(new Set(told).size).toBe(told.length);
				},
			),
		);
	});

	it('tells everything in the end that stays ready and came after the first look', () => {
		fc.assert(
			fc.property(
				fc.uniqueArray(fc.integer({ min: 1, max: 50 }).map(String)),
				fc.boolean(),
				(ids, steady) => {
					const found = ids.map((id) => at(id));
					expect(looks([[], found, found, found], { steady }).flat().sort()).toEqual(
						[...ids].sort(),
					);
				},
			),
		);
	});
});
