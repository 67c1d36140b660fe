import { execFile } from 'node:child_process';
import { globSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { promisify } from 'node:util';

import { packed } from '../test/support/tarball';
import { atMost, type BenchOptions, type BenchResult, measured } from './support/result';

const ROOT = join(__dirname, '..');
const ROUNDS = 9;
const call = promisify(execFile);

/** What loading the built package costs n8n at its start: time, memory, bytes of code. */
export async function run({ log }: BenchOptions): Promise<BenchResult> {
	log('building');
	await call(join(ROOT, 'node_modules', '.bin', 'gulp'), ['build'], { cwd: ROOT });
	log(`loading it in ${ROUNDS} processes, one after the other`);
	const rounds: { milliseconds: number; megabytes: number }[] = [];
	for (let round = 0; round < ROUNDS; round++) rounds.push(await loadAlone());
	const code = globSync('dist/**/*.js', { cwd: ROOT });
	const tarball = packed(ROOT);
	tarball.remove();
	const node = largestNode();
	return {
		figures: [
			atMost('code of all nodes and credentials, kB', kilobytes(code), 1_500),
			atMost(`code of the largest node, ${node.name}, with all it requires, kB`, node.size, 750),
			atMost('memory that stays, MB', Math.round(median(rounds.map((one) => one.megabytes))), 8),
			measured('milliseconds', Math.round(median(rounds.map((one) => one.milliseconds)))),
			atMost('tarball, kB', Math.round(tarball.bytes / 1e3), 1_500),
		],
		details: { rounds, files: code.length },
	};
}

async function loadAlone(): Promise<{ milliseconds: number; megabytes: number }> {
	const script = join(__dirname, 'support', 'load-run.cjs');
	const { stdout } = await call(process.execPath, ['--expose-gc', script]);
	return JSON.parse(stdout) as { milliseconds: number; megabytes: number };
}

function largestNode(): { name: string; size: number } {
	const nodes = globSync('dist/nodes/*/*.node.js', { cwd: ROOT }).map((file) => ({
		name: /(\w+)\.node\.js$/.exec(file)![1]!,
		size: kilobytes([...required(file)]),
	}));
	return nodes.sort((a, b) => b.size - a.size)[0]!;
}

/** A built file and all files that it requires, directly or not. */
function required(file: string, seen = new Set<string>()): Set<string> {
	if (seen.has(file)) return seen;
	seen.add(file);
	const code = readFileSync(join(ROOT, file), 'utf8');
	for (const [, name] of code.matchAll(/\brequire\("(\.[^"]+)"\)/g))
		required(relative(ROOT, join(ROOT, dirname(file), name!)), seen);
	return seen;
}

const kilobytes = (files: string[]) =>
	Math.round(files.reduce((sum, file) => sum + statSync(join(ROOT, file)).size, 0) / 1e3);

const median = (numbers: number[]) =>
	numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)]!;
