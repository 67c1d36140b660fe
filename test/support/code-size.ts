import { globSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, parse } from 'node:path';

/** What n8n may have to read at its start, in kB (1,000 bytes). */
export const MOST_CODE = { all: 1_100, largest: 600, permissionCheck: 363 };

/** All code of the built package, in kB. */
export function codeOfAll(root: string): number {
	return kilobytes(globSync(join(root, 'dist/**/*.js')));
}

/** Each built node with all that it requires, the largest first. */
export function codeOfNodes(root: string): { name: string; kilobytes: number }[] {
	return globSync(join(root, 'dist/nodes/*/*.node.js'))
		.map((file) => ({
			name: parse(file).name.replace('.node', ''),
			kilobytes: kilobytes([...required(file)]),
		}))
		.sort((a, b) => b.kilobytes - a.kilobytes);
}

/** A built file and all files that it requires, directly or not. */
function required(file: string, seen = new Set<string>()): Set<string> {
	if (seen.has(file)) return seen;
	seen.add(file);
	const code = readFileSync(file, 'utf8');
	for (const [, name] of code.matchAll(/\brequire\("(\.[^"]+)"\)/g))
		required(join(dirname(file), name!), seen);
	return seen;
}

const kilobytes = (files: string[]) =>
	Math.round(files.reduce((sum, file) => sum + statSync(file).size, 0) / 1e3);
