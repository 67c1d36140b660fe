import type { Problem } from '../../shared/problem';
import type { Journal } from '../journal/types';
import type { ResolvedOptions } from '../request/options';
import type { Finding, LiveItem, OrderRequest, PurchaseOrder } from '../types';
import type { Reseller } from '../request/option-types';
import type { TextLengths } from '../request/text-lengths';
import type { RuleSettings } from './settings';

/** Everything that a rule may look at. Plain data: rules do no I/O. */
export interface RuleInput extends Besides {
	po: PurchaseOrder;
	order: OrderRequest;
	journal: Journal | null;
	resolved: ResolvedOptions;
	/** By SKU; `null` = TD SYNNEX could not be asked. */
	live: ReadonlyMap<string, LiveItem> | null;
	settings: RuleSettings;
	/** Longest texts. */
	lengths: TextLengths;
	/** The account's own company; `null` = not filled in. */
	reseller: Reseller | null;
}

/** What of the run the rules ask for. */
export interface Besides {
	spent: Spent;
	/** Why TD SYNNEX gave no live data; absent = it did, or nobody has asked. */
	noLive?: Problem;
}

/** What was ordered so far, decimal. */
export interface Spent {
	/** By this run. */
	run: string;
	/** By this run and any other within 24 hours, to its account; `null` = nobody has counted it. */
	day: string | null;
}

/** What a rule found, without its own name. */
export type Fault = Omit<Finding, 'rule'>;
export type Rule = (candidate: RuleInput) => Fault[];

/** A reason not to send the whole order. */
export function stop(cause: string, remedy: string): Fault {
	return { level: 'stop', lineNumber: 0, cause, remedy };
}

export function stopLine(lineNumber: number, cause: string, remedy: string): Fault {
	return { level: 'stop', lineNumber, cause, remedy };
}

export function warn(lineNumber: number, cause: string, remedy: string): Fault {
	return { level: 'warn', lineNumber, cause, remedy };
}
