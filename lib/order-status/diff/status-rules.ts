import type { KnownLine, OrderStatus } from '../types';

/** All that the state of an order is derived from. */
export interface Facts {
	/**
	 * `none` = never sent; `doubt` = nobody knows whether there is an order; `sent` = TD SYNNEX took
	 * it.
	 */
	order: 'none' | 'doubt' | 'sent';
	/** Whether TD SYNNEX's order status has ever shown it. */
	seen: boolean;
	held: boolean;
	/** Every active line has a sales order number and a warehouse. */
	allocated: boolean;
	lines: KnownLine[];
	/** Nothing more is expected: delivered or received in full, or long invoiced. */
	settled: boolean;
}

/**
 * The state of an order. Pure, and the only place where one is decided: the first row of the table
 * that fits. Codes play no part here; what they mean in pieces was read before, so that an unknown
 * code can move no order.
 */
export function deriveStatus(facts: Facts): OrderStatus {
	return TABLE.find(({ when }) => when(facts))?.status ?? 'Processing';
}

/** One row of the table, with its meaning in words (docs/status-poll.md prints them). */
export interface Row {
	status: OrderStatus;
	means: string;
	when(facts: Facts): boolean;
}

/** From top to bottom; the first that fits counts. */
export const TABLE: readonly Row[] = [
	{
		status: 'Uncertain',
		means: 'It is not known whether TD SYNNEX has an order. Reconcile of PO Create settles it',
		when: ({ order }) => order === 'doubt',
	},
	{ status: 'New', means: 'Not sent yet', when: ({ order }) => order === 'none' },
	{
		status: 'Submitted',
		means: 'TD SYNNEX took it, but its order status does not show it yet',
		when: ({ seen }) => !seen,
	},
	{
		status: 'Cancelled',
		means: 'Every line was deleted or rejected, and nothing of it has shipped',
		when: (facts) => facts.lines.length > 0 && live(facts) === 0 && shipped(facts) === 0,
	},
	{
		status: 'Held',
		means: "Waits for TD SYNNEX's own sales desk (order type QO or 99, SKU 99, or code HOLD)",
		when: (facts) => facts.held && shipped(facts) === 0,
	},
	{
		status: 'Closed',
		means:
			'Shipped and invoiced in full, and either delivered, received in full in Autotask, or invoiced long ago',
		when: (facts) => allShipped(facts) && allInvoiced(facts) && facts.settled,
	},
	{
		status: 'Invoiced',
		means: 'Shipped and invoiced in full. An invoice does not prove delivery',
		when: (facts) => allShipped(facts) && allInvoiced(facts),
	},
	{
		status: 'Delivered',
		means: 'The carrier has delivered every piece that was shipped, and nothing is open',
		when: (facts) => allShipped(facts) && delivered(facts) >= shipped(facts),
	},
	{ status: 'Shipped', means: 'Every piece that was not canceled has left', when: allShipped },
	{
		status: 'Partly shipped',
		means: 'Some pieces have left, and others are open or on back order',
		when: (facts) => shipped(facts) > 0,
	},
	{
		status: 'Back-ordered',
		means: 'Nothing has left, and at least one piece waits for goods, with or without a date',
		when: ({ lines }) => lines.some(({ backOrdered }) => backOrdered > 0),
	},
	{
		status: 'Processing',
		means: 'Every active line has a sales order number and a warehouse',
		when: ({ allocated }) => allocated,
	},
	{ status: 'Received', means: 'Accepted, but not all lines are assigned yet', when: () => true },
];

/**
 * How far a state is: a lower one after a higher one is a step back, and is said. States of one
 * rank may follow each other in any order.
 */
export const RANK: Record<OrderStatus, number> = {
	New: 0,
	Uncertain: 1,
	Submitted: 1,
	Held: 2,
	Received: 3,
	Processing: 4,
	'Back-ordered': 4,
	'Partly shipped': 5,
	Shipped: 6,
	Delivered: 7,
	Invoiced: 8,
	Closed: 9,
	Cancelled: 9,
};

/** Nothing more is to be asked about an order in one of these. */
export const FINISHED: readonly OrderStatus[] = ['Closed', 'Cancelled'];

/** Pieces ordered and not cancelled. */
function live({ lines }: Facts): number {
	return lines.reduce((sum, { ordered, cancelled }) => sum + Math.max(ordered - cancelled, 0), 0);
}

function shipped({ lines }: Facts): number {
	return lines.reduce((sum, line) => sum + line.shipped, 0);
}

function delivered({ lines }: Facts): number {
	return lines.reduce((sum, line) => sum + line.delivered, 0);
}

function allShipped(facts: Facts): boolean {
	return (
		shipped(facts) > 0 &&
		facts.lines.every(({ ordered, cancelled, shipped: gone }) => gone >= ordered - cancelled)
	);
}

function allInvoiced({ lines }: Facts): boolean {
	return lines.every(({ shipped: gone, invoiced }) => gone === 0 || invoiced);
}
