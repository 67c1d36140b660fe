import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The codes of problems that the sources under a folder of the package name, each once, sorted. */
export function codesIn(path: string): string[] {
	const folder = join(__dirname, '../../..', path);
	const texts = readdirSync(folder, { recursive: true, encoding: 'utf8' })
		.filter((file) => file.endsWith('.ts'))
		.map((file) => readFileSync(join(folder, file), 'utf8'));
	const codes = texts.flatMap((text) =>
		[...text.matchAll(/(?:code: |failed\(\s*)'([a-z]+(?:-[a-z]+)+)'/g)].map(
			([, code = '']) => code,
		),
	);
	return [...new Set(codes)].sort();
}
