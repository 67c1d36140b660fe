import { randomBytes } from 'node:crypto';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';

import type { Shop } from '../shop';
import { answerPriceJson } from './prices';
import { invoiceJson, orderJson, shipmentJson } from './records';
import { refuse } from './refuse';

export const TOKEN_PATH = '/oauth2/v1/token';
const TOKEN_SECONDS = 7200;

/**
 * The REST partner API, as far as clients in public show it: a token by client credentials, price and availability, and reads of
 * orders, shipments and invoices by their number. It takes no orders.
 */
export class PartnerApi {
	private readonly tokens = new Map<string, number>();

	constructor(private readonly shop: Shop) {}

	/** All tokens are void from now on. */
	reset(): void {
		this.tokens.clear();
	}

	serve(app: FastifyInstance): void {
		app.post(TOKEN_PATH, async (request, reply) => this.token(request, reply));
		app.post('/api/v1/webservice/json/GetPriceAvailability', async (request, reply) =>
			this.entered(request, reply) ? answerPriceJson(request.body, this.shop, reply) : reply,
		);
		const read = (path: string, record: (params: Record<string, string>) => unknown) =>
			app.get(path, async (request, reply) =>
				this.entered(request, reply)
					? reply.send(record(request.params as Record<string, string>))
					: reply,
			);
		const { orders, account, clock } = this.shop;
		const order = ({ orderNo = '' }) => orderJson(orders, orderNo, account, clock.now());
		read('/api/v1/orders/orderNo/:orderNo', order);
		read('/api/v1/orders/orderNo/:orderNo/orderType/:orderType', order);
		read('/api/v1/orders/shipment/details/orderNo/:orderNo', ({ orderNo = '' }) =>
			shipmentJson(orders, orderNo, account, clock.now()),
		);
		read('/api/v1/invoices/invoiceNo/:invoiceNo/invoiceType/:type', ({ invoiceNo = '' }) =>
			invoiceJson(orders, invoiceNo, account, clock.now()),
		);
	}

	private token(request: FastifyRequest, reply: FastifyReply): FastifyReply {
		const form = new URLSearchParams(String(request.body ?? ''));
		if (form.get('grant_type') !== 'client_credentials') {
			return reply.code(400).send({ error: 'unsupported_grant_type' });
		}
		const { clientId, clientSecret } = this.shop.account;
		if (form.get('client_id') !== clientId || form.get('client_secret') !== clientSecret) {
			return reply.code(401).send({ error: 'invalid_client' });
		}
		const token = randomBytes(24).toString('base64url');
		this.tokens.set(token, this.shop.clock.now() + TOKEN_SECONDS * 1000);
		return reply.send({
			access_token: token,
			token_type: 'Bearer',
			expires_in: TOKEN_SECONDS,
		});
	}

	private entered(request: FastifyRequest, reply: FastifyReply): boolean {
		const [scheme, token = ''] = (request.headers.authorization ?? '').split(' ');
		const until = this.tokens.get(token);
		if (scheme === 'Bearer' && until !== undefined && until > this.shop.clock.now()) return true;
		void refuse(request, reply, 401, 'Access token is missing, wrong or expired');
		return false;
	}
}
