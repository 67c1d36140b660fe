import { type Fields, textOf, webAddress } from './ec-xml/element-fields';
import type { Country } from './price-file/columns';

export type { Country };
export type Environment = 'test' | 'production' | 'custom';

/** What of a TD SYNNEX EC API credential is no secret. */
export interface AccountSettings {
	customerNumber: string;
	country: Country;
	environment: Environment;
	/** Base addresses, used when the environment is `custom`. */
	ecUrl: string;
	invoiceUrl: string;
	/** ISO date on which the ordering user's password was set; empty or absent = not stated. */
	passwordSetOn?: string;
	/**
	 * Whether prices, order states and freight are asked for by a user of their own, who may not
	 * order.
	 */
	hasReadOnlyUser?: boolean;
}

export interface Hosts {
	/** Base of the EC XML services, without a slash at the end. */
	ecUrl: string;
	/** Base of the invoice service, without a slash at the end. */
	invoiceUrl: string;
	/** Such as `test (testec.us.tdsynnex.com)`: shown wherever money is near. */
	name: string;
}

/** Paths below the base addresses, as four independent clients of TD SYNNEX use them. */
export const PATH = {
	priceAvailability: '/SynnexXML/PriceAvailability',
	order: '/SynnexXML/PO',
	orderStatus: '/SynnexXML/POStatus',
	freight: '/SynnexXML/FreightQuote',
	invoice: '/webservice/invoice/query',
} as const;

/** Goods of the country are priced in its currency; no service of TD SYNNEX names one. */
export const CURRENCY: Record<Country, 'USD' | 'CAD'> = { US: 'USD', CA: 'CAD' };

/** All of a TD SYNNEX EC API credential that is no secret, as it was entered. */
export function accountSettings(fields: Fields): AccountSettings {
	const text = textOf(fields);
	return {
		customerNumber: text('customerNumber'),
		country: text('country'),
		environment: text('environment'),
		ecUrl: text('ecUrl'),
		invoiceUrl: text('invoiceUrl'),
		passwordSetOn: /^\d{4}-\d\d-\d\d/.exec(text('renewedOn'))?.[0] ?? '',
		hasReadOnlyUser: text('readOnlyUserId') !== '',
	} as AccountSettings;
}

/** @throws Problem when the environment is custom and an address is no https address */
export function hostsOf({ country, environment, ecUrl, invoiceUrl }: AccountSettings): Hosts {
	const fixed = environment === 'custom' ? undefined : HOSTS[environment]?.[country];
	const ec = fixed ? `https://${fixed.ec}` : baseUrl(ecUrl, 'EC URL');
	return {
		ecUrl: ec,
		invoiceUrl: fixed ? `https://${fixed.invoice}` : baseUrl(invoiceUrl || ecUrl, 'Invoice URL'),
		name: `${fixed ? environment : 'custom'} (${new URL(ec).host})`,
	};
}

function baseUrl(text: string, field: string): string {
	const example = 'https://ec.us.tdsynnex.com';
	return webAddress(text, { field, credential: 'TD SYNNEX EC API', example });
}

const HOSTS: Record<
	Exclude<Environment, 'custom'>,
	Record<Country, { ec: string; invoice: string }>
> = {
	production: {
		US: { ec: 'ec.us.tdsynnex.com', invoice: 'ws.us.tdsynnex.com' },
		CA: { ec: 'ec.ca.tdsynnex.com', invoice: 'ws.ca.tdsynnex.com' },
	},
	test: {
		US: { ec: 'testec.us.tdsynnex.com', invoice: 'testws.us.tdsynnex.com' },
		CA: { ec: 'testec.ca.tdsynnex.com', invoice: 'testws.ca.tdsynnex.com' },
	},
};
