import type {
	ICredentialsDecrypted,
	ICredentialTestFunctions,
	INodeCredentialTestResult,
} from 'n8n-workflow';
import { AutotaskPsaApi } from '../../credentials/AutotaskPsaApi.credentials';
import { createAutotask } from '../../lib/autotask';
import { IMPATIENT, sendSigned, testResult } from './credential-test';

/**
 * The Test button of the Autotask credential: looks the zone up, which proves the user name, then
 * reads the hour's count, which proves secret and tracking identifier. Each is sent once, so that a
 * wrong secret does not lock the user.
 */
export async function autotaskPsaApiTest(
	this: ICredentialTestFunctions,
	credential: ICredentialsDecrypted,
): Promise<INodeCredentialTestResult> {
	const data = credential.data ?? {};
	return await testResult(async () => {
		const { used, limit, timeframeMinutes } = await createAutotask({
			send: sendSigned(this, (options) => new AutotaskPsaApi().authenticate(data, options)),
			clock: IMPATIENT,
			attempts: 1,
			userName: String(data.userName ?? ''),
			zoneDiscoveryUrl: String(data.zoneDiscoveryUrl ?? ''),
		}).threshold();
		return `Connected to Autotask. All integrations together made ${used} of ${limit} calls in the last ${timeframeMinutes} minutes.`;
	});
}
