import type {
	Icon,
	ICredentialDataDecryptedObject,
	ICredentialType,
	IHttpRequestOptions,
	INodeProperties,
} from 'n8n-workflow';
import { textOf } from '../lib/tdsynnex/ec-xml/element-fields';
import { accountSettings } from '../lib/tdsynnex/hosts';
import { sign } from '../lib/tdsynnex/ec-xml/auth';

/**
 * Constants, because two rules of eslint-plugin-n8n-nodes-base contradict each other on literals: one
 * (for n8n's own repository) wants this address in camel case, the other (for everybody else) as HTTP.
 */
const DISPLAY_NAME = 'TD SYNNEX EC API';
const DOCUMENTATION =
	'https://www.npmjs.com/package/n8n-nodes-tdsynnex-autotask?activeTab=readme#td-synnex-ec-api';

/**
 * The login of TD SYNNEX's EC XML services. It has no `test` request of its own: a refused login comes
 * back with HTTP 200 and an error inside the XML, which n8n's rules for test requests cannot see. The
 * nodes bring the test instead (`testedBy`).
 */
export class TdSynnexEcApi implements ICredentialType {
	name = 'tdSynnexEcApi';

	displayName = DISPLAY_NAME;

	icon: Icon = { light: 'file:../icons/tdsynnex.svg', dark: 'file:../icons/tdsynnex.dark.svg' };

	documentationUrl = DOCUMENTATION;

	properties: INodeProperties[] = [
		{
			displayName: 'User ID',
			name: 'userId',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. api@yourcompany.com',
			description: 'The user of your EC Express or XML account, often an email address',
		},
		{
			displayName: 'Password',
			name: 'password',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			required: true,
			description:
				'The password of EC Express or of your XML account. SFTP has a different one. A user that is allowed to order must change it every three months.',
		},
		{
			displayName: 'Password Set On',
			name: 'renewedOn',
			type: 'dateTime',
			default: '',
			description:
				'Optional: the day on which you last changed the password. The nodes then warn you two weeks before it expires.',
		},
		{
			displayName: 'Read-Only User ID',
			name: 'readOnlyUserId',
			type: 'string',
			default: '',
			placeholder: 'e.g. prices@yourcompany.com',
			description:
				'Optional: an EC user that is not allowed to order, and whose password does not expire. The nodes use it for prices, order states, and freight, and the user above for orders and invoices.',
		},
		{
			displayName: 'Read-Only Password',
			name: 'readOnlyPassword',
			type: 'string',
			typeOptions: { password: true },
			default: '',
		},
		{
			displayName: 'Customer Number',
			name: 'customerNumber',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. 100001',
		},
		{
			displayName: 'Country',
			name: 'country',
			type: 'options',
			options: [
				{ name: 'Canada (CAD)', value: 'CA' },
				{ name: 'United States (USD)', value: 'US' },
			],
			default: 'US',
			description: 'The TD SYNNEX company of the account. It determines the host and the currency.',
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
				{
					name: 'Production',
					value: 'production',
					description: 'Orders are real and cost money',
				},
				{
					name: 'Test',
					value: 'test',
					description:
						"TD SYNNEX's test host, a copy of production that is made every weekend (Canada: every night)",
				},
			],
			default: 'test',
			description: 'Start with Test. Every result names its environment.',
		},
		{
			displayName: 'EC URL',
			name: 'ecUrl',
			type: 'string',
			default: '',
			placeholder: 'e.g. https://ec.example.com',
			description: 'Base address. The nodes append /SynnexXML/PriceAvailability and other paths.',
			displayOptions: { show: { environment: ['custom'] } },
		},
		{
			displayName: 'Invoice URL',
			name: 'invoiceUrl',
			type: 'string',
			default: '',
			placeholder: 'e.g. https://ws.example.com',
			description:
				'Base address. The nodes append /webservice/invoice/query. If empty, the EC URL is used.',
			displayOptions: { show: { environment: ['custom'] } },
		},
	];

	/** Signs the XML on its way out, so that no node, item, error or log ever holds the password. */
	authenticate = async (
		credentials: ICredentialDataDecryptedObject,
		requestOptions: IHttpRequestOptions,
	): Promise<IHttpRequestOptions> => {
		const text = textOf(credentials);
		const body = typeof requestOptions.body === 'string' ? requestOptions.body : '';
		const url = `${requestOptions.baseURL ?? ''}${requestOptions.url}`;
		const login = {
			userId: text('userId'),
			password: text('password'),
			readOnlyUserId: text('readOnlyUserId'),
			readOnlyPassword: text('readOnlyPassword'),
		};
		return { ...requestOptions, body: sign(body, url, login, accountSettings(credentials)) };
	};
}
