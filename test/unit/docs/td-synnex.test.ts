import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const ROOT = join(__dirname, '../../..');
const page = (name: string) => readFileSync(join(ROOT, 'docs', name), 'utf8');

/** Rows of the list of what TD SYNNEX's documents say: the letter of its part, and how many there are. */
const PARTS: Record<string, number> = { O: 22, R: 10, E: 7, S: 11, P: 10, F: 7, X: 14 };
const EVERY_ROW = Object.entries(PARTS).flatMap(([letter, count]) =>
	Array.from({ length: count }, (_, index) => `${letter}${index + 1}`),
);

/** `O13, O20-O22 some words` stands for four rows. */
function idsOf(cell: string): string[] {
	const [list = ''] = /^(?:[A-Z]\d+(?:-[A-Z]\d+)?(?:, )?)+/.exec(cell) ?? [];
	return list.split(', ').flatMap((part) => {
		const [from = '', to = from] = part.trim().split('-');
		const [first, last] = [from, to].map((id) => Number(id.slice(1))) as [number, number];
		if (from === '') return [];
		return Array.from({ length: last - first + 1 }, (_, index) => `${from[0]}${first + index}`);
	});
}

const TABLE = page('td-synnex.md')
	.split('\n')
	.map((line) => line.split('|').map((cell) => cell.trim()))
	.filter((cells) => cells.length === 5 && idsOf(cells[1] ?? '').length > 0)
	.map(([, row = '', answer = '', tests = '']) => ({ row, ids: idsOf(row), answer, tests }));

describe('the page of what TD SYNNEX asks', () => {
	it('answers every row of the list, each once', () => {
		const ids = TABLE.flatMap((entry) => entry.ids);
		expect(EVERY_ROW.filter((id) => !ids.includes(id))).toEqual([]);
		expect(ids.filter((id, index) => ids.indexOf(id) !== index)).toEqual([]);
		expect(ids.filter((id) => !EVERY_ROW.includes(id))).toEqual([]);
	});

	it.each(TABLE)('$row: names tests that are there', ({ answer, tests }) => {
		expect(answer).not.toBe('');
		const files = [...tests.matchAll(/`(test\/[^`]+)`/g)].map(([, file = '']) => file);
		expect(files).not.toEqual([]);
		expect(files.filter((file) => !existsSync(join(ROOT, file)))).toEqual([]);
	});
});

/** Rows that the package can do no more about than say. */
describe('what people must know', () => {
	it('the price file must be downloaded once a week, or is lost', () => {
		expect(page('setup.md')).toContain('download it at least once a week');
		expect(page('troubleshooting.md')).toMatch(/price file is no longer there.*not downloaded/);
	});

	it('the test host is a copy of production: its orders vanish, and its numbers are taken', () => {
		expect(page('setup.md')).toMatch(/test host holds \*\*a copy of production/);
		expect(page('troubleshooting.md')).toMatch(/\*not found\* on Monday.*copy of production/);
	});
});
