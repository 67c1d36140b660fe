import type { AttributeName } from './sources';

/** TD SYNNEX's data that the user wants on the product. */
export interface AttributeSettings {
	fields: MappedField[];
	stock: StockRule;
	/** What stands in the block of a description of owner *Merge*, too; absent = nothing. */
	inDescription?: AttributeName[];
}

/** Which attribute goes to which user-defined field of products. */
export interface MappedField {
	attribute: AttributeName;
	/** The field's name in Autotask. */
	field: string;
	/** `blank`: the sync as long as nothing stands in it. */
	owner: 'sync' | 'blank';
}

/**
 * When a stock that moved is reason enough to write a product; written it is with any other change.
 * Every product's stock moves every night, so each step down saves calls.
 */
export interface StockRule {
	/** `inOut`: it runs out, or comes back; `percent`: that, or so much of it moves. */
	when: 'every' | 'percent' | 'inOut';
	percent: number;
}

export const NO_ATTRIBUTES: AttributeSettings = {
	fields: [],
	stock: { when: 'inOut', percent: 20 },
};
