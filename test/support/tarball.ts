import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';

/** What npm would publish, unpacked. */
export interface Tarball {
	folder: string;
	/** Paths from the folder, with `/`. */
	files: string[];
	/** Of the packed file. */
	bytes: number;
	remove(): void;
}

/** Packs the project as `npm publish` would, and unpacks it in a folder of its own. Needs `dist/`. */
export function packed(root: string): Tarball {
	const place = mkdtempSync(join(tmpdir(), 'tarball-'));
	const out = execFileSync(
		'npm',
		['pack', '--json', '--ignore-scripts', '--pack-destination', place],
		{
			cwd: root,
			encoding: 'utf8',
			stdio: ['ignore', 'pipe', 'ignore'],
		},
	);
	const [{ filename }] = JSON.parse(out) as [{ filename: string }];
	const file = join(place, filename);
	execFileSync('tar', ['-xzf', file, '-C', place]);
	const folder = join(place, 'package');
	const files = readdirSync(folder, { recursive: true, withFileTypes: true })
		.filter((entry) => entry.isFile())
		.map((entry) => relative(folder, join(entry.parentPath, entry.name)).replaceAll('\\', '/'));
	const bytes = statSync(file).size;
	return { folder, files, bytes, remove: () => rmSync(place, { recursive: true }) };
}
