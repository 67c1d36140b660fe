/**
 * Counts what is asked of a port for one record, while others are under way beside it. A call that
 * the port itself had to repeat counts once.
 */
export interface CallCounter {
	calls(): number;
	/** The same port, with the calls of the named methods counted. */
	count<Port extends object>(port: Port, methods: readonly MethodsOf<Port>[]): Port;
}

export function callCounter(): CallCounter {
	let calls = 0;
	return {
		calls: () => calls,
		count: (port, methods) => {
			const counted = { ...port };
			for (const name of methods) {
				const method = port[name] as (...args: unknown[]) => unknown;
				const counting = (...args: unknown[]) => {
					calls += 1;
					return method.apply(port, args);
				};
				Object.assign(counted, { [name]: counting });
			}
			return counted;
		},
	};
}

/** The names of a port's methods that ask something of the other side. */
type MethodsOf<Port> = {
	[Name in keyof Port]-?: Port[Name] extends (...args: never[]) => Promise<unknown> ? Name : never;
}[keyof Port];
