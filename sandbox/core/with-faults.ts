import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { once } from 'node:events';
import type { Socket } from 'node:net';
import { Readable } from 'node:stream';
import { setTimeout as pause } from 'node:timers/promises';

import type { Fault } from './faults';
import type { Effect, LedgerEntry } from './ledger';
import { spoil } from './spoil';
import type { System } from './system';
import type { TwinSetting } from './types';

declare module 'fastify' {
	interface FastifyRequest {
		/** `arrived` and `begun`, when its handler was called: by the process's own clock, in ms. */
		sandbox: { entry: LedgerEntry; fault: Fault | null; arrived: number; begun?: number };
	}
}

/** Kinds that answer, or fail to, before the request is processed. */
const BEFORE: ReadonlyArray<Fault['kind']> = ['resetBefore', 'timeoutNoEffect'];

/**
 * Gives a twin its ledger and its faults: every request is recorded on arrival and closed when its
 * answer is out, and planned faults strike it before or after the handler.
 *
 * @param endpointOf the name under which ledger, counts and fault plans know a request
 */
export function withFaults(
	app: FastifyInstance,
	system: System,
	endpointOf: (request: FastifyRequest) => string,
	setting: Pick<TwinSetting, 'clock' | 'ledger' | 'faults' | 'latencyMs'>,
): void {
	const { clock, ledger, faults } = setting;
	app.decorateRequest('sandbox', null as unknown as FastifyRequest['sandbox']);

	app.addHook('onRequest', async (request, reply) => {
		const endpoint = endpointOf(request);
		const path = request.raw.url ?? '';
		const entry = ledger.begin({ system, endpoint, method: request.method, path });
		const fault = faults.take(system, endpoint, request.method, path);
		entry.fault = fault?.kind ?? null;
		request.sandbox = { entry, fault, arrived: performance.now() };
		reply.raw.once('close', () => ledger.end(entry));
		if (!fault) return;
		if (BEFORE.includes(fault.kind)) return strike(fault, request, reply);
		if (fault.kind === 'status' && !fault.withEffect) return sendStatus(fault, reply, clock.now());
		if (fault.kind === 'htmlErrorPage' && !fault.withEffect) return sendHtml(fault, reply);
	});

	// a call takes effect late, and its answer is out when the latency is over, not when the work is
	let workMs = 0;
	const untilLeft = async ({ sandbox }: FastifyRequest, leftMs: number) => {
		const ms = sandbox.arrived + setting.latencyMs - leftMs - performance.now();
		if (setting.latencyMs > 0 && ms > 0) await pause(ms);
	};
	// after all onRequest hooks, so that limits on calls at once count the waiting ones
	app.addHook('preHandler', async (request) => {
		await untilLeft(request, workMs);
		request.sandbox.begun = performance.now();
	});

	app.addHook('onSend', async (request, reply, payload) => {
		const { entry, fault, begun } = request.sandbox ?? {};
		if (!entry) return payload;
		if (begun !== undefined) {
			workMs = Math.min(performance.now() - begun, setting.latencyMs / 2);
			await untilLeft(request, 0);
		}
		entry.status = reply.statusCode;
		entry.answered = true;
		// before the bytes leave: a client that sends its next call on reading them is not seen as one more at once
		if (fault?.kind !== 'timeoutWithEffect') ledger.end(entry);
		if (!fault) return payload;
		switch (fault.kind) {
			case 'resetAfter':
			case 'timeoutWithEffect':
				entry.answered = false;
				await strike(fault, request, reply);
				return payload;
			case 'status':
				return fault.withEffect ? dressStatus(fault, reply, clock.now()) : payload;
			case 'htmlErrorPage':
				return fault.withEffect ? dressHtml(fault, reply) : payload;
			case 'slowDrip':
				return drip(bytesOf(payload), fault.bytes ?? 16, fault.everyMs ?? 50);
			default: {
				const spoilt = spoil(fault, bytesOf(payload));
				reply.header('content-length', spoilt.length);
				return spoilt;
			}
		}
	});
}

/** Says in the ledger what the request at hand changed. */
export function noteEffect(
	request: FastifyRequest,
	effect: Effect,
	stored: string | null = null,
	detail: unknown = null,
): void {
	Object.assign(request.sandbox.entry, { effect, stored, detail });
}

/** No answer: the connection is reset, or held in silence until the client or `holdMs` ends it. */
async function strike(fault: Fault, request: FastifyRequest, reply: FastifyReply): Promise<void> {
	const socket = request.raw.socket;
	reply.hijack();
	if (fault.kind === 'timeoutNoEffect' || fault.kind === 'timeoutWithEffect') {
		await silence(socket, fault.holdMs ?? 120_000);
	}
	if (!socket.destroyed) socket.resetAndDestroy();
}

async function silence(socket: Socket, ms: number): Promise<void> {
	if (socket.destroyed) return;
	const over = new AbortController();
	await Promise.race([
		once(socket, 'close', { signal: over.signal }),
		pause(ms, undefined, { ref: false, signal: over.signal }),
	]).catch(() => undefined);
	over.abort();
}

type StatusFault = Extract<Fault, { kind: 'status' }>;

function sendStatus(fault: StatusFault, reply: FastifyReply, now: number): FastifyReply {
	return reply.code(fault.status).send(dressStatus(fault, reply, now));
}

function dressStatus(fault: StatusFault, reply: FastifyReply, now: number): string {
	const body = fault.body ?? '';
	reply.request.sandbox.entry.status = fault.status;
	reply.code(fault.status).header('content-type', fault.contentType ?? 'text/plain; charset=utf-8');
	reply.header('content-length', Buffer.byteLength(body));
	const when = retryAfter(fault, now);
	if (when !== null) reply.header('retry-after', when);
	return body;
}

function retryAfter({ retryAfter: after = 'absent' }: StatusFault, now: number): string | null {
	if (after === 'absent') return null;
	if (after === 'absurd') return 'soon-ish, -99999999999';
	if ('seconds' in after) return String(after.seconds);
	return new Date(now + after.dateInSeconds * 1000).toUTCString();
}

type HtmlFault = Extract<Fault, { kind: 'htmlErrorPage' }>;

function sendHtml(fault: HtmlFault, reply: FastifyReply): FastifyReply {
	return reply.send(dressHtml(fault, reply));
}

function dressHtml(fault: HtmlFault, reply: FastifyReply): string {
	const page =
		'<!DOCTYPE html>\r\n<html><head><title>Service unavailable</title></head>' +
		'<body><h1>Service unavailable</h1><p>The gateway could not reach the server.<br></body></html>';
	const status = fault.status ?? 502;
	reply.request.sandbox.entry.status = status;
	reply.code(status).header('content-type', 'text/html; charset=utf-8');
	reply.header('content-length', Buffer.byteLength(page));
	return page;
}

async function* pieces(bytes: Buffer, size: number, everyMs: number): AsyncGenerator<Buffer> {
	for (let at = 0; at < bytes.length; at += size) {
		yield bytes.subarray(at, at + size);
		await pause(everyMs);
	}
}

function drip(bytes: Buffer, size: number, everyMs: number): Readable {
	return Readable.from(pieces(bytes, size, everyMs), { objectMode: false });
}

function bytesOf(payload: unknown): Buffer {
	if (Buffer.isBuffer(payload)) return payload;
	return Buffer.from(typeof payload === 'string' ? payload : '');
}
