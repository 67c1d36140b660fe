import {
	type IDataObject,
	type IExecuteFunctions,
	type INode,
	type INodeExecutionData,
	NodeApiError,
	NodeOperationError,
} from 'n8n-workflow';
import { Problem } from '../../lib/shared/problem';

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

/** The same failure as an item, for nodes that are set to continue. */
export function failedItem(
	context: Pick<IExecuteFunctions, 'getNode'>,
	error: unknown,
	itemIndex: number,
): INodeExecutionData {
	const json = failureJson(error);
	return {
		json: hasErrorOutput(context)
			? errorOutputJson(String(json.error), String(json.remedy ?? ''), json)
			: json,
		pairedItem: { item: itemIndex },
	};
}

/** Whether the user chose On Error: Continue (using error output). */
export function hasErrorOutput(context: Pick<IExecuteFunctions, 'getNode'>): boolean {
	return context.getNode().onError === 'continueErrorOutput';
}

/**
 * The json of an item that is to leave by the error output. n8n moves there what holds nothing but
 * these three, and adds the fields of the input item. It moves items with an `error` object as
 * well, but replaces all of their json by the bare message.
 */
export function errorOutputJson(error: string, remedy: string, details: IDataObject): IDataObject {
	return { error, message: remedy, details };
}

export function failureJson(error: unknown): IDataObject {
	if (error instanceof Problem) {
		const { message, code, record, cause, remedy, retryable } = error;
		return { error: message, code, record, cause, remedy, retryable };
	}
	const message = error instanceof Error ? error.message : String(error);
	// n8n's own, such as for an item without the binary field
	const remedy = error instanceof NodeOperationError ? error.description : null;
	return remedy ? { error: message, cause: message, remedy } : { error: message };
}
