import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** What n8n's editor reads of a JSON schema to show the fields of a node that has not run yet. */
export interface OutputSchema {
	/** Several where items differ; the editor shows the first. */
	type: string | string[];
	properties?: Record<string, OutputSchema>;
	items?: OutputSchema;
}

/** An operation whose items n8n is to know beforehand; `resource` is left out where a node has none. */
export interface SampledOperation {
	/** The node's folder, such as `PoCreate`. */
	folder: string;
	resource?: string;
	operation: string;
}

/**
 * Describes items by what stands in them: the fields of all, in the order in which they first come. A field that
 * is `null` in one item has the type that another item gives it.
 */
export function schemaOf(items: Record<string, unknown>[]): OutputSchema {
	return items.map((item) => typeOf(item)).reduce(merged);
}

/** Where n8n 2.41 looks for it, beside the node's file: version, resource and operation are folders and file name. */
export function schemaFile({ folder, resource, operation }: SampledOperation): string {
	const place = [folder, '__schema__', 'v1.0.0', resource ?? '', `${operation}.json`];
	return join(__dirname, '../../nodes', ...place);
}

export function writtenSchema(operation: SampledOperation): OutputSchema {
	return JSON.parse(readFileSync(schemaFile(operation), 'utf8')) as OutputSchema;
}

export function writeSchema(operation: SampledOperation, schema: OutputSchema): void {
	const file = schemaFile(operation);
	mkdirSync(dirname(file), { recursive: true });
	const text = JSON.stringify(schema, null, '\t');
	// short lists on one line, as the formatter wants them
	const lists = text.replace(
		/\[\s+("[^\]]+")\s+\]/g,
		(_, list: string) => `[${list.replace(/,\s+/g, ', ')}]`,
	);
	writeFileSync(file, `${lists}\n`);
}

function typeOf(value: unknown): OutputSchema {
	if (value === null || value === undefined) return { type: 'null' };
	if (Array.isArray(value)) {
		const types = value.map((one) => typeOf(one));
		if (types.length === 0) return { type: 'array' };
		return { type: 'array', items: types.reduce(merged) };
	}
	if (typeof value !== 'object') return { type: typeof value };
	// warehouses and the like: which keys there are is content, not shape
	if (Object.keys(value).some((key) => /^\d+$/.test(key))) return { type: 'object' };
	const fields = Object.entries(value).map(([name, field]) => [name, typeOf(field)] as const);
	return { type: 'object', properties: Object.fromEntries(fields) };
}

function merged(one: OutputSchema, other: OutputSchema): OutputSchema {
	if (one.type === 'null') return other;
	if (other.type === 'null') return one;
	if (String(one.type) !== String(other.type))
		return { type: [...new Set([one.type, other.type].flat())] };
	if (one.type === 'array') {
		const { items = other.items } = one;
		if (items === undefined) return one;
		return { type: 'array', items: merged(items, other.items ?? items) };
	}
	if (one.type !== 'object' || (!one.properties && !other.properties)) return one;
	const properties = { ...one.properties };
	for (const [name, schema] of Object.entries(other.properties ?? {}))
		properties[name] = merged(properties[name] ?? schema, schema);
	return { type: 'object', properties };
}
