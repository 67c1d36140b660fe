import { isPostalCode } from '../request/postal-code';
import type { TextLengths } from '../request/text-lengths';
import { isState } from '../request/us-ca-states';
import type { EndUser, ShipTo } from '../types';
import { type Fault, type RuleInput, stop, warn } from './types';

/** The ship-to is complete, in the account's country, and short enough. */
export function address(input: RuleInput): Fault[] {
	const { shipTo, options, account } = input.order;
	const faults = [...complete(shipTo), ...place(shipTo, account.country), ...lengths(input)];
	if (options.contact.phone === '')
		faults.push(warn(0, 'the ship-to has no phone number', 'Fill in Phone in the purchase order.'));
	return faults;
}

function complete(shipTo: ShipTo): Fault[] {
	const needed: [string, string][] = [
		['name', shipTo.name1],
		['address', shipTo.line1],
		['city', shipTo.city],
		['state', shipTo.state],
		['zip', shipTo.zip],
	];
	const missing = needed.filter(([, text]) => text === '').map(([name]) => name);
	return missing.length === 0
		? []
		: [
				stop(
					`its ship-to has no ${missing.join(', no ')}`,
					'Complete Ship To in the purchase order.',
				),
			];
}

function place({ state, zip, country }: ShipTo, home: 'US' | 'CA'): Fault[] {
	if (country !== home)
		return [
			stop(
				`its ship-to is in ${country}, and this TD SYNNEX account ships within ${home}`,
				'Correct the country, or select the TD SYNNEX account of that country.',
			),
		];
	const faults: Fault[] = [];
	if (state !== '' && !isState(state, country))
		faults.push(
			stop(
				`"${state}" is not a state or province of ${country}`,
				'Enter its two letters in Ship To.',
			),
		);
	if (zip !== '' && !isPostalCode(zip, country))
		faults.push(stop(`"${zip}" is not a ZIP code of ${country}`, 'Correct it in Ship To.'));
	return faults;
}

function lengths({ order: { shipTo, options }, lengths: most }: RuleInput): Fault[] {
	const limited: [string, string, number][] = [
		['ship-to name', shipTo.name1, most.shipToName],
		['ship-to address', shipTo.line1, most.shipToAddress],
		['second ship-to address line', shipTo.line2, most.shipToAddress2],
		['ship-to city', shipTo.city, most.shipToCity],
		['contact', options.contact.name, most.contactName],
		['telephone number', options.contact.phone, most.contactPhone],
		['e-mail address', options.contact.email, most.contactEmail],
		['end user PO', options.endUserPoNumber, most.endUserPo],
		['special price reference', options.specialPriceReference, most.specialPriceReference],
		['freight account', options.freightAccount, most.freightAccount],
		['ship method', options.shipMethod, most.shipMethod],
		['end user account', options.endUserAccount, most.endUserAccount],
		['license authorization', options.licenseAuthorization, most.licenseAuthorization],
		...(options.endUser ? partyLengths('end user', options.endUser, most) : []),
	];
	const tooLong = limited
		.filter(([, text, limit]) => text.length > limit)
		.map(([name, text, limit]) =>
			stop(
				`its ${name} "${text.slice(0, 40)}${text.length > 40 ? '…' : ''}" has ${text.length} characters, and TD SYNNEX accepts ${limit}`,
				`Shorten it to ${limit} characters, or correct the length under Text Lengths in the node if TD SYNNEX now accepts more.`,
			),
		);
	return shipTo.name2 === ''
		? tooLong
		: [
				...tooLong,
				stop(
					`the second line of its ship-to name, "${shipTo.name2}", does not fit into the address, and TD SYNNEX does not use it in the order`,
					`Shorten the name and address. The part of the name above ${most.shipToName} characters goes into the second address line (${most.shipToAddress2}).`,
				),
			];
}

function partyLengths(party: string, user: EndUser, most: TextLengths): [string, string, number][] {
	return [
		[`${party}'s name`, user.name1, most.partyName],
		[`${party}'s address`, user.line1, most.partyAddress],
		[`${party}'s second address line`, user.line2, most.partyAddress],
		[`${party}'s city`, user.city, most.partyCity],
		[`${party}'s contact`, user.contactName, most.partyContact],
		[`${party}'s telephone number`, user.phone, most.partyPhone],
		[`${party}'s e-mail address`, user.email, most.partyEmail],
	];
}
