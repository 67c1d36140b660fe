import type { Evidence } from '../evidence';
import { moduleId, SEES_ALL } from '../check-ids';
import type { Seen } from '../http-recorder';

/** What a row's own calls took. Rows that rest on the calls of others have none of their own. */
export interface CheckEffort {
	durationMs: number;
	calls: number;
}

/** The calls by the row that each was first made for, so that none counts twice. */
export function effortsOf({ autotask, tdSynnex }: Evidence): Record<string, CheckEffort> {
	const efforts: Record<string, CheckEffort> = {};
	for (const seen of [...autotask.seen, ...tdSynnex.seenEc, ...tdSynnex.seenInvoice]) {
		const effort = (efforts[rowOf(seen)] ??= { durationMs: 0, calls: 0 });
		effort.durationMs += seen.ms;
		effort.calls += 1;
	}
	return efforts;
}

/** Autotask's addresses name the entity after the version, TD SYNNEX's the service at the end. */
function rowOf({ path }: Seen): string {
	const entity = /\/v1\.0\/(\w+)/i.exec(path)?.[1] ?? path.split('/').pop() ?? '';
	return OTHERS[entity] ?? moduleId(entity);
}

/** Calls that are not about a module. */
const OTHERS: Record<string, string> = {
	zoneInformation: 'identity.zone',
	ThresholdInformation: 'identity.secret',
	Resources: 'identity.impersonation',
	OrganizationalLevelAssociations: SEES_ALL,
	BillingCodes: 'set-up.material-code',
	PriceAvailability: 'td-synnex.price',
	POStatus: 'td-synnex.order-status',
	query: 'td-synnex.invoices',
};
