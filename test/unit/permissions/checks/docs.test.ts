import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CHECKS, ISSUE_CHECKS, PROOF_CHECKS } from '../../../../lib/permissions/checks/index';

const page = (path: string) => readFileSync(join(__dirname, '../../../..', path), 'utf8');

/** Headings as GitHub turns them into anchors. */
const anchors = (text: string) =>
	[...text.matchAll(/^#+ (.+)$/gm)].map(([, title = '']) =>
		title
			.toLowerCase()
			.replace(/[^a-z0-9 -]/g, '')
			.replace(/ /g, '-'),
	);

describe('the documentation', () => {
	const all = [...CHECKS, ...ISSUE_CHECKS, ...PROOF_CHECKS];

	it.each([...new Set(all.map(({ docs }) => docs))])('has the heading %s', (link) => {
		const [path = '', anchor] = link.split('#');
		expect(anchors(page(path))).toContain(anchor);
	});

	it('lists every check', () => {
		const text = page('docs/permission-check.md');
		const unlisted = CHECKS.filter(
			({ id }) => !/^reach\.(ec|invoice)\./.test(id) && !text.includes(`\`${id}\``),
		);
		expect(unlisted).toEqual([]);
	});
});

describe('the table', () => {
	it('gives every check a name, a need, a remedy that says what to do, and a place behind what it needs', () => {
		const all = [...CHECKS, ...PROOF_CHECKS];
		const ids = all.map(({ id }) => id);
		expect(new Set(ids).size).toBe(ids.length);
		for (const check of all) {
			expect(check.remedy).toMatch(/^[A-Z].+\.$/);
			for (const text of [check.name, check.needed, check.blocks]) expect(text).not.toBe('');
			for (const need of check.needs) expect(ids.indexOf(need)).toBeLessThan(ids.indexOf(check.id));
			expect(check.needs.every((need) => ids.includes(need))).toBe(true);
		}
	});

	it("answers every one of the manual's common issues", () => {
		expect(ISSUE_CHECKS).toHaveLength(10);
	});
});
