import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';

import { noteEffect } from '../../core';
import { BadXml, child, readXml, textAt, type XmlElement } from '../xml/read';
import {
	credentialError,
	customerError,
	incompleteXml,
	nestedError,
	PRICE_ENVELOPE,
	rootError,
	type BusinessError,
	type Envelope,
} from './envelope';
import { answerFreight, FREIGHT_ENVELOPE } from './freight';
import { answerInvoices, INVOICE_ENVELOPE } from './invoice';
import { PATHS, type EcService } from './paths';
import { answerPrices } from './price';
import { ORDER_ENVELOPE, submitOrder } from './purchase';
import { answerStatus, STATUS_ENVELOPE } from './status';
import type { Shop } from '../shop';

interface Served {
	envelope: Envelope;
	/** Element that holds the request inside its root; null: the root does. */
	request: string | null;
	customer: string;
	answer(document: XmlElement, request: FastifyRequest): string;
}

/** The XML services: HTTP POST, credentials in the body, and nearly every failure with HTTP 200. */
export function serveEc(app: FastifyInstance, shop: Shop): void {
	acceptBodies(app);
	const { account, orders } = shop;
	const now = () => shop.clock.now();
	const price = (withPrice: boolean): Served => ({
		envelope: PRICE_ENVELOPE,
		request: null,
		customer: 'customerNo',
		answer: (document) => answerPrices(document, shop.world, withPrice, shop.manners),
	});
	const status: Served = {
		envelope: STATUS_ENVELOPE,
		request: 'OrderStatusRequest',
		customer: 'CustomerNumber',
		answer: (document) =>
			answerStatus(
				document,
				shop.seenBy('POStatus', textAt(document, 'OrderStatusRequest', 'PONumber')),
				account.country,
				now(),
				shop.manners,
			),
	};
	const order: Served = {
		envelope: ORDER_ENVELOPE,
		request: 'OrderRequest',
		customer: 'CustomerNumber',
		answer(document, request) {
			const { requestId } = request.sandbox.entry;
			const { xml, effect, stored, detail } = submitOrder(document, orders, now(), requestId);
			noteEffect(request, effect, stored, detail);
			return xml;
		},
	};
	// some clients post their status request to the order address
	const orderOrStatus = (document: XmlElement): Served =>
		child(document, 'OrderStatusRequest') ? status : order;
	const invoice: Served = {
		envelope: INVOICE_ENVELOPE,
		request: 'InvoiceRequest',
		customer: 'CustomerNumber',
		answer: (document) => answerInvoices(document, orders, account, now()),
	};
	const freight: Served = {
		envelope: FREIGHT_ENVELOPE,
		request: 'FreightQuoteRequest',
		customer: 'CustomerNumber',
		answer: (document) => answerFreight(document, shop.world, now()),
	};
	serve(app, shop, 'PriceAvailability', PRICE_ENVELOPE, () => price(true));
	serve(app, shop, 'Availability', PRICE_ENVELOPE, () => price(false));
	serve(app, shop, 'PO', ORDER_ENVELOPE, orderOrStatus);
	serve(app, shop, 'POStatus', STATUS_ENVELOPE, () => status);
	serve(app, shop, 'FreightQuote', FREIGHT_ENVELOPE, () => freight);
	serve(app, shop, 'Invoice', INVOICE_ENVELOPE, () => invoice);
}

function serve(
	app: FastifyInstance,
	shop: Shop,
	name: EcService,
	envelope: Envelope,
	choose: (document: XmlElement) => Served,
): void {
	app.post(PATHS[name], async (request, reply) => {
		const planned = shop.errors.take(name);
		const nested = planned?.nested ?? shop.manners.errorsAt === 'service';
		const say = (error: BusinessError) => (nested ? nestedError : rootError)(envelope, error);
		if (planned && !planned.withEffect) return sendXml(reply, say(planned));
		if (name.endsWith('Availability') && !shop.mayAskPrices()) {
			return reply
				.code(429)
				.header('retry-after', '60')
				.type('text/plain')
				.send('Too many requests');
		}
		const answer = perform(request, shop, envelope, choose);
		return sendXml(reply, planned ? say(planned) : answer);
	});
}

function perform(
	request: FastifyRequest,
	{ account, manners }: Shop,
	envelope: Envelope,
	choose: (document: XmlElement) => Served,
): string {
	const early = manners.errorsAt === 'service' ? nestedError : rootError;
	let document: XmlElement;
	try {
		document = readXml(xmlBytes(request.body as Buffer, request.headers['content-type'] ?? ''));
	} catch (error) {
		if (!(error instanceof BadXml)) throw error;
		return early(envelope, incompleteXml(error.message));
	}
	if (document.name !== envelope.request) {
		return early(envelope, incompleteXml(`Root element ${envelope.request} is expected`));
	}
	const login = credentialError(document, account, manners.orderingPassword);
	if (login) return early(envelope, login);
	const served = choose(document);
	const content = served.request === null ? document : child(document, served.request);
	if (!content) {
		return nestedError(served.envelope, incompleteXml(`${served.request} is required`));
	}
	const customer = customerError(textAt(content, served.customer), account);
	return customer ? nestedError(served.envelope, customer) : served.answer(document, request);
}

/** Three body styles are in use: raw as application/xml, raw as text/xml, and a form with `xmldata`. */
function acceptBodies(app: FastifyInstance): void {
	const types = ['application/xml', 'text/xml', 'application/x-www-form-urlencoded'];
	app.addContentTypeParser(types, { parseAs: 'buffer' }, (_request, body, done) =>
		done(null, body),
	);
}

function xmlBytes(body: Buffer, contentType: string): Uint8Array {
	if (!contentType.includes('x-www-form-urlencoded')) return body;
	const xml = new URLSearchParams(body.toString('utf8')).get('xmldata');
	if (xml === null) throw new BadXml('the form has no xmldata');
	return Buffer.from(xml, 'utf8');
}

function sendXml(reply: FastifyReply, xml: string): FastifyReply {
	return reply.type('application/xml; charset=UTF-8').send(xml);
}
