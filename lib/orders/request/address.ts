import { postalCode } from './postal-code';
import { stateCode } from './us-ca-states';
import type { ShipTo } from '../types';

/** How long name, street and second street line may be. */
export interface AddressLengths {
	name: number;
	line1: number;
	line2: number;
}

/**
 * An address in one form, whatever is sent of it: every text on one line, the state as its two
 * letters. What an order's hash rests on, so it must not change: a long text continues in its
 * second field at 35.
 */
export function tidyAddress<T extends ShipTo>(address: T, country: 'US' | 'CA'): T {
	const [name1, name2] = spread(address.name1, address.name2, HASHED_LENGTH);
	const [line1, line2] = spread(address.line1, address.line2, HASHED_LENGTH);
	return { ...address, ...placeOf(address, country), name1, name2, line1, line2 };
}

/**
 * The address as it is sent. TD SYNNEX carries no second name into the order, so what a name has
 * too many of goes into the second street line, if it fits there; else it stays where it is, for
 * the rule that stops.
 */
export function fittedAddress<T extends ShipTo>(
	address: T,
	country: 'US' | 'CA',
	lengths: AddressLengths,
): T {
	const [name1, restOfName] = parted(tidyText(address.name1), lengths.name);
	const [line1, restOfLine] = parted(tidyText(address.line1), lengths.line1);
	const second = [restOfLine, tidyText(address.line2), restOfName, tidyText(address.name2)]
		.filter((text) => text !== '')
		.join(', ');
	const place = placeOf(address, country);
	if (second.length <= lengths.line2)
		return { ...address, ...place, name1, name2: '', line1, line2: second };
	return {
		...address,
		...place,
		name1: tidyText(address.name1),
		name2: tidyText(address.name2),
		line1: tidyText(address.line1),
		line2: tidyText(address.line2),
	};
}

const HASHED_LENGTH = 35;

function placeOf({ country: stated, ...address }: ShipTo, country: 'US' | 'CA') {
	const land = tidyText(stated).toUpperCase() || country;
	return {
		city: tidyText(address.city),
		state: stateCode(tidyText(address.state), land),
		zip: postalCode(tidyText(address.zip), land),
		country: land,
	};
}

/**
 * A text on one line, without the characters that XML cannot carry: what is sent is then exactly
 * what was hashed, shown and checked.
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
	return one.length <= length || two !== '' ? [one, two] : parted(one, length);
}

/** A text that fits, and the rest; a single long word stays whole. */
function parted(text: string, length: number): [string, string] {
	if (text.length <= length) return [text, ''];
	const at = text.lastIndexOf(' ', length);
	return at <= 0 ? [text, ''] : [text.slice(0, at), text.slice(at + 1)];
}
