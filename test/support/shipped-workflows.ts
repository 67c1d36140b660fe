import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

export interface ShippedNode {
	id: string;
	name: string;
	type: string;
	typeVersion: number;
	position: [number, number];
	parameters: Record<string, unknown>;
	credentials?: Record<string, { id: string; name: string }>;
	disabled?: boolean;
	webhookId?: string;
	[more: string]: unknown;
}
/** One list an output. */
type Targets = ({ node: string; index?: number }[] | null)[];

export interface Shipped {
	id: string;
	name: string;
	nodes: ShippedNode[];
	/** By the node that they leave; those of an AI agent's parts are of other kinds than `main`. */
	connections: Record<string, { main?: Targets; [kind: string]: Targets | undefined }>;
	settings: Record<string, unknown>;
	active: boolean;
	versionId: string;
	/** Its file's name without `.json`. */
	file: string;
}

/** All workflows that are shipped, as they are. */
export function shipped(): Shipped[] {
	const folder = join(__dirname, '..', '..', 'workflows');
	return readdirSync(folder)
		.filter((file) => file.endsWith('.json'))
		.map((file) => ({
			...(JSON.parse(readFileSync(join(folder, file), 'utf8')) as Shipped),
			file: file.replace('.json', ''),
		}));
}

/** What the notes on the canvas say. */
export function noteText({ nodes }: Shipped): string {
	return nodes
		.filter(({ type }) => type.endsWith('.stickyNote'))
		.map(({ parameters }) => String(parameters.content))
		.join('\n');
}
