import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

jest.setTimeout(180_000);

const ROOT = join(__dirname, '..', '..');
const NODE = join(ROOT, 'node_modules', '.bin', 'node');
/** The linter's plugin has rules that take every file for another one in a test run. */
const env = { ...process.env, NODE_ENV: 'production' };

function tsx(...args: string[]): Promise<{ code: number; out: string }> {
	return new Promise((resolve) => {
		execFile(NODE, ['--import', 'tsx', ...args], { cwd: ROOT, env }, (error, out, err) =>
			resolve({ code: Number(error?.code ?? 0), out: out + err }),
		);
	});
}

it('npm run release:check finds nothing wrong but what the owner has to fill in', async () => {
	const { code, out } = await tsx('release/cli.ts', '--allow-placeholders', '--built');
	expect(out).not.toContain('WRONG');
	expect(out.match(/^ok /gm)).toHaveLength(6);
	expect(code).toBe(0);
});

const COMMENT = '// eslint-disable-next-line no-console\n';
const BREAKING: [what: string, file: string, content: string, patterns: string][] = [
	['a timer in built code', 'dist/a.js', 'setTimeout(() => 1, 5);', 'OF_TARBALL'],
	['a package that is not bundled', 'dist/a.js', 'require("axios");', 'OF_TARBALL'],
	['a console', 'nodes/A/A.node.ts', 'console.log(1);', 'OF_SOURCE'],
	['a rule switched off', 'nodes/A/A.node.ts', `${COMMENT}console.log(1);`, 'OF_SOURCE'],
	['an install script', 'package.json', '{"scripts":{"postinstall":"x"}}', 'OF_TARBALL'],
];

describe('the rules of n8n’s scanner', () => {
	const place = mkdtempSync(join(tmpdir(), 'scan-'));
	let found: string[][];
	beforeAll(async () => {
		const scans = [...BREAKING, ['', 'dist/a.js', 'module.exports = 1;', 'OF_TARBALL']].map(
			([, file = '', content = '', patterns = '']) => {
				const folder = mkdtempSync(join(place, 'package-'));
				mkdirSync(join(folder, file, '..'), { recursive: true });
				writeFileSync(join(folder, file), content);
				return `scan(${JSON.stringify(folder)}, ${patterns})`;
			},
		);
		const script = `import { OF_SOURCE, OF_TARBALL, scan } from './release/scan';
			Promise.all([${scans.join()}]).then((all) => console.log(JSON.stringify(all)));`;
		found = JSON.parse((await tsx('--eval', script)).out) as string[][];
	});
	afterAll(() => rmSync(place, { recursive: true }));

	it.each(BREAKING.map(([what, file], index) => [what, file, index] as const))(
		'see %s',
		(_, file, index) => {
			expect(found[index]!.join('\n')).toContain(`${file}:`);
		},
	);

	it('pass what keeps them', () => {
		expect(found.at(-1)).toEqual([]);
	});
});
