import type {
	Icon,
	ICredentialDataDecryptedObject,
	ICredentialType,
	IHttpRequestOptions,
	INodeProperties,
} from 'n8n-workflow';
import { signHeaders } from '../lib/autotask/requests/auth';

/**
 * Constants, because two rules of eslint-plugin-n8n-nodes-base contradict each other on literals: one
 * (for n8n's own repository) wants this address in camel case, the other (for everybody else) as HTTP.
 */
const DISPLAY_NAME = 'Autotask API';
const DOCUMENTATION =
	'https://www.npmjs.com/package/n8n-nodes-tdsynnex-autotask?activeTab=readme#autotask-api';

/** Half of the login, as Autotask sees it: masked like the secret, though its name does not sound like one. */
const TRACKING_IDENTIFIER: INodeProperties = {
	displayName: 'Tracking Identifier',
	name: 'integrationCode',
	type: 'string',
	typeOptions: { password: true },
	default: '',
	required: true,
	description:
		'API tracking identifier of the API user in Autotask, for an integration vendor or a custom (internal) integration',
};

/** n8n's HTTP Request node names the address `uri`, in its older helper's words. */
type AnyRequest = Partial<IHttpRequestOptions> & { uri?: string };

/**
 * The login of Autotask PSA's REST API. It has no `test` request of its own: n8n sends a test request that is
 * answered 401 a second time, which helps to lock the API user, and it can tell neither an unknown user nor a
 * wrong tracking identifier (both 500) from any other fault. The nodes bring the test instead (`testedBy`).
 */
export class AutotaskPsaApi implements ICredentialType {
	name = 'autotaskPsaApi';

	displayName = DISPLAY_NAME;

	icon: Icon = { light: 'file:../icons/autotask.svg', dark: 'file:../icons/autotask.dark.svg' };

	documentationUrl = DOCUMENTATION;

	properties: INodeProperties[] = [
		{
			displayName: 'User Name',
			name: 'userName',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. abc123defg4567@example.com',
			description: 'Username (Key) of the API user in Autotask, not its email address',
		},
		{
			displayName: 'Secret',
			name: 'secret',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			required: true,
			description: 'Password (Secret) of the API user in Autotask',
		},
		TRACKING_IDENTIFIER,
		{
			displayName: 'Zone Discovery URL',
			name: 'zoneDiscoveryUrl',
			type: 'string',
			default: 'https://webservices.autotask.net/ATServicesRest/',
			required: true,
			description:
				'Where to look up the zone of your database. Change it only for a proxy or your own test system.',
		},
		{
			displayName: 'Impersonation Resource ID',
			name: 'impersonationResourceId',
			type: 'string',
			default: '',
			description:
				'ID of the resource that changes are written as. Both security levels must allow impersonation. If empty, changes are written as the API user itself.',
		},
	];

	/** Signs a call on its way out, so that no node, item, error or log ever holds the secret. */
	authenticate = async (
		credentials: ICredentialDataDecryptedObject,
		requestOptions: IHttpRequestOptions,
	): Promise<IHttpRequestOptions> => {
		const text = (name: string) => String(credentials[name] ?? '');
		const { baseURL = '', url, uri } = requestOptions as AnyRequest;
		const signed = signHeaders(
			{ method: requestOptions.method ?? 'GET', url: `${baseURL}${url ?? uri ?? ''}` },
			{
				userName: text('userName'),
				secret: text('secret'),
				integrationCode: text('integrationCode'),
				zoneDiscoveryUrl: text('zoneDiscoveryUrl'),
				impersonationResourceId: text('impersonationResourceId'),
			},
		);
		return { ...requestOptions, headers: { ...requestOptions.headers, ...signed } };
	};
}
