import type {
	ICredentialDataDecryptedObject,
	IDataObject,
	IHttpRequestOptions,
	INode,
	IHttpRequestHelper,
	JsonObject,
} from 'n8n-workflow';
import { NodeApiError } from 'n8n-workflow';
import { LOGIN } from '../../../sandbox/autotask/login';
import { AutotaskDoor } from '../orders/autotask-door';
import { NoAnswer, type WireRequest, type WireResponse } from '../orders/product';
import { ACCOUNT, EC_URL } from '../orders/tdsynnex-door';
import { builtCredential } from './built';

export type System = 'autotask' | 'tdSynnex' | 'partner';
/** The wire: what a call gets, or the absence of an answer. */
export type Wire = (system: System, request: WireRequest) => Promise<WireResponse | NoAnswer>;

type Credential = ICredentialDataDecryptedObject;

/** n8n's helpers as far as the nodes use them; a credential signs each request as it does there. */
export function helpersOf(wire: Wire, credentialOf: (type: string) => Credential, node: INode) {
	return {
		prepareBinaryData: async () => ({ mimeType: 'text/html', data: '' }),
		checkProcessedAndRecord: async () => ({ new: [], processed: [] }),
		removeProcessed: async () => undefined,
		httpRequestWithAuthentication: signedRequest(wire, credentialOf, node),
	};
}

/** The helper of a Test button: of n8n's older kind, and it signs nothing. */
export function testHelpersOf(wire: Wire, credentialType: string) {
	const [system] = SIGNERS[credentialType] as [System, Sign];
	return {
		async request({ uri, ...options }: IHttpRequestOptions & { uri: string }) {
			const answer = await sent(wire, system, { ...options, url: uri });
			// an empty body comes as none there
			return { ...answer, body: answer.body === '' ? undefined : answer.body };
		},
	};
}

export function credentialData(type: string, change: Credential | undefined): Credential {
	return { ...CREDENTIALS[type], ...change };
}

/** As n8n-core: fetches a token where there is none, and once more after a 401; wraps what fails. */
function signedRequest(wire: Wire, credentialOf: (type: string) => Credential, node: INode) {
	return async (type: string, options: IHttpRequestOptions) => {
		const [system, sign] = SIGNERS[type] as [System, Sign];
		const credential = credentialOf(type);
		const before = PRE_AUTHENTICATIONS[type];
		const helpers = {
			httpRequest: async (asked: IHttpRequestOptions) =>
				shown(asked, await sent(wire, system, asked)),
		};
		const fetchToken = async () => {
			if (before) Object.assign(credential, await before.call({ helpers }, credential));
		};
		const once = async () =>
			shown(options, await sent(wire, system, await sign(credential, { ...options })));
		const wrapped = (error: unknown) => new NodeApiError(node, error as JsonObject);
		try {
			if (credential.accessToken === '') await fetchToken();
			return await once();
		} catch (error) {
			if ((error as HttpError).response?.status !== 401 || !before) throw wrapped(error);
			try {
				await fetchToken();
				return await once();
			} catch (again) {
				throw wrapped(again);
			}
		}
	};
}

type HttpError = { response?: { status: number } };

/** One call; a status that is not to be ignored is an error, as in axios. */
async function sent(wire: Wire, system: System, options: IHttpRequestOptions) {
	const answer = await wire(system, {
		method: options.method as WireRequest['method'],
		url: options.url,
		body: options.body as string | undefined,
	});
	if (answer instanceof NoAnswer)
		throw Object.assign(new Error(answer.detail), { code: answer.detail, isAxiosError: true });
	const { status, headers, body } = answer;
	if (isError(status, options))
		throw Object.assign(new Error(`Request failed with status code ${status}`), {
			code: status < 500 ? 'ERR_BAD_REQUEST' : 'ERR_BAD_RESPONSE',
			isAxiosError: true,
			response: { status, headers, data: body },
		});
	return { statusCode: status, headers, body };
}

function isError(
	status: number,
	{ ignoreHttpStatusErrors, ...rest }: IHttpRequestOptions & { simple?: boolean },
): boolean {
	if (rest.simple === false || ignoreHttpStatusErrors === true) return false;
	if (typeof ignoreHttpStatusErrors === 'object')
		return ignoreHttpStatusErrors.except.includes(status);
	return status >= 300;
}

/** As axios gives it: the body alone unless all is asked for, and JSON read unless text is. */
function shown(
	{ returnFullResponse, encoding }: IHttpRequestOptions,
	answer: { statusCode: number; headers: Record<string, string>; body: string },
): unknown {
	const body = encoding === 'text' ? answer.body : parsed(answer.body);
	return returnFullResponse ? { ...answer, body } : body;
}

function parsed(body: string): unknown {
	try {
		return JSON.parse(body);
	} catch {
		return body;
	}
}

type Sign = (credential: Credential, options: IHttpRequestOptions) => Promise<IHttpRequestOptions>;
type Before = (
	this: Pick<IHttpRequestHelper, 'helpers'> | { helpers: object },
	credential: Credential,
) => Promise<IDataObject>;

const signer = (name: string) => builtCredential(name).authenticate as Sign;
const SIGNERS: Record<string, [System, Sign]> = {
	autotaskPsaApi: ['autotask', signer('AutotaskPsaApi')],
	tdSynnexEcApi: ['tdSynnex', signer('TdSynnexEcApi')],
	tdSynnexPartnerApi: ['partner', signer('TdSynnexPartnerApi')],
};
const PRE_AUTHENTICATIONS: Record<string, Before | undefined> = {
	tdSynnexPartnerApi: builtCredential('TdSynnexPartnerApi').preAuthentication as Before,
};
const CREDENTIALS: Record<string, Credential> = {
	autotaskPsaApi: {
		...LOGIN,
		zoneDiscoveryUrl: AutotaskDoor.discoveryUrl,
		impersonationResourceId: '',
	},
	tdSynnexEcApi: {
		userId: ACCOUNT.userId,
		password: ACCOUNT.password,
		customerNumber: ACCOUNT.customerNumber,
		country: 'US',
		environment: 'custom',
		ecUrl: EC_URL,
		invoiceUrl: EC_URL,
	},
	tdSynnexPartnerApi: {
		clientId: ACCOUNT.clientId,
		clientSecret: ACCOUNT.clientSecret,
		country: 'US',
		environment: 'custom',
		baseUrl: EC_URL,
		tokenUrl: `${EC_URL}/oauth2/v1/token`,
		accessToken: '',
	},
};
