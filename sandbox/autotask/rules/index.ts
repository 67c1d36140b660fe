import { companyRules } from './companies';
import { inventoryRules } from './inventory';
import { productRules } from './products';
import { purchaseOrderRules } from './purchase-orders';
import { quoteRules } from './quotes';
import type { Rules } from './rules';
import { ticketRules } from './tickets';

const ALL: Readonly<Record<string, Rules>> = {
	...productRules,
	...inventoryRules,
	...purchaseOrderRules,
	...companyRules,
	...quoteRules,
	...ticketRules,
};

/** What an entity demands beyond its field table. */
export function rulesOf(entity: string): Rules {
	return ALL[entity] ?? {};
}
