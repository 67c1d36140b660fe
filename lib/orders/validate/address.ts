import { ADDRESS_LIMITS } from '../request/address';
import { isPostalCode } from '../request/postal-code';
import { isState } from '../request/us-ca-states';
import type { ShipTo } from '../types';
import { type RuleInput, type Fault, stop, warn } from './types';

/** The ship-to is complete, in the account's country, and short enough. */
export function address({ order }: RuleInput): Fault[] {
	const { shipTo, options, account } = order;
	const faults = [...complete(shipTo), ...place(shipTo, account.country), ...lengths(order)];
	if (options.contact.phone === '')
		faults.push(
			warn(0, 'no telephone number goes with the ship-to', 'Fill in Phone in the purchase order.'),
		);
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
				'Correct the country, or choose the TD SYNNEX account of that country.',
			),
		];
	const faults: Fault[] = [];
	if (state !== '' && !isState(state, country))
		faults.push(
			stop(`"${state}" is no state or province of ${country}`, 'Enter its two letters in Ship To.'),
		);
	if (zip !== '' && !isPostalCode(zip, country))
		faults.push(stop(`"${zip}" is no zip code of ${country}`, 'Correct it in Ship To.'));
	return faults;
}

function lengths({ shipTo, options }: RuleInput['order']): Fault[] {
	const limited: [string, string, number][] = [
		['name', shipTo.name1, ADDRESS_LIMITS.name],
		['name', shipTo.name2, ADDRESS_LIMITS.name],
		['address', shipTo.line1, ADDRESS_LIMITS.line],
		['address', shipTo.line2, ADDRESS_LIMITS.line],
		['city', shipTo.city, ADDRESS_LIMITS.city],
		['contact', options.contact.name, ADDRESS_LIMITS.contact],
		['telephone number', options.contact.phone, ADDRESS_LIMITS.phone],
		['e-mail address', options.contact.email, ADDRESS_LIMITS.email],
		['comment', options.comment, ADDRESS_LIMITS.comment],
	];
	return limited
		.filter(([, text, limit]) => text.length > limit)
		.map(([name, text, limit]) =>
			stop(
				`its ${name} "${text.slice(0, 40)}…" has ${text.length} characters, and at most ${limit} are sent`,
				`Shorten it to ${limit} characters.`,
			),
		);
}
