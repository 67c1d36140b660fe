import type { IExecuteFunctions, INodePropertyOptions } from 'n8n-workflow';
import type { OrderPorts } from '../../../lib/orders/ports';
import type { Account, OrderResult } from '../../../lib/orders/types';
import type { RunChoices } from '../settings';

/** One outcome, with the input items that asked for it. */
export interface Outcome {
	result: OrderResult;
	items: number[];
}

/** Everything an operation works with. */
export interface Setting {
	context: IExecuteFunctions;
	ports: OrderPorts;
	account: Account;
	choices: RunChoices;
}

/** One operation of the node: what the editor's list says of it, and what it does. */
export interface Operation {
	option: INodePropertyOptions;
	run(setting: Setting): Promise<Outcome[]>;
}
