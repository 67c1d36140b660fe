import type { Account, OrderOptions } from '../types';
import { fittedAddress, tidyText } from './address';
import type { TextLengths } from './text-lengths';

/**
 * The options as they are sent: what has a place of its own, or a name of its own, within its
 * length.
 */
export function fittedOptions(
	tidy: OrderOptions,
	given: OrderOptions,
	{ country }: Account,
	lengths: TextLengths,
): OrderOptions {
	const named = tidyText(given.contact.name) !== '';
	const { contact, endUser } = tidy;
	const { partyName: name, partyAddress } = lengths;
	return {
		...tidy,
		contact: named ? contact : { ...contact, name: contact.name.slice(0, lengths.contactName) },
		endUser: endUser && {
			...endUser,
			...fittedAddress(given.endUser ?? endUser, country, {
				name,
				line1: partyAddress,
				line2: partyAddress,
			}),
			contactName: endUser.contactName,
			phone: endUser.phone,
			email: endUser.email,
		},
	};
}
