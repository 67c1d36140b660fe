import type {
	Autotask,
	CallStats,
	FieldInfo,
	Filter,
	Query,
	WireRecord,
	WireValue,
} from '../../../lib/autotask/types';
import { Problem } from '../../../lib/shared/problem';

/** A call as a fault sees it, before it is carried out (`answered`: after). */
export interface FakeCall {
	verb: 'query' | 'count' | 'get' | 'create' | 'update';
	entity: string;
	record?: WireRecord;
	answered: boolean;
}

interface Options {
	products?: WireRecord[];
	links?: WireRecord[];
	/** Throw to make a call fail, before or after it took effect. */
	fault?: (call: FakeCall, fake: FakeAutotask) => void;
	/** Without it costs are taken silently, not stored, and not shown. */
	costPermission?: boolean;
	/** Which products the API user sees. */
	sees?: (product: WireRecord) => boolean;
	nameLength?: number;
	/** User-defined fields of products: text, `double`, `datetime`. */
	userFields?: { name: string; dataType: string; picklist?: string[] }[];
	/** What becomes of a value that is written into a user-defined field. */
	keepsUserField?: (name: string, value: WireValue) => WireValue;
}

/** An Autotask of plain arrays that turns down whatever the real one would. */
export class FakeAutotask implements Autotask {
	readonly products = new Map<number, WireRecord>();
	readonly links = new Map<number, WireRecord>();
	readonly writes: { verb: string; entity: string; record: WireRecord }[] = [];
	private readonly seen: CallStats = {
		calls: 0,
		writes: 0,
		maxConcurrent: 0,
		byEndpoint: {},
		hour: null,
	};
	private under = 0;
	private nextId = 1000;

	constructor(private readonly options: Options = {}) {
		for (const product of options.products ?? []) {
			this.products.set(Number(product.id), { ...BLANK_PRODUCT, ...product });
		}
		for (const link of options.links ?? []) this.links.set(Number(link.id), link);
	}

	async query(entity: string, query: Query): Promise<WireRecord[]> {
		const pages: WireRecord[][] = [];
		for await (const page of this.pages(entity, query)) pages.push(page);
		return pages.flat().slice(0, query.max);
	}

	async *pages(entity: string, { filter, fields }: Query): AsyncIterable<WireRecord[]> {
		const known = new Set((await this.shape(entity)).map((field) => field.name));
		for (const field of fields ?? []) {
			if (!known.has(field)) throw refused(`Unable to find ${field} in the ${entity} Entity.`);
		}
		const all = this.visible(entity).filter((record) => matches(record, filter, known, entity));
		for (let at = 0; at === 0 || at < all.length; at += 500) {
			yield await this.call({ verb: 'query', entity }, () =>
				all.slice(at, at + 500).map((record) => pick(record, fields)),
			);
		}
	}

	async count(entity: string, filter: Filter[]): Promise<number> {
		const known = new Set((await this.shape(entity)).map((field) => field.name));
		return await this.call(
			{ verb: 'count', entity },
			() => this.visible(entity).filter((record) => matches(record, filter, known, entity)).length,
		);
	}

	async get(entity: string, id: number): Promise<WireRecord | null> {
		return await this.call(
			{ verb: 'get', entity },
			() => this.visible(entity).find((record) => record.id === id) ?? null,
		);
	}

	async create(entity: string, record: WireRecord, parentId?: number): Promise<number> {
		return await this.call({ verb: 'create', entity, record }, () => {
			if ('id' in record) throw refused('id must not be sent');
			this.check(entity, record);
			for (const { name, isRequired } of SHAPES[entity] ?? []) {
				if (isRequired && (record[name] ?? null) === null) {
					throw refused(`Missing Required Field: ${name}.`);
				}
			}
			const id = this.nextId++;
			if (entity === 'ProductVendors') this.checkLink(record, parentId);
			this.store(entity).set(id, {
				...(entity === 'Products' ? BLANK_PRODUCT : {}),
				...this.stored(record),
				id,
			});
			this.writes.push({ verb: 'create', entity, record });
			return id;
		});
	}

	async update(entity: string, record: WireRecord, parentId?: number): Promise<void> {
		await this.call({ verb: 'update', entity, record }, () => {
			const held = this.store(entity).get(Number(record.id));
			if (!held || !this.visible(entity).some(({ id }) => id === record.id)) {
				throw new Problem({
					code: 'autotask-not-found',
					record: `${entity} ${String(record.id)}`,
					cause: 'No matching records found.',
					remedy: 'See whether it was deleted in Autotask.',
				});
			}
			this.check(entity, record);
			if (entity === 'ProductVendors' && held.productID !== parentId) {
				throw refused('a child is written through its parent');
			}
			this.store(entity).set(Number(record.id), { ...held, ...this.stored(record, held) });
			this.writes.push({ verb: 'update', entity, record });
		});
	}

	async fields(entity: string): Promise<FieldInfo[]> {
		return await this.shape(entity);
	}

	async userDefinedFields(): Promise<FieldInfo[]> {
		return (this.options.userFields ?? []).map(({ name, dataType, picklist }) =>
			field(name, dataType, {
				picklist:
					picklist?.map((value) => ({ value, label: value, isActive: true, isDefault: false })) ??
					null,
			}),
		);
	}

	/** The value of a user-defined field, as the record carries it. */
	userField(sku: string, name: string): WireValue | undefined {
		return userFieldsIn(this.product(sku)).find((one) => one.name === name)?.value;
	}

	async entityInfo(): Promise<never> {
		throw new Error('not asked here');
	}

	async threshold(): Promise<never> {
		throw new Error('not asked here');
	}

	stats(): CallStats {
		return { ...this.seen, byEndpoint: { ...this.seen.byEndpoint } };
	}

	product(sku: string): WireRecord {
		const found = [...this.products.values()].filter((product) => product.sku === sku);
		if (found.length !== 1) throw new Error(`${found.length} products have SKU ${sku}`);
		return found[0] as WireRecord;
	}

	private async call<T>(facts: Omit<FakeCall, 'answered'>, work: () => T): Promise<T> {
		this.seen.calls += 1;
		if (facts.verb === 'create' || facts.verb === 'update') this.seen.writes += 1;
		this.seen.byEndpoint[facts.entity] = (this.seen.byEndpoint[facts.entity] ?? 0) + 1;
		this.under += 1;
		this.seen.maxConcurrent = Math.max(this.seen.maxConcurrent, this.under);
		try {
			await Promise.resolve();
			this.options.fault?.({ ...facts, answered: false }, this);
			const result = work();
			this.options.fault?.({ ...facts, answered: true }, this);
			return result;
		} finally {
			this.under -= 1;
		}
	}

	private async shape(entity: string): Promise<FieldInfo[]> {
		const shape = SHAPES[entity];
		if (!shape) throw refused(`no entity ${entity}`);
		return shape.map((field) =>
			field.name === 'name' ? { ...field, length: this.options.nameLength ?? 100 } : field,
		);
	}

	private store(entity: string): Map<number, WireRecord> {
		if (entity === 'Products') return this.products;
		if (entity === 'ProductVendors') return this.links;
		throw refused(`no entity ${entity}`);
	}

	private visible(entity: string): WireRecord[] {
		const { sees = () => true, costPermission = true } = this.options;
		const all = [...this.store(entity).values()];
		if (entity !== 'Products') return all;
		const seen = all.filter(sees);
		return costPermission ? seen : seen.map((product) => ({ ...product, unitCost: null }));
	}

	private stored(record: WireRecord, held: WireRecord = {}): WireRecord {
		const shown = { ...record };
		if (!(this.options.costPermission ?? true)) delete shown.unitCost;
		if ('userDefinedFields' in record)
			shown.userDefinedFields = this.mergedUserFields(userFieldsIn(held), userFieldsIn(record));
		return shown;
	}

	/** Once one is set, all of them are there, as text; numbers with four decimals. */
	private mergedUserFields(held: UserField[], written: UserField[]): WireValue {
		const values = new Map(held.map(({ name, value }) => [name, value]));
		const { userFields = [], keepsUserField = (_name: string, value: WireValue) => value } =
			this.options;
		for (const { name, value } of written) {
			const info = userFields.find((one) => one.name === name);
			if (!info) throw refused(`User-defined field ${name} does not exist.`);
			const kept = keepsUserField(name, value);
			values.set(name, kept === null || kept === '' ? null : asStored(kept, info.dataType));
		}
		return userFields.map(({ name }) => ({ name, value: values.get(name) ?? null }));
	}

	private check(entity: string, record: WireRecord): void {
		for (const [name, value] of Object.entries(record)) {
			if (name === 'userDefinedFields' && entity === 'Products') continue;
			const field = SHAPES[entity]?.find((one) => one.name === name);
			if (!field) throw refused(`Unable to find ${name} in the ${entity} Entity.`);
			const limit = name === 'name' ? (this.options.nameLength ?? 100) : field.length;
			if (typeof value === 'string' && limit > 0 && value.length > limit) {
				throw refused(`${name} exceeds its maximum length of ${limit}.`);
			}
			const number = ['decimal', 'integer', 'long'].includes(field.dataType);
			if (value !== null && number !== (typeof value === 'number')) {
				throw refused(`Unexpected character encountered while parsing value: ${String(value)}.`);
			}
		}
	}

	private checkLink(record: WireRecord, parentId: number | undefined): void {
		if (parentId === undefined || record.productID !== parentId || !this.products.has(parentId)) {
			throw refused('a vendor entry is created through its product');
		}
		for (const link of this.links.values()) {
			if (link.productID === parentId && link.vendorID === record.vendorID) {
				throw refused('the product has this vendor already');
			}
		}
	}
}

interface UserField {
	name: string;
	value: WireValue;
}

function userFieldsIn(record: WireRecord): UserField[] {
	return (record.userDefinedFields ?? []) as unknown as UserField[];
}

function asStored(value: WireValue, dataType: string): string {
	if (dataType === 'double') {
		if (!Number.isFinite(Number(value))) throw refused(`Could not convert ${String(value)}.`);
		return Number(value).toFixed(4);
	}
	return dataType === 'datetime' ? `${String(value).slice(0, 10)}T00:00:00` : String(value);
}

export function refused(cause: string): Problem {
	return new Problem({ code: 'autotask-refused', cause, remedy: 'Correct the value.' });
}

function matches(
	record: WireRecord,
	filter: Filter[],
	known: Set<string>,
	entity: string,
): boolean {
	return filter.every((one) => {
		if ('items' in one) throw refused('no groups here');
		if (!known.has(one.field))
			throw refused(`Unable to find ${one.field} in the ${entity} Entity.`);
		const value = record[one.field] ?? null;
		if (one.op === 'in') {
			const list = one.value as WireValue[];
			if (list.length === 0 || list.length > 500) {
				throw refused('Invalid query syntax. Queries are limited to 500 or fewer OR conditions.');
			}
			return list.some((item) => fold(item) === fold(value));
		}
		if (one.op === 'eq') return fold(value) === fold(one.value ?? null);
		if (one.op === 'gte') return Number(value) >= Number(one.value);
		if (one.op === 'beginsWith') return String(fold(value)).startsWith(String(fold(one.value!)));
		if (one.op === 'endsWith') return String(fold(value)).endsWith(String(fold(one.value!)));
		throw refused(`no ${one.op} here`);
	});
}

/** SQL Server compares without case and without blanks at the end. */
function fold(value: WireValue): WireValue {
	return typeof value === 'string' ? value.trimEnd().toUpperCase() : value;
}

function pick(record: WireRecord, fields: string[] | undefined): WireRecord {
	if (!fields) return { ...record };
	return Object.fromEntries(['id', ...fields].map((name) => [name, record[name] ?? null]));
}

function field(name: string, dataType: string, more: Partial<FieldInfo> = {}): FieldInfo {
	return {
		name,
		dataType,
		length: 0,
		isRequired: false,
		isReadOnly: false,
		isQueryable: true,
		picklist: null,
		referenceEntityType: '',
		...more,
	};
}

const CATEGORIES = ['1', '2'].map((value) => ({
	value,
	label: `Category ${value}`,
	isActive: true,
	isDefault: false,
}));

const SHAPES: Record<string, FieldInfo[]> = {
	Products: [
		field('id', 'long', { isReadOnly: true }),
		field('sku', 'string', { length: 50 }),
		field('name', 'string', { length: 100, isRequired: true }),
		field('description', 'string', { length: 2000 }),
		field('manufacturerName', 'string', { length: 100 }),
		field('manufacturerProductName', 'string', { length: 50 }),
		field('vendorProductNumber', 'string', { length: 50 }),
		field('unitCost', 'decimal'),
		field('unitPrice', 'decimal'),
		field('msrp', 'decimal'),
		field('isActive', 'boolean', { isRequired: true }),
		field('isSerialized', 'boolean', { isRequired: true }),
		field('productBillingCodeID', 'integer', { isRequired: true }),
		field('chargeBillingCodeID', 'integer'),
		field('defaultVendorID', 'integer'),
		field('productCategory', 'integer', { picklist: CATEGORIES }),
		field('createdTime', 'datetime', { isReadOnly: true }),
		field('createdByResourceID', 'integer', { isReadOnly: true }),
	],
	ProductVendors: [
		field('id', 'long', { isReadOnly: true }),
		field('productID', 'integer', { isRequired: true, isReadOnly: true }),
		field('vendorID', 'integer', { isRequired: true }),
		field('vendorPartNumber', 'string', { length: 50 }),
		field('vendorCost', 'decimal'),
		field('isActive', 'boolean', { isRequired: true }),
		field('isDefault', 'boolean', { isRequired: true }),
	],
};

const BLANK_PRODUCT: WireRecord = {
	...Object.fromEntries(SHAPES.Products!.map(({ name }) => [name, null])),
	isActive: true,
	isSerialized: false,
	name: 'a product',
};
