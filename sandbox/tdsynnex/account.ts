import type { Country } from '../world/warehouses';

/** The one reseller account that the twin knows. Every value is invented; each channel has its own credentials, as at TD SYNNEX. */
export interface Account {
	customerNumber: string;
	country: Country;
	currency: 'USD' | 'CAD';
	/** EC XML and invoice service; may order, so that its password expires. */
	userId: string;
	password: string;
	/** Asks for prices, order states and freight alone. */
	readOnlyUserId: string;
	readOnlyPassword: string;
	sftpUser: string;
	sftpPassword: string;
	/** REST partner API. */
	clientId: string;
	clientSecret: string;
}

export function accountIn(country: Country): Account {
	const customerNumber = '100001';
	return {
		customerNumber,
		country,
		currency: country === 'US' ? 'USD' : 'CAD',
		userId: 'api@reseller.example',
		password: 'sandbox-ec-secret',
		readOnlyUserId: 'prices@reseller.example',
		readOnlyPassword: 'sandbox-read-secret',
		// u for the United States, c for Canada, then the account number
		sftpUser: `${country === 'US' ? 'u' : 'c'}${customerNumber}`,
		sftpPassword: 'sandbox-sftp-secret',
		clientId: 'sandbox-partner',
		clientSecret: 'sandbox-partner-secret',
	};
}
