import { Draws, hashText } from '../../world/chance';

/** How a purchase order fares. What is not said here, stock and product decide. */
export interface Scenario {
	/** `hold`: accepted, waiting for TD SYNNEX's own sales people. */
	outcome: 'accept' | 'reject' | 'hold';
	/** Line code of the reason why a planned hold holds. */
	holdCode: string;
	/**
	 * Held, then cut anew by sales: so many orders from other warehouses ship in place of the one that
	 * was taken, which stays beside them as a quotation (0: not).
	 */
	recut: number;
	/** The header's word in the reply of an order that is taken. */
	headerWord: 'accepted' | 'null' | '';
	/** A taken line's word in the reply. */
	lineWord: 'accepted' | 'ACCEPT' | 'Backorder';
	/** What TD SYNNEX accepts beyond its price, a decimal: said nowhere but in status and invoice. */
	priceChange: string;
	/** Line numbers that are refused although nothing is wrong with them. */
	rejectLines: string[];
	/** Line numbers that are filed under SKU 99, whatever their SKU. */
	nonStockLines: string[];
	/** Said for refused orders and lines. */
	reason: string;
	/** From two warehouses, so in two sales orders, whatever the stock. */
	split: boolean;
	/** Half of each line comes later, whatever the stock. */
	backOrder: boolean;
	/** In how many shipments the goods in stock leave. */
	shipments: number;
	/** Boxes a line and shipment; null: one for each eight pieces. */
	packages: number | null;
	/** Null: until released by `release`. */
	holdSeconds: number | null;
	shipAfterSeconds: number;
	betweenShipmentsSeconds: number;
	/** Null: when the product's next arrival is due. */
	backOrderSeconds: number | null;
	/** Whether a back order's date is told, where there is one. */
	tellsEta: boolean;
	invoiceAfterSeconds: number;
	/** After they have left; null: the carrier reports nothing. */
	deliverAfterSeconds: number | null;
	/** The recipient takes none of it. */
	refuseDelivery: boolean;
	/** Null: never cancelled. */
	cancelAfterSeconds: number | null;
}

const HOUR = 3600;

export const PLAIN: Readonly<Scenario> = {
	outcome: 'accept',
	holdCode: 'PRICEVAR',
	recut: 0,
	headerWord: 'accepted',
	lineWord: 'accepted',
	priceChange: '0',
	rejectLines: [],
	nonStockLines: [],
	reason: 'Product on allocation',
	split: false,
	backOrder: false,
	shipments: 1,
	packages: null,
	holdSeconds: 2 * HOUR,
	shipAfterSeconds: 6 * HOUR,
	betweenShipmentsSeconds: 24 * HOUR,
	backOrderSeconds: null,
	tellsEta: true,
	invoiceAfterSeconds: 4 * HOUR,
	deliverAfterSeconds: null,
	refuseDelivery: false,
	cancelAfterSeconds: null,
};

/** For every purchase order without a plan of its own. */
export const EVERY_ORDER = '*';

/** The plans that a test has made; whatever is not planned is drawn from seed and PO number, three in four plain. */
export class Scenarios {
	private readonly plans = new Map<string, Partial<Scenario>>();

	constructor(private readonly seed: number) {}

	/**
	 * Plans how a purchase order fares that is still to come; the parts left out are plain.
	 *
	 * @param poNumber `*` for all that have no plan of their own
	 * @throws RangeError for a part that there is not: a misspelt plan would prove nothing
	 */
	plan(poNumber: string, scenario: Partial<Scenario>): void {
		const unknown = Object.keys(scenario).find((part) => !(part in PLAIN));
		if (unknown !== undefined) throw new RangeError(`a scenario has no "${unknown}"`);
		this.plans.set(poNumber, scenario);
	}

	clear(): void {
		this.plans.clear();
	}

	for(poNumber: string): Scenario {
		const plan = this.plans.get(poNumber) ?? this.plans.get(EVERY_ORDER);
		return { ...PLAIN, ...(plan ?? drawn(this.seed, poNumber)) };
	}
}

function drawn(seed: number, poNumber: string): Partial<Scenario> {
	const point = new Draws(seed, hashText(seed, poNumber), 50).next();
	if (point < 0.06) return { outcome: 'hold' };
	if (point < 0.08) return { recut: 1 };
	if (point < 0.13) return { split: true };
	if (point < 0.18) return { backOrder: true };
	if (point < 0.23) return { shipments: 2, packages: 2 };
	if (point < 0.25) return { cancelAfterSeconds: 3 * HOUR };
	return {};
}
