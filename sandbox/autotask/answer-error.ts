import type { FastifyReply, FastifyRequest } from 'fastify';

import { noteEffect } from '../core';
import type { Manners } from './manners';
import { Refusal, unexpected } from './refusal';

/** Turns what a route threw into the answer that Autotask gives. */
export function answerError(manners: () => Manners) {
	return (
		error: Error & { statusCode?: number },
		request: FastifyRequest,
		reply: FastifyReply,
	): void => {
		if (error instanceof Refusal) {
			if (error.status === 429) noteEffect(request, 'rejected', null, error.message);
			void reply.code(error.status).send(worded(error.body, manners()));
		} else if (error.statusCode === 415) {
			const type = request.headers['content-type'] ?? '';
			const Message = `The request entity's media type '${type}' is not supported for this resource.`;
			void reply.code(415).send({ Message });
		} else {
			noteEffect(request, 'none', null, error.stack);
			void reply.code(500).send(worded(unexpected().body, manners()));
		}
	};
}

function worded(body: Refusal['body'], { errors }: Manners): Refusal['body'] {
	if (errors === 'several' || !('errors' in body)) return body;
	return { ...body, errors: body.errors.slice(0, 1) };
}
