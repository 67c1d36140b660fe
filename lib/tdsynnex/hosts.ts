import { Problem } from '../problem';
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

/** @throws Problem when the environment is custom and an address is no HTTP address */
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
	const url = URL.canParse(text.trim()) ? new URL(text.trim()) : undefined;
	if (url === undefined || !/^https?:$/.test(url.protocol) || url.username || url.password)
		throw new Problem({
			code: 'tdsynnex-host',
			record: 'TD SYNNEX EC API credential',
			cause: `${field} is no web address`,
			remedy: `Enter the base address under ${field}, such as https://ec.us.tdsynnex.com, or choose another environment.`,
		});
	return `${url.origin}${url.pathname.replace(/\/+$/, '')}`;
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
