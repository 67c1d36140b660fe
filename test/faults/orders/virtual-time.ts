import { SandboxClock } from '../../../sandbox/core';

/**
 * Time that moves only when everybody waits. All that happens is an event at a moment; events of one
 * moment keep the order in which they were planned, so that one seed gives one history.
 */
export class VirtualTime {
	private time: number;
	private planned: { at: number; order: number; happen: () => void }[] = [];
	private order = 0;

	constructor(start: number) {
		this.time = start;
	}

	now(): number {
		return this.time;
	}

	in(milliseconds: number, happen: () => void): void {
		const event = { at: this.time + Math.max(0, milliseconds), order: this.order++, happen };
		const before = this.planned.findIndex(({ at }) => at > event.at);
		if (before < 0) this.planned.push(event);
		else this.planned.splice(before, 0, event);
	}

	/** Lets everything happen that is planned, and what that leads to. */
	async runOut(): Promise<void> {
		await settled();
		for (let event = this.planned.shift(); event; event = this.planned.shift()) {
			this.time = event.at;
			event.happen();
			await settled();
		}
	}

	/** The twins' clock. */
	sandboxClock(): SandboxClock {
		return new FixedClock(() => this.time);
	}
}

class FixedClock extends SandboxClock {
	constructor(private readonly read: () => number) {
		super();
	}

	override now(): number {
		return this.read();
	}
}

/** Every promise that can go on has gone on: nothing in a run waits for anything but this time. */
function settled(): Promise<void> {
	return new Promise((resolve) => setImmediate(resolve));
}
