import { Desk, says } from './poll-fixture';

/** A purchase order may hold goods of several tickets, and of several customers. */
describe('the goods of several tickets on one purchase order', () => {
	let desk: Desk;
	let tickets: number[];
	beforeEach(() => {
		desk = new Desk();
		const companyID = desk.autotask.add('Companies', { companyName: 'Customer', isActive: true });
		tickets = ['one', 'two'].map((title) => desk.autotask.add('Tickets', { companyID, title }));
		desk.order({
			lines: [
				{ quantity: 1, ticketID: tickets[0] },
				{ sku: '7654321', quantity: 1, ticketID: tickets[1] },
			],
		});
	});
	const line = (number: number, sku: string, shipped: boolean) => ({
		line: number,
		sku,
		code: shipped ? 'shipped' : 'accepted',
		ordered: 1,
		shipped: shipped ? 1 : 0,
		...(shipped ? { packages: [{ tracking: `700${number}`, quantity: 1 }] } : {}),
	});
	const ship = (first: boolean, second: boolean) =>
		desk.answers(says('accepted', [line(1, '1234567', first), line(2, '7654321', second)]));
	const shippedLines = async () =>
		(await desk.poll({ write: { ticketNote: true } })).changes
			.filter(({ kind }) => kind === 'shipped' || kind === 'partlyShipped')
			.flatMap(({ lines }) => lines);
	const notes = (ticketID: number | undefined) =>
		desk.autotask.world.store
			.table('TicketNotes')
			.where('ticketID', ticketID ?? 0)
			.map(({ values }) => String(values.description));

	it('are told with the ticket and the tracking numbers of each line', async () => {
		ship(true, true);
		expect(await shippedLines()).toEqual([
			expect.objectContaining({ line: 1, ticketId: String(tickets[0]), trackingNumbers: '7001' }),
			expect.objectContaining({ line: 2, ticketId: String(tickets[1]), trackingNumbers: '7002' }),
		]);
	});

	it('leave a note on the ticket that they are for, and none on the other', async () => {
		ship(false, false);
		await desk.poll({ write: { ticketNote: true } });
		const before = tickets.map((id) => notes(id).length);
		ship(false, true);
		const changes = await shippedLines();
		expect(changes.map(({ ticketId }) => ticketId)).toEqual([String(tickets[1])]);
		expect(notes(tickets[0])).toHaveLength(before[0] ?? 0);
		expect(notes(tickets[1])).toHaveLength((before[1] ?? 0) + 1);
	});

	it('of a purchase order by hand whose lines nobody can tell apart are no ticket\u2019s', async () => {
		desk = new Desk();
		const id = desk.order({
			lines: [
				{ quantity: 1, ticketID: 1 },
				{ quantity: 1, ticketID: 2 },
			],
			journal: null,
			fields: { externalPONumber: '40000001' },
		});
		expect(desk.items(id)).toHaveLength(2);
		desk.answers(says('accepted', [{ line: 0, ordered: 2 }]));
		await desk.poll({ vendorId: '7001' });
		desk.answers(says('shipped', [{ line: 0, code: 'shipped', ordered: 2, shipped: 2 }]));
		const { changes } = await desk.poll({ vendorId: '7001', write: { ticketNote: true } });
		const shipped = changes.find(({ kind }) => kind === 'shipped');
		expect([shipped?.ticketId, shipped?.lines.map(({ ticketId }) => ticketId)]).toEqual(['', ['']]);
	});
});
