import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const ROOT = join(__dirname, '../../..');
const text = (...path: string[]) => readFileSync(join(ROOT, ...path), 'utf8');
const PAGE = text('docs', 'troubleshooting.md');

/** What stands under a heading, up to the next one of its rank or above. */
function under(heading: string): string {
	const [mark = ''] = heading.split(' ');
	const [, rest = ''] = PAGE.split(`\n${heading}\n`);
	return rest.split(new RegExp(`\n#{1,${mark.length}} `))[0] ?? '';
}

/** Rows of a table: what you see, what it was, what to do; without marks for bold and italics. */
function rowsUnder(heading: string): [string, string, string][] {
	return under(heading)
		.split('\n')
		.map((line) => line.split('|').map((cell) => cell.trim().replaceAll('*', '')))
		.filter((cells) => cells.length === 5 && !/^(What you see|Message|-+)$/.test(cells[1] ?? ''))
		.map(([, seen = '', cause = '', remedy = '']) => [seen, cause, remedy]);
}

const ISSUES = [...under('# Common set-up issues').matchAll(/^## (.+)$/gm)].map(
	([, name = '']) => name,
);
const SAID = rowsUnder('## What a run says');
const SEEN = [...rowsUnder('## Reach'), ...rowsUnder('## TD SYNNEX')];

const TESTS = [
	'test/integration/troubleshooting/set-up.test.ts',
	'test/integration/troubleshooting/td-synnex.test.ts',
	'test/integration/troubleshooting/what-a-run-says.test.ts',
	'test/e2e/activity-log.test.ts',
	'test/e2e/log-failures.test.ts',
].map((file) => text(file));

/** The one test of that name. */
function playOf(name: string): string {
	const plays = TESTS.filter((test) => test.includes(`it('${name}'`));
	expect([name, plays.length]).toEqual([name, 1]);
	return plays[0] ?? '';
}

describe('the page of what goes wrong: each row is played from the outside', () => {
	it('has rows, and an issue for each of the manual', () => {
		expect(SAID.length).toBeGreaterThan(8);
		expect(SEEN.length).toBeGreaterThan(15);
		expect(ISSUES).toHaveLength(10);
	});

	it.each(SAID)('what a run says: %s', (sentence, cause, remedy) => {
		expect([cause, remedy]).not.toContain('');
		// the play looks for the sentence itself, or for one that holds it
		expect(playOf(sentence).split(sentence).length).toBeGreaterThan(2);
	});

	it.each(SEEN)('%s', (seen, cause, remedy) => {
		expect([cause, remedy]).not.toContain('');
		playOf(seen);
	});

	it.each(ISSUES)('set-up issue: %s', (name) => void playOf(name));
});
