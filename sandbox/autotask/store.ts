import type { SandboxClock } from '../core';

export type Value = string | number | boolean | null;
export type Values = Record<string, Value>;

export interface Row {
	readonly id: number;
	/** Without `id`; a field that is absent is null. */
	values: Values;
	udf: Values;
	/** Sandbox time of the last write, in ms. */
	writtenAt: number;
	/** The version before it; null = there was none. For reads that lag behind writes. */
	before: { values: Values; udf: Values } | null;
}

/** What a row says of itself to a filter: the version that reads may see. */
export interface RowView {
	id: number;
	values: Row['values'];
	udf: Row['udf'];
}

/** Where ids come from; entities may share one. */
interface Sequence {
	next: number;
}

/** The records of one entity, in ascending order of id. */
export class Table {
	private readonly rows = new Map<number, Row>();
	private ids: number[] = [];
	private readonly indexes = new Map<string, Map<string, Set<number>>>();

	constructor(
		private readonly clock: SandboxClock,
		private readonly sequence: Sequence,
	) {}

	get size(): number {
		return this.ids.length;
	}

	get(id: number): Row | null {
		return this.rows.get(id) ?? null;
	}

	insert(values: Values, udf: Values = {}, id = this.sequence.next): Row {
		const row: Row = { id, values, udf, writtenAt: this.clock.now(), before: null };
		this.rows.set(id, row);
		if (id >= this.sequence.next) {
			this.ids.push(id);
			this.sequence.next = id + 1;
		} else {
			this.ids.splice(this.position(id), 0, id);
		}
		for (const [field, index] of this.indexes) addTo(index, keyOf(values[field]), id);
		return row;
	}

	update(row: Row, values: Values, udf: Values = {}): void {
		row.before = { values: row.values, udf: row.udf };
		row.writtenAt = this.clock.now();
		const next = { ...row.values, ...values };
		for (const [field, index] of this.indexes) {
			const [was, is] = [keyOf(row.values[field]), keyOf(next[field])];
			if (was === is) continue;
			index.get(was)?.delete(row.id);
			addTo(index, is, row.id);
		}
		row.values = next;
		row.udf = { ...row.udf, ...udf };
	}

	remove(id: number): void {
		const row = this.rows.get(id);
		if (!row) return;
		for (const [field, index] of this.indexes) index.get(keyOf(row.values[field]))?.delete(id);
		this.rows.delete(id);
		this.ids.splice(this.position(id), 1);
	}

	/** Rows with ids above `afterId`, in order. */
	*after(afterId: number): Generator<Row> {
		// the ids of now: a row written meanwhile belongs to the next read
		const ids = this.ids.slice(this.position(afterId + 1));
		for (const id of ids) {
			const row = this.rows.get(id);
			if (row) yield row;
		}
	}

	all(): Row[] {
		return [...this.after(-1)];
	}

	/** Ids of rows whose field equals one of the values (letter case aside), in order. The index is built at first use. */
	idsWith(field: string, wanted: unknown[]): number[] {
		if (field === 'id') {
			return [...new Set(wanted.map(Number))].filter((id) => this.rows.has(id)).sort(ascending);
		}
		let index = this.indexes.get(field);
		if (!index) {
			this.indexes.set(field, (index = new Map()));
			for (const row of this.rows.values()) addTo(index, keyOf(row.values[field]), row.id);
		}
		const ids = new Set<number>();
		for (const value of wanted) for (const id of index.get(keyOf(value)) ?? []) ids.add(id);
		return [...ids].sort(ascending);
	}

	/** Rows whose field equals a value. */
	where(field: string, value: Value): Row[] {
		return this.idsWith(field, [value]).map((id) => this.rows.get(id) as Row);
	}

	/** Index of the first id that is not below `id`. */
	private position(id: number): number {
		let [low, high] = [0, this.ids.length];
		while (low < high) {
			const middle = (low + high) >>> 1;
			if ((this.ids[middle] as number) < id) low = middle + 1;
			else high = middle;
		}
		return low;
	}
}

/** All that the Autotask database of the twin holds. */
export class Store {
	private readonly tables = new Map<string, Table>();
	private readonly sequences = new Map<string, Sequence>();

	constructor(private readonly clock: SandboxClock) {}

	/** The table of an entity by its exact name; made at first use. */
	table(entity: string): Table {
		let table = this.tables.get(entity);
		if (!table) this.tables.set(entity, (table = new Table(this.clock, this.sequence(entity))));
		return table;
	}

	/** Charges have one row of ids, whatever they belong to. */
	private sequence(entity: string): Sequence {
		const name = /^(Ticket|Project|Contract)Charges$/.test(entity) ? 'TicketCharges' : entity;
		let sequence = this.sequences.get(name);
		if (!sequence) this.sequences.set(name, (sequence = { next: firstIdOf(name) }));
		return sequence;
	}

	/** Records per entity. */
	sizes(): Record<string, number> {
		return Object.fromEntries([...this.tables].map(([name, table]) => [name, table.size]));
	}
}

/** Ids of different entities look different, so that a mix-up shows. Companies begin with the MSP itself, 0. */
function firstIdOf(entity: string): number {
	if (entity === 'Companies') return 0;
	let hash = 0;
	for (const letter of entity) hash = (hash * 31 + letter.charCodeAt(0)) % 8_999;
	return 1_000 + hash;
}

function keyOf(value: unknown): string {
	return value === null || value === undefined ? '\u0000' : String(value).toLowerCase();
}

function addTo(index: Map<string, Set<number>>, key: string, id: number): void {
	const ids = index.get(key);
	if (ids) ids.add(id);
	else index.set(key, new Set([id]));
}

function ascending(a: number, b: number): number {
	return a - b;
}
