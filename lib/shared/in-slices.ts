/**
 * A long calculation that may be interrupted at every `yield`. Written once, it is run at a
 * stretch ({@link atOnce}) or in slices ({@link inSlices}).
 */
export type Steps<Result> = Generator<void, Result>;

/** `make` of each, a step a piece. */
export function* eachInSteps<From, To>(
	all: readonly From[],
	make: (one: From, at: number) => To,
): Steps<To[]> {
	const made: To[] = [];
	for (const [at, one] of all.entries()) {
		made.push(make(one, at));
		yield;
	}
	return made;
}

/** The keys of all, each once; `null` = it has none. A step a piece. */
export function* keysInSteps<From, Key>(
	all: readonly From[],
	keyOf: (one: From) => Key | null,
): Steps<Set<Key>> {
	const keys = new Set<Key>();
	for (const one of all) {
		const key = keyOf(one);
		if (key !== null) keys.add(key);
		yield;
	}
	return keys;
}

/** Runs the calculation to its end without a pause. */
export function atOnce<Result>(steps: Steps<Result>): Result {
	for (;;) {
		const step = steps.next();
		if (step.done) return step.value;
	}
}

/**
 * Runs it in slices of {@link SLICE_MS}; between two, whoever waits for the same process has a
 * turn.
 */
export async function inSlices<Result>(
	steps: Steps<Result>,
	pause: Pause | undefined,
): Promise<Result> {
	if (!pause) return atOnce(steps);
	const rest = resting(pause);
	for (;;) {
		const step = steps.next();
		if (step.done) return step.value;
		const due = rest();
		if (due) await due;
	}
}

/** Gives the event loop back once. */
export type Pause = () => Promise<void>;

/**
 * For work that waits anyway: call it after every record. It gives a pause to wait for when a
 * slice is used up, else nothing.
 */
export function resting(pause: Pause | undefined): () => Promise<void> | undefined {
	let until = performance.now() + SLICE_MS;
	return () => {
		if (!pause || performance.now() < until) return undefined;
		return pause().then(() => {
			until = performance.now() + SLICE_MS;
		});
	};
}

/** How long other requests to n8n wait for a slice, in milliseconds. */
const SLICE_MS = 15;
