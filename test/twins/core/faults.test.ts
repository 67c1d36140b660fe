import type { AddressInfo } from 'node:net';
import { request as httpRequest } from 'node:http';
import Fastify, { type FastifyInstance } from 'fastify';

import {
	FaultPlans,
	Ledger,
	listen,
	noteEffect,
	SandboxClock,
	withFaults,
	type Fault,
} from '../../../sandbox/core';

const REPLY =
	'<?xml version="1.0" encoding="UTF-8"?><OrderResponse><Code>héld</Code></OrderResponse>';

describe('faults on demand', () => {
	let app: FastifyInstance;
	let ledger: Ledger;
	let faults: FaultPlans;
	let port: number;
	let stored: string[];

	beforeEach(async () => {
		const clock = new SandboxClock();
		ledger = new Ledger(clock);
		faults = new FaultPlans();
		stored = [];
		app = Fastify({ forceCloseConnections: true });
		withFaults(app, 'tdsynnex', () => 'PO', { clock, ledger, faults, latencyMs: 0 });
		app.post('/PO', async (request, reply) => {
			stored.push('40000001');
			noteEffect(request, 'accepted', '40000001');
			return reply.type('application/xml; charset=utf-8').send(REPLY);
		});
		await listen(app, 0, 'tdsynnex', faults);
		port = (app.server.address() as AddressInfo).port;
	});
	afterEach(async () => {
		await faults.clear();
		await app.close();
	});

	const strikeWith = (fault: Fault): void =>
		faults.add({ system: 'tdsynnex', endpoint: 'po', fault });

	test('without a plan the answer is whole and the ledger holds what it stored', async () => {
		const answer = await post(port);
		expect(answer).toMatchObject({ status: 200, body: REPLY });
		expect(ledger.entries()).toMatchObject([
			{
				seq: 1,
				system: 'tdsynnex',
				endpoint: 'PO',
				method: 'POST',
				status: 200,
				answered: true,
				effect: 'accepted',
				stored: '40000001',
				fault: null,
			},
		]);
	});

	test('a refused connection reaches nothing, and the port opens again', async () => {
		strikeWith({ kind: 'refused', forMs: 50 });
		await expect(post(port)).rejects.toMatchObject({ code: 'ECONNREFUSED' });
		await new Promise((resolve) => setTimeout(resolve, 80));
		expect((await post(port)).status).toBe(200);
		expect(ledger.entries()).toHaveLength(1);
	});

	test('a reset before processing stores nothing', async () => {
		strikeWith({ kind: 'resetBefore' });
		await expect(post(port)).rejects.toMatchObject({ code: 'ECONNRESET' });
		expect(stored).toEqual([]);
		expect(ledger.entries()).toMatchObject([
			{ effect: 'none', answered: false, status: null, fault: 'resetBefore' },
		]);
	});

	test('a reset after processing leaves an order that the client knows nothing of', async () => {
		strikeWith({ kind: 'resetAfter' });
		await expect(post(port)).rejects.toMatchObject({ code: 'ECONNRESET' });
		expect(stored).toEqual(['40000001']);
		expect(ledger.entries()).toMatchObject([
			{ effect: 'accepted', answered: false, status: 200, fault: 'resetAfter' },
		]);
	});

	test.each([
		['timeoutNoEffect', 0],
		['timeoutWithEffect', 1],
	] as const)(
		'%s stays silent until the client gives up, with %i orders stored',
		async (kind, orders) => {
			strikeWith({ kind });
			await expect(post(port, { timeoutMs: 500 })).rejects.toThrow('client gave up');
			expect(stored).toHaveLength(orders);
			expect((await post(port)).status).toBe(200);
		},
	);

	test('the twin hangs up by itself when the plan says after how long', async () => {
		strikeWith({ kind: 'timeoutWithEffect', holdMs: 20 });
		await expect(post(port)).rejects.toMatchObject({ code: 'ECONNRESET' });
		expect(stored).toHaveLength(1);
	});

	test('a slow drip arrives whole, in many pieces', async () => {
		strikeWith({ kind: 'slowDrip', bytes: 30, everyMs: 2 });
		const answer = await post(port);
		expect(answer.body).toBe(REPLY);
		expect(answer.pieces).toBeGreaterThan(2);
	});

	test.each([
		[{ seconds: 7 }, /^7$/],
		[{ dateInSeconds: 60 }, /GMT$/],
		['absurd', /soon/],
	] as const)('429 tells when to come back: %j', async (retryAfter, expected) => {
		strikeWith({ kind: 'status', status: 429, retryAfter });
		const answer = await post(port);
		expect(answer.status).toBe(429);
		expect(answer.headers['retry-after']).toMatch(expected);
		expect(stored).toEqual([]);
	});

	test('429 may not tell when to come back', async () => {
		strikeWith({ kind: 'status', status: 429 });
		expect((await post(port)).headers['retry-after']).toBeUndefined();
	});

	test('a burst of 503 ends after its count, and starts after so many calls', async () => {
		faults.add({ after: 1, count: 2, fault: { kind: 'status', status: 503 } });
		const statuses = [];
		for (let i = 0; i < 5; i++) statuses.push((await post(port)).status);
		expect(statuses).toEqual([200, 503, 503, 200, 200]);
	});

	test('a gateway can fail although the order was taken', async () => {
		strikeWith({ kind: 'htmlErrorPage', status: 502, withEffect: true });
		const answer = await post(port);
		expect(answer.status).toBe(502);
		expect(answer.body).toContain('<!DOCTYPE html>');
		expect(stored).toHaveLength(1);
		expect(ledger.entries()).toMatchObject([{ status: 502, effect: 'accepted' }]);
	});

	test('bodies come empty, cut, broken, in a wrong encoding or with a document type', async () => {
		const bodies: Record<string, string> = {};
		for (const kind of [
			'emptyBody',
			'truncatedBody',
			'malformedBody',
			'wrongEncoding',
			'dtd',
		] as const) {
			strikeWith({ kind });
			const answer = await post(port);
			expect(answer.status).toBe(200);
			bodies[kind] = answer.body;
		}
		expect(bodies.emptyBody).toBe('');
		expect(REPLY.startsWith(bodies.truncatedBody ?? '?')).toBe(true);
		expect(bodies.malformedBody).toContain('<}');
		expect(bodies.wrongEncoding).toContain('h\ufffdld');
		expect(bodies.dtd).toMatch(/^<\?xml[^>]*\?><!DOCTYPE OrderResponse \[<!ENTITY/);
	});

	test('chance is repeatable: one seed, one history', async () => {
		const history = (seed: number): Promise<number[]> => {
			const plans = new FaultPlans();
			plans.add({ count: 0, probability: 0.5, seed, fault: { kind: 'resetBefore' } });
			return Promise.resolve(
				Array.from({ length: 40 }, () => (plans.take('tdsynnex', 'PO', 'POST') ? 1 : 0)),
			);
		};
		expect(await history(7)).toEqual(await history(7));
		expect(await history(7)).not.toEqual(await history(8));
		const struck = (await history(7)).filter(Boolean).length;
		expect(struck).toBeGreaterThan(8);
		expect(struck).toBeLessThan(32);
	});

	test('a lag stands until cleared and strikes no request', async () => {
		faults.add({
			system: 'tdsynnex',
			endpoint: 'POStatus',
			fault: { kind: 'statusLag', seconds: 90 },
		});
		expect(faults.lagSeconds('statusLag', 'tdsynnex', 'POStatus')).toBe(90);
		expect(faults.lagSeconds('statusLag', 'tdsynnex', 'PO')).toBe(0);
		expect((await post(port)).status).toBe(200);
		await faults.clear();
		expect(faults.lagSeconds('statusLag', 'tdsynnex', 'POStatus')).toBe(0);
	});
});

interface Answer {
	status: number;
	headers: Record<string, string | string[] | undefined>;
	body: string;
	pieces: number;
}

function post(port: number, { timeoutMs = 0 } = {}): Promise<Answer> {
	return new Promise((resolve, reject) => {
		const request = httpRequest(
			{ host: '127.0.0.1', port, path: '/PO', method: 'POST', agent: false },
			(response) => {
				const pieces: Buffer[] = [];
				response.on('data', (piece: Buffer) => pieces.push(piece));
				response.on('error', reject);
				response.on('end', () =>
					resolve({
						status: response.statusCode ?? 0,
						headers: response.headers,
						body: Buffer.concat(pieces).toString('utf8'),
						pieces: pieces.length,
					}),
				);
			},
		);
		request.on('error', reject);
		if (timeoutMs) setTimeout(() => request.destroy(new Error('client gave up')), timeoutMs);
		request.end();
	});
}
