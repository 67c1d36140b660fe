/**
 * The entities that are written, and where. Child entities are read flat (`ProductVendors/query`)
 * but written through their parent (`Products/{id}/Vendors`): a write to the flat address answers
 * 404 (Autotask REST; the paths are those that three independent clients use).
 */
interface Child {
	parent: string;
	/** The child's short name below its parent. */
	path: string;
	/** The child's field that holds the parent's id; create-only, so that it goes along on create. */
	key: string;
}

const CHILDREN: Record<string, Child> = {
	ProductVendors: { parent: 'Products', path: 'Vendors', key: 'productID' },
	ProductTiers: { parent: 'Products', path: 'Tiers', key: 'productID' },
	ProductNotes: { parent: 'Products', path: 'Notes', key: 'productID' },
	PurchaseOrderItems: { parent: 'PurchaseOrders', path: 'Items', key: 'orderID' },
	PurchaseOrderItemReceiving: {
		parent: 'PurchaseOrderItems',
		path: 'Receiving',
		key: 'purchaseOrderItemID',
	},
	QuoteItems: { parent: 'Quotes', path: 'Items', key: 'quoteID' },
	CompanyLocations: { parent: 'Companies', path: 'Locations', key: 'companyID' },
	CompanyNotes: { parent: 'Companies', path: 'Notes', key: 'companyID' },
	Contacts: { parent: 'Companies', path: 'Contacts', key: 'companyID' },
	SalesOrders: { parent: 'Opportunities', path: 'SalesOrders', key: 'opportunityID' },
	TicketCharges: { parent: 'Tickets', path: 'Charges', key: 'ticketID' },
	TicketNotes: { parent: 'Tickets', path: 'Notes', key: 'ticketID' },
	InventoryItemSerialNumbers: {
		parent: 'InventoryItems',
		path: 'SerialNumbers',
		key: 'inventoryItemID',
	},
};

/** How an entity hangs below another; `undefined` for one that stands alone. */
export function childOf(entity: string): Child | undefined {
	return CHILDREN[entity];
}
