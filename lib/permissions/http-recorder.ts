import type { Clock } from '../shared/clock';
import {
	NoAnswer,
	type NoAnswerKind,
	type Send,
	type WireRequest,
	type WireResponse,
} from '../shared/http';
import { Problem } from '../shared/problem';
import { type ProbeResult, probed, notProbed } from './types';

/** What can be learnt of one call from outside: no body, no header that could carry a secret. */
export interface RecordedCall {
	host: string;
	encrypted: boolean;
	method: string;
	path: string;
	/**
	 * Milliseconds from the request to the whole answer; answers are small, so this is nearly the
	 * time to the first byte.
	 */
	ms: number;
	/** n8n's clock when the answer was there. */
	at: number;
	answer: RecordedAnswer | null;
	noAnswer: { kind: NoAnswerKind; detail: string; proxy: string } | null;
}

export interface RecordedAnswer {
	status: number;
	/** The service's clock in milliseconds, from the Date header; `null` without one. */
	date: number | null;
	/** Whether a web page came instead of data. */
	isHtml: boolean;
	/** A proxy's own mark; empty without one. */
	via: string;
}

export interface CallLimits {
	/** No more calls than that. */
	maxCalls: number;
	/** Why a request may not leave at all; `null` = it may. */
	refuses(request: WireRequest): string | null;
	/** Sees each answer, for what its body alone tells. */
	onAnswer?(request: WireRequest, response: WireResponse): void;
}

/** Whether to go on asking. */
export interface StopSignal {
	/** Why no further call may leave; `null` while they may. */
	stopped(): string | null;
}

export interface HttpRecorder extends StopSignal {
	send: Send;
	seen: RecordedCall[];
}

/** A check is no sync: whoever waits for it should know soon that a host is silent. */
const LONGEST_MS = 20_000;
/** So many lost calls, and no answer ever, are taken as "out of reach". */
const LOST_AT_FIRST = 2;

/**
 * Lets calls through, notes what can be seen of them, and stops for good at the first HTTP 401: a
 * second wrong login would bring the API user closer to being locked.
 */
export function recordHttp(send: Send, clock: Clock, limits: CallLimits): HttpRecorder {
	const seen: RecordedCall[] = [];
	const stopped = () => {
		if (seen.some(({ answer }) => answer?.status === 401)) return 'the login was refused';
		if (seen.length >= LOST_AT_FIRST && seen.every(({ noAnswer }) => noAnswer))
			return `${seen[0]?.host} does not answer`;
		return seen.length < limits.maxCalls
			? null
			: `the check reached its limit of ${limits.maxCalls} calls`;
	};
	return {
		seen,
		stopped,
		send: async (request) => {
			const reason = stopped() ?? limits.refuses(request);
			if (reason) throw notSent(reason);
			const { host, protocol, pathname } = new URL(request.url);
			const call: RecordedCall = {
				host,
				encrypted: protocol === 'https:',
				method: request.method,
				path: pathname,
				ms: 0,
				at: 0,
				answer: null,
				noAnswer: null,
			};
			seen.push(call);
			const start = clock.now();
			const timeoutMs = Math.min(request.timeoutMs ?? LONGEST_MS, LONGEST_MS);
			try {
				const reply = await send({ ...request, timeoutMs });
				call.answer = answerOf(reply);
				limits.onAnswer?.(request, reply);
				return reply;
			} catch (error) {
				return noteLoss(call, error);
			} finally {
				call.at = clock.now();
				call.ms = call.at - start;
			}
		},
	};
}

function answerOf({ status, headers, body }: WireResponse): RecordedAnswer {
	return {
		status,
		date: dateOf(headers.date),
		isHtml: isHtml(headers['content-type'], body),
		via: headers.via ?? '',
	};
}

function noteLoss(call: RecordedCall, error: unknown): never {
	if (error instanceof NoAnswer) {
		const { kind, detail, proxy } = error;
		call.noAnswer = { kind, detail, proxy };
	}
	throw error;
}

/** Autotask reads with GET, and with POST on a query; everything else would change something. */
export function autotaskWrites({ method, url }: WireRequest): boolean {
	const { pathname } = new URL(url);
	return method !== 'GET' && !(method === 'POST' && /\/query(\/count|\/next)?$/i.test(pathname));
}

/** The one TD SYNNEX address that can place an order. */
export function tdSynnexOrders({ url }: WireRequest): boolean {
	return /\/PO$/i.test(new URL(url).pathname);
}

function notSent(reason: string): Problem {
	return new Problem({
		code: 'check-stopped',
		cause: `Not asked: ${reason}.`,
		remedy: 'Fix the first row that failed, then run the check again.',
	});
}

function dateOf(header: string | undefined): number | null {
	const time = Date.parse(header ?? '');
	return Number.isNaN(time) ? null : time;
}

function isHtml(contentType: string | undefined, body: string): boolean {
	return (
		/\bhtml\b/i.test(contentType ?? '') || /^\s*<(!doctype\s+html|html|head|body)\b/i.test(body)
	);
}

/**
 * Puts one question and keeps the answer, a refusal in words, or the reason why it was not put.
 * Only the user's own cancelling goes through.
 */
export async function probe<T>(
	signal: StopSignal,
	question: () => Promise<T>,
): Promise<ProbeResult<T>> {
	const reason = signal.stopped();
	if (reason) return notProbed(`Not asked, because ${reason}`);
	try {
		return probed(await question());
	} catch (error) {
		return refusalOf(error);
	}
}

function refusalOf(error: unknown): ProbeResult<never> {
	if (!(error instanceof Problem) || /-cancelled$/.test(error.code)) throw error;
	if (error.code === 'check-stopped') return notProbed(error.cause);
	const { code, cause, remedy } = error;
	return { state: 'refused', code, cause, remedy };
}
