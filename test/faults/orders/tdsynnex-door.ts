import { accountIn } from '../../../sandbox/tdsynnex/account';
import { credentialError, nestedError, rootError } from '../../../sandbox/tdsynnex/ec/envelope';
import { answerInvoices } from '../../../sandbox/tdsynnex/ec/invoice';
import { answerPrices } from '../../../sandbox/tdsynnex/ec/price';
import { ORDER_ENVELOPE, submitOrder } from '../../../sandbox/tdsynnex/ec/purchase';
import { answerStatus } from '../../../sandbox/tdsynnex/ec/status';
import { OrderBook } from '../../../sandbox/tdsynnex/orders/book';
import { type Scenario, Scenarios } from '../../../sandbox/tdsynnex/orders/scenario';
import type { PurchaseOrder, SubmittedOrder } from '../../../sandbox/tdsynnex/orders/types';
import { readXml, textAt, type XmlElement } from '../../../sandbox/tdsynnex/xml/read';
import type { WorldProduct } from '../../../sandbox/world/product';
import { World } from '../../../sandbox/world/world';
import type { Leaving } from './process';
import type { WireRequest, WireResponse } from './product';

export const ACCOUNT = accountIn('US');
export const EC_URL = 'https://tdsynnex.test';

/** The TD SYNNEX twin's own order book and XML, reached without a socket. */
export class TdSynnexDoor {
	readonly book: OrderBook;
	private readonly world: World;
	private readonly scenarios: Scenarios;
	/** How long an order is unseen by look-ups, in ms. */
	lag = 0;
	/** What look-ups do to the items that they show. */
	lookUps: 'whole' | 'partial' | 'doubled' = 'whole';
	/** What is said, as errors, in place of the true answer to so many orders to come. */
	lies: Lie[] = [];
	/** Every order that came in, with all that its sender said. */
	readonly posts: Post[] = [];
	/** Orders of people on the telephone, by PO number. */
	readonly calls: { poNumber: string; order: PurchaseOrder }[] = [];

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

	answer(request: WireRequest, leaving?: Leaving): WireResponse {
		const document = readXml(Buffer.from(request.body ?? '', 'utf8'));
		const login = credentialError(document, ACCOUNT);
		if (login) return xml(rootError(ORDER_ENVELOPE, login));
		if (request.url.endsWith('/PriceAvailability'))
			return xml(answerPrices(document, this.world, true));
		if (request.url.endsWith('/POStatus')) return xml(this.status(document));
		if (request.url.endsWith('/invoice/query'))
			return xml(answerInvoices(document, this.book, ACCOUNT, this.now()));
		if (request.url.endsWith('/PO')) return this.post(document, leaving);
		throw new Error(`no door for ${request.url}`);
	}

	/** A person orders by telephone what a purchase order holds. */
	telephone(submitted: SubmittedOrder): PurchaseOrder {
		const order = this.book.submit(submitted, `telephone-${this.calls.length + 1}`);
		this.calls.push({ poNumber: submitted.poNumber, order });
		return order;
	}

	private post(document: XmlElement, leaving: Leaving | undefined): WireResponse {
		const requestId = `post-${this.posts.length + 1}`;
		const post: Post = {
			process: leaving?.process.name ?? '',
			leftAt: leaving?.at ?? this.now(),
			madeAt: textAt(document, 'OrderRequest', 'PODateTime'),
			poNumber: textAt(document, 'OrderRequest', 'PONumber'),
			order: null,
		};
		this.posts.push(post);
		const lie = this.lies[0]?.taken === false ? this.lies.shift() : undefined;
		if (lie) return lieOf(lie);
		const answer = xml(submitOrder(document, this.book, this.now(), requestId).xml);
		post.order = this.book.all().find((order) => order.requestId === requestId) ?? null;
		const after = post.order?.code === 'accepted' ? this.lies.shift() : undefined;
		return after ? lieOf(after) : answer;
	}

	/** As the twin's own look-up: what was taken hides what was refused, and the newest is not seen yet. */
	private status(document: Parameters<typeof answerStatus>[0]): string {
		const poNumber = textAt(document, 'OrderStatusRequest', 'PONumber');
		const seen: PurchaseOrder[] = this.book
			.under(poNumber)
			.filter(({ receivedAt }) => receivedAt + this.lag <= this.now());
		const taken = seen.filter(({ code }) => code === 'accepted');
		const shown = taken.length > 0 ? taken : seen.slice(-1);
		return answerStatus(
			document,
			shown.map((order) => ({ ...order, lines: LOOK_UPS[this.lookUps](order.lines) })),
			ACCOUNT.country,
			this.now(),
		);
	}
}

/** One order as it came in. */
export interface Post {
	process: string;
	leftAt: number;
	/** When its purchase order was made in Autotask, as the sender says: it tells which one it is for. */
	madeAt: string;
	poNumber: string;
	/** `null` = nothing was taken or refused under it. */
	order: PurchaseOrder | null;
}

/** An error in place of the answer to an order. */
export interface Lie {
	/** Whether the order was taken all the same. */
	taken: boolean;
	status: number;
	place: 'root' | 'nested' | 'page';
	text: string;
}

function lieOf({ status, place, text }: Lie): WireResponse {
	const error = { message: text, detail: '' };
	const bodies = {
		root: () => rootError(ORDER_ENVELOPE, error),
		nested: () => nestedError(ORDER_ENVELOPE, error),
		page: () => `<html><body>${text}</body></html>`,
	};
	return { ...xml(bodies[place]()), status };
}

const LOOK_UPS = {
	whole: <Line>(lines: Line[]) => lines,
	partial: <Line>(lines: Line[]) => (lines.length > 1 ? lines.slice(1) : lines),
	doubled: <Line>(lines: Line[]) => [...lines, ...lines],
};

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
