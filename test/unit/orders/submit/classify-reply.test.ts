import { classifyReply } from '../../../../lib/orders/submit/classify-reply';
import type { JournalLine } from '../../../../lib/orders/journal/types';
import { matchOrder } from '../../../../lib/orders/submit/match-order';
import { parsePoReply } from '../../../../lib/tdsynnex/ec-xml/order-reply';
import { parsePoStatus } from '../../../../lib/tdsynnex/ec-xml/order-status';
import { journal } from '../order-samples';

const line = (change: Partial<JournalLine> = {}): JournalLine => ({
	...(journal().lines[0] as JournalLine),
	result: null,
	accepted: null,
	orderNumbers: [],
	...change,
});
const SENT = [line(), line({ lineNumber: 2, itemId: '5002', sku: '7654321', quantity: 1 })];

interface Item {
	line?: number;
	sku?: string;
	quantity?: string;
	code?: string;
	reason?: string;
	number?: string;
	type?: string;
	reference?: string;
}

const ITEMS: Item[] = [
	{ line: 1, sku: '1234567', quantity: '2', code: 'accepted', number: '40000001', type: 'SO' },
	{ line: 2, sku: '7654321', quantity: '1', code: 'accepted', number: '40000002', type: 'SO' },
];
const itemXml = (item: Item) =>
	`<Item lineNumber="${item.line ?? ''}"><SKU>${item.sku ?? ''}</SKU><OrderQuantity>${item.quantity ?? ''}</OrderQuantity><Code>${item.code ?? ''}</Code><Reason>${item.reason ?? ''}</Reason><OrderNumber>${item.number ?? ''}</OrderNumber><OrderType>${item.type ?? ''}</OrderType><SynnexInternalReference>${item.reference ?? ''}</SynnexInternalReference></Item>`;
const reply = (items: Item[], code = 'accepted', reason = '', po = '16') =>
	`<SynnexB2B><OrderResponse><CustomerNumber>100001</CustomerNumber><PONumber>${po}</PONumber><Code>${code}</Code><Reason>${reason}</Reason><Items>${items.map(itemXml).join('')}</Items></OrderResponse></SynnexB2B>`;
const verdict = (body: string, status = 200) =>
	classifyReply({ kind: 'reply', status, reply: parsePoReply(body) }, '16', SENT);
const change = (index: number, some: Item) =>
	ITEMS.map((item, at) => (at === index ? { ...item, ...some } : item));

describe("TD SYNNEX's answer to an order", () => {
	it('all lines accepted is ACCEPTED, with an order number for each line', () => {
		const found = verdict(reply(ITEMS));
		expect(found).toMatchObject({ kind: 'answer', answer: 'ACCEPTED' });
		expect(found.kind === 'answer' && found.lines.map(({ orderNumbers }) => orderNumbers)).toEqual([
			['40000001'],
			['40000002'],
		]);
	});

	it.each<[string, Item[], string]>([
		['a line rejected', change(1, { code: 'rejected', number: '' }), 'PARTIAL'],
		['a line short', change(0, { quantity: '1' }), 'PARTIAL'],
		[
			'a line pending sales review',
			change(0, { type: '99', reference: 'SALESORDER,A-SALESPND' }),
			'HELD',
		],
		['a line filed as SKU 99', change(0, { sku: '99', type: 'QO' }), 'HELD'],
		[
			'a line split in two orders',
			[...change(0, { quantity: '1' }), { ...ITEMS[0], quantity: '1', number: '40000003' }],
			'ACCEPTED',
		],
	])('%s is %s', (_, items, answer) => {
		expect(verdict(reply(items))).toMatchObject({ kind: 'answer', answer });
	});

	it('a non-stock quote is marked on its line', () => {
		const found = verdict(reply(change(0, { sku: '99', type: 'QO' })));
		expect(found.kind === 'answer' && found.lines[0]?.result).toBe('nonStockQuote');
	});

	it('rejected as a whole is REJECTED with the reason', () => {
		const items = ITEMS.map((item) => ({
			...item,
			code: 'rejected',
			number: '',
			reason: 'On hold',
		}));
		expect(verdict(reply(items, 'rejected', 'Credit'))).toMatchObject({
			answer: 'REJECTED',
			why: 'Credit; On hold',
		});
		expect(verdict(reply([], 'rejected', 'Credit'))).toMatchObject({ answer: 'REJECTED' });
	});

	it.each([
		[
			'in the vendor’s own spelling',
			reply(
				ITEMS.map((item) => ({ ...item, code: 'rejected', type: '99' })),
				'rejected',
				'DUPPLICATED INSERT.. ',
			),
		],
		[
			'on the line',
			reply(
				ITEMS.map((item) => ({
					...item,
					code: 'rejected',
					reason: 'This PO# already exists in our system',
				})),
				'rejected',
			),
		],
		[
			'in the reference',
			reply(
				ITEMS.map((item) => ({ ...item, code: 'rejected', reference: 'DUPREJECT,A-CIS' })),
				'rejected',
			),
		],
	])('a duplicate rejection, said %s, is no rejection', (_, body) => {
		expect(verdict(body).kind).toBe('duplicate');
	});

	it.each([
		['an empty body', '', 200],
		['a web page', '<!doctype html><title>Sign in</title>', 200],
		['a cut-off reply', reply(ITEMS).slice(0, 300), 200],
		['a document type', `<!DOCTYPE x [<!ENTITY a "b">]>${reply(ITEMS)}`, 200],
		['an unknown code', reply(ITEMS, 'queued'), 200],
		['an unknown code on a line', reply(change(0, { code: 'queued' })), 200],
		['a line missing', reply(ITEMS.slice(0, 1)), 200],
		['a line with another SKU', reply(change(0, { sku: '5555555' })), 200],
		['more than was ordered', reply(change(0, { quantity: '20' })), 200],
		['an accepted line without a number', reply(change(0, { number: '' })), 200],
		['a rejection that took a line', reply(change(0, { code: 'rejected' }), 'rejected'), 200],
		[
			'an acceptance that rejected all lines',
			reply(ITEMS.map((item) => ({ ...item, code: 'rejected' }))),
			200,
		],
		['the answer to another order', reply(ITEMS, 'accepted', '', '17'), 200],
		['an acceptance with HTTP 500', reply(ITEMS), 500],
		[
			'an error that may have had an effect',
			'<SynnexB2B><OrderResponse><ErrorMessage>PO_TIMEOUT</ErrorMessage></OrderResponse></SynnexB2B>',
			200,
		],
		['an unknown error', '<x><errorMessage>Something broke</errorMessage></x>', 200],
		['XML of something else', '<priceResponse/>', 200],
	])('%s is unclear', (_, body, status) => {
		expect(verdict(body, status).kind).toBe('unclear');
	});

	it.each([
		['a refused login', '<x><errorMessage>Login failed</errorMessage></x>'],
		[
			'an address that is not on the list',
			'<x><errorMessage>IP Address Invalid</errorMessage></x>',
		],
	])('%s turned the order away unread', (_, body) => {
		expect(verdict(body).kind).toBe('notSent');
	});

	it('names our PO number in other letters and is still about our order', () => {
		const body = reply(ITEMS, 'accepted', '', 'MSP-16');
		const outcome = { kind: 'reply' as const, status: 200, reply: parsePoReply(body) };
		expect(classifyReply(outcome, 'msp-16', SENT)).toMatchObject({ answer: 'ACCEPTED' });
	});

	it('an order number of zeros is none', () => {
		expect(verdict(reply(change(0, { number: '0' }))).kind).toBe('unclear');
	});

	it('that speaks of a product has been read: it does not count as turned away', () => {
		const body =
			'<SynnexB2B><OrderResponse><PONumber>16</PONumber><ErrorMessage>Authentication of SKU 1234567 is pending</ErrorMessage></OrderResponse></SynnexB2B>';
		expect(verdict(body).kind).toBe('unclear');
	});

	it('with a byte order mark, a name space and CDATA reads like any other', () => {
		const body = `\uFEFF${reply(ITEMS)
			.replaceAll('<Code>accepted</Code>', '<Code><![CDATA[ Accepted ]]></Code>')
			.replaceAll('<', '<n:')
			.replaceAll('<n:/', '</n:')
			.replaceAll('<n:![CDATA[', '<![CDATA[')
			.replace('<n:SynnexB2B>', '<n:SynnexB2B xmlns:n="urn:x">')}`;
		expect(verdict(body)).toMatchObject({ kind: 'answer', answer: 'ACCEPTED' });
	});

	it('silence is unclear, unless the order never left', () => {
		const silent = (reached: boolean) =>
			classifyReply({ kind: 'silence', reached, why: 'no answer' }, '16', SENT).kind;
		expect([silent(true), silent(false)]).toEqual(['unclear', 'notSent']);
	});
});

const statusItem = (item: Item & { eta?: string }) =>
	`<Item lineNumber="${item.line ?? ''}"><Code>${item.code ?? 'accepted'}</Code><OrderNumber>${item.number ?? ''}</OrderNumber><OrderType>${item.type ?? 'SO'}</OrderType><OrderQuantity>${item.quantity ?? ''}</OrderQuantity><SKU>${item.sku ?? ''}</SKU><ETADate>${item.eta ?? ''}</ETADate></Item>`;
const status = (items: (Item & { eta?: string })[], code = 'accepted') =>
	`<SynnexB2B><OrderStatusResponse><PONumber>16</PONumber><Code>${code}</Code><Reason/><Items>${items.map(statusItem).join('')}</Items></OrderStatusResponse></SynnexB2B>`;
const found = (body: string) => matchOrder(parsePoStatus(body), '16', SENT);

describe('a look-up by PO number', () => {
	it('that shows our lines is ours, whatever has become of them since', () => {
		expect(found(status(ITEMS))).toMatchObject({ kind: 'ours', answer: 'ACCEPTED' });
		const moved = ITEMS.map((item, at) => ({ ...item, code: at === 0 ? 'shipped' : 'invoiced' }));
		expect(found(status(moved, 'shipped'))).toMatchObject({ kind: 'ours', answer: 'ACCEPTED' });
	});

	it('that shows a line in two parts is ours, whether each part carries its share or the whole', () => {
		const [first = {}, second = {}] = ITEMS;
		for (const quantity of ['1', '2'])
			expect(
				found(status([{ ...first, quantity }, { ...first, quantity, number: '40000009' }, second])),
			).toMatchObject({ kind: 'ours', answer: 'ACCEPTED' });
	});

	it('counts only what was not refused of a line in two parts', () => {
		const [first = {}, second = {}] = ITEMS;
		const parts = [
			{ ...first, quantity: '1' },
			{ ...first, quantity: '1', code: 'deleted', number: '40000009' },
		];
		const ours = found(status([...parts, second]));
		expect(ours).toMatchObject({ kind: 'ours', answer: 'PARTIAL' });
		expect(ours.kind === 'ours' && ours.lines[0]).toMatchObject({
			accepted: 1,
			orderNumbers: ['40000001'],
		});
	});

	it.each(['rejected', 'deleted'])(
		'that is %s and gives its lines no code of their own is a rejection, not an order on hold',
		(code) => {
			const bare = ITEMS.map((item) => ({ ...item, code: '', number: '' }));
			expect(found(status(bare, code))).toMatchObject({ kind: 'ours', answer: 'REJECTED' });
		},
	);

	it('names our PO number in other letters and is still about our order', () => {
		const body = status(ITEMS).replace('>16<', '>MSP-16<');
		expect(matchOrder(parsePoStatus(body), 'msp-16', SENT).kind).toBe('ours');
	});

	it('that shows an order of days before our purchase order was written is not ours', () => {
		const dated = (time: string) =>
			status(ITEMS).replace('<Items>', `<PODatetime>${time}</PODatetime><Items>`);
		const ours = (time: string) =>
			matchOrder(parsePoStatus(dated(time)), '16', SENT, '2026-01-15T10:00:00Z');
		const other = ours('2025-03-02T08:00:00');
		expect(other.kind).toBe('differs');
		expect(other.kind === 'differs' && other.differences.join()).toContain('2025-03-02');
		// TD SYNNEX writes times without a zone: hours do not tell
		expect(ours('2026-01-14T23:00:00').kind).toBe('ours');
		expect(ours('').kind).toBe('ours');
		expect(ours('soon').kind).toBe('ours');
	});

	it('of one product on two lines is ours where TD SYNNEX numbers no line', () => {
		const twice = [line(), line({ lineNumber: 2, itemId: '5002', quantity: 3 })];
		const items = [
			{ sku: '1234567', quantity: '2', number: '40000001' },
			{ sku: '1234567', quantity: '3', number: '40000002' },
		];
		const ours = matchOrder(parsePoStatus(status(items)), '16', twice);
		expect(ours).toMatchObject({ kind: 'ours', answer: 'ACCEPTED' });
		const short = matchOrder(parsePoStatus(status(items.slice(0, 1))), '16', twice);
		expect(short.kind).toBe('differs');
	});

	it('brings the expected dates', () => {
		const late = ITEMS.map((item) => ({ ...item, eta: '20260301' }));
		const ours = found(status(late));
		expect(ours.kind === 'ours' && [...ours.etas]).toEqual([
			[1, '2026-03-01'],
			[2, '2026-03-01'],
		]);
	});

	it.each<[string, Item[], RegExp]>([
		['another quantity', change(0, { quantity: '5' }), /5 of SKU 1234567, and we order 2/],
		['a line of ours missing', ITEMS.slice(0, 1), /lacks our line 2/],
		['a line that is not ours', [...ITEMS, { line: 3, sku: '999', quantity: '1' }], /1 of SKU 999/],
		['another SKU on our line', change(0, { sku: '999' }), /999/],
	])('with %s is another order', (_, items, words) => {
		const other = found(status(items));
		expect(other.kind).toBe('differs');
		expect(other.kind === 'differs' && other.differences.join()).toMatch(words);
	});

	it('notFound is absent, and proves nothing', () => {
		expect(found(status([], 'notFound'))).toEqual({ kind: 'absent' });
	});

	it.each(['', 'Rejected', 'Order was rejected.'])(
		'rejected without lines, with "%s" as reason, is a rejection',
		(reason) => {
			const body = status([], 'rejected').replace('<Reason/>', `<Reason>${reason}</Reason>`);
			expect(found(body)).toMatchObject({ kind: 'ours', answer: 'REJECTED' });
		},
	);

	it('rejected without lines frees no order where it is for another reason, or about no PO', () => {
		const body = status([], 'rejected');
		const failing = 'System is temporarily unavailable';
		const failed = found(body.replace('<Reason/>', `<Reason>${failing}</Reason>`));
		expect(failed).toMatchObject({ kind: 'unclear', why: expect.stringContaining(failing) });
		expect(found(body.replace('>16<', '><')).kind).toBe('unclear');
	});

	it('a single line is read like many', () => {
		const one = matchOrder(parsePoStatus(status(ITEMS.slice(0, 1))), '16', SENT.slice(0, 1));
		expect(one).toMatchObject({ kind: 'ours' });
	});

	it.each([
		['a web page', '<html><body>x</body></html>'],
		['nothing', ''],
		['an error', '<x><errorMessage>ServerError</errorMessage></x>'],
		['an unknown code without lines', status([], 'UNKNOWN')],
		['another PO', status(ITEMS).replace('>16<', '>17<')],
	])('%s is unclear', (_, body) => {
		expect(found(body).kind).toBe('unclear');
	});

	it('lines whose detail was folded away cannot be compared', () => {
		const folded = SENT.map((one) => ({ ...one, sku: '' }));
		expect(matchOrder(parsePoStatus(status(ITEMS)), '16', folded).kind).toBe('unclear');
	});
});
