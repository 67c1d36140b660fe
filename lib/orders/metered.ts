import type { TdSynnex } from './ports';

/** Counts what is asked of TD SYNNEX; a look-up that had to be repeated counts once. It passes everything on as it is. */
export function meteredTdSynnex(tdSynnex: TdSynnex): TdSynnex & { calls(): number } {
	let calls = 0;
	const counted =
		<Asked extends unknown[], T>(ask: (...asked: Asked) => Promise<T>) =>
		(...asked: Asked): Promise<T> => {
			calls += 1;
			return ask(...asked);
		};
	return {
		calls: () => calls,
		post: counted((order) => tdSynnex.post(order)),
		lookUp: counted((poNumber) => tdSynnex.lookUp(poNumber)),
		live: counted((skus) => tdSynnex.live(skus)),
		freight: counted((order, warehouse) => tdSynnex.freight(order, warehouse)),
	};
}
