import { execFileSync } from 'node:child_process';
import { createHmac } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const ROOT = join(__dirname, '..', '..', '..');
const { scripts, name, version } = JSON.parse(read('package.json')) as {
	scripts: Record<string, string>;
	name: string;
	version: string;
};

interface Command {
	page: string;
	line: string;
}

/** How a line of a shell begins. */
const SHELL = /^(npm|npx|docker|cd|cp|git|curl|n8n|mkdir|node|body=|sig=) ?/;

/** Every line of a shell that a page shows in a block of its own. */
const COMMANDS: Command[] = pages().flatMap((page) =>
	blocksOf(read(page))
		.filter((line) => SHELL.test(line))
		.map((line) => ({ page, line: line.replace(/\s+#.*$/, '') })),
);

/**
 * Commands that are not of package.json, and where they are played or checked: a new one needs a
 * place here, and a test.
 */
const CHECKED: Record<string, RegExp> = {
	'every test run':
		/^(npm ci|npm test|npm run build|npx tsc --noEmit|npx jest --selectProjects unit .*)$/,
	'both parts are below': /^npm ci && npm (run demo|test)$/,
	'demo/n8n-home.ts installs so in every end-to-end test': /^(npm pack|mkdir -p ~\/\.n8n\/nodes)$/,
	'test/unit/docs/commands.test.ts': new RegExp(
		`^(npm install --prefix|docker (cp|exec) .*)[\\s\\S]*${name}-${version.replaceAll('.', '\\.')}\\.tgz`,
	),
	'test/unit/demo/compose.test.ts':
		/^(docker compose up -d|cd demo\/compose|cp \.env\.example \.env)/,
	'demo/n8n-server.ts imports so in every end-to-end test':
		/^n8n import:workflow --separate --input=workflows\/$/,
	'the signature is made below, the call in test/e2e/signed-call.ts': /^(body=|sig=|curl -X POST)/,
	'needs a place of your own': /^(git clone REPOSITORY|docker restart n8n)$/,
};

describe('the commands of the pages', () => {
	it('are found', () => {
		expect(COMMANDS.length).toBeGreaterThan(30);
	});

	it.each(COMMANDS)('$page: $line', ({ line }) => {
		const [, script, options = ''] =
			/^npm run (?:-s )?([\w:]+)(?: -- (.*?))?(?: 2>.*)?$/.exec(line) ?? [];
		if (script === undefined) {
			expect(Object.values(CHECKED).filter((known) => known.test(line))).toHaveLength(1);
			return;
		}
		expect(scripts).toHaveProperty(script);
		const file = scripts[script]?.split(' ').find((part) => part.endsWith('.ts'));
		const takes = file ? read(file) : '';
		for (const option of options.match(/--[a-z-]+/g) ?? []) {
			// the parsers name an option without its dashes
			expect(takes).toMatch(new RegExp(`(^|\\s|')${option.slice(2)}'?: \\{|${option} `, 'm'));
		}
	});

	it('make the signature that the custom trigger asks for', () => {
		const lines = COMMANDS.filter(({ page }) => page.endsWith('custom-trigger.md')).map(
			({ line }) => line,
		);
		const [body, sig] = lines.filter((line) => /^(body|sig)=/.test(line));
		const shown = 'printf "%s\\n%s" "$sig" "$body"';
		const made = execFileSync('bash', ['-c', `${body}\n${sig}\n${shown}`], {
			env: { ...process.env, SECRET: 'a secret' },
			encoding: 'utf8',
		});
		const [signature, text = ''] = made.split('\n');
		expect(signature).toBe(createHmac('sha256', 'a secret').update(text).digest('hex'));
		const { timestamp, ...rest } = JSON.parse(text) as Record<string, unknown>;
		expect(Math.abs(Number(timestamp) - Date.now() / 1000)).toBeLessThan(60);
		expect(rest).toEqual({ purchaseOrderNumber: '16', order: true });
	});
});

function pages(): string[] {
	const docs = readdirSync(join(ROOT, 'docs'), { recursive: true, encoding: 'utf8' });
	return [
		'README.md',
		'CONTRIBUTING.md',
		'SECURITY.md',
		...docs.map((file) => `docs/${file}`),
	].filter((file) => file.endsWith('.md'));
}

/** Lines of code blocks, indented or fenced. */
function blocksOf(text: string): string[] {
	let fenced = false;
	return text.split('\n').flatMap((line) => {
		if (line.trim().startsWith('```')) {
			fenced = !fenced;
			return [];
		}
		return fenced || /^( {4}|\t)\S/.test(line) ? [line.trim()] : [];
	});
}

function read(path: string): string {
	return readFileSync(join(ROOT, path), 'utf8');
}
