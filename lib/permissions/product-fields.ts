/** A Product user-defined field that the flows can use. */
export interface ProductField {
	/** At most 45 characters (Autotask UserDefinedFieldDefinitions). */
	name: string;
	/** At most 128 characters. */
	description: string;
	/** How Autotask's list of data types begins: labels are looked up, numbers differ by tenant. */
	dataType: 'Text' | 'Number' | 'Date';
}

/**
 * The fields a flow can keep beside the product's own: the counterparts of what TD SYNNEX's
 * connector keeps in other systems (quantity, list price, weight) and what orders depend on. All
 * are optional: without them the sync writes the product's own fields only.
 */
export const PRODUCT_FIELDS: readonly ProductField[] = [
	{
		name: 'TD SYNNEX SKU',
		description: 'SKU of TD SYNNEX, digits only',
		dataType: 'Text',
	},
	{
		name: 'TD SYNNEX Stock',
		description: 'Units in stock at TD SYNNEX at the last check',
		dataType: 'Number',
	},
	{
		name: 'TD SYNNEX ETA',
		description: 'Day on which TD SYNNEX expects more stock',
		dataType: 'Date',
	},
	{
		name: 'TD SYNNEX MAP',
		description: 'Minimum advertised price',
		dataType: 'Number',
	},
	{
		name: 'TD SYNNEX Weight',
		description: 'Weight in pounds',
		dataType: 'Number',
	},
	{
		name: 'TD SYNNEX Status',
		description: 'Active, discontinued, and so on, in the words of TD SYNNEX',
		dataType: 'Text',
	},
];

/** Further fields that *Create Missing Fields* makes for those who ask for them by name. */
export const MORE_PRODUCT_FIELDS: readonly ProductField[] = [
	{
		name: 'TD SYNNEX As Of',
		description: 'Day on which the other TD SYNNEX fields were last written',
		dataType: 'Date',
	},
	{
		name: 'TD SYNNEX Cost Without Promotion',
		description: 'What you pay once the promotion is over',
		dataType: 'Number',
	},
	{
		name: 'TD SYNNEX Country of Origin',
		description: 'Two letters, or a list of them',
		dataType: 'Text',
	},
	{
		name: 'TD SYNNEX Lifecycle State',
		description: 'What the sync keeps of a product that the price file no longer has',
		dataType: 'Text',
	},
	{
		name: 'TD SYNNEX Minimum Quantity',
		description: 'Smallest number of units in an order',
		dataType: 'Number',
	},
	{
		name: 'TD SYNNEX Promotion Ends',
		description: 'Last day of the promotion',
		dataType: 'Date',
	},
	{
		name: 'TD SYNNEX Replacement Product',
		description: 'Product in Autotask that takes its place',
		dataType: 'Text',
	},
	{
		name: 'TD SYNNEX Replacement SKU',
		description: 'SKU of the product that takes its place',
		dataType: 'Text',
	},
	{
		name: 'TD SYNNEX Size',
		description: 'Length x width x height in inches',
		dataType: 'Text',
	},
	{
		name: 'TD SYNNEX Stock by Warehouse',
		description: 'Units in stock at each warehouse that holds any',
		dataType: 'Text',
	},
	{
		name: 'TD SYNNEX TAA',
		description: 'Whether it complies with the Trade Agreements Act',
		dataType: 'Text',
	},
	{
		name: 'TD SYNNEX UNSPSC',
		description: 'United Nations code for this kind of product',
		dataType: 'Text',
	},
	{
		name: 'TD SYNNEX UPC',
		description: 'Universal product code',
		dataType: 'Text',
	},
];
