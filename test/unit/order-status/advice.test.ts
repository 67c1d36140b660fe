import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { riskySentences } from '../../faults/risky-sentences';

const ROOT = join(__dirname, '../../..');

/** Every text of a source, joined as the source joins them: `'one ' + 'two'` is rare, templates are not. */
function textsIn(file: string): string[] {
	const source = readFileSync(join(ROOT, file), 'utf8').replace(/\/\*[\s\S]*?\*\/|\/\/.*$/gm, '');
	return [
		...source.matchAll(/'((?:[^'\\\n]|\\.)*)'|"((?:[^"\\\n]|\\.)*)"|`((?:[^`\\]|\\.)*)`/g),
	].map(([, one, two, three]) => one ?? two ?? three ?? '');
}

const FILES = globSync(
	[
		'lib/order-status/**/*.ts',
		'lib/tdsynnex/**/*.ts',
		'lib/permissions/**/*.ts',
		'nodes/StatusPoll/**/*.ts',
	],
	{ cwd: ROOT },
);

describe('no text leads to a second order while the first may live', () => {
	it('in what status, wires and checks say', () => {
		expect(FILES.length).toBeGreaterThan(60);
		const risky = FILES.flatMap((file) =>
			textsIn(file)
				.flatMap(riskySentences)
				.map((sentence) => `${file}: ${sentence}`),
		);
		expect(risky).toEqual([]);
	});

	it.each([
		'Cancel it and order the product under its right SKU.',
		'Ask TD SYNNEX; then order it again.',
		'Change the pattern and place the order again.',
		'Order the rest elsewhere.',
		'Write it on a new purchase order.',
	])('a reader would see "%s"', (text) => {
		expect(riskySentences(text)).toHaveLength(1);
	});

	it.each([
		'Do not order it again: ask your TD SYNNEX sales contact to release it.',
		'Only once they have confirmed that it is deleted, order the product on a new purchase order.',
		'TD SYNNEX has order 40000001.',
		'Ask TD SYNNEX for the order by its PO number.',
	])('and lets "%s" pass', (text) => {
		expect(riskySentences(text)).toEqual([]);
	});
});
