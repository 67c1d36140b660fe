import { endsTheRun, Problem } from '../../shared/problem';

/** What adds to an order status, and may fail without harm to it. */
export type SideService = 'partner API' | 'invoice service';

/** What a poll knows of its side services; one for all its orders, changed in place. */
export interface SideServices {
	/** Those that would fail for every further order: a refused login is not tried again. */
	off: Set<SideService>;
	/** Failures without a success in between. */
	inARow: Map<SideService, number>;
	/** The first call of each, which the others wait for. */
	first: Map<SideService, Promise<void>>;
	/** Failures that a person was reported of, each once a poll. */
	reported: Set<string>;
}

export function sideServices(): SideServices {
	return { off: new Set(), inARow: new Map(), first: new Map(), reported: new Set() };
}

export type Attempt = <T>(service: SideService, work: () => Promise<T>) => Promise<T | null>;

/** So many failures in a row, and the next would fail as well. */
const IN_A_ROW = 3;

/**
 * Calls a side service: whatever fails is a warning, once a poll and not once an order, and `null`.
 *
 * @param warnings of the order that is asked about
 */
export function attemptOn(services: SideServices, warnings: string[]): Attempt {
	return async (service, work) => {
		const before = services.first.get(service);
		if (before !== undefined) await before;
		if (services.off.has(service)) return null;
		let done = () => {};
		const first = new Promise<void>((resolve) => (done = resolve));
		if (before === undefined) services.first.set(service, first);
		try {
			const answer = await work();
			services.inARow.set(service, 0);
			return answer;
		} catch (error) {
			const warning = failed(services, service, problemIn(error, service));
			if (warning !== '') warnings.push(warning);
			return null;
		} finally {
			done();
		}
	};
}

/** What a person is reported of a failure; empty = it was reported, or is none. */
function failed(services: SideServices, service: SideService, problem: Problem): string {
	const inARow = (services.inARow.get(service) ?? 0) + 1;
	services.inARow.set(service, inARow);
	const isOff = endsTheRun(problem) || inARow >= IN_A_ROW;
	if (isOff) services.off.add(service);
	const key = `${service} ${problem.code}`;
	if (problem.reach === 'pause' || services.reported.has(key)) return '';
	services.reported.add(key);
	const rest = isOff ? `; the ${service} was not called again in this poll` : '';
	return `${problem.message} (${problem.remedy})${rest}`;
}

/** Also of what no wire has understood, such as an error of n8n's own: it must end no poll. */
function problemIn(error: unknown, service: SideService): Problem {
	if (error instanceof Problem) return error;
	return new Problem({
		code: 'tdsynnex-side-service',
		reach: 'run',
		cause: `The ${service} could not be called: ${error instanceof Error ? error.message : String(error)}`,
		remedy: `Check the credential of the ${service}.`,
	});
}
