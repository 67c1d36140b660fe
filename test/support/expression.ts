import { createHash } from 'node:crypto';
import { DateTime } from 'luxon';
import { shipped } from './shipped-workflows';

export type Rows = Record<string, unknown>[];
/** What other nodes gave, as an expression asks for it: `$('Settings').first().json`. */
export type Lookup = (name: string) => {
	first(): unknown;
	all(): unknown[];
	isExecuted: boolean;
};

/** n8n's own extension of texts, by the algorithm that the workflows use. */
Object.defineProperty(String.prototype, 'hash', {
	value(this: string, algorithm: string) {
		return createHash(algorithm).update(String(this)).digest('hex');
	},
});

/** Parameters of a node of a shipped workflow. */
export function parametersOf(file: string, name: string): Record<string, unknown> {
	const node = shipped()
		.find((workflow) => workflow.file === file)
		?.nodes.find((one) => one.name === name);
	if (!node) throw new Error(`no node ${name} in ${file}`);
	return node.parameters;
}

/** The items that nodes gave, by the node's name. */
export function given(nodes: Record<string, Rows>): Lookup {
	return (name) => {
		const items = (nodes[name] ?? []).map((json) => ({ json }));
		return { first: () => items[0], all: () => items, isExecuted: name in nodes };
	};
}

/** The run itself: of a published workflow unless told otherwise, and not by a person's button. */
export interface Around {
	active: boolean;
	mode: 'test' | 'production';
}

/** One expression (`={{ ... }}`, the only one of its parameter) as n8n works it out. */
export function worked(
	expression: string,
	$: Lookup,
	$json: object,
	$now: DateTime,
	{ active = true, mode = 'production' }: Partial<Around> = {},
): unknown {
	const inner = expression.replace(/^=?\{\{/, '').replace(/\}\}$/, '');
	const names = ['$', '$json', '$now', '$workflow', '$execution', 'DateTime'];
	const work = new Function(...names, `return (${inner.trim()});`) as (
		...values: unknown[]
	) => unknown;
	return work($, $json, $now, { active }, { mode }, DateTime);
}

interface Condition {
	leftValue: string;
	rightValue: string;
	operator: { operation: string };
}

/** Whether an If node lets an item through: conditions of texts that are equal, or of what is true. */
export function lets(
	{ conditions: asked }: Record<string, unknown>,
	$: Lookup,
	$json: object,
	$now: DateTime,
	around: Partial<Around> = {},
): boolean {
	const { conditions, combinator } = asked as { conditions: Condition[]; combinator: string };
	const holds = ({ leftValue, rightValue, operator: { operation } }: Condition) => {
		const left = worked(leftValue, $, $json, $now, around);
		return operation === 'true' ? left === true : left === worked(rightValue, $, $json, $now);
	};
	return combinator === 'or' ? conditions.some(holds) : conditions.every(holds);
}
