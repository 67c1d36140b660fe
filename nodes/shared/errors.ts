import { type IDataObject, type INode, NodeApiError, NodeOperationError } from 'n8n-workflow';
import { Problem } from '../../lib/problem';

/** What n8n shows of a failure: our sentence as the message, the remedy below it. */
export function toNodeError(
	node: INode,
	error: unknown,
	itemIndex?: number,
): NodeApiError | NodeOperationError {
	if (error instanceof NodeApiError || error instanceof NodeOperationError) return error;
	if (error instanceof Problem) {
		const shown = new NodeOperationError(node, error.message, {
			description: error.remedy,
			itemIndex,
			level: 'warning',
		});
		// n8n exchanges a message that holds a word such as ETIMEDOUT for its own: ours says more.
		shown.message = error.message;
		return shown;
	}
	return new NodeOperationError(node, error instanceof Error ? error : String(error), {
		itemIndex,
	});
}

/** The same failure as an item, for nodes that are told to go on. */
export function failureJson(error: unknown): IDataObject {
	if (error instanceof Problem) {
		const { message, code, record, cause, remedy, retryable } = error;
		return { error: message, code, record, cause, remedy, retryable };
	}
	return { error: error instanceof Error ? error.message : String(error) };
}
