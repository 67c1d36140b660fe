import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { codeOfAll, codeOfNodes, MOST_CODE } from '../support/code-size';
import { allLinksOf, anchorsOf, linksOf } from '../support/markdown';
import { packed, type Tarball } from '../support/tarball';

const ROOT = join(__dirname, '..', '..');
const MOST_BYTES = 1_500_000;
/** What a verified node may require; crypto is Node's own. */
const BROUGHT = ['n8n-workflow', 'luxon', 'crypto', 'node:crypto'];

interface Manifest {
	repository: { url: string };
	n8n: { nodes: string[]; credentials: string[] };
}
const manifest = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as Manifest;

describe('the package as npm publishes it', () => {
	let tarball: Tarball;
	beforeAll(() => {
		tarball = packed(ROOT);
	}, 60_000);
	afterAll(() => tarball.remove());

	const pages = () => tarball.files.filter((file) => file.endsWith('.md'));
	const target = (page: string, path: string) =>
		path === '' ? page : relative(ROOT, resolve(ROOT, dirname(page), path));

	it('is small', () => {
		expect(tarball.bytes).toBeLessThan(MOST_BYTES);
	});

	it('has little code for n8n to read at its start', () => {
		const nodes = codeOfNodes(ROOT);
		const permissionCheck = nodes.find(({ name }) => name === 'PermissionCheck')!;
		expect(nodes).toHaveLength(manifest.n8n.nodes.length);
		expect(permissionCheck.kilobytes).toBeGreaterThan(100);
		expect(permissionCheck.kilobytes).toBeLessThanOrEqual(MOST_CODE.permissionCheck);
		expect(nodes[0]!.kilobytes).toBeLessThanOrEqual(MOST_CODE.largest);
		expect(codeOfAll(ROOT)).toBeLessThanOrEqual(MOST_CODE.all);
	});

	it('holds every page, workflow and picture, and no source', () => {
		const tracked = execFileSync('git', ['ls-files', 'docs', 'workflows', '*.md'], { cwd: ROOT })
			.toString()
			.split('\n')
			.filter((file) => /^(docs|workflows)\/.*\.(md|png|json)$/.test(file));
		expect(tracked.length).toBeGreaterThan(50);
		expect(tracked.filter((file) => !tarball.files.includes(file))).toEqual([]);
		expect(
			tarball.files.filter((file) => /\.ts$|(^|\/)test|sandbox\/|node_modules/.test(file)),
		).toEqual([]);
	});

	it('holds every file that a link of a page leads to, and the heading', () => {
		const broken = pages().flatMap((page) =>
			linksOf(join(tarball.folder, page))
				.filter((link) => {
					const [path = '', anchor] = link.split('#');
					const file = join(tarball.folder, target(page, path));
					if (!existsSync(file)) return true;
					return anchor !== undefined && !anchorsOf(file).includes(anchor);
				})
				.map((link) => `${page}: ${link}`),
		);
		expect(pages()).toContain('README.md');
		expect(broken).toEqual([]);
	});

	it('has a README whose links npm resolves: against a repository on GitHub, to files that are in it', () => {
		// npm makes links of a README that name files absolute with this field, and only for hosts it knows
		expect(manifest.repository.url).toMatch(/^git\+https:\/\/github\.com\/[^/]+\/[^/]+\.git$/);
		const tracked = execFileSync('git', ['ls-files'], { cwd: ROOT }).toString().split('\n');
		const paths = linksOf(join(ROOT, 'README.md'))
			.map((link) => link.split('#')[0]!)
			.filter((path) => path !== '');
		expect(paths.length).toBeGreaterThan(10);
		expect(
			paths.filter((path) => !tracked.some((file) => file === path || file.startsWith(`${path}/`))),
		).toEqual([]);
	});

	it('names its repository in one place, so that the owner fills in one file', () => {
		const web = /github\.com\/([^/]+)/.exec(manifest.repository.url)![0];
		const naming = pages().filter((page) =>
			allLinksOf(join(tarball.folder, page)).some((link) => link.includes(web)),
		);
		expect(naming).toEqual([]);
	});

	it.each([...manifest.n8n.nodes, ...manifest.n8n.credentials])(
		'holds %s and all that it requires, and requires nothing but what n8n brings',
		(entry) => {
			const seen = new Set<string>();
			const foreign = new Set<string>();
			const follow = (file: string): void => {
				if (seen.has(file)) return;
				seen.add(file);
				const code = readFileSync(join(tarball.folder, file), 'utf8');
				for (const [, name] of code.matchAll(/\brequire\("([^"]+)"\)/g))
					if (name!.startsWith('.')) follow(join(dirname(file), name!));
					else foreign.add(name!);
			};
			follow(entry);
			expect([...foreign].filter((name) => !BROUGHT.includes(name))).toEqual([]);
		},
	);
});
