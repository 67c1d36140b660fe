import { fork } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FaultsOptions, FaultsReport, Figure } from './cli';
import { type Guard, GUARDS, type Seen, type Sought } from './orders/guards';

/**
 * Takes the guards of the order path out, one after the other, in a copy of the sources, and plays seeded
 * histories until the oracle sees it. A guard whose absence nobody sees is not shown to be needed.
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
					const seen = await without(copy, guard, seed, seed + schedules);
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

function figureOf({ name, kind }: Guard, { seed }: Seen): Figure {
	return {
		name: `without "${name}": first seed of ${kind} that breaks`,
		value: seed ?? -1,
		bar: 'seen',
		ok: seed !== null,
	};
}

const ROOT = join(__dirname, '..', '..');

function copyOfSources(): string {
	const copy = mkdtempSync(join(tmpdir(), 'order-guards-'));
	for (const part of ['lib', 'sandbox', 'test/faults', 'tsconfig.json', 'package.json'])
		cpSync(join(ROOT, part), join(copy, part), { recursive: true });
	symlinkSync(join(ROOT, 'node_modules'), join(copy, 'node_modules'));
	return copy;
}

/** @throws Error where the guard's text is no longer in the source: a switch that breaks nothing proves nothing */
async function without(copy: string, guard: Guard, from: number, to: number): Promise<Seen> {
	const sources = guard.patches.map(({ file }) => readFileSync(join(copy, file), 'utf8'));
	guard.patches.forEach((patch, index) => {
		const source = sources[index] ?? '';
		if (source.split(patch.guard).length !== 2)
			throw new Error(`"${guard.name}": ${patch.file} holds its text not exactly once`);
		writeFileSync(
			join(copy, patch.file),
			source.replace(patch.guard, () => patch.broken),
		);
	});
	try {
		return await seek(copy, { kind: guard.kind, from, to, breaks: guard.breaks });
	} finally {
		guard.patches.forEach(({ file }, index) =>
			writeFileSync(join(copy, file), sources[index] ?? ''),
		);
	}
}

function seek(copy: string, sought: Sought): Promise<Seen> {
	return new Promise((resolve, reject) => {
		const child = fork(join(copy, 'test/faults/orders/until-broken.ts'), {
			execArgv: process.execArgv,
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
