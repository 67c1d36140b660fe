import { Problem } from '../../shared/problem';
import { isSecure } from '../../shared/secure-address';

/** A credential's fields as n8n hands them over. */
export type Fields = Record<string, unknown>;

/** Reads fields as text; absent ones are empty. */
export const textOf = (fields: Fields) => (name: string) => String(fields[name] ?? '');

/**
 * A base address that a user typed in, without a slash at the end. Each request to it carries the
 * login, so it is an https address, or one of this machine.
 *
 * @throws Problem when it is no HTTP address, carries a login, or is http on another machine
 */
export function webAddress(
	text: string,
	place: { field: string; credential: string; example: string },
): string {
	const { field, credential, example } = place;
	const url = URL.canParse(text.trim()) ? new URL(text.trim()) : undefined;
	const refused = (cause: string) =>
		new Problem({
			code: 'tdsynnex-host',
			reach: 'run',
			record: `${credential} credential`,
			cause: `${field} ${cause}`,
			remedy: `Enter the address in ${field}, such as ${example}, or select another environment.`,
		});
	if (url === undefined || !/^https?:$/.test(url.protocol) || url.username || url.password)
		throw refused('is no web address');
	if (!isSecure(url))
		throw refused('is not an https address, so the login would be sent unencrypted');
	return `${url.origin}${url.pathname.replace(/\/+$/, '')}`;
}

/**
 * A blank that came along with copy and paste makes TD SYNNEX refuse the login, and a person seek
 * for hours.
 *
 * @throws Problem when there is one around the value, or no value
 */
export function checkPasted(credential: string, field: string, value: string): void {
	const record = `${credential} credential`;
	if (value === '')
		throw new Problem({
			code: 'tdsynnex-credential-empty',
			reach: 'run',
			record,
			cause: `${field} is empty`,
			remedy: `Fill in ${field}.`,
		});
	if (/^[\s\u200B]|[\s\u200B]$/.test(value))
		throw new Problem({
			code: 'tdsynnex-credential-blanks',
			reach: 'run',
			record,
			cause: `${field} begins or ends with a blank, so nothing was sent`,
			remedy: `Remove the blanks around ${field}. They usually come from copy and paste.`,
		});
}
