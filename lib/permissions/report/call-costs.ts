import type { Evidence } from '../evidence';
import { moduleId, SEES_ALL } from '../check-ids';
import type { RecordedCall } from '../http-recorder';

/** What a row's own calls took. Rows that rest on the calls of others have none of their own. */
export interface CallCost {
	durationMs: number;
	calls: number;
}

/** The calls by the row that each was first made for, so that none counts twice. */
export function callCosts({ autotask, tdSynnex }: Evidence): Record<string, CallCost> {
	const costs: Record<string, CallCost> = {};
	for (const call of [...autotask.seen, ...tdSynnex.seenEc, ...tdSynnex.seenInvoice]) {
		const cost = (costs[rowOf(call)] ??= { durationMs: 0, calls: 0 });
		cost.durationMs += call.ms;
		cost.calls += 1;
	}
	return costs;
}

/** Autotask's addresses name the entity after the version, TD SYNNEX's the service at the end. */
function rowOf({ path }: RecordedCall): string {
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
