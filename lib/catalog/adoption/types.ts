import type { Change } from '../../shared/activity';

/** Stable codes of what the report finds, worst first. */
export const FINDING_CODES = [
	'failed',
	'no-order-number',
	'below-margin',
	'duplicate',
	'stale-cost',
	'unused',
	'held',
	'first-sync',
] as const;
export type AdoptionCode = (typeof FINDING_CODES)[number];

/** One record with what was found about it. Money is decimal text. */
export interface AdoptionItem {
	/** Place among what the sync would get; 0 where it is about none of it. */
	index: number;
	kind: 'product' | 'purchase order';
	/** Autotask's id; empty for a product that the first sync would create. */
	id: string;
	/** SKU in Autotask, or PO number. */
	key: string;
	name: string;
	/** `planned`, `held`, `failed`: what the first sync would do; `found`: what is there. */
	outcome: 'found' | 'planned' | 'held' | 'failed';
	/** Separated by commas, worst first. */
	codes: string;
	/** The findings, or what would be written, in words. */
	what: string;
	/** Why the first sync holds or refuses it, and what to do; empty for what is found. */
	cause: string;
	remedy: string;
	unitCost: string | null;
	/** What TD SYNNEX asks today by the file; `null` = the file does not say. */
	costNow: string | null;
	unitPrice: string | null;
	/** Percent of the price at the cost of today, one decimal. */
	margin: string | null;
	/** What the first sync would write. */
	changes: Change[];
}

/** Where one product is used, by kind of record. */
export interface UseCount {
	entity: string;
	/** As a person calls the records. */
	label: string;
	/** By product id; `null` = Autotask does not let them be read. */
	counts: ReadonlyMap<number, number> | null;
}

/** What the first sync would change in one field. */
export interface FieldChange {
	field: string;
	products: number;
	/** Money alone: how many go up and down, and the sum of one unit of each. */
	raised: number;
	lowered: number;
	difference: string | null;
}

/** What the first sync would do. */
export interface FirstSync {
	created: number;
	updated: number;
	unchanged: number;
	held: number;
	failed: number;
	deferred: number;
	/** Items that would be held or fail, by code. */
	reasons: Record<string, number>;
	/** Calls to Autotask that its writes would take, besides the reads. */
	calls: number;
	/** Why nothing would be written at once; empty = it would be. */
	brake: string;
	fields: FieldChange[];
	/** Ten changes in words, the farthest first. */
	examples: string[];
}

/** What was found, in numbers. */
export interface LeftBehindCounts {
	/** Active products whose SKU follows the pattern. */
	products: number;
	/** The same, set inactive. */
	inactive: number;
	/** Of the active ones: this package has updated them already. */
	synced: number;
	withoutVendorEntry: number;
	withoutPartNumber: number;
	/** No row of the price file was handed over for them. */
	notInFile: number;
	duplicateGroups: number;
	duplicates: number;
	belowMargin: number;
	staleCosts: number;
	/** What the stale costs are off together, one unit of each; positive = TD SYNNEX asks more. */
	staleDifference: string;
	/** `null` = not judged, since some uses cannot be read. */
	unused: number | null;
}

/** Purchase orders to the vendor that this package did not send. */
export interface ForeignOrders {
	/** With an External P.O. Number, by status. */
	numbered: Record<string, number>;
	/** Submitted and without a number: TD SYNNEX may have them or not. */
	withoutNumber: number;
}
