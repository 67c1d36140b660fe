import data from './entities.json';
import procurement from './procurement-entities.json';

export type FieldType = 'integer' | 'long' | 'string' | 'boolean' | 'datetime' | 'decimal';

export interface PicklistValue {
	/** In text, as metadata gives it; records carry the number. */
	value: string;
	label: string;
	isActive: boolean;
}

export interface Field {
	name: string;
	type: FieldType;
	/** Characters; 0 = no limit. */
	length: number;
	/** As metadata says. */
	required: boolean;
	/** Whether a create without it fails: metadata calls some read-only fields required that nobody can send. */
	enforced: boolean;
	/** `create`: to be sent on create, fixed from then on. */
	write: 'always' | 'create' | 'never';
	queryable: boolean;
	picklist: PicklistValue[] | null;
	/** Singular name of the entity that it points to. */
	reference: string | null;
}

export interface Entity {
	/** As in URLs, such as `PurchaseOrderItems`. */
	name: string;
	/** As in messages and metadata, such as `PurchaseOrderItem`. */
	singular: string;
	/** Children are written through `/{parent}/{id}/{segment}` only. */
	parent: string | null;
	segment: string | null;
	/** The field that holds the parent's id. */
	parentKey: string | null;
	create: boolean;
	update: boolean;
	delete: boolean;
	query: boolean;
	udf: boolean;
	fields: Field[];
}

interface RawField {
	name: string;
	type: string;
	length?: number;
	required?: boolean;
	enforced?: boolean;
	write?: string;
	queryable?: boolean;
	picklist?: string[][];
	reference?: string;
}

/** Singular names of the entities that `chargeID` fields point into. */
const CHARGES = ['TicketCharge', 'ProjectCharge', 'ContractCharge'];

/** The entities and their fields, from the two data files; names are found whatever their letter case. */
export class Schema {
	private readonly byName = new Map<string, Entity>();
	private readonly bySingular = new Map<string, Entity>();
	private readonly fieldsByName = new Map<Entity, Map<string, Field>>();

	constructor() {
		for (const [name, raw] of Object.entries({ ...data, ...procurement })) {
			const entity: Entity = { name, ...raw, fields: (raw.fields as RawField[]).map(fieldOf) };
			this.byName.set(name.toLowerCase(), entity);
			this.bySingular.set(entity.singular, entity);
			this.fieldsByName.set(
				entity,
				new Map(entity.fields.map((field) => [field.name.toLowerCase(), field])),
			);
		}
	}

	all(): Entity[] {
		return [...this.byName.values()];
	}

	entity(name: string): Entity | null {
		return this.byName.get(name.toLowerCase()) ?? null;
	}

	/** @throws Error when there is no such entity: for names that the twin itself uses */
	named(name: string): Entity {
		const entity = this.entity(name);
		if (!entity) throw new Error(`no entity ${name}`);
		return entity;
	}

	child(parent: string, segment: string): Entity | null {
		const same = (a: string | null, b: string): boolean => a?.toLowerCase() === b.toLowerCase();
		return this.all().find((e) => same(e.parent, parent) && same(e.segment, segment)) ?? null;
	}

	isParent(name: string): boolean {
		return this.all().some((entity) => entity.parent?.toLowerCase() === name.toLowerCase());
	}

	/** What a reference may point to: a charge is one number for the charges of three entities. */
	referenced(singular: string): Entity[] {
		const names = singular === 'TicketCharge' ? CHARGES : [singular];
		return names.map((name) => this.bySingular.get(name)).filter((entity) => entity !== undefined);
	}

	field(entity: Entity, name: string): Field | null {
		return this.fieldsByName.get(entity)?.get(name.toLowerCase()) ?? null;
	}

	/** The number behind a picklist's label; ids differ per tenant, labels do not. */
	picklistId(entity: string, field: string, label: string): number {
		const values = this.field(this.named(entity), field)?.picklist ?? [];
		const value = values.find((v) => v.label === label);
		if (!value) throw new Error(`${entity}.${field} has no value "${label}"`);
		return Number(value.value);
	}

	picklistLabel(entity: string, field: string, id: unknown): string | null {
		const values = this.field(this.named(entity), field)?.picklist ?? [];
		return values.find((v) => v.value === String(id))?.label ?? null;
	}
}

function fieldOf(raw: RawField): Field {
	return {
		name: raw.name,
		type: raw.type as FieldType,
		length: raw.length ?? 0,
		required: raw.required ?? false,
		enforced: raw.enforced ?? raw.required ?? false,
		write: (raw.write as Field['write'] | undefined) ?? 'always',
		queryable: raw.queryable ?? true,
		picklist:
			raw.picklist?.map(([value = '', label = '']) => ({ value, label, isActive: true })) ?? null,
		reference: raw.reference ?? null,
	};
}
