import { readFileSync, writeFileSync } from 'node:fs';
import { Agent, get } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';

/** What was seen of a server while it worked. */
export interface Seen {
	/** Resident memory at its peak, less what the server held before, in MB. */
	peakMegabytes: number;
	/** The longest that a small request to the server took, in milliseconds. */
	longestWaitMs: number;
	/**
	 * The most that the server's main thread calculated while one such request waited, in
	 * milliseconds of processor time: what the wait is where nothing else runs on the machine.
	 */
	mostBusyMs: number;
	/** The busiest waits: when each began, in seconds since the watch did. */
	waits: Wait[];
}

interface Wait {
	/** Seconds. */
	at: number;
	ms: number;
	busyMs: number;
}

export interface ProcessWatch {
	stop(): void;
	/** To be asked once stopped. */
	seen(): Promise<Seen>;
}

/**
 * Watches a process by the kernel's own high-water mark of its resident memory (Linux), and by
 * asking its server for something small again and again: each request waits for what the event
 * loop is busy with.
 */
export function watchProcess(pid: number, url: string): ProcessWatch {
	// 5 sets the mark back to what the process holds now (proc(5), clear_refs)
	writeFileSync(`/proc/${pid}/clear_refs`, '5');
	const before = kilobytes(pid, 'VmRSS');
	const agent = new Agent({ keepAlive: true, maxSockets: 1 });
	const waits: Wait[] = [];
	const started = performance.now();
	let going = true;
	const asking = (async () => {
		while (going) {
			const from = performance.now();
			const busy = busyMs(pid);
			await ask(url, agent);
			waits.push({
				at: Math.round((from - started) / 100) / 10,
				ms: Math.round(performance.now() - from),
				busyMs: Math.round(busyMs(pid) - busy),
			});
			await sleep(BETWEEN_MS);
		}
	})();
	let peak = before;
	return {
		stop() {
			peak = kilobytes(pid, 'VmHWM');
			going = false;
		},
		async seen() {
			await asking;
			agent.destroy();
			return {
				peakMegabytes: Math.round(((peak - before) * 1024) / 1e6),
				longestWaitMs: Math.max(...waits.map(({ ms }) => ms)),
				mostBusyMs: Math.max(...waits.map((wait) => wait.busyMs)),
				waits: waits.toSorted((one, other) => other.busyMs - one.busyMs).slice(0, SHOWN),
			};
		},
	};
}

/** Milliseconds between an answer and the next request. */
const BETWEEN_MS = 10;
const SHOWN = 8;

function ask(url: string, agent: Agent): Promise<void> {
	return new Promise((resolve) => {
		get(url, { agent }, (response) => response.resume().once('close', resolve)).once('error', () =>
			resolve(),
		);
	});
}

/** Processor time of the main thread, which carries the process's own id. */
function busyMs(pid: number): number {
	return Number(readFileSync(`/proc/${pid}/task/${pid}/schedstat`, 'utf8').split(' ')[0]) / 1e6;
}

function kilobytes(pid: number, field: 'VmRSS' | 'VmHWM'): number {
	const status = readFileSync(`/proc/${pid}/status`, 'utf8');
	return Number(new RegExp(`${field}:\\s+(\\d+) kB`).exec(status)?.[1]);
}
