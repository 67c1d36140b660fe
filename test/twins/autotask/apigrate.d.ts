/** The package carries no types; this is as much of it as the contract test works with. */
declare module '@apigrate/autotask-restapi' {
	export interface Item {
		id: number;
		[field: string]: unknown;
	}
	export interface Reply {
		items: [Item, ...Item[]];
		item: Item;
		itemId: number;
		pageDetails: Record<string, unknown>;
		fields: Array<{ name: string; picklistValues: unknown[] | null }>;
		info: Record<string, unknown>;
	}
	type Call = (...args: unknown[]) => Promise<Reply>;
	type Calls = Record<
		| 'query'
		| 'count'
		| 'get'
		| 'create'
		| 'update'
		| 'replace'
		| 'delete'
		| 'info'
		| 'fieldInfo'
		| 'udfInfo',
		Call
	>;
	export class AutotaskRestApi {
		constructor(user: string, secret: string, code: string, options: { base_url: string });
		zoneInfo: unknown;
		BillingCodes: Calls;
		Companies: Calls;
		InventoryLocations: Calls;
		Products: Calls;
		ProductVendors: Calls;
		PurchaseOrders: Calls;
		PurchaseOrderItems: Calls;
		PurchaseOrderItemReceiving: Calls;
		Quotes: Calls;
		QuoteItems: Calls;
		Resources: Calls;
		ThresholdInformation: Calls;
	}
	export class AutotaskApiError extends Error {
		status: number;
		details: unknown;
	}
}
