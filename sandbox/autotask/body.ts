import { gunzipSync } from 'node:zlib';
import type { FastifyRequest } from 'fastify';

import type { Manners } from './manners';
import { refuse, unexpected } from './refusal';

/** What a query asks for, in the body of a POST or the URL of a GET. */
export function searchOf(request: FastifyRequest): unknown {
	if (request.method === 'POST') return bodyOf(request);
	const { search } = request.query as Record<string, string>;
	if (search === undefined) throw refuse('Invalid query: the search is missing.');
	return parse(search);
}

export function bodyOf(request: FastifyRequest): unknown {
	return parse(textOf(request));
}

/** A request's body as it came in. */
interface Body {
	text: string;
	/** Whether it was gzip. */
	packed: boolean;
}

export function unpacked(bytes: Buffer): Body {
	const packed = bytes[0] === 0x1f && bytes[1] === 0x8b;
	return { text: (packed ? gunzipSync(bytes) : bytes).toString('utf8'), packed };
}

export function textOf(request: FastifyRequest): string {
	return (request.body as Body | null | undefined)?.text ?? '';
}

export function parse(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		throw refuse(
			`Unexpected character encountered while parsing value: ${text[0] ?? ''}. Path ''.`,
		);
	}
}

/** A body that claims to be gzip and is not breaks creates through a parent (a client's report). */
export function requireTrueEncoding(request: FastifyRequest, { falseGzip }: Manners): void {
	if (falseGzip === 'ignored') return;
	const { packed } = request.body as Body;
	if (request.headers['content-encoding'] === 'gzip' && !packed) throw unexpected();
}
