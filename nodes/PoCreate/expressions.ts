import type { IExecuteFunctions } from 'n8n-workflow';
import { Problem } from '../../lib/shared/problem';

type Context = Pick<IExecuteFunctions, 'getNode' | 'getNodeParameter' | 'getInputData'>;

/**
 * An expression that gives nothing must not turn a limit or a condition into none: a field that is
 * left empty on purpose says so, a misspelt field name does not.
 *
 * @param path of the parameter, such as `['rules', 'capPerOrder']`
 * @param value what the expression gave
 */
export function refuseNothing(
	context: Pick<Context, 'getNode'>,
	field: string,
	path: string[],
	value: unknown,
): void {
	if (String(value ?? '').trim() !== '' || !isExpression(asWritten(context, path))) return;
	throw new Problem({
		code: 'parameter-empty',
		cause: `${field} is an expression that returns nothing`,
		remedy: `Correct the expression of ${field} in the node. To set no value, let it return the word none, or leave the field itself empty.`,
	});
}

/** A parameter as text; `none` is how an expression says that it is to be without one. */
export function unlessNone(value: unknown): string {
	const text = String(value ?? '').trim();
	return text.toLowerCase() === 'none' ? '' : text;
}

/**
 * What holds for the whole run is read at the first item, so it must not say another thing at a
 * later one.
 *
 * @param fields parameter names with the words of the screen
 */
export function refuseOthers(context: Context, fields: Record<string, string>): void {
	const items = context.getInputData().map((_, index) => index);
	for (const [name, field] of Object.entries(fields))
		agree(context, items, name, field, 'it applies to the whole run');
}

/**
 * @throws Problem when a parameter differs between input items that are about one and the same
 * thing
 */
export function agree(
	context: Pick<Context, 'getNode' | 'getNodeParameter'>,
	items: number[],
	name: string,
	field: string,
	why: string,
): void {
	if (!isExpression(asWritten(context, [name]))) return;
	const [first = 0] = items;
	const at = (index: number) =>
		JSON.stringify(context.getNodeParameter(name, index, null, { extractValue: true }) ?? null);
	const other = items.slice(1).find((index) => at(index) !== at(first));
	if (other === undefined) return;
	throw new Problem({
		code: 'items-disagree',
		cause: `${field} differs between the input items ${first + 1} and ${other + 1}, and ${why}`,
		remedy: `Use the same ${field} for all of these items, or run the node once for each of them (Loop Over Items).`,
	});
}

/** Whether it, or anything in it, is an expression. */
function isExpression(value: unknown): boolean {
	if (typeof value === 'string') return value.startsWith('=');
	return typeof value === 'object' && value !== null && Object.values(value).some(isExpression);
}

/** A parameter as it stands in the node, before any expression is worked out. */
function asWritten(context: Pick<Context, 'getNode'>, path: string[]): unknown {
	return path.reduce<unknown>(
		(value, key) =>
			typeof value === 'object' && value !== null
				? (value as Record<string, unknown>)[key]
				: undefined,
		context.getNode().parameters,
	);
}
