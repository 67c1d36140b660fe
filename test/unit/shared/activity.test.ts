import { activity } from '../../../lib/shared/activity';
import { pickForActivity, unlisted } from '../../../lib/shared/bounded-activity';

const source = { run: '77', workflow: 'Daily catalog sync', step: 'Upsert' };
const time = '2026-11-24T05:30:00Z';
const bad = (one: string) => one.startsWith('bad');
const many = (word: string, count: number) =>
	Array.from({ length: count }, (_, at) => `${word} ${at}`);

describe('a record', () => {
	it('has every field, filled or empty, whatever the step says', () => {
		const said = { time, entity: 'Products', key: 'TDS-1', action: 'update' } as const;
		expect(activity(source, { ...said, outcome: 'done' })).toEqual({
			...source,
			...said,
			outcome: 'done',
			changes: [],
			cause: '',
			remedy: '',
			durationMs: 0,
			calls: 0,
		});
	});
});

describe('a bounded list', () => {
	it('holds all of them where there is room, wrong ones first', () => {
		expect(pickForActivity(['good 1', 'bad 1', 'good 2'], bad, 3)).toEqual({
			kept: ['bad 1', 'good 1', 'good 2'],
			left: 0,
		});
	});

	it('drops good ones before wrong ones', () => {
		const { kept, left } = pickForActivity([...many('good', 10), ...many('bad', 3)], bad, 5);
		expect(kept).toEqual(['bad 0', 'bad 1', 'bad 2', 'good 0', 'good 1']);
		expect(left).toBe(8);
	});

	it('leaves half of the room to what was done, so that what is wrong every day does not hide it', () => {
		const { kept, left } = pickForActivity([...many('bad', 100), ...many('good', 100)], bad, 10);
		expect(kept.filter(bad)).toHaveLength(5);
		expect(kept.filter((one) => !bad(one))).toHaveLength(5);
		expect(left).toBe(190);
	});

	it('gives wrong ones the room that nothing else needs', () => {
		expect(pickForActivity([...many('bad', 100), 'good'], bad, 10).kept.filter(bad)).toHaveLength(
			9,
		);
	});

	it('gives one that is large the room of several, and never more than there is', () => {
		const room = (one: string) => (one.startsWith('good') ? 3 : 1);
		const all = [...many('bad', 7), ...many('good', 20)];
		const { kept, left } = pickForActivity(all, bad, 10, room);
		expect(kept).toEqual(['bad 0', 'bad 1', 'bad 2', 'bad 3', 'bad 4', 'good 0']);
		expect(left).toBe(21);
		expect(pickForActivity(many('good', 3), bad, 10, room).left).toBe(0);
		expect(pickForActivity(many('good', 4), bad, 10, room).kept).toHaveLength(3);
	});

	it('says in one record how many had no room', () => {
		expect(unlisted(source, time, 0)).toEqual([]);
		expect(unlisted(source, time, 190)).toMatchObject([
			{ key: '190 more records', outcome: 'done' },
		]);
	});
});
