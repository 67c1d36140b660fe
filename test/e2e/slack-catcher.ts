import { writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { selfSigned } from './certificate';

/** A message as n8n's Slack node posts it. */
export interface SlackMessage {
	channel: string;
	text: string;
	/** Label and link of each button. */
	buttons: Record<string, string>;
	/** The Authorization header it came with. */
	authorization: string;
}

/** Slack as far as n8n's Slack node needs it, and the proxy by which n8n reaches it. */
export interface SlackCatcher {
	all: SlackMessage[];
	/** With it, the outgoing HTTPS of n8n goes to this proxy, which knows slack.com and nothing else. */
	env: Record<string, string>;
	close(): void;
}

/**
 * n8n's Slack node speaks to https://slack.com alone, and n8n goes through the proxy that its environment names:
 * so this proxy answers for slack.com, with a certificate that n8n is told to trust.
 * @param folder where the certificate is put for n8n to read
 */
export async function catchSlack(folder: string): Promise<SlackCatcher> {
	const all: SlackMessage[] = [];
	const { key, cert } = selfSigned('slack.com');
	const slack = createTlsServer({ key, cert }, (request, response) => {
		let body = '';
		request.on('data', (chunk: Buffer) => (body += chunk.toString()));
		request.on('end', () => {
			const posted = request.url === '/api/chat.postMessage';
			if (posted) all.push(messageIn(body, request.headers.authorization ?? ''));
			response.setHeader('content-type', 'application/json');
			response.end(JSON.stringify({ ok: posted, error: posted ? undefined : 'unknown_method' }));
		});
	});
	const proxy = createServer((_request, response) => void response.writeHead(502).end());
	proxy.on('connect', (request, socket) => {
		socket.on('error', () => undefined);
		if (request.url !== 'slack.com:443') return void socket.end('HTTP/1.1 502 No\r\n\r\n');
		socket.write('HTTP/1.1 200 Connected\r\n\r\n');
		slack.emit('connection', socket);
	});
	await new Promise<void>((ready) => proxy.listen(0, '127.0.0.1', ready));
	const file = join(folder, 'slack.pem');
	await writeFile(file, cert);
	return {
		all,
		env: {
			HTTPS_PROXY: `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`,
			NO_PROXY: '127.0.0.1,localhost',
			NODE_EXTRA_CA_CERTS: file,
		},
		close: () => void proxy.close(),
	};
}

interface Posted {
	channel: string;
	blocks: {
		type: string;
		text?: { text: string };
		elements?: { text: { text: string }; url: string }[];
	}[];
}

function messageIn(body: string, authorization: string): SlackMessage {
	const { channel, blocks } = JSON.parse(body) as Posted;
	const buttons = blocks.flatMap(({ elements }) => elements ?? []);
	return {
		channel,
		text: blocks.map(({ text }) => text?.text ?? '').join('\n'),
		buttons: Object.fromEntries(buttons.map(({ text, url }) => [text.text, url])),
		authorization,
	};
}
