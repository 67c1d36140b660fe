import type { Reseller } from '../../lib/orders/request/option-types';
import {
	TEXT_LENGTHS,
	type TextLengths,
	type TextName,
} from '../../lib/orders/request/text-lengths';
import { Problem } from '../../lib/shared/problem';

export interface OwnLength {
	text: TextName;
	length: number;
}

/** Nothing filled in is nobody. */
export function resellerFrom(set: Record<string, unknown>): Reseller | null {
	const text = (name: string) => String(set[name] ?? '').trim();
	const company: Reseller = {
		name1: text('name'),
		name2: '',
		line1: text('address1'),
		line2: text('address2'),
		city: text('city'),
		state: text('state'),
		zip: text('zip'),
		country: text('country'),
		contactName: text('contact'),
		phone: text('phone'),
		fax: text('fax'),
		email: text('email'),
	};
	return Object.values(company).every((value) => value === '') ? null : company;
}

/** The document's lengths, with those that the user knows better. */
export function lengthsFrom(own: OwnLength[]): TextLengths {
	for (const { text, length } of own)
		if (!(Number(length) >= 1 && Number(length) <= 250))
			throw new Problem({
				code: 'parameter-no-number',
				cause: `the length of ${text} under Text Lengths is "${String(length)}", which is not a number from 1 to 250`,
				remedy: 'Correct Text Lengths in the node.',
			});
	const lengths = own.map(({ text, length }) => [text, Number(length)]);
	return { ...TEXT_LENGTHS, ...(Object.fromEntries(lengths) as Partial<TextLengths>) };
}
