import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { anchorsOf, linksOf } from '../../support/markdown';

const ROOT = join(__dirname, '..', '..', '..');
const PICTURES = join(ROOT, 'docs', 'pictures');

/** All pages that people read, by their path from the root. */
const PAGES = [...filesIn(ROOT, false), ...filesIn(join(ROOT, 'docs'), true)]
	.filter((file) => file.endsWith('.md'))
	.map((file) => relative(ROOT, file));

describe('the documentation', () => {
	it.each(PAGES)('%s links to what is there', (page) => {
		const broken = linksOf(join(ROOT, page)).filter((link) => {
			const [path = '', anchor] = link.split('#');
			const target = path === '' ? page : relative(ROOT, resolve(ROOT, dirname(page), path));
			if (!existsSync(join(ROOT, target))) return true;
			return anchor !== undefined && !anchorsOf(join(ROOT, target)).includes(anchor);
		});
		expect(broken).toEqual([]);
	});

	it('shows every picture that is kept', () => {
		const shown = PAGES.flatMap((page) =>
			linksOf(join(ROOT, page)).map((link) => resolve(ROOT, dirname(page), link)),
		);
		const kept = filesIn(PICTURES, true).filter((file) => file.endsWith('.png'));
		expect(kept.length).toBeGreaterThan(0);
		expect(kept.filter((file) => !shown.includes(file))).toEqual([]);
	});

	it('leads to every page of docs/ from the README', () => {
		const reached = new Set<string>();
		const follow = (page: string): void => {
			if (reached.has(page)) return;
			reached.add(page);
			for (const link of linksOf(join(ROOT, page))) {
				const [path = ''] = link.split('#');
				if (path.endsWith('.md')) follow(relative(ROOT, resolve(ROOT, dirname(page), path)));
			}
		};
		follow('README.md');
		expect(PAGES.filter((page) => page.startsWith('docs') && !reached.has(page))).toEqual([]);
	});

	it.each(PAGES)('%s names files of the code that are there', (page) => {
		const named = read(page).match(/(?<=`)(lib|nodes|sandbox)\/[\w./-]+(?=`)/g) ?? [];
		expect(named.filter((path) => !existsSync(join(ROOT, path)))).toEqual([]);
	});

	it('names no command that package.json does not have', () => {
		const { scripts } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as {
			scripts: Record<string, string>;
		};
		const named = PAGES.flatMap((page) =>
			[...read(page).matchAll(/npm run (?:-s )?([a-z][a-z:0-9-]*)/g)].map(([, name]) => name!),
		);
		expect(named).toContain('demo');
		expect([...new Set(named)].filter((name) => !(name in scripts))).toEqual([]);
	});
});

function filesIn(folder: string, deep: boolean): string[] {
	return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
		const path = join(folder, entry.name);
		if (entry.isDirectory()) return deep ? filesIn(path, true) : [];
		return [path];
	});
}

function read(page: string): string {
	return readFileSync(join(ROOT, page), 'utf8');
}
