import { type IExecuteFunctions, sleep } from 'n8n-workflow';
import type { Clock } from '../../lib/shared/clock';

/** The machine's clock; a sleep ends with an error as soon as the run is cancelled. */
export function nodeClock(
	context: Partial<Pick<IExecuteFunctions, 'getExecutionCancelSignal'>>,
): Clock {
	const signal = context.getExecutionCancelSignal?.();
	return {
		now: () => Date.now(),
		random: () => Math.random(),
		sleep: async (ms) => {
			const end = Date.now() + ms;
			for (let left = ms; left > 0; left = end - Date.now()) {
				signal?.throwIfAborted();
				const slept = sleep(Math.min(left, LONGEST_NAP_MS));
				await (signal ? untilAborted(signal, slept) : slept);
			}
			signal?.throwIfAborted();
		},
	};
}

/** Gives the event loop back once, so that n8n serves others while a node calculates. */
export async function pause(): Promise<void> {
	await sleep(0);
}

async function untilAborted(signal: AbortSignal, work: Promise<void>): Promise<void> {
	let stop: () => void = () => {};
	const aborted = new Promise<never>((_, reject) => {
		stop = () => reject(signal.reason);
		signal.addEventListener('abort', stop, { once: true });
	});
	try {
		await Promise.race([work, aborted]);
	} finally {
		signal.removeEventListener('abort', stop);
	}
}

/** n8n's timers cannot be taken back: after a cancelled run none should be left for long. */
const LONGEST_NAP_MS = 1000;
