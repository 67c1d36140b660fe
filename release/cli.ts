import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';

import { packed } from '../test/support/tarball';
import {
	type Lock,
	type Manifest,
	placeholders,
	wrongChangelog,
	wrongTarball,
	wrongVersion,
} from './checks';
import { OF_SOURCE, OF_TARBALL, scan } from './scan';

const HELP = `npm run release:check -- [--tag vX.Y.Z] [--allow-placeholders] [--built]

Checks what can be checked before a version is published, without a network: version, changelog, what only the
owner can fill in, the tarball, and the rules of n8n's scanner on the sources and on the tarball. Fails when
something is wrong. Publishing itself is done by .github/workflows/publish.yml when the tag is pushed.

  --tag                 the tag must be that of the version in package.json
  --allow-placeholders  what the owner has not filled in is told, and is no failure
  --built               takes dist/ as it is, instead of building it anew
`;

const ROOT = join(__dirname, '..');
const MOST_BYTES = 1_500_000;

const text = (file: string) => readFileSync(join(ROOT, file), 'utf8');

async function main(): Promise<void> {
	const { values } = parseArgs({
		options: {
			tag: { type: 'string' },
			'allow-placeholders': { type: 'boolean' },
			built: { type: 'boolean' },
			help: { type: 'boolean', short: 'h' },
		},
	});
	if (values.help) return console.log(HELP);
	const manifest = JSON.parse(text('package.json')) as Manifest;
	const lock = JSON.parse(text('package-lock.json')) as Lock;
	if (!values.built)
		execFileSync(join(ROOT, 'node_modules', '.bin', 'gulp'), ['build'], { cwd: ROOT });
	const tarball = packed(ROOT);
	try {
		const toFill = placeholders(manifest);
		const results: [check: string, wrong: string[]][] = [
			['version', wrongVersion(manifest, lock, values.tag ?? null)],
			['changelog', wrongChangelog(text('CHANGELOG.md'), manifest.version)],
			['tarball', wrongTarball(tarball, manifest, MOST_BYTES)],
			['n8n rules on the sources', await scan(ROOT, OF_SOURCE)],
			['n8n rules on the tarball', await scan(tarball.folder, OF_TARBALL)],
			['filled in by the owner', values['allow-placeholders'] ? [] : toFill],
		];
		for (const [check, wrong] of results)
			console.log(
				[`${wrong.length === 0 ? 'ok    ' : 'WRONG '} ${check}`, ...wrong].join('\n         '),
			);
		if (values['allow-placeholders']) for (const field of toFill) console.log(`note   ${field}`);
		if (results.some(([, wrong]) => wrong.length > 0)) process.exitCode = 1;
	} finally {
		tarball.remove();
	}
}

main().catch((error: unknown) => {
	console.error(error instanceof Error ? error.message : error);
	console.error('npm run release:check -- --help explains.');
	process.exitCode = 1;
});
