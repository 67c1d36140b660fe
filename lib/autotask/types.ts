/**
 * Autotask as the trade sees it: plain records, whole result sets, writes that say what happened.
 * Entity and field names are Autotask's own (facts: REST API V1.0).
 */

/**
 * A value as Autotask's JSON carries it. Ids are numbers on the wire and strings in what the
 * package hands out.
 */
export type WireValue =
	string | number | boolean | null | WireValue[] | { [field: string]: WireValue };
export type WireRecord = Record<string, WireValue>;

export type FilterOp =
	| 'eq'
	| 'noteq'
	| 'gt'
	| 'gte'
	| 'lt'
	| 'lte'
	| 'beginsWith'
	| 'endsWith'
	| 'contains'
	| 'exist'
	| 'notExist'
	| 'in'
	| 'notIn';
export type Filter =
	| { op: FilterOp; field: string; value?: WireValue; udf?: boolean }
	| { op: 'and' | 'or'; items: Filter[] };

export interface Query {
	filter: Filter[];
	/**
	 * Only these fields are asked for (`id` is added): a smaller reply. An unknown name fails the
	 * whole query.
	 */
	fields?: string[];
	/** Stop after so many records. */
	max?: number;
}

/** One field as `entityInformation/fields` describes it. */
export interface FieldInfo {
	name: string;
	/** What the screen shows; the name where Autotask gives no label. */
	label?: string;
	dataType: string;
	/** Characters; 0 = no limit stated. */
	length: number;
	isRequired: boolean;
	isReadOnly: boolean;
	isQueryable: boolean;
	picklist: PicklistValue[] | null;
	referenceEntityType: string;
}

export interface PicklistValue {
	/** A number in text, as Autotask sends it; records carry it as an integer. */
	value: string;
	label: string;
	isActive: boolean;
	isDefault: boolean;
}

export interface EntityInfo {
	name: string;
	canCreate: boolean;
	canUpdate: boolean;
	canQuery: boolean;
	canDelete: boolean;
	userAccessForCreate: string;
	userAccessForUpdate: string;
	userAccessForQuery: string;
	hasUserDefinedFields: boolean;
}

export interface Threshold {
	/** Calls that the whole database allows in the time frame (10,000). */
	limit: number;
	/** Minutes (60). */
	timeframeMinutes: number;
	/** Calls that all integrations of the tenant made in the time frame. */
	used: number;
}

/** What is known of the hour: Autotask's limit, and the calls in it. */
export interface HourlyCalls {
	limit: number;
	/** Of all integrations of the tenant. */
	used: number;
	/** Of this n8n process. */
	own: number;
}

/** Counts that a node shows: what was asked of Autotask. */
export interface CallStats {
	calls: number;
	writes: number;
	/** Greatest number of calls under way at once on one endpoint. */
	maxConcurrent: number;
	byEndpoint: Record<string, number>;
	/** `null` = the hour's count was not read. */
	hour: HourlyCalls | null;
}

/**
 * The port to Autotask. Every method throws `Problem` (cause and remedy in words) when Autotask
 * refuses, and `NoAnswer`-born Problems when it cannot be reached. A 401 is never tried again.
 */
export interface Autotask {
	/** All records that match, by pages of 500. */
	query(entity: string, query: Query): Promise<WireRecord[]>;
	/** The same, page by page, for result sets that should not be held whole. */
	pages(entity: string, query: Query): AsyncIterable<WireRecord[]>;
	count(entity: string, filter: Filter[]): Promise<number>;
	/** `null` when there is no such record, or when it is out of the API user's sight. */
	get(entity: string, id: number): Promise<WireRecord | null>;
	/**
	 * Creates and returns the new id. Child entities go through their parent's path: give the
	 * parent's id.
	 */
	create(entity: string, record: WireRecord, parentId?: number): Promise<number>;
	/** PATCHes the given fields of one record; `record.id` is required. */
	update(entity: string, record: WireRecord, parentId?: number): Promise<void>;
	/** Read once per run and kept. */
	fields(entity: string): Promise<FieldInfo[]>;
	userDefinedFields(entity: string): Promise<FieldInfo[]>;
	entityInfo(entity: string): Promise<EntityInfo>;
	threshold(): Promise<Threshold>;
	stats(): CallStats;
}

/** What one record's reading and writing needs of the port. */
export type RecordCalls = Pick<Autotask, 'query' | 'get' | 'create' | 'update'>;

export function idOf(record: WireRecord): number {
	return Number(record.id);
}
