import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { NODE, ROOT } from './n8n-install';

/** A browser to start, and what it needs in its environment. */
export interface BrowserBinary {
	path: string;
	env: Record<string, string>;
}

/** Where Chromium and its kin are installed. */
const USUAL = [
	'/usr/bin/chromium',
	'/usr/bin/chromium-browser',
	'/usr/bin/google-chrome',
	'/usr/bin/google-chrome-stable',
	'/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
	'/Applications/Chromium.app/Contents/MacOS/Chromium',
	'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
];

/** A Chromium inside a package of the npm registry, for Linux; playwright's own has to be downloaded. */
const PACKED = join(ROOT, 'node_modules', '@sparticuz', 'chromium');

/** Why no browser can be opened here, in one line; `null` when one can. */
export function whyNoBrowser(): string | null {
	const { CHROMIUM } = process.env;
	if (CHROMIUM !== undefined)
		return existsSync(CHROMIUM) ? null : `CHROMIUM names ${CHROMIUM}, which is not there`;
	if (USUAL.some((path) => existsSync(path)) || packedFits()) return null;
	return 'no browser here: install Chromium (Debian: apt-get install chromium) or name yours in CHROMIUM';
}

/** The browser that CHROMIUM names, else an installed one, else the packed one, unpacked on first use. */
export function findBrowser(): BrowserBinary {
	const missing = whyNoBrowser();
	if (missing !== null) throw new Error(missing);
	const installed = process.env.CHROMIUM ?? USUAL.find((path) => existsSync(path));
	return installed === undefined ? unpacked() : { path: installed, env: {} };
}

const packedFits = () =>
	process.platform === 'linux' && process.arch === 'x64' && existsSync(PACKED);

/** It is an ECMAScript module, and made for a service whose libraries it brings: both are met in a process of its own. */
export function unpacked(): BrowserBinary {
	const { version } = JSON.parse(readFileSync(join(PACKED, 'package.json'), 'utf8')) as {
		version: string;
	};
	const folder = join(tmpdir(), `chromium-${version}`);
	mkdirSync(folder, { recursive: true });
	const script =
		"import chromium from '@sparticuz/chromium'; process.stdout.write(await chromium.executablePath());";
	const path = execFileSync(NODE, ['--input-type=module', '--eval', script], {
		cwd: ROOT,
		encoding: 'utf8',
		env: { ...process.env, TMPDIR: folder, AWS_LAMBDA_JS_RUNTIME: 'nodejs24.x' },
	});
	const libraries = spawnSync('ldconfig', ['-p'], { encoding: 'utf8' }).stdout ?? '';
	const env: Record<string, string> = libraries.includes('libnss3.so')
		? {}
		: { LD_LIBRARY_PATH: join(folder, 'al2023', 'lib') };
	return { path, env };
}
