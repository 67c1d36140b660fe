import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const ROOT = join(__dirname, '../../..');
const text = (...path: string[]) => readFileSync(join(ROOT, ...path), 'utf8');

/** First cells of the table under "What a run says". */
const ROWS = (
	/## What a run says\n([\s\S]*?)\n## /.exec(text('docs', 'troubleshooting.md'))?.[1] ?? ''
)
	.split('\n')
	.map((line) => line.split('|').map((cell) => cell.trim()))
	.filter((cells) => cells.length === 5 && !/^(What you see|-+)$/.test(cells[1] ?? ''));

const TESTS = [
	'test/integration/troubleshooting.test.ts',
	'test/e2e/activity-log.test.ts',
	'test/e2e/log-failures.test.ts',
].map((file) => text(file));

describe('the page of what a run says', () => {
	it('has rows', () => expect(ROWS.length).toBeGreaterThan(8));

	it.each(ROWS)('%s%s', (_, sentence = '', cause = '', remedy = '') => {
		expect([cause, remedy]).not.toContain('');
		const plays = TESTS.filter((test) => test.includes(`it('${sentence}'`));
		expect(plays).toHaveLength(1);
		// the play looks for the sentence itself, or for one that holds it
		expect(plays[0]?.split(sentence).length).toBeGreaterThan(2);
	});
});
