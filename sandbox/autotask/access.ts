import { noMatchingRecord, notPermitted, refuse, Refusal } from './refusal';
import type { Entity, Schema } from './schema';

export type Level = 'All' | 'None' | 'Restricted';
export type Verb = 'create' | 'update' | 'delete' | 'query';
export type EntityAccess = Record<Verb, Level>;

/** Parts of Autotask that a security level opens or closes as one. */
export const MODULES: Readonly<Record<string, readonly string[]>> = {
	Products: ['Products', 'ProductVendors', 'ProductTiers', 'ProductNotes'],
	Inventory: [
		'InventoryItems',
		'InventoryLocations',
		'InventoryProducts',
		'InventoryStockedItems',
		'InventoryStockedItemsAdd',
		'InventoryItemSerialNumbers',
	],
	PurchaseOrders: ['PurchaseOrders', 'PurchaseOrderItems', 'PurchaseOrderItemReceiving'],
	PurchaseOrderItems: ['PurchaseOrderItems'],
	Receiving: ['PurchaseOrderItemReceiving'],
	Companies: ['Companies', 'CompanyLocations', 'CompanyNotes'],
	Contacts: ['Contacts'],
	UserDefinedFields: ['UserDefinedFieldDefinitions', 'UserDefinedFieldListItems'],
	Opportunities: ['Opportunities', 'SalesOrders'],
	Projects: ['Projects', 'ProjectCharges'],
	Contracts: ['Contracts', 'ContractCharges', 'BillingItems'],
	PurchaseApprovals: ['PurchaseApprovals'],
	ConfigurationItems: ['ConfigurationItems', 'ConfigurationItemCategories'],
	Quotes: ['Quotes', 'QuoteItems', 'QuoteLocations'],
	Tickets: ['Tickets', 'TicketNotes', 'TicketCharges'],
	BillingCodes: ['BillingCodes'],
};

/** Fields that show costs: empty, and writes to them lost without a word, where the user may not see costs. */
const COST_FIELDS: Readonly<Record<string, readonly string[]>> = {
	Products: ['unitCost', 'markupRate'],
	ProductTiers: ['unitCost'],
	ProductVendors: ['vendorCost'],
	QuoteItems: ['unitCost', 'markupRate', 'averageCost', 'highestCost'],
	PurchaseOrderItems: ['unitCost', 'internalCurrencyUnitCost'],
	TicketCharges: ['unitCost', 'extendedCost'],
	ProjectCharges: ['unitCost', 'extendedCost', 'estimatedCost'],
	ContractCharges: ['unitCost', 'extendedCost'],
	InventoryStockedItems: ['unitCost'],
	Opportunities: [
		'cost',
		'onetimeCost',
		'monthlyCost',
		'quarterlyCost',
		'semiannualCost',
		'yearlyCost',
	],
};

/** A change of what the API user may do. What is not named stays. */
export interface PermissionChange {
	/** Every verb of a module's entities, or chosen verbs. */
	modules?: Record<string, Level | Partial<EntityAccess>>;
	/** The same for single entities. */
	entities?: Record<string, Level | Partial<EntityAccess>>;
	/** Whether costs are seen and kept. */
	costs?: boolean;
	/** Rows outside the user's line of business: `all`, or ids, per entity; `[]` shows them again. */
	hidden?: Record<string, 'all' | number[]>;
}

export interface Permissions {
	/** Entities that are not wholly open, by name. */
	closed: Record<string, EntityAccess>;
	costs: boolean;
	hidden: Record<string, 'all' | number[]>;
}

const OPEN: EntityAccess = { create: 'All', update: 'All', delete: 'All', query: 'All' };

/** What the API user may see and do. Starts with everything. */
export class Access {
	private readonly levels = new Map<string, EntityAccess>();
	private readonly hiddenRows = new Map<string, 'all' | Set<number>>();
	private costs = true;

	constructor(private readonly schema: Schema) {}

	change(change: PermissionChange): void {
		for (const [module, level] of Object.entries(change.modules ?? {})) {
			const entities = MODULES[module];
			if (!entities)
				throw new Error(`no module ${module}; there are ${Object.keys(MODULES).join(', ')}`);
			entities.forEach((entity) => this.setLevel(entity, level));
		}
		for (const [entity, level] of Object.entries(change.entities ?? {}))
			this.setLevel(entity, level);
		if (change.costs !== undefined) this.costs = change.costs;
		for (const [entity, rows] of Object.entries(change.hidden ?? {})) {
			const { name } = this.schema.named(entity);
			this.hiddenRows.set(name, rows === 'all' ? 'all' : new Set(rows));
		}
	}

	list(): Permissions {
		return {
			closed: Object.fromEntries(this.levels),
			costs: this.costs,
			hidden: Object.fromEntries(
				[...this.hiddenRows].map(([name, rows]) => [name, rows === 'all' ? rows : [...rows]]),
			),
		};
	}

	/** The level for a verb; None where the entity knows no such verb at all. */
	level(entity: Entity, verb: Verb): Level {
		if (!entity[verb]) return 'None';
		return (this.levels.get(entity.name) ?? OPEN)[verb];
	}

	/** @throws Refusal in the words of Autotask */
	require(entity: Entity, verb: Verb): void {
		if (this.level(entity, verb) !== 'None') return;
		if (!entity[verb] && verb === 'query') throw refuse(`${entity.singular} cannot be queried.`);
		throw notPermitted(verb);
	}

	/** Whether a row lies in the user's line of business. */
	sees(entity: Entity, id: number): boolean {
		const rows = this.hiddenRows.get(entity.name);
		return rows === undefined || (rows !== 'all' && !rows.has(id));
	}

	/** @throws Refusal for a write to a row that the user does not see */
	requireSight(entity: Entity, id: number): void {
		if (!this.sees(entity, id)) throw noMatchingRecord();
	}

	/** Whether a field's value is kept from the user. */
	hidesCost(entity: Entity, field: string): boolean {
		return !this.costs && (COST_FIELDS[entity.name]?.includes(field) ?? false);
	}

	private setLevel(entity: string, level: Level | Partial<EntityAccess>): void {
		const { name } = this.schema.named(entity);
		const change =
			typeof level === 'string'
				? { create: level, update: level, delete: level, query: level }
				: level;
		this.levels.set(name, { ...(this.levels.get(name) ?? OPEN), ...change });
	}
}

/** Entities that a verb does not exist for answer as if the route did not. */
export function requireVerb(
	entity: Entity,
	verb: 'create' | 'update' | 'delete',
	method: string,
): void {
	if (entity[verb]) return;
	throw new Refusal(405, {
		Message: `The requested resource does not support http method '${method}'.`,
	});
}
