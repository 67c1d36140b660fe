import type { Entity } from './schema';

/**
 * A refusal in one of Autotask's shapes: `{"errors":[...]}` from the application, `{"Message":...}`
 * from ASP.NET's routing. Validation is answered with 500, as the real one does.
 */
export class Refusal extends Error {
	constructor(
		readonly status: number,
		readonly body: { errors: string[]; errorId?: number } | { Message: string },
	) {
		super('errors' in body ? body.errors.join(' ') : body.Message);
	}
}

/** Ends the text of a refused create or update (seen in live replies). */
const ON_RECORD = ' ; on record number [1].';

export function refuse(...errors: string[]): Refusal {
	return new Refusal(500, { errors });
}

/** All that is wrong with one record, in one answer. */
export function refuseAll(refusals: Refusal[]): void {
	if (refusals.length > 0)
		throw refuse(...refusals.flatMap(({ body }) => ('errors' in body ? body.errors : [])));
}

/** A rule that a record breaks. */
export function refuseRecord(text: string): Refusal {
	return refuse(text + ON_RECORD);
}

/** Ends the list of what was refused about one record (live replies). */
const NOT_UPDATED = 'Error updating entity for record number [1].';

// Seen verbatim in live replies or quoted from the vendor's pages.

export const requiredMissing = (field: string): Refusal =>
	refuseRecord(`Missing Required Field: ${field}.`);
export const picklistUnknown = (value: unknown, field: string): Refusal =>
	refuseRecord(`Picklist value [${String(value)}] does not exist for ${field}.`);
export const referenceInvalid = (field: string, type: string): Refusal =>
	refuseRecord(`Reference value on field: ${field} of type: ${type} does not exist or is invalid.`);
export const fieldUnknown = (field: string, entity: Entity): Refusal =>
	refuse(`Unable to find ${field} in the ${entity.singular} Entity.`);
export const tooManyOrs = (): Refusal =>
	refuse("Invalid query syntax. Queries are limited to 500 or fewer 'OR' conditions.");
export const notPermitted = (verb: 'create' | 'update' | 'delete' | 'query'): Refusal =>
	refuse(
		`The logged in Resource does not have the adequate permissions to ${verb} this entity type.`,
	);
export const noMatchingRecord = (verb: 'update' | 'delete' = 'update'): Refusal =>
	refuse(
		`No matching records found. The logged in resource may not have the required permissions to ${verb} the data.`,
	);
export const tooLong = (field: string): Refusal =>
	refuse(`String value exceeds maximum length (field:${field}). `, NOT_UPDATED);
/** A POST for a next page without its search. */
export const searchMissing = (): Refusal =>
	refuse('Value cannot be null. Parameter name: queryModel');
export const accountLocked = (): Refusal =>
	new Refusal(401, {
		errors: [
			'The user account has been locked.  Please see your Autotask Administrator for details.',
		],
	});
export const integrationCodeInvalid = (): Refusal => refuse('IntegrationCode is invalid');
export const zoneUnknown = (): Refusal => refuse('Zone information could not be determined');
export const methodNotAllowed = (verb: string): Refusal =>
	new Refusal(405, {
		Message: `The requested resource does not support http method '${verb}'.`,
	});
export const unexpectedBoolean = (value: boolean, path: string): Refusal =>
	refuse(
		`Unexpected character encountered while parsing value: ${String(value)[0]}. Path '${path}'.`,
	);
export const threadsExceeded = (threads: number, status: number): Refusal =>
	new Refusal(status, {
		errors: [
			`Thread Threshold Exceeded — The Autotask API thread threshold of ${threads} threads has been exceeded. (Itgenatr005)`,
		],
	});
/** What no rule foresees; the text says nothing of the cause. */
export const unexpected = (): Refusal =>
	new Refusal(500, {
		errors: [
			'An unexpected error has occurred.  If the problem persists, please contact Autotask Support and reference Error ID: 57492.',
			NOT_UPDATED,
		],
		errorId: 57492,
	});

// Composed: the real wording is not known.

export const wrongSecret = (): Refusal =>
	new Refusal(401, { errors: ['The username and secret could not be verified.'] });
export const userUnknown = (): Refusal => refuse('The API user could not be determined.');
export const hourlyLimitExceeded = (limit: number): Refusal =>
	new Refusal(429, {
		errors: [
			`The external request threshold of ${limit} requests in 60 minutes has been exceeded. Please try again later.`,
		],
	});
export const readOnly = (field: string): Refusal => refuseRecord(`${field} is read-only.`);
export const createOnly = (field: string): Refusal =>
	refuseRecord(`${field} cannot be changed once the record exists.`);
export const notConvertible = (value: unknown, type: string, path: string): Refusal =>
	refuse(`Could not convert ${typeof value} to ${type}: ${String(value)}. Path '${path}'.`);
export const routeUnknown = (url: string): Refusal =>
	new Refusal(404, {
		Message: `No HTTP resource was found that matches the request URI '${url}'.`,
	});
export const recordUnknown = (): Refusal => new Refusal(404, { Message: 'Not Found' });
