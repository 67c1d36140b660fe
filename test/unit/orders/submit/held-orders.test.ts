import {
	needsAttention,
	backOrders,
	unwantedBackOrder,
} from '../../../../lib/orders/report/needs-attention';
import { classifyReply } from '../../../../lib/orders/submit/classify-reply';
import { matchOrder } from '../../../../lib/orders/submit/match-order';
import { readLine, writeLine } from '../../../../lib/orders/journal/line-format';
import { parsePoReply } from '../../../../lib/tdsynnex/ec-xml/order-reply';
import { parsePoStatus } from '../../../../lib/tdsynnex/ec-xml/order-status';
import { journal } from '../order-samples';

const [SAMPLE] = journal().lines as [ReturnType<typeof journal>['lines'][number]];
const SENT = [
	{ ...SAMPLE, quantity: 6, unitPrice: '10.00', result: null, accepted: null, orderNumbers: [] },
];
const HELD = 'POLINEQC,A-SALESPND---PRICEVAR,A-SALESPND';

const replied = (header: string, items: string) =>
	classifyReply(
		{
			kind: 'reply',
			status: 200,
			reply: parsePoReply(
				`<SynnexB2B><OrderResponse><PONumber>16</PONumber>${header}<Items>${items}</Items></OrderResponse></SynnexB2B>`,
			),
		},
		'16',
		SENT,
	);
const item = (code: string, type: string, reference = '', sku = SAMPLE.sku) =>
	`<Item lineNumber="1"><SKU>${sku}</SKU><OrderQuantity>6</OrderQuantity><Code>${code}</Code><OrderNumber>40000001</OrderNumber><OrderType>${type}</OrderType><SynnexInternalReference>${reference}</SynnexInternalReference></Item>`;
const ACCEPTED = '<Code>accepted</Code>';

const found = (items: string, header = 'accepted') =>
	matchOrder(
		parsePoStatus(
			`<SynnexB2B><OrderStatusResponse><PONumber>16</PONumber><Code>${header}</Code><Items>${items}</Items></OrderStatusResponse></SynnexB2B>`,
		),
		'16',
		SENT,
	);
const shown = (type: string, quantity: number, more = '', number = '40000001') =>
	`<Item lineNumber="1"><Code>accepted</Code><OrderNumber>${number}</OrderNumber><OrderType>${type}</OrderType><OrderQuantity>${quantity}</OrderQuantity><SKU>${SAMPLE.sku}</SKU><ShipQuantity>0</ShipQuantity>${more}</Item>`;

describe('an order that TD SYNNEX holds', () => {
	it('is told with the reason that the reply gives', () => {
		const verdict = replied(ACCEPTED, item('accepted', '99', HELD));
		expect(verdict).toMatchObject({
			kind: 'answer',
			answer: 'HELD',
			why: expect.stringContaining('PRICEVAR'),
		});
	});

	it.each([
		['QO with an ordinary SKU', ACCEPTED, item('accepted', 'QO')],
		['an empty header code', '<Code/>', item('accepted', 'SO')],
		['no header code', '', item('accepted', 'SO')],
		['the header code null', '<Code>null</Code>', item('accepted', 'SO')],
	])('is held for %s', (_, header, items) => {
		expect(replied(header, items)).toMatchObject({ kind: 'answer', answer: 'HELD' });
	});

	it('is not held where nothing says that it was taken', () => {
		expect(replied('<Code/>', item('', 'SO')).kind).toBe('unclear');
		expect(replied('', '').kind).toBe('unclear');
		const rejected = replied('<Code/>', item('rejected', '99'));
		expect(rejected.kind).toBe('unclear');
	});

	it.each([
		['ACCEPT', 'SO', 'accepted'],
		['Backorder', 'SO', 'backOrdered'],
		['accepted', 'BO', 'backOrdered'],
	])('a line with the code %s and type %s is %s', (code, type, result) => {
		const verdict = replied(ACCEPTED, item(code, type));
		expect(verdict).toMatchObject({ kind: 'answer', answer: 'ACCEPTED', lines: [{ result }] });
	});

	it('is only a non-stock quote under SKU 99', () => {
		expect(replied(ACCEPTED, item('accepted', 'QO', '', '99'))).toMatchObject({
			lines: [{ result: 'nonStockQuote' }],
		});
	});

	it.each([
		['one order', shown('QO', 6) + shown('SO', 6, '', '40000002'), 'ACCEPTED'],
		[
			'two orders',
			shown('QO', 6) + shown('SO', 2, '', '40000002') + shown('SO', 4, '', '40000003'),
			'ACCEPTED',
		],
		['nothing', shown('QO', 6), 'HELD'],
	])('in the look-up, with %s in its place, is ours', (_, items, answer) => {
		expect(found(items)).toMatchObject({ kind: 'ours', answer, lines: [{ accepted: 6 }] });
	});

	it('in the look-up tells the price that TD SYNNEX has taken it at', () => {
		expect(found(shown('SO', 6, '<UnitPrice>10.5</UnitPrice>'))).toMatchObject({
			prices: [expect.stringMatching(/at 10\.50 a piece, and 10\.00 was ordered/)],
		});
		expect(found(shown('SO', 6, '<UnitPrice>10.0</UnitPrice>'))).toMatchObject({ prices: [] });
		const leftover = shown('QO', 6, '<UnitPrice>9.0</UnitPrice>') + shown('SO', 6);
		expect(found(leftover)).toMatchObject({ prices: [] });
	});
});

describe('no remedy leads to a second order while the first may live', () => {
	const line = (change: object) => ({
		...SENT[0],
		accepted: 6,
		orderNumbers: ['40000001'],
		...change,
	});
	const of = (change: object) => needsAttention({ ...journal(), ...change } as never);

	it('a held order is not to be ordered again', () => {
		const problem = of({
			state: 'RECORDED',
			answer: 'HELD',
			reason: 'its price is not the one (PRICEVAR)',
			lines: [line({ result: 'held' })],
		});
		expect(problem?.cause).toContain('PRICEVAR');
		expect(problem?.remedy).toMatch(/^Do not order again/);
		expect(problem?.remedy).toContain('order 40000001');
		expect(problem?.remedy).toContain('auto-fill profile');
		expect(problem?.remedy).toContain('Agree on the price');
	});

	it('a non-stock quote only once its deletion is confirmed', () => {
		const problem = of({
			state: 'RECORDED',
			answer: 'HELD',
			lines: [line({ result: 'nonStockQuote' })],
		});
		expect(problem?.remedy).toMatch(/Only after they have confirmed that it is deleted/);
	});

	it('pieces that are missing without a word may still come; rejected ones may be ordered', () => {
		const short = of({
			state: 'RECORDED',
			answer: 'PARTIAL',
			lines: [line({ result: 'accepted', accepted: 4 })],
		});
		expect(short?.remedy).toContain('before you order any of them again');
		expect(short?.remedy).not.toContain('elsewhere');
		const refused = of({
			state: 'RECORDED',
			answer: 'PARTIAL',
			lines: [line({ result: 'rejected', accepted: 0 }), line({ lineNumber: 2, result: 'held' })],
		});
		expect(refused?.remedy).toContain('Order the rejected lines elsewhere');
		expect(refused?.remedy).toContain('Do not order that again');
	});

	it('a back order lives', () => {
		const held = { ...journal(), lines: [line({ result: 'backOrdered' })] } as never;
		expect(backOrders(held)).toContain('back order');
		expect(unwantedBackOrder(held)?.remedy).toContain('only after they have confirmed');
		expect(backOrders(journal())).toBe('');
	});

	it('an order in doubt is not to be ordered under another number either', () => {
		const problem = of({ state: 'UNCERTAIN', reason: 'no answer' });
		expect(problem?.remedy).toContain('Do not order it yourself, or under another number');
	});
});

describe('the memo', () => {
	it('keeps a line that is back-ordered', () => {
		const line = { ...SAMPLE, result: 'backOrdered' as const, accepted: 2 };
		expect(writeLine(line)).toContain('back-ordered 2');
		expect(readLine(writeLine(line))).toEqual(line);
	});

	it('keeps the price that was sent in place of the purchase order’s own', () => {
		const line = { ...SAMPLE, sentPrice: '101.60' };
		expect(writeLine(line)).toContain('2 x 101.50 sent at 101.60, accepted 2');
		expect(readLine(writeLine(line))).toEqual(line);
		expect(readLine(writeLine(SAMPLE))).toEqual(SAMPLE);
	});
});
