/**
 * At most `limit` pieces of work at once per key; the others wait their turn, first come first served.
 *
 * Autotask: three threads per tracking identifier and object endpoint; the fourth call is refused.
 */
export function createThreads(limit: number) {
	const gates = new Map<string, Gate>();

	return async function run<T>(key: string, work: () => Promise<T>): Promise<T> {
		const gate = gates.get(key) ?? { busy: 0, waiting: [] };
		gates.set(key, gate);
		await enter(gate, limit);
		try {
			return await work();
		} finally {
			leave(gate);
		}
	};
}

interface Gate {
	busy: number;
	waiting: Array<() => void>;
}

function enter(gate: Gate, limit: number): Promise<void> | void {
	if (gate.busy < limit) {
		gate.busy += 1;
		return;
	}
	return new Promise((resolve) => gate.waiting.push(resolve));
}

/** The place goes straight to the next in line, so that a newcomer cannot take it. */
function leave(gate: Gate): void {
	const next = gate.waiting.shift();
	if (next) next();
	else gate.busy -= 1;
}
