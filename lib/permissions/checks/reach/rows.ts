import { type Service, SERVICES } from '../../check-ids';
import type { Check } from '../../types';

/** How far the road to a service goes; each check stands behind the one before it. */
export function reachChecks(service: Service): Check[] {
	const name = SERVICES[service];
	const id = (part: string) => `reach.${service}.${part}`;
	const check = (part: string, rest: Omit<Check, 'id' | 'area' | 'blocks' | 'docs'>): Check => ({
		id: id(part),
		area: 'Reach',
		blocks: `Everything that uses the ${name}.`,
		docs: `docs/troubleshooting.md#reach`,
		...rest,
	});
	return [
		check('name', {
			name: `${name}: name is known (DNS)`,
			needed: 'The host name resolves on the machine that runs n8n',
			remedy:
				'Check the DNS server of the machine (or container) that runs n8n, and the address in the credential.',
			needs: [],
		}),
		check('connection', {
			name: `${name}: connection`,
			needed: 'The host accepts the connection and answers in time',
			remedy:
				'Allow n8n to connect to the host on port 443 in the firewall. If the host is correct and the port is open, try again later.',
			needs: [id('name')],
		}),
		check('tls', {
			name: `${name}: TLS 1.2 or higher`,
			needed: 'An encrypted connection with a valid certificate, TLS 1.2 or higher',
			remedy:
				"Check the clock of the machine that runs n8n. If a proxy inspects TLS, give n8n the proxy's root certificate (NODE_EXTRA_CA_CERTS) or exempt the host.",
			needs: [id('connection')],
		}),
		check('gateway', {
			name: `${name}: no proxy or gateway in the way`,
			needed: "The answer is the service's own",
			remedy:
				'Exempt the host from the proxy, or correct the proxy settings of n8n (HTTPS_PROXY, NO_PROXY).',
			needs: [id('tls')],
		}),
		check('speed', {
			name: `${name}: time to the first answer`,
			needed: 'Under 2 seconds',
			remedy:
				'Check the connection and the load of the machine that runs n8n. If both are fine, check the status page of the service.',
			needs: [id('gateway')],
		}),
		check('clock', {
			name: `${name}: clocks agree`,
			needed: "n8n's clock within 2 minutes of the service's",
			remedy: 'Turn on time synchronization (NTP) on the machine that runs n8n.',
			needs: [id('gateway')],
		}),
	];
}
