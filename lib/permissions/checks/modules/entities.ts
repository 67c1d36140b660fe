import { CHARGE_RIGHTS, SCREEN, securitySection } from '../../../autotask/screens';

export type Right = 'create' | 'read' | 'update';

/** One Autotask entity that the nodes use: which rights it takes and where they are given. */
export interface ModuleAccess {
	entity: string;
	/** The row of the set-up manual's table that asks for it; absent where the manual has none. */
	manualRow?: string;
	/** Only one way of ordering takes it, and not every Autotask has it: lacking, it is a warning. */
	optional?: true;
	name: string;
	rights: readonly Right[];
	/** How the read right is proved without harm; `none` where Autotask may not allow a query. */
	proof: 'read' | 'none';
	blocks: string;
	/** Where the right is given. */
	screen: string;
}

const INVENTORY = 'Inventory > Object Permissions';
const FULL: readonly Right[] = ['create', 'read', 'update'];

/** What ordering from charges reads. The manual of the incumbent knows no charges. */
const PROCUREMENT: readonly ModuleAccess[] = [
	{
		entity: 'ConfigurationItems',
		name: 'Devices (configuration items)',
		rights: ['create', 'read'],
		proof: 'none',
		blocks: 'Status Poll > Create Devices. Nothing else needs it.',
		screen: securitySection('CRM > Object Permissions > Devices: View All, Add'),
		optional: true,
	},
	procurement('TicketCharges', 'Charges of tickets', {
		blocks: 'Orders from charges of tickets; the Autotask Charge Trigger stops.',
		screen: CHARGE_RIGHTS.ticket,
	}),
	procurement('ProjectCharges', 'Charges of projects', {
		blocks: 'Orders from charges of projects; the Autotask Charge Trigger stops.',
		screen: CHARGE_RIGHTS.project,
	}),
	procurement('ContractCharges', 'Charges of contracts', {
		blocks: 'Orders from charges of contracts; the Autotask Charge Trigger stops.',
		screen: CHARGE_RIGHTS.contract,
	}),
	procurement('SalesOrders', 'Sales orders', {
		blocks: 'The ship-to address of a won deal, and whether its charges were created.',
		screen: CHARGE_RIGHTS.salesOrder,
	}),
	procurement('PurchaseApprovals', 'Purchase approvals', {
		blocks: 'Nothing in the nodes: people approve charges in Autotask.',
		screen: 'Inventory > Purchase Approvals',
	}),
];

/**
 * Every row of the manual's table, by entity. Autotask has no delete for purchase orders or
 * products: the manual's "Delete: remove or cancel orders" is an update of the status to Canceled.
 */
export const MODULES: readonly ModuleAccess[] = [
	{
		entity: 'Products',
		manualRow: 'Product Catalog: Read/Write',
		name: 'Products',
		rights: FULL,
		proof: 'read',
		blocks: 'The catalog sync: no product can be found, created, or updated.',
		screen: securitySection(`${INVENTORY} > Products: View All, Add, Edit`),
	},
	{
		entity: 'ProductVendors',
		manualRow: 'Product Catalog: Read/Write',
		name: 'Vendors of products',
		rights: FULL,
		proof: 'read',
		blocks:
			'The vendor entry of a product: without it, a product cannot be added to a TD SYNNEX order.',
		screen: securitySection(`${INVENTORY} > Products: View All, Add, Edit`),
	},
	{
		entity: 'InventoryItems',
		manualRow: 'Inventory: Read/Write',
		name: 'Inventory items',
		rights: ['read', 'update'],
		proof: 'read',
		blocks: 'Stock levels in Autotask inventory.',
		screen: securitySection(`${INVENTORY} > Inventory Locations and Items: View All, Add`),
	},
	{
		entity: 'InventoryProducts',
		manualRow: 'Inventory: Read/Write',
		name: 'Inventory products',
		rights: ['read', 'update'],
		proof: 'read',
		blocks: 'Stock levels in Autotask inventory (the form used since release 2022.1).',
		screen: securitySection(`${INVENTORY} > Inventory Locations and Items: View All, Add`),
	},
	{
		entity: 'InventoryLocations',
		manualRow: 'Inventory: Read/Write',
		name: 'Inventory locations',
		rights: ['read'],
		proof: 'read',
		blocks: 'Lines of new purchase orders: each needs an inventory location.',
		screen: securitySection(`${INVENTORY} > Inventory Locations and Items: View All`),
	},
	{
		entity: 'PurchaseOrders',
		manualRow: 'Purchase Orders: Full Access',
		name: 'Purchase orders',
		rights: FULL,
		proof: 'read',
		blocks: 'Sending purchase orders to TD SYNNEX and writing order numbers and states back.',
		screen: securitySection(`${INVENTORY} > Purchase Orders: View All, Add, Edit`),
	},
	{
		entity: 'PurchaseOrderItems',
		manualRow: 'Purchase Order Line Items: Full Access',
		name: 'Purchase order lines',
		rights: FULL,
		proof: 'read',
		blocks: 'Reading what is ordered; memo and arrival date of a line.',
		screen: securitySection(`${INVENTORY} > Purchase Orders: View All, Add, Edit`),
	},
	{
		entity: 'PurchaseOrderItemReceiving',
		manualRow: 'Purchase Order Line Items: Full Access',
		name: 'Receiving of purchase order lines',
		rights: ['create'],
		proof: 'none',
		blocks: 'Receiving shipped lines into inventory.',
		screen: securitySection(`${INVENTORY} > Purchase Orders: View All, Add, Edit`),
	},
	{
		entity: 'Companies',
		manualRow: 'Companies/Contacts: Read',
		name: 'Companies (organizations)',
		rights: ['read'],
		proof: 'read',
		blocks: 'Finding the vendor TD SYNNEX and the customer that an order ships to.',
		screen: securitySection(
			'CRM > Organization & Contact Access: All for Customer & Cancelation and for Vendor & Partner',
		),
	},
	{
		entity: 'Contacts',
		manualRow: 'Companies/Contacts: Read',
		name: 'Contacts',
		rights: ['read'],
		proof: 'read',
		blocks: 'The contact on the ship-to address of a drop shipment.',
		screen: securitySection(
			'CRM > Organization & Contact Access: All for Customer & Cancelation and for Vendor & Partner',
		),
	},
	{
		entity: 'UserDefinedFieldDefinitions',
		manualRow: 'User-Defined Fields: Update',
		name: 'User-defined fields',
		rights: ['read', 'update'],
		proof: 'none',
		blocks:
			'Creating and repairing the product fields of the workflows. Existing fields can still be filled.',
		screen: securitySection('Admin > Feature Access > Application-wide (Shared) Features'),
	},
	{
		entity: 'Opportunities',
		manualRow: 'Flexible Order Automation: from opportunities to orders',
		name: 'Opportunities',
		rights: ['read'],
		proof: 'read',
		blocks: 'Orders from won opportunities.',
		screen: securitySection('CRM > Object Permissions > Opportunities: View All'),
	},
	{
		entity: 'Quotes',
		manualRow: 'Flexible Order Automation: from opportunities to orders',
		name: 'Quotes',
		rights: ['read'],
		proof: 'read',
		blocks: 'Orders from quotes of won opportunities.',
		screen: securitySection('CRM > Object Permissions > Opportunities: View All'),
	},
	...PROCUREMENT,
];

function procurement(
	entity: string,
	name: string,
	{ blocks, screen }: Pick<ModuleAccess, 'blocks' | 'screen'>,
): ModuleAccess {
	const proof = entity === 'SalesOrders' ? 'read' : 'none';
	return {
		entity,
		name,
		rights: ['read'],
		proof,
		blocks,
		screen: securitySection(screen),
		optional: true,
	};
}

export const COST_SCREEN = `${SCREEN.apiUser} > Security Level: a copy of "API User (system) (API-only)", not of "API User (system) Can't Read Costs (API-only)"`;
