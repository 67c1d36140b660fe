import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';

import { codeOfAll, codeOfNodes, MOST_CODE } from '../test/support/code-size';
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
	const tarball = packed(ROOT);
	tarball.remove();
	const nodes = codeOfNodes(ROOT);
	const largest = nodes[0]!;
	const all = codeOfAll(ROOT);
	return {
		figures: [
			atMost('code of all nodes and credentials, kB', all, MOST_CODE.all),
			atMost(
				`code of the largest node, ${largest.name}, with all it requires, kB`,
				largest.kilobytes,
				MOST_CODE.largest,
			),
			atMost(
				'code of Permission Check, with all it requires, kB',
				nodes.find(({ name }) => name === 'PermissionCheck')!.kilobytes,
				MOST_CODE.permissionCheck,
			),
			atMost('memory that stays, MB', Math.round(median(rounds.map((one) => one.megabytes))), 8),
			measured('milliseconds', Math.round(median(rounds.map((one) => one.milliseconds)))),
			atMost('tarball, kB', Math.round(tarball.bytes / 1e3), 1_500),
		],
		details: { rounds, nodes },
	};
}

async function loadAlone(): Promise<{ milliseconds: number; megabytes: number }> {
	const script = join(__dirname, 'support', 'load-run.cjs');
	const { stdout } = await call(process.execPath, ['--expose-gc', script]);
	return JSON.parse(stdout) as { milliseconds: number; megabytes: number };
}

const median = (numbers: number[]) =>
	numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)]!;
