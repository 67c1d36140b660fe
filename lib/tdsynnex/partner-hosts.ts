import { Problem } from '../problem';
import type { Country } from './price-file/columns';

/** What of a TD SYNNEX Partner API credential is no secret. */
export interface PartnerSettings {
	country: Country;
	environment: 'test' | 'production' | 'custom';
	/** Used when the environment is `custom`. */
	baseUrl: string;
	tokenUrl: string;
}

export interface PartnerHosts {
	/** Base address, without a slash at the end. */
	baseUrl: string;
	/** Whole address of the token service. */
	tokenUrl: string;
}

/**
 * Hosts of the REST partner API, as public clients of 2026 use them. One token service serves both
 * environments; a test host is known for the United States alone.
 *
 * @throws Problem when the environment is custom and an address is no web address
 */
export function partnerHostsOf(settings: PartnerSettings): PartnerHosts {
	const { country, environment } = settings;
	if (environment === 'custom')
		return {
			baseUrl: webAddress(settings.baseUrl, 'Base URL'),
			tokenUrl: webAddress(settings.tokenUrl, 'Token URL'),
		};
	const land = country === 'CA' ? 'ca' : 'us';
	return {
		baseUrl:
			environment === 'production'
				? `https://api.${land}.tdsynnex.com`
				: `https://api-uat.${land}.tdsynnex.com`,
		tokenUrl: `https://sso.${land}.tdsynnex.com/oauth2/v1/token`,
	};
}

function webAddress(text: string, field: string): string {
	const url = URL.canParse(text.trim()) ? new URL(text.trim()) : undefined;
	if (url === undefined || !/^https?:$/.test(url.protocol) || url.username || url.password)
		throw new Problem({
			code: 'tdsynnex-host',
			record: 'TD SYNNEX Partner API credential',
			cause: `${field} is no web address`,
			remedy: `Enter the address under ${field}, such as https://api.us.tdsynnex.com, or choose another environment.`,
		});
	return `${url.origin}${url.pathname.replace(/\/+$/, '')}`;
}
