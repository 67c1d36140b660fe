import type { Manners } from './manners';
import { fieldUnknown, refuse, tooManyOrs } from './refusal';
import type { Entity, Field, Schema } from './schema';
import { comparable, looselyComparable, type Primitive } from './comparable';
import { comparedValue } from './shown';
import type { RowView, Value } from './store';

export interface CompiledFilter {
	test(row: RowView): boolean;
	/** A condition that all matches meet and an index can answer, if there is one. */
	lookup: { field: string; values: unknown[] } | null;
}

const OPS = [
	'eq',
	'noteq',
	'gt',
	'gte',
	'lt',
	'lte',
	'beginswith',
	'endswith',
	'contains',
	'exist',
	'notexist',
	'in',
	'notin',
] as const;
type Op = (typeof OPS)[number];
const TEXT_OPS: readonly Op[] = ['beginswith', 'endswith', 'contains'];

/** A query holds at most so many OR conditions; each value of an `in` is one (vendor's page). */
const MAX_ORS = 500;
/** Older entities take one UDF in a query, newer ones more: one is what always works. */
const MAX_UDFS = 1;

/** Turns the `filter` of a query into a test, or refuses it as Autotask does. */
export function compileFilter(
	filter: unknown,
	entity: Entity,
	{ schema, manners }: { schema: Schema; manners: Manners },
): CompiledFilter {
	if (!Array.isArray(filter)) throw refuse('Invalid query: the filter must be an array.');
	const compiler = new Compiler(entity, schema, manners);
	const tests = filter.map((condition) => compiler.condition(condition));
	compiler.checkLimits();
	return {
		test: (row) => tests.every((test) => test(row)),
		lookup: filter.map((condition) => indexable(condition, entity, schema)).find(Boolean) ?? null,
	};
}

type Test = (row: RowView) => boolean;

class Compiler {
	private ors = 0;
	private readonly udfs = new Set<string>();

	constructor(
		private readonly entity: Entity,
		private readonly schema: Schema,
		private readonly manners: Manners,
	) {}

	checkLimits(): void {
		if (this.ors > MAX_ORS) throw tooManyOrs();
		if (this.udfs.size > MAX_UDFS) {
			throw refuse(`Invalid query: at most ${MAX_UDFS} user-defined field can be used in a query.`);
		}
	}

	condition(raw: unknown): Test {
		if (typeof raw !== 'object' || raw === null || Array.isArray(raw)) {
			throw refuse('Invalid query: a filter condition must be an object.');
		}
		const condition = lowerKeys(raw as Record<string, unknown>);
		const op = String(condition.op ?? '').toLowerCase();
		if (op === 'and' || op === 'or') return this.group(op, condition.items);
		if (!OPS.includes(op as Op)) {
			// a live report: the clause is not honored, and nothing says so
			if (this.manners.unknownOperator === 'ignored') return () => true;
			throw refuse(`Invalid query: unknown operator '${String(condition.op)}'.`);
		}
		return this.comparison(op as Op, condition);
	}

	private group(op: 'and' | 'or', items: unknown): Test {
		if (!Array.isArray(items) || items.length === 0) {
			throw refuse(`Invalid query: '${op}' needs items.`);
		}
		if (op === 'or') this.ors += items.length;
		const tests = items.map((item) => this.condition(item));
		return op === 'and'
			? (row) => tests.every((test) => test(row))
			: (row) => tests.some((test) => test(row));
	}

	private comparison(op: Op, condition: Record<string, unknown>): Test {
		const name = String(condition.field ?? '');
		const { read, field } = condition.udf === true ? this.udf(name) : this.field(name);
		if (op === 'exist') return (row) => !isEmpty(read(row));
		if (op === 'notexist') return (row) => isEmpty(read(row));
		if (op === 'in' || op === 'notin') {
			if (!Array.isArray(condition.value)) throw refuse(`Invalid query: '${op}' needs an array.`);
			this.ors += condition.value.length;
			const values = new Set(condition.value.map((value) => this.wanted(value, field)));
			return op === 'in'
				? (row) => matchesIn(read(row), values, field)
				: (row) => !isNull(read(row)) && !matchesIn(read(row), values, field);
		}
		if (condition.value === undefined) throw refuse(`Invalid query: '${op}' needs a value.`);
		const wanted = this.wanted(condition.value, field);
		if (TEXT_OPS.includes(op)) {
			if (field.type !== 'string') {
				throw refuse(
					`Invalid query: '${String(condition.op)}' applies to text, ${field.name} is none.`,
				);
			}
			return textTest(op, read, String(wanted));
		}
		return (row) => {
			const value = read(row);
			// as in SQL, a comparison with nothing is never true, save that nothing equals nothing
			if (isNull(value) || wanted === null) return op === 'eq' && isNull(value) && wanted === null;
			return compare(op, comparable(value, field) as Primitive, wanted);
		};
	}

	private field(name: string): { read: (row: RowView) => Value | undefined; field: Field } {
		const field = this.schema.field(this.entity, name);
		if (!field) throw fieldUnknown(name, this.entity);
		if (!field.queryable) {
			throw refuse(`Invalid query: ${field.name} cannot be used in a query.`);
		}
		return { field, read: (row) => comparedValue(field, row, this.manners) };
	}

	private wanted(value: unknown, field: Field): Primitive | null {
		const loose = this.manners.booleanFilters === 'loose';
		return loose ? looselyComparable(value, field) : comparable(value, field);
	}

	private udf(name: string): { read: (row: RowView) => Value | undefined; field: Field } {
		if (!this.entity.udf) throw fieldUnknown(name, this.entity);
		this.udfs.add(name);
		const field = { ...TEXT_FIELD, name };
		return { field, read: (row) => row.udf[name] };
	}
}

const TEXT_FIELD: Field = {
	name: '',
	type: 'string',
	length: 0,
	required: false,
	enforced: false,
	write: 'always',
	queryable: true,
	picklist: null,
	reference: null,
};

function matchesIn(value: Value | undefined, values: Set<Primitive | null>, field: Field): boolean {
	return !isNull(value) && values.has(comparable(value, field));
}

function compare(op: Op, value: Primitive, wanted: Primitive): boolean {
	switch (op) {
		case 'eq':
			return value === wanted;
		case 'noteq':
			return value !== wanted;
		case 'gt':
			return value > wanted;
		case 'gte':
			return value >= wanted;
		case 'lt':
			return value < wanted;
		default:
			return value <= wanted;
	}
}

function textTest(op: Op, read: (row: RowView) => Value | undefined, wanted: string): Test {
	const text = (row: RowView): string => String(read(row) ?? '').toLowerCase();
	switch (op) {
		case 'beginswith':
			return (row) => text(row).startsWith(wanted);
		case 'endswith':
			return (row) => text(row).endsWith(wanted);
		default:
			return (row) => text(row).includes(wanted);
	}
}

/** Top-level `eq` and `in` on a field of numbers or text narrow the search through an index. */
function indexable(raw: unknown, entity: Entity, schema: Schema): CompiledFilter['lookup'] {
	const condition = lowerKeys(raw as Record<string, unknown>);
	const op = String(condition.op).toLowerCase();
	if ((op !== 'eq' && op !== 'in') || condition.udf === true) return null;
	const field = schema.field(entity, String(condition.field));
	// what stands for a boolean is compared loosely, which no index knows
	if (!field || field.name === 'isActive' || !['integer', 'long', 'string'].includes(field.type))
		return null;
	return { field: field.name, values: [condition.value].flat() };
}

function isNull(value: unknown): value is null | undefined {
	return value === null || value === undefined;
}

function isEmpty(value: unknown): boolean {
	return isNull(value) || value === '';
}

export function lowerKeys(raw: Record<string, unknown>): Record<string, unknown> {
	return Object.fromEntries(Object.entries(raw).map(([key, value]) => [key.toLowerCase(), value]));
}
