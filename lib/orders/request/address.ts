import { postalCode } from './postal-code';
import { stateCode } from './us-ca-states';
import type { ShipTo } from '../types';

/**
 * Longest texts that are sent. TD SYNNEX publishes no lengths for this service: these are the usual
 * ones of EDI name and address records, **unconfirmed**, and each can be changed by the buyer.
 */
export interface AddressLimits {
	name: number;
	line: number;
	city: number;
	contact: number;
	phone: number;
	email: number;
	comment: number;
}

export const ADDRESS_LIMITS: AddressLimits = {
	name: 35,
	line: 35,
	city: 30,
	contact: 35,
	phone: 20,
	email: 80,
	comment: 250,
};

/**
 * An address as it is sent: every text on one line, the state as its two letters, a long name or street
 * continued in the second field where that one is free.
 */
export function tidyAddress<T extends ShipTo>(address: T, country: 'US' | 'CA'): T {
	const [name1, name2] = spread(address.name1, address.name2, ADDRESS_LIMITS.name);
	const [line1, line2] = spread(address.line1, address.line2, ADDRESS_LIMITS.line);
	const land = tidyText(address.country).toUpperCase() || country;
	return {
		...address,
		name1,
		name2,
		line1,
		line2,
		city: tidyText(address.city),
		state: stateCode(tidyText(address.state), land),
		zip: postalCode(tidyText(address.zip), land),
		country: land,
	};
}

/**
 * A text on one line, without the characters that XML cannot carry: what is sent is then exactly what
 * was hashed, shown and checked.
 */
export function tidyText(text: string): string {
	return text
		.replace(/\p{Surrogate}|[\uFFFE\uFFFF]/gu, '')
		.replace(/[\s\p{Cc}]+/gu, ' ')
		.trim();
}

/** Breaks a text that is too long at a blank, if the second field is free. */
function spread(first: string, second: string, length: number): [string, string] {
	const [one, two] = [tidyText(first), tidyText(second)];
	if (one.length <= length || two !== '') return [one, two];
	const at = one.lastIndexOf(' ', length);
	return at <= 0 ? [one, ''] : [one.slice(0, at), one.slice(at + 1)];
}
