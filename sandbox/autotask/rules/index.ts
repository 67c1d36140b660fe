import { chargeRules } from './charges';
import { companyRules } from './companies';
import { inventoryRules } from './inventory';
import { productRules } from './products';
import { purchaseOrderRules } from './purchase-orders';
import { quoteRules } from './quotes';
import { receivingRules } from './receiving';
import type { Rules } from './rules';
import { salesOrderRules } from './sales-orders';
import { ticketRules } from './tickets';

const ALL: Readonly<Record<string, Rules>> = {
	...productRules,
	...inventoryRules,
	...purchaseOrderRules,
	...receivingRules,
	...chargeRules,
	...salesOrderRules,
	...companyRules,
	...quoteRules,
	...ticketRules,
};

/** What an entity demands beyond its field table. */
export function rulesOf(entity: string): Rules {
	return ALL[entity] ?? {};
}
