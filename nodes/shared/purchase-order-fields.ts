import type { INodeProperties } from 'n8n-workflow';
import { DEFAULT_SKU_PATTERN } from '../../lib/shared/sku';

/** How a TD SYNNEX SKU is written in Autotask; each node says what it needs the pattern for. */
export function skuPatternField(description: string, required = false): INodeProperties {
	return {
		displayName: 'SKU Pattern',
		name: 'skuPattern',
		type: 'string',
		default: DEFAULT_SKU_PATTERN,
		...(required ? { required } : {}),
		description,
	};
}

/** A purchase-order status by its label, from the list that `getStatuses` loads. */
export const readyStatusField: INodeProperties = {
	displayName: 'Ready Status Name or ID',
	name: 'readyStatus',
	type: 'options',
	typeOptions: { loadOptionsMethod: 'getStatuses' },
	default: 'New',
	description:
		'The only purchase-order status in which an order is ready to be sent. Choose from the list, or specify an ID using an <a href="https://docs.n8n.io/code/expressions/">expression</a>.',
};

/** A text in the General Memo by which a person says that a purchase order may go. */
export function memoMarkField(description: string): INodeProperties {
	return {
		displayName: 'Memo Mark',
		name: 'memoMark',
		type: 'string',
		default: '',
		placeholder: 'e.g. send to TD SYNNEX',
		description,
	};
}
