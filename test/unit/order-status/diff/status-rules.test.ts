import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
	deriveStatus,
	type Facts,
	RANK,
	TABLE,
} from '../../../../lib/order-status/diff/status-rules';
import { type KnownLine, STATUSES } from '../../../../lib/order-status/types';

const line = (rest: Partial<KnownLine> = {}): KnownLine => ({
	line: 1,
	ordered: 5,
	shipped: 0,
	delivered: 0,
	cancelled: 0,
	backOrdered: 0,
	eta: '',
	invoiced: false,
	...rest,
});
const facts = (rest: Partial<Facts> = {}): Facts => ({
	order: 'sent',
	seen: true,
	held: false,
	allocated: true,
	settled: false,
	lines: [line()],
	...rest,
});

describe('the state of an order', () => {
	it.each<[string, Partial<Facts>, string]>([
		['not sent', { order: 'none' }, 'New'],
		['sent, and nobody knows', { order: 'doubt' }, 'Uncertain'],
		['taken, not yet in the order status', { seen: false }, 'Submitted'],
		['taken, a line without warehouse', { allocated: false }, 'Received'],
		['all lines assigned', {}, 'Processing'],
		['with the sales desk', { held: true }, 'Held'],
		['held, though part has left', { held: true, lines: [line({ shipped: 1 })] }, 'Partly shipped'],
		['nothing left, a date is stated', { lines: [line({ backOrdered: 5 })] }, 'Back-ordered'],
		[
			'part left, part on back order',
			{ lines: [line({ shipped: 2, backOrdered: 3 })] },
			'Partly shipped',
		],
		[
			'one line left, the other open',
			{ lines: [line({ shipped: 5 }), line({ line: 2 })] },
			'Partly shipped',
		],
		['all left', { lines: [line({ shipped: 5 })] }, 'Shipped'],
		['all left that was not cancelled', { lines: [line({ shipped: 3, cancelled: 2 })] }, 'Shipped'],
		['all handed over', { lines: [line({ shipped: 5, delivered: 5 })] }, 'Delivered'],
		['all left, part handed over', { lines: [line({ shipped: 5, delivered: 4 })] }, 'Shipped'],
		['all invoiced, not delivered', { lines: [line({ shipped: 5, invoiced: true })] }, 'Invoiced'],
		[
			'invoiced in part',
			{ lines: [line({ shipped: 5, invoiced: true }), line({ line: 2, shipped: 5 })] },
			'Shipped',
		],
		[
			'invoiced what has left, more is open',
			{ lines: [line({ shipped: 2, invoiced: true })] },
			'Partly shipped',
		],
		['all through', { settled: true, lines: [line({ shipped: 5, invoiced: true })] }, 'Closed'],
		['long gone, never invoiced', { settled: true, lines: [line({ shipped: 5 })] }, 'Shipped'],
		[
			'every line deleted',
			{ lines: [line({ cancelled: 5 }), line({ line: 2, cancelled: 5 })] },
			'Cancelled',
		],
		[
			'one line deleted, the other open',
			{ lines: [line({ cancelled: 5 }), line({ line: 2 })] },
			'Processing',
		],
		[
			'the rest deleted after a shipment',
			{ lines: [line({ shipped: 1, cancelled: 4, invoiced: true })] },
			'Invoiced',
		],
		['no line known', { lines: [] }, 'Processing'],
	])('%s', (_, rest, status) => {
		expect(deriveStatus(facts(rest))).toBe(status);
	});

	it('has a row and a rank for every state, the eight of the incumbent among them', () => {
		expect(TABLE.map(({ status }) => status).sort()).toEqual([...STATUSES].sort());
		expect(Object.keys(RANK).sort()).toEqual([...STATUSES].sort());
	});

	it('is told by the page in the words of the table', () => {
		const page = readFileSync(
			join(__dirname, '..', '..', '..', '..', 'docs', 'status-poll.md'),
			'utf8',
		);
		for (const { status, means } of TABLE) expect(page).toContain(`| ${status} | ${means} |`);
	});
});
