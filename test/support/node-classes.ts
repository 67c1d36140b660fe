import type { INodeType } from 'n8n-workflow';
import { CatalogFetch } from '../../nodes/CatalogFetch/CatalogFetch.node';
import { ChargeTrigger } from '../../nodes/ChargeTrigger/ChargeTrigger.node';
import { OpportunityTrigger } from '../../nodes/OpportunityTrigger/OpportunityTrigger.node';
import { PermissionCheck } from '../../nodes/PermissionCheck/PermissionCheck.node';
import { PoCreate } from '../../nodes/PoCreate/PoCreate.node';
import { ProductUpsert } from '../../nodes/ProductUpsert/ProductUpsert.node';
import { PurchaseOrderTrigger } from '../../nodes/PurchaseOrderTrigger/PurchaseOrderTrigger.node';
import { StatusPoll } from '../../nodes/StatusPoll/StatusPoll.node';
import { StatusPollTrigger } from '../../nodes/StatusPoll/StatusPollTrigger.node';

/** Every node of the package, with the page that documents it. */
export const NODES: { node: INodeType; page: string }[] = [
	{ node: new CatalogFetch(), page: 'docs/catalog-fetch.md' },
	{ node: new ChargeTrigger(), page: 'docs/triggers.md' },
	{ node: new OpportunityTrigger(), page: 'docs/triggers.md' },
	{ node: new PermissionCheck(), page: 'docs/permission-check.md' },
	{ node: new PoCreate(), page: 'docs/po-create.md' },
	{ node: new ProductUpsert(), page: 'docs/product-upsert.md' },
	{ node: new PurchaseOrderTrigger(), page: 'docs/triggers.md' },
	{ node: new StatusPoll(), page: 'docs/status-poll.md' },
	{ node: new StatusPollTrigger(), page: 'docs/status-poll.md' },
];
