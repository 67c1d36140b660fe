/**
 * Habits of the real system that differ from one report to the next. What recorded live answers and
 * public clients show is the default ({@link OBSERVED}); the other reading can be switched on.
 */
export interface Manners {
	/** A record that is not there, by id: 200 with `{"item":null}`, or HTTP 404. */
	missingRecord: 'nullItem' | '404';
	/** The status of a refusal for too many calls at once. */
	threadStatus: number;
	/** A POST for a next page answers the search of its own body, or that of the first request. */
	pagePost: 'body' | 'cursor';
	/** Records show all of the entity's user-defined fields, as text, once one was set; or those that were set, as sent. */
	udfValues: 'all' | 'stored';
	/** Information on the user-defined fields of an entity that has none: an empty list, or HTTP 404. */
	udfInformation: 'empty' | '404';
	/** `userDefinedFields` in records: where the entity has such fields, or always. */
	udfKey: 'whereKnown' | 'always';
	/** Filters on booleans take `"true"` and `1` too, or booleans only. */
	booleanFilters: 'loose' | 'strict';
	/** A condition with an unknown operator is passed over without a word, or refused. */
	unknownOperator: 'ignored' | 'refused';
	/** Empty values: many texts `""` and booleans with defaults, or all null. */
	emptyValues: 'mixed' | 'null';
	/** Refusals name all that is wrong, some in two sentences; or one sentence only. */
	errors: 'several' | 'one';
	/** The parent's id in the body of a new ticket note: taken from the path where it is missing, or required. */
	noteParent: 'fromPath' | 'required';
	/** `internalCurrency...` in a tenant of one currency: the plain field's amount, or null. */
	internalCurrency: 'amount' | 'null';
	/** Times without trailing zeros (`10Z`, `29.52Z`), or with milliseconds. */
	times: 'short' | 'milliseconds';
	/** Field information as recorded (`id` required, references long, lengths of user-defined fields), or plain. */
	fieldInformation: 'recorded' | 'plain';
	/** `Content-Encoding: gzip` over a plain body, on a create through a parent: HTTP 500, or passed over. */
	falseGzip: 'refused' | 'ignored';
}

export const OBSERVED: Readonly<Manners> = {
	missingRecord: 'nullItem',
	threadStatus: 429,
	pagePost: 'body',
	udfValues: 'all',
	udfInformation: 'empty',
	udfKey: 'whereKnown',
	booleanFilters: 'loose',
	unknownOperator: 'ignored',
	emptyValues: 'mixed',
	errors: 'several',
	noteParent: 'fromPath',
	internalCurrency: 'amount',
	times: 'short',
	fieldInformation: 'recorded',
	falseGzip: 'refused',
};
