import { createServer, type Server } from 'node:net';

/** Mails as they arrived, oldest first. */
export interface MailCatcher {
	port: number;
	all: string[];
	/** Waits for a mail, not seen before this call, in whose decoded text the words stand. */
	next(words: RegExp, timeoutMs?: number): Promise<string>;
	close(): void;
}

/** The least that n8n's mail node takes for a mail server. */
export function catchMails(): Promise<MailCatcher> {
	const all: string[] = [];
	let seen = 0;
	const server: Server = createServer((socket) => {
		let mail: string | null = null;
		let rest = '';
		socket.write('220 sandbox\r\n');
		socket.on('error', () => undefined);
		socket.on('data', (chunk) => {
			rest += chunk.toString();
			for (let end; (end = rest.indexOf('\r\n')) >= 0; rest = rest.slice(end + 2)) {
				const line = rest.slice(0, end);
				if (mail !== null && line !== '.') mail += `${line}\r\n`;
				else if (mail !== null) {
					all.push(decoded(mail));
					mail = null;
					socket.write('250 kept\r\n');
				} else if (/^DATA/i.test(line)) {
					mail = '';
					socket.write('354 go on\r\n');
				} else socket.write(/^QUIT/i.test(line) ? '221 bye\r\n' : '250 sandbox\r\n');
			}
		});
	});
	return new Promise((resolve) =>
		server.listen(0, '127.0.0.1', () =>
			resolve({
				port: (server.address() as { port: number }).port,
				all,
				async next(words, timeoutMs = 120_000) {
					const deadline = Date.now() + timeoutMs;
					for (;;) {
						const at = all.findIndex((mail, index) => index >= seen && words.test(mail));
						if (at >= 0) {
							seen = at + 1;
							return all[at] ?? '';
						}
						if (Date.now() > deadline)
							throw new Error(
								`no mail with ${words.source}; there are:\n${all.slice(seen).join('\n---\n')}`,
							);
						await new Promise((wake) => setTimeout(wake, 100));
					}
				},
				close: () => void server.close(),
			}),
		),
	);
}

/** Mail with quoted-printable and base64 parts, and encoded subjects, in clear. */
function decoded(mail: string): string {
	return mail
		.replace(/=\r\n/g, '')
		.replace(/=\?UTF-8\?Q\?(.*?)\?=(\r\n )?/gi, (_, text: string) =>
			fromQuoted(text.replaceAll('_', ' ')),
		)
		.replace(/(=[0-9A-F]{2})+/g, fromQuoted)
		.replace(/(?:^[A-Za-z0-9+/=]{20,}\r\n)+/gm, (part) => Buffer.from(part, 'base64').toString());
}

function fromQuoted(text: string): string {
	return Buffer.from(
		text.replace(/=([0-9A-F]{2})/gi, (_, hex: string) => String.fromCharCode(parseInt(hex, 16))),
		'latin1',
	).toString();
}
