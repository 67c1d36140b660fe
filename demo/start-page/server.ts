import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { changePrices } from '../three-runs';
import type { Twins } from '../twins';
import { freePort } from '../n8n-home';
import { seeOrders, writeOrder } from './orders';
import { type Links, startPage } from './page';

export interface StartPage {
	url: string;
	close(): Promise<void>;
}

const HOUR = 3600;
const MOST_BYTES = 1000;

/** Serves the start page and what its buttons do, on loopback. */
export async function serveStartPage(twins: Twins, links: Links): Promise<StartPage> {
	const written: string[] = [];
	const time = async (hours: number) => {
		const { time: now } = await twins.control<{ time: number }>('POST', '/clock', {
			advanceSeconds: hours * HOUR,
		});
		return new Date(now).toISOString().slice(0, 16).replace('T', ' ');
	};
	const answers: Record<string, (body: Record<string, unknown>) => Promise<object>> = {
		'GET /state': async () => ({ time: await time(0), orders: await seeOrders(twins, written) }),
		'POST /orders': async () => {
			const number = await writeOrder(twins);
			written.unshift(number);
			return { number };
		},
		'POST /clock': async ({ hours }) => {
			if (typeof hours !== 'number' || !(hours > 0)) throw new Error('a number of hours is needed');
			return { time: await time(hours) };
		},
		'POST /prices': async () => ({ changed: await changePrices(twins) }),
	};
	const server = createServer((request, response) => {
		const route = `${request.method} ${request.url}`;
		if (route === 'GET /') return send(response, 200, startPage(links), 'text/html; charset=utf-8');
		const answer = answers[route];
		if (!answer) return sendJson(response, 404, { error: 'There is no such page' });
		// a page of another site cannot send JSON here without asking first
		if (request.method === 'POST' && request.headers['content-type'] !== 'application/json')
			return sendJson(response, 415, { error: 'JSON is needed' });
		bodyOf(request)
			.then(answer)
			.then((given) => sendJson(response, 200, given))
			.catch((error: Error) => sendJson(response, 400, { error: error.message }));
	});
	const port = await freePort(5680);
	await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
	return {
		url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
		close: () =>
			new Promise((resolve) => {
				server.closeAllConnections();
				server.close(() => resolve());
			}),
	};
}

async function bodyOf(request: IncomingMessage): Promise<Record<string, unknown>> {
	let text = '';
	for await (const chunk of request) {
		text += String(chunk);
		if (text.length > MOST_BYTES) throw new Error('that is too much');
	}
	return text === '' ? {} : (JSON.parse(text) as Record<string, unknown>);
}

function sendJson(response: ServerResponse, status: number, content: object): void {
	send(response, status, JSON.stringify(content), 'application/json');
}

function send(response: ServerResponse, status: number, content: string, type: string): void {
	response.writeHead(status, { 'content-type': type, 'cache-control': 'no-store' });
	response.end(content);
}
