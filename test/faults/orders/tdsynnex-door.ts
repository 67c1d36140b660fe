import type { WireRequest, WireResponse } from '../../../lib/shared/http';
import { accountIn } from '../../../sandbox/tdsynnex/account';
import { credentialError, rootError } from '../../../sandbox/tdsynnex/ec/envelope';
import { answerPrices } from '../../../sandbox/tdsynnex/ec/price';
import { ORDER_ENVELOPE, submitOrder } from '../../../sandbox/tdsynnex/ec/purchase';
import { answerStatus } from '../../../sandbox/tdsynnex/ec/status';
import { OrderBook } from '../../../sandbox/tdsynnex/orders/book';
import { type Scenario, Scenarios } from '../../../sandbox/tdsynnex/orders/scenario';
import type { PurchaseOrder } from '../../../sandbox/tdsynnex/orders/types';
import { readXml, textAt } from '../../../sandbox/tdsynnex/xml/read';
import type { WorldProduct } from '../../../sandbox/world/product';
import { World } from '../../../sandbox/world/world';

export const ACCOUNT = accountIn('US');
export const EC_URL = 'http://tdsynnex.test';

/** The TD SYNNEX twin's own order book and XML, reached without a socket. */
export class TdSynnexDoor {
	readonly book: OrderBook;
	private readonly world: World;
	private readonly scenarios: Scenarios;
	/** How long an order is unseen by look-ups, in ms. */
	lag = 0;
	private posts = 0;

	constructor(private readonly now: () => number) {
		this.world = openWorld();
		this.scenarios = new Scenarios(1);
		this.scenarios.plan('*', {});
		this.book = new OrderBook(
			() => this.world,
			this.scenarios,
			() => this.now(),
		);
		this.book.refusesDuplicates = false;
	}

	plan(scenario: Partial<Scenario>): void {
		this.scenarios.plan('*', scenario);
	}

	/** Moves every price, as a new price list does. */
	changePrices(): void {
		this.world.changePrices(
			100,
			GOODS.map(({ sku }) => sku),
		);
	}

	answer(request: WireRequest): WireResponse {
		const document = readXml(Buffer.from(request.body ?? '', 'utf8'));
		const login = credentialError(document, ACCOUNT);
		if (login) return xml(rootError(ORDER_ENVELOPE, login));
		if (request.url.endsWith('/PriceAvailability'))
			return xml(answerPrices(document, this.world, true));
		if (request.url.endsWith('/POStatus')) return xml(this.status(document));
		if (request.url.endsWith('/PO'))
			return xml(submitOrder(document, this.book, this.now(), `post-${++this.posts}`).xml);
		throw new Error(`no door for ${request.url}`);
	}

	/** As the twin's own look-up: what was taken hides what was refused, and the newest is not seen yet. */
	private status(document: Parameters<typeof answerStatus>[0]): string {
		const poNumber = textAt(document, 'OrderStatusRequest', 'PONumber');
		const seen: PurchaseOrder[] = this.book
			.under(poNumber)
			.filter(({ receivedAt }) => receivedAt + this.lag <= this.now());
		const taken = seen.filter(({ code }) => code === 'accepted');
		const shown = taken.length > 0 ? taken : seen.slice(-1);
		return answerStatus(document, shown, ACCOUNT.country, this.now());
	}
}

const OPENS_AT = Date.parse('2026-06-01T00:00:00Z');

function openWorld(): World {
	return new World({ seed: 7, skus: 400, opensAt: OPENS_AT });
}

/** Products that can be ordered without further ado. */
export const GOODS: WorldProduct[] = Array.from({ length: 400 }, (_, index) =>
	openWorld().at(index),
)
	.filter(
		({ status, stock, endUserRequired, hostility, category }) =>
			status === 'Active' &&
			!endUserRequired &&
			hostility === null &&
			category.media !== 'SWL' &&
			stock.some(({ quantity }) => quantity >= 20),
	)
	.slice(0, 40);

function xml(body: string): WireResponse {
	return { status: 200, headers: { 'content-type': 'application/xml' }, body };
}
