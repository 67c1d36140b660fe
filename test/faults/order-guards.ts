import { fork } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FaultsOptions, FaultsReport, Figure } from './cli';
import { type Guard, GUARDS, type Seen, type Sought } from './orders/guards';

/**
 * Takes the guards of the order path out, one after the other, in a copy of the sources, and plays the
 * history that is recorded to show it; where that shows it no more, seeded ones until the oracle sees it.
 * A guard whose absence nobody sees is not shown to be needed.
 */
export async function run({ schedules, seed }: FaultsOptions): Promise<FaultsReport> {
	const begun = performance.now();
	const findings: string[] = [];
	const queue = [...GUARDS];
	const figures = new Map<Guard, Figure>();
	await Promise.all(
		Array.from({ length: availableParallelism() }, async () => {
			const copy = copyOfSources();
			try {
				for (let guard = queue.shift(); guard; guard = queue.shift()) {
					const { name } = guard;
					const seen = await without(copy, guard, [
						{ guard: name, from: guard.seed, to: guard.seed + 1, atMost: AT_MOST_MS },
						{ guard: name, from: seed, to: seed + schedules, atMost: AT_MOST_MS },
					]);
					findings.push(`${guard.name}: ${seen.said || 'NOT SEEN'}`);
					figures.set(guard, figureOf(guard, seen));
				}
			} finally {
				rmSync(copy, { recursive: true });
			}
		}),
	);
	return {
		seed,
		schedules,
		seconds: (performance.now() - begun) / 1000,
		figures: GUARDS.map((guard) => figures.get(guard) as Figure),
		findings,
	};
}

/** A guard's search ends after so long. */
const AT_MOST_MS = 120_000;

function figureOf({ name, kind, aim }: Guard, { seed }: Seen): Figure {
	return {
		name: `without "${name}": seed of ${kind}${aim ? ` (${aim})` : ''} that breaks`,
		value: seed ?? -1,
		bar: 'seen',
		ok: seed !== null,
	};
}

const ROOT = join(__dirname, '..', '..');

/** The sources once more, for guards to be taken out of; whoever asks removes it. */
export function copyOfSources(): string {
	const copy = mkdtempSync(join(tmpdir(), 'order-guards-'));
	for (const part of ['lib', 'sandbox', 'test/faults', 'tsconfig.json', 'package.json'])
		cpSync(join(ROOT, part), join(copy, part), { recursive: true });
	symlinkSync(join(ROOT, 'node_modules'), join(copy, 'node_modules'));
	return copy;
}

/** @throws Error where the guard's text is no longer in the source: a switch that breaks nothing proves nothing */
export async function without(copy: string, guard: Guard, tries: Sought[]): Promise<Seen> {
	const files = [...new Set(guard.patches.map(({ file }) => file))];
	const sources = new Map(files.map((file) => [file, readFileSync(join(copy, file), 'utf8')]));
	for (const { file, guard: text, broken } of guard.patches) {
		const source = readFileSync(join(copy, file), 'utf8');
		if (source.split(text).length !== 2)
			throw new Error(`"${guard.name}": ${file} holds its text not exactly once`);
		writeFileSync(
			join(copy, file),
			source.replace(text, () => broken),
		);
	}
	try {
		let seen: Seen = { seed: null, said: '', played: 0 };
		for (const sought of tries) if (seen.seed === null) seen = await seek(copy, sought);
		return seen;
	} finally {
		for (const [file, source] of sources) writeFileSync(join(copy, file), source);
	}
}

function seek(copy: string, sought: Sought): Promise<Seen> {
	return new Promise((resolve, reject) => {
		const child = fork(join(copy, 'test/faults/orders/until-broken.ts'), {
			execArgv: ['--import', 'tsx'],
			cwd: copy,
		});
		child.on('message', (seen: Seen) => {
			resolve(seen);
			child.disconnect();
		});
		child.on('exit', (code) => code !== 0 && reject(new Error(`a guard's run ended with ${code}`)));
		child.send(sought);
	});
}
