import { Problem } from '../../lib/shared/problem';

/**
 * What an input item says, or why it cannot be taken: an expression of n8n that fails for one item
 * is a matter of that item alone.
 *
 * @param index from 0; shown from 1, as n8n's own screens count
 */
export function readItem<Result>(index: number, read: () => Result): Result | Problem {
	try {
		return read();
	} catch (error) {
		if (error instanceof Problem) return error;
		return new Problem({
			code: 'parameter-missing',
			record: `input item ${index + 1}`,
			cause: `a parameter could not be resolved: ${error instanceof Error ? error.message : String(error)}`,
			remedy: 'Correct the expression in the node, or the input item.',
		});
	}
}
