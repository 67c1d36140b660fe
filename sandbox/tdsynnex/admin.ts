import type { PlannedError } from './errors';
import type { Manners } from './manners';
import type { Scenario } from './orders/scenario';
import type { PriceFileState } from './sftp/shelf';

/** Turning the twin, in process; `routes` of the twin offers the same by HTTP. */
export interface TdSynnexAdmin {
	/** How a purchase order fares that is still to come; `*` for all without a plan. */
	scenario(poNumber: string, scenario: Partial<Scenario>): void;
	/** A held order is let go. @returns sales orders released */
	release(poNumber: string): number;
	/** What has not shipped of an order is deleted. @returns sales orders cancelled */
	cancel(poNumber: string): number;
	/** Whether a PO number that was taken before is refused (true). */
	refuseDuplicates(refuse: boolean): void;
	/** How TD SYNNEX behaves where its documents leave it open, and how the account is set up. */
	manners(changes: Partial<Manners>): void;
	/** The test host gets production's data: its own orders vanish, save PO numbers that production has too. @returns how many vanished */
	copyFromProduction(alsoInProduction?: readonly string[]): number;
	/** A failure with HTTP 200. */
	planError(error: PlannedError): void;
	/** What the next reader of the price file gets. */
	priceFile(state: Partial<PriceFileState>): void;
	/** A special deal that takes so many percent off every cost, asked for by its number. */
	addDeal(number: string, percentOff: number): void;
	/** Whether the regular price of a product on promotion leaves the promotion out (false). */
	regularLeavesOutPromotion(leavesOut: boolean): void;
	/** Price and availability calls a minute, 429 beyond; 0 (default) = no limit. */
	limitPrices(perMinute: number): void;
}
