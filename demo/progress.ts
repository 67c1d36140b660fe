import { Presets, SingleBar } from 'cli-progress';
import { twinCounts } from './daily-sync';
import type { Twins } from './twins';

/** One line on the terminal that tells of a run while it goes on; in a file, a line every ten seconds. */
export interface Progress {
	/** Looks at what reached the Autotask twin since the beginning. */
	tick(): Promise<void>;
	end(): void;
}

/**
 * There is no bar to fill: how many products differ is known when the run has ended.
 * @param name of the run
 */
export async function showProgress(twins: Twins, name: string): Promise<Progress> {
	const before = await twinCounts(twins);
	const written = await productsWritten(twins);
	const line = new SingleBar(
		{
			format: `${name}: {value} products written, {calls} Autotask calls, {duration} s`,
			hideCursor: true,
			noTTYOutput: true,
			notTTYSchedule: 10_000,
		},
		Presets.legacy,
	);
	line.start(Number.MAX_SAFE_INTEGER, 0, { calls: 0 });
	return {
		async tick() {
			const { calls } = await twinCounts(twins);
			line.update(await written(), { calls: calls - before.calls });
		},
		end: () => line.stop(),
	};
}

/** Counts the products that are created or changed from now on, each once, as the twin saw it. */
export async function productsWritten(
	twins: Pick<Twins, 'control'>,
): Promise<() => Promise<number>> {
	const query = 'system=autotask&endpoint=Products&effect=accepted';
	const from = (seq: number) =>
		twins.control<{ seq: number; path: string }[]>('GET', `/ledger?${query}&since=${seq}`);
	let since = (await from(0)).at(-1)?.seq ?? 0;
	let count = 0;
	return async () => {
		const fresh = await from(since);
		since = fresh.at(-1)?.seq ?? since;
		// a product's vendor entry is written below the product: `/Products/123/Vendors`
		count += fresh.filter(({ path }) => /\/Products$/i.test(path)).length;
		return count;
	};
}
