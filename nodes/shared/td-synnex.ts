import type {
	ICredentialDataDecryptedObject,
	ICredentialsDecrypted,
	ICredentialTestFunctions,
	IExecuteFunctions,
	ILoadOptionsFunctions,
	INodeCredentialTestResult,
	IPollFunctions,
} from 'n8n-workflow';
import { TdSynnexEcApi } from '../../credentials/TdSynnexEcApi.credentials';
import {
	type AccountSettings,
	accountSettings,
	type Hosts,
	hostsOf,
} from '../../lib/tdsynnex/hosts';
import { lookUpInvoices, NO_SUCH_ORDER } from '../../lib/permissions/checks/tdsynnex/probe';
import { passwordNotice } from '../../lib/tdsynnex/password-age';
import { priceAndAvailability } from '../../lib/tdsynnex/ec-xml/price-availability';
import { IMPATIENT, sendSigned, testResult } from './credential-test';

export const TDSYNNEX_CREDENTIAL = 'tdSynnexEcApi';

export type Account = AccountSettings & { hosts: Hosts };

/**
 * What a node may know of the TD SYNNEX account: all but user id and password, which are dropped at
 * once.
 */
export async function tdSynnexAccount(
	context: IExecuteFunctions | ILoadOptionsFunctions | IPollFunctions,
): Promise<Account> {
	const account = accountOf(await context.getCredentials(TDSYNNEX_CREDENTIAL));
	const message = passwordNotice(account.passwordSetOn, Date.now());
	if (message && 'addExecutionHints' in context)
		context.addExecutionHints({ message, type: 'warning', location: 'outputPane' });
	return account;
}

/**
 * The Test button of the credential: asks for one product that does not exist. A wrong password
 * comes with HTTP 200 and an error inside the XML, which a test request of n8n could not see. That
 * is asked by the read-only user where there is one: then an invoice that does not exist is asked
 * for by the ordering one.
 */
export async function tdSynnexEcApiTest(
	this: ICredentialTestFunctions,
	credential: ICredentialsDecrypted,
): Promise<INodeCredentialTestResult> {
	return await testResult(async () => {
		const data = credential.data ?? {};
		const account = accountOf(data);
		const { customerNumber, country, hosts, hasReadOnlyUser } = account;
		const send = sendSigned(this, (options) => new TdSynnexEcApi().authenticate(data, options));
		const { answers } = await priceAndAvailability([{ sku: '1' }], {
			send,
			clock: IMPATIENT,
			ecUrl: hosts.ecUrl,
			customerNumber,
			country,
		});
		const problem = answers[0]?.problem;
		if (problem && problem.code !== 'tdsynnex-no-line') throw problem;
		if (hasReadOnlyUser) await lookUpInvoices({ send, account, clock: IMPATIENT }, NO_SUCH_ORDER);
		return `Connected to TD SYNNEX${hasReadOnlyUser ? ' with both users' : ''}, environment ${hosts.name}`;
	});
}

function accountOf(data: ICredentialDataDecryptedObject): Account {
	const settings = accountSettings(data);
	return { ...settings, hosts: hostsOf(settings) };
}
