import { Problem } from '../../shared/problem';
import type { Send } from '../../shared/http';
import { isLoopback } from '../../shared/secure-address';
import { CREDENTIAL } from '../../tdsynnex/ec-xml/order-request';
import { buildXml, element } from '../../tdsynnex/ec-xml/xml';
import { type AccountSettings, hostsOf, PATH } from '../../tdsynnex/hosts';
import { post } from './desk';

/** TD SYNNEX's test hosts: copies of production, made anew every weekend (Canada: every night). */
const TEST_HOSTS = ['testec.us.tdsynnex.com', 'testec.ca.tdsynnex.com'];
/** By this header an answer of the sandbox can be told. */
const SANDBOX_MARK = 'x-sandbox';

/**
 * A conformance run sends orders, so it goes to a test host and nowhere else. What is not on the
 * list is refused, whatever the credential calls its environment. An address of this machine may
 * be a way to anywhere: it must answer a malformed request as the sandbox does.
 *
 * @returns the base address of the EC XML services
 * @throws Problem for every other host, before anything else is sent
 */
export async function testHostOf(account: AccountSettings, send: Send): Promise<string> {
	const { ecUrl } = hostsOf(account);
	const { protocol, hostname } = new URL(ecUrl);
	if (protocol === 'https:' && TEST_HOSTS.includes(hostname)) return ecUrl;
	// the sandbox listens on this machine alone
	if (!isLoopback(hostname)) throw refused(`${hostname} is not a test host of TD SYNNEX`);
	const answer = await post({ send, ecUrl }, PATH.orderStatus, MALFORMED, { service: 'test' });
	if (answer.headers[SANDBOX_MARK] === 'tdsynnex') return ecUrl;
	throw refused(`${hostname} does not answer like the sandbox`);
}

/** A request under a name that no service has: refused before any order or login is looked at. */
export const MALFORMED = buildXml(element('ConformanceProbe', [CREDENTIAL]));

function refused(why: string): Problem {
	return new Problem({
		code: 'conformance-host-refused',
		reach: 'run',
		cause: `A conformance run sends test orders, and ${why}, so none was sent`,
		remedy:
			'Select a TD SYNNEX EC API credential with the Environment Test, or one of the sandbox on this machine.',
	});
}
