import {
	allowance,
	type ScheduledOrder,
	emptyMemory,
	invoicesDue,
	pickDue,
	remember,
	restOf,
	tidy,
} from '../../../../lib/order-status/select/schedule';

const HOUR = 3_600_000;
const NOW = Date.parse('2026-06-10T12:00:00Z');
const order = (
	poId: string,
	hoursQuiet: number,
	rest: Partial<ScheduledOrder> = {},
): ScheduledOrder => ({
	poId,
	moved: NOW - hoursQuiet * HOUR,
	eta: '',
	isActive: true,
	...rest,
});
const ADAPTIVE = { mode: 'adaptive', callsPerHour: 1000 } as const;

describe('the pace', () => {
	it.each([
		['an order that moved today', order('1', 2), 0.25],
		['one that moved the day before yesterday', order('1', 40), 1],
		['one on its way for a week', order('1', 7 * 24), 4],
		['one that waits for goods of next month', order('1', 40, { eta: '2026-07-10' }), 4],
		['a back order of next month', order('1', 40, { eta: '2026-07-10', isActive: false }), 12],
		['one that nobody has heard of for two weeks', order('1', 20 * 24), 12],
		['one that is as good as forgotten', order('1', 60 * 24), 24],
	])('%s is asked about every %#', (_, candidate, hours) => {
		expect(restOf(candidate, NOW) / HOUR).toBe(hours);
	});

	it('leaves what was asked about lately, and takes the most overdue first', () => {
		const memory = emptyMemory();
		remember(memory, '1', { asked: NOW - HOUR / 10 });
		remember(memory, '2', { asked: NOW - HOUR });
		remember(memory, '3', { asked: NOW - 2 * HOUR });
		expect(pickDue([order('1', 1), order('2', 1), order('3', 1)], memory, ADAPTIVE, NOW)).toEqual({
			ask: ['3', '2'],
			resting: 1,
			postponed: 0,
		});
	});

	it('asks about every order where it is told to', () => {
		const memory = emptyMemory();
		remember(memory, '1', { asked: NOW });
		expect(pickDue([order('1', 1)], memory, { mode: 'always', callsPerHour: 10 }, NOW).ask).toEqual(
			['1'],
		);
	});

	it('makes no more calls in any hour than allowed, and leaves the rest for the next poll', () => {
		const memory = emptyMemory();
		tidy(memory, [], 7, NOW - HOUR / 2);
		tidy(memory, [], 100, NOW - 2 * HOUR);
		expect(allowance(memory, 10, NOW)).toBe(3);
		const pick = pickDue(
			['1', '2', '3', '4', '5'].map((id) => order(id, 1)),
			memory,
			{ mode: 'always', callsPerHour: 10 },
			NOW,
		);
		expect([pick.ask.length, pick.postponed]).toEqual([3, 2]);
	});

	it('asks for invoices again after half a day', () => {
		const memory = emptyMemory();
		remember(memory, '1', { invoices: NOW - 11 * HOUR });
		expect(invoicesDue(memory, '1', NOW)).toBe(false);
		expect(invoicesDue(memory, '1', NOW + HOUR)).toBe(true);
		expect(invoicesDue(memory, 'unknown', NOW)).toBe(true);
	});

	it('forgets orders that are gone', () => {
		const memory = emptyMemory();
		remember(memory, '1', { asked: NOW });
		remember(memory, '2', { asked: NOW });
		tidy(memory, ['2'], 0, NOW);
		expect(Object.keys(memory.orders)).toEqual(['2']);
	});
});
