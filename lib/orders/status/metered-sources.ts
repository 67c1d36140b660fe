import type { StatusSources } from '../../order-status/fetch/status-gateway';

/** Counts what is asked for one order while others are asked about beside it; a call that had to be repeated counts once. */
export function meteredSources(sources: StatusSources): StatusSources {
	let calls = 0;
	const counted =
		<Asked extends unknown[], T>(ask: (...asked: Asked) => Promise<T>) =>
		(...asked: Asked): Promise<T> => {
			calls += 1;
			return ask(...asked);
		};
	const { partner } = sources;
	return {
		calls: () => calls,
		limit: sources.limit,
		status: counted(sources.status),
		invoices: counted(sources.invoices),
		partner: partner && {
			order: counted(partner.order),
			shipment: counted(partner.shipment),
			invoice: counted(partner.invoice),
		},
	};
}
