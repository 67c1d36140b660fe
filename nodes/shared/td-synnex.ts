import type {
	ICredentialDataDecryptedObject,
	ICredentialsDecrypted,
	ICredentialTestFunctions,
	IExecuteFunctions,
	IHttpRequestOptions,
	ILoadOptionsFunctions,
	INodeCredentialTestResult,
	IPollFunctions,
} from 'n8n-workflow';
import { TdSynnexEcApi } from '../../credentials/TdSynnexEcApi.credentials';
import type { Clock } from '../../lib/clock';
import type { Send } from '../../lib/http';
import { Problem } from '../../lib/problem';
import { type AccountSettings, type Hosts, hostsOf } from '../../lib/tdsynnex/hosts';
import { priceAndAvailability } from '../../lib/tdsynnex/price-availability';
import { sendThrough } from './send';

export const TDSYNNEX_CREDENTIAL = 'tdSynnexEcApi';

export type Account = AccountSettings & { hosts: Hosts };

/** What a node may know of the TD SYNNEX account: all but user id and password, which are dropped at once. */
export async function tdSynnexAccount(
	context: IExecuteFunctions | ILoadOptionsFunctions | IPollFunctions,
): Promise<Account> {
	return accountOf(await context.getCredentials(TDSYNNEX_CREDENTIAL));
}

/**
 * The Test button of the credential: asks for one product that does not exist. A wrong password comes
 * with HTTP 200 and an error inside the XML, which a test request of n8n could not see.
 */
export async function tdSynnexEcApiTest(
	this: ICredentialTestFunctions,
	credential: ICredentialsDecrypted,
): Promise<INodeCredentialTestResult> {
	try {
		const data = credential.data ?? {};
		const { customerNumber, country, hosts } = accountOf(data);
		const { answers } = await priceAndAvailability([{ sku: '1' }], {
			send: signedBy(data, this),
			clock: IMPATIENT,
			ecUrl: hosts.ecUrl,
			customerNumber,
			country,
		});
		const problem = answers[0]?.problem;
		if (problem && problem.code !== 'tdsynnex-no-line') return refused(problem);
		return { status: 'OK', message: `Connected to TD SYNNEX, environment ${hosts.name}` };
	} catch (error) {
		return refused(error);
	}
}

function accountOf(data: ICredentialDataDecryptedObject): Account {
	const text = (name: string) => String(data[name] ?? '');
	const settings = {
		customerNumber: text('customerNumber'),
		country: text('country'),
		environment: text('environment'),
		ecUrl: text('ecUrl'),
		invoiceUrl: text('invoiceUrl'),
	} as AccountSettings;
	return { ...settings, hosts: hostsOf(settings) };
}

/** The one HTTP helper that n8n gives a credential test does not sign: the credential's own function does. */
function signedBy(data: ICredentialDataDecryptedObject, context: ICredentialTestFunctions): Send {
	const credential = new TdSynnexEcApi();
	return sendThrough(async (options) => {
		const signed: IHttpRequestOptions = await credential.authenticate(data, options);
		const { helpers } = context;
		return await helpers.request({
			method: signed.method,
			uri: signed.url,
			headers: signed.headers,
			body: signed.body,
			timeout: TEST_TIMEOUT_MS,
			simple: false,
			followRedirect: false,
			resolveWithFullResponse: true,
		});
	});
}

function refused(error: unknown): INodeCredentialTestResult {
	const message =
		error instanceof Problem
			? `${error.message}. ${error.remedy}`
			: error instanceof Error
				? error.message
				: String(error);
	return { status: 'Error', message };
}

/** A person waits before the screen: what does not work at once is told at once. */
const IMPATIENT: Clock = { now: () => Date.now(), sleep: async () => {}, random: () => 0 };
const TEST_TIMEOUT_MS = 20_000;
