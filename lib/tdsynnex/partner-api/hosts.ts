import { type Fields, textOf, webAddress } from '../ec-xml/element-fields';
import type { Country } from '../price-file/columns';

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

/** All of a TD SYNNEX Partner API credential that is no secret, as it was entered. */
export function partnerSettings(fields: Fields): PartnerSettings {
	const text = textOf(fields);
	return {
		country: text('country'),
		environment: text('environment'),
		baseUrl: text('baseUrl'),
		tokenUrl: text('tokenUrl'),
	} as PartnerSettings;
}

/**
 * Hosts of the REST partner API, as public clients of 2026 use them. One token service serves both
 * environments; a test host is known for the United States alone.
 *
 * @throws Problem when the environment is custom and an address is no https address
 */
export function partnerHostsOf(settings: PartnerSettings): PartnerHosts {
	const { country, environment } = settings;
	if (environment === 'custom')
		return {
			baseUrl: address(settings.baseUrl, 'Base URL'),
			tokenUrl: address(settings.tokenUrl, 'Token URL'),
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

function address(text: string, field: string): string {
	const example = 'https://api.us.tdsynnex.com';
	return webAddress(text, { field, credential: 'TD SYNNEX Partner API', example });
}
