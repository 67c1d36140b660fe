import type { FastifyReply, FastifyRequest } from 'fastify';

/** The API's own shape of a failure. */
export function refuse(
	request: FastifyRequest,
	reply: FastifyReply,
	status: number,
	errorMessage: string,
): FastifyReply {
	const { requestId } = request.sandbox.entry;
	return reply.code(status).send({ requestId, data: { errorCode: String(status), errorMessage } });
}
