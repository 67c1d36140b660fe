/**
 * Whether a secret may travel to this address: over https, or over http within the machine itself,
 * such as to the sandbox or a proxy.
 */
export function isSecure({ protocol, hostname }: URL): boolean {
	return protocol === 'https:' || (protocol === 'http:' && isLoopback(hostname));
}

/**
 * `localhost`, 127.0.0.0/8 (RFC 1122, 3.2.1.3) or `::1`.
 *
 * @param hostname as `URL` writes it: in lower case, an IPv4 address with four decimal parts, an
 *   IPv6 address in brackets
 */
export function isLoopback(hostname: string): boolean {
	return hostname === 'localhost' || hostname === '[::1]' || /^127(\.\d+){3}$/.test(hostname);
}
