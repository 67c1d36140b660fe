import type {
	Icon,
	ICredentialDataDecryptedObject,
	ICredentialType,
	IDataObject,
	IHttpRequestHelper,
	IHttpRequestOptions,
	INodeProperties,
} from 'n8n-workflow';
import { partnerSettings } from '../lib/tdsynnex/partner-api/hosts';
import { fetchToken, partnerHeader } from '../lib/tdsynnex/partner-api/token';
import { sendThrough } from '../nodes/shared/node-send';

/**
 * Constants, because two rules of eslint-plugin-n8n-nodes-base contradict each other on literals: one
 * (for n8n's own repository) wants this address in camel case, the other (for everybody else) as HTTP.
 */
const DISPLAY_NAME = 'TD SYNNEX Partner API';
const DOCUMENTATION =
	'https://www.npmjs.com/package/n8n-nodes-tdsynnex-autotask?activeTab=readme#td-synnex-partner-api';

/** n8n keeps it encrypted with the credential and asks for a new one when it has expired. */
const ACCESS_TOKEN: INodeProperties = {
	displayName: 'Access Token',
	name: 'accessToken',
	type: 'hidden',
	typeOptions: { expirable: true, password: true },
	default: '',
};

/**
 * The login of TD SYNNEX's REST partner API: reads alone, and granted account by account. A token is fetched
 * by the credential itself, so that no node ever holds client secret or token.
 */
export class TdSynnexPartnerApi implements ICredentialType {
	name = 'tdSynnexPartnerApi';

	displayName = DISPLAY_NAME;

	icon: Icon = { light: 'file:../icons/tdsynnex.svg', dark: 'file:../icons/tdsynnex.dark.svg' };

	documentationUrl = DOCUMENTATION;

	properties: INodeProperties[] = [
		{
			displayName: 'Client ID',
			name: 'clientId',
			type: 'string',
			default: '',
			required: true,
		},
		{
			displayName: 'Client Secret',
			name: 'clientSecret',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			required: true,
			description:
				"Created by your organization's administrator in TD SYNNEX's API center. It is shown once.",
		},
		{
			displayName: 'Country',
			name: 'country',
			type: 'options',
			options: [
				{ name: 'Canada', value: 'CA' },
				{ name: 'United States', value: 'US' },
			],
			default: 'US',
		},
		{
			displayName: 'Environment',
			name: 'environment',
			type: 'options',
			options: [
				{
					name: 'Custom Host',
					value: 'custom',
					description: 'Your own host, such as a proxy or the sandbox',
				},
				{ name: 'Production', value: 'production' },
				{ name: 'Test', value: 'test', description: "TD SYNNEX's UAT host" },
			],
			default: 'test',
			description:
				'The same as in the TD SYNNEX EC API credential. A secret is valid for one environment.',
		},
		{
			displayName: 'Base URL',
			name: 'baseUrl',
			type: 'string',
			default: '',
			placeholder: 'e.g. https://api.example.com',
			description: 'Base address. The nodes append /api/v1/orders and other paths.',
			displayOptions: { show: { environment: ['custom'] } },
		},
		{
			displayName: 'Token URL',
			name: 'tokenUrl',
			type: 'string',
			default: '',
			placeholder: 'e.g. https://sso.example.com/oauth2/v1/token',
			displayOptions: { show: { environment: ['custom'] } },
		},
		ACCESS_TOKEN,
	];

	/**
	 * Fetches a token when there is none or the last one has expired. What fails is said by us: n8n sends
	 * the login again where it sees HTTP 401 itself.
	 */
	async preAuthentication(
		this: IHttpRequestHelper,
		credentials: ICredentialDataDecryptedObject,
	): Promise<IDataObject> {
		const { helpers } = this;
		const send = sendThrough(async (options) => await helpers.httpRequest(options));
		return { accessToken: await fetchToken(credentials, send) };
	}

	/** Signs a call on its way out, and only to the credential's own host. */
	authenticate = async (
		credentials: ICredentialDataDecryptedObject,
		requestOptions: IHttpRequestOptions,
	): Promise<IHttpRequestOptions> => {
		const url = `${requestOptions.baseURL ?? ''}${requestOptions.url}`;
		const signed = partnerHeader(
			url,
			String(credentials.accessToken ?? ''),
			partnerSettings(credentials),
		);
		return { ...requestOptions, headers: { ...requestOptions.headers, ...signed } };
	};
}
