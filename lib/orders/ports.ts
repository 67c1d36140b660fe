import type { PriceTerms } from '../tdsynnex/ec-xml/price-availability';
import type { WireForm } from './request/document';
import type { Autotask } from '../autotask/types';
import type { Clock } from '../shared/clock';
import type { FreightReply } from '../tdsynnex/ec-xml/freight';
import type { PoStatus } from '../tdsynnex/ec-xml/order-status';
import type { PoReply } from '../tdsynnex/ec-xml/order-reply';
import type { Problem } from '../shared/problem';
import type { LiveItem, OrderRequest } from './types';

/** Everything outside that an order touches. Nothing here ever holds a secret. */
export interface OrderPorts {
	autotask: Autotask;
	tdSynnex: TdSynnex;
	clock: Clock;
	/** A word that no other run makes: letters, digits and hyphens, at most 24 of them. */
	token(): string;
	/** Helps where a person wipes the journal out of the memo; an order is safe without it. */
	memory?: SentMemory;
}

export interface TdSynnex {
	/**
	 * Posts the order **once**. Never throws for what TD SYNNEX or the network does: a caller must
	 * look at what came back.
	 */
	post(order: OrderRequest, form?: WireForm): Promise<PostOutcome>;
	/** Looks a PO number up; a read, tried again while what goes wrong may pass. */
	lookUp(poNumber: string): Promise<PoStatus>;
	/** Live price and stock by SKU, of a special deal where one is named. */
	live(skus: string[], terms?: PriceTerms): Promise<LiveAnswer>;
	/**
	 * An estimate; `null` when the service gave none.
	 *
	 * @param warehouse TD SYNNEX's number: the service quotes from one warehouse, it knows no `ANY`
	 */
	freight(order: OrderRequest, warehouse: string): Promise<FreightReply | null>;
}

export type PostOutcome =
	| { kind: 'reply'; status: number; reply: PoReply }
	/** No answer. `reached` is false only when the order certainly never left. */
	| { kind: 'silence'; reached: boolean; why: string };

export interface LiveAnswer {
	items: Map<string, LiveItem>;
	/** Why some or all SKUs got no answer; `null` = all did. */
	problem: Problem | null;
	/** Why the asking broke off: of the SKUs that lack nothing is known; `null` = it did not. */
	ended: Problem | null;
}

/** A memory, not a lock: says whether a key was remembered before, and remembers it. */
export interface SentMemory {
	seenBefore(key: string): Promise<boolean>;
	/** What was remembered did not come to pass. */
	forget(key: string): Promise<void>;
}
