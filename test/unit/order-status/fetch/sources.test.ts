import type { JournalLine } from '../../../../lib/orders/journal/types';
import { fromInvoices, signedMoney } from '../../../../lib/order-status/fetch/from-invoice';
import { trackingLink } from '../../../../lib/order-status/tracking';
import { buildInvoiceQuery, parseInvoices } from '../../../../lib/tdsynnex/ec-xml/invoice';
import {
	readPartnerInvoice,
	readPartnerOrder,
	readPartnerShipment,
} from '../../../../lib/tdsynnex/partner-api/documents';
import { bills, type ItemSays } from '../poll-fixture';
import { read, sent } from './ec-reading';

describe('an order status as one model', () => {
	it.each<[string, string, ItemSays[], JournalLine[], object]>([
		[
			'a line in two parts adds up',
			'accepted',
			[
				{ ordered: 3, shipped: 3, code: 'shipped' },
				{ ordered: 2, order: '40000002' },
			],
			[],
			{ ordered: 5, shipped: 3, orderNumbers: ['40000001', '40000002'] },
		],
		[
			'two parts that both say the whole quantity were ordered once',
			'accepted',
			[
				{ ordered: 5, shipped: 3, code: 'shipped' },
				{ ordered: 5, shipped: 2, code: 'shipped' },
			],
			[sent(1, '1234567', 5)],
			{ ordered: 5, shipped: 5, cancelled: 0 },
		],
		[
			'a shipped item without a quantity has shipped whole',
			'shipped',
			[{ code: 'shipped', ordered: 4, shipped: '' }],
			[],
			{ shipped: 4 },
		],
		[
			'a stated date and fewer shipped than ordered is a back order',
			'accepted',
			[{ code: 'shipped', ordered: 4, shipped: 1, eta: '20260701' }],
			[],
			{ backOrdered: 3, eta: '2026-07-01' },
		],
		[
			'fewer shipped without a date is open, not back-ordered',
			'accepted',
			[{ code: 'shipped', ordered: 4, shipped: 1 }],
			[],
			{ backOrdered: 0, cancelled: 0 },
		],
		[
			'a deleted part is cancelled, the other goes on',
			'accepted',
			[{ code: 'deleted', ordered: 2 }, { ordered: 3 }],
			[],
			{ ordered: 5, cancelled: 2 },
		],
		[
			'an order that is invoiced as a whole has nothing more to come',
			'invoiced',
			[{ code: 'invoiced', ordered: 4, shipped: 1 }],
			[],
			{ cancelled: 3, invoiced: true },
		],
		[
			'but one that is not has',
			'accepted',
			[
				{ code: 'invoiced', ordered: 4, shipped: 1 },
				{ line: 2, sku: '2' },
			],
			[],
			{ cancelled: 0 },
		],
		['order type 99 is held', 'accepted', [{ type: '99' }], [], { held: true }],
		['code HOLD is held', 'accepted', [{ code: 'HOLD' }], [], { held: true }],
		[
			'SKU 99 is a quote, shown under the SKU that was ordered',
			'accepted',
			[{ sku: '99' }],
			[sent(1, '555', 2)],
			{ quote: true, sku: '555' },
		],
		['no warehouse yet is not assigned', 'accepted', [{ warehouse: '' }], [], { allocated: false }],
		[
			'pieces delivered are those of packages that were handed over',
			'shipped',
			[
				{
					code: 'shipped',
					ordered: 3,
					shipped: 3,
					packages: [
						{ tracking: '1', quantity: 2, delivered: '2026-06-03' },
						{ tracking: '2', quantity: 1 },
					],
				},
			],
			[],
			{ delivered: 2 },
		],
	])('%s', (_, code, items, lines, expected) => {
		expect(read(code, items, lines).lines[0]).toMatchObject(expected);
	});

	it('finds lines without numbers by their SKU', () => {
		const { lines } = read(
			'accepted',
			[
				{ line: 0, sku: 'B' },
				{ line: 0, sku: 'A' },
			],
			[sent(1, 'A', 2), sent(2, 'B', 2)],
		);
		expect(lines.map(({ line, sku }) => [line, sku])).toEqual([
			[1, 'A'],
			[2, 'B'],
		]);
	});

	it('keeps unknown codes verbatim, header and line alike', () => {
		expect(read('Staged?', [{ code: 'picking' }])).toMatchObject({
			codes: ['Staged?', 'picking'],
			unknownCodes: ['Staged?', 'picking'],
		});
		expect(read('Not Found', [{ code: 'Shipped' }]).unknownCodes).toEqual([]);
	});
});

describe('invoices', () => {
	it('are asked for by one of two numbers, with the credential left empty', () => {
		expect(buildInvoiceQuery('100001', { poNumber: 'A&B' })).toContain(
			'<Credential><UserID/><Password/></Credential><InvoiceRequest><CustomerNumber>100001</CustomerNumber><PONumber>A&amp;B</PONumber>',
		);
		expect(buildInvoiceQuery('100001', { orderNumber: '4' })).toContain(
			'<OrderNumber>4</OrderNumber>',
		);
	});

	it('one or many, with SN: taken off serial numbers and a credit told by its sign', () => {
		const reply = parseInvoices(
			bills('16', [
				{ number: '1', lines: [{ line: 1, sku: '1', quantity: 2, serials: ['X1', 'X2'] }] },
				{ number: '2', total: '-1,100.5000' },
			]),
		);
		if (reply.kind !== 'invoices') throw new Error(reply.kind);
		const { invoices, faults } = fromInvoices(reply.invoices, 'USD');
		expect(faults).toEqual([]);
		expect(
			invoices.map(({ number, total, credit, lines }) => [
				number,
				total,
				credit,
				lines[0]?.serialNumbers ?? [],
			]),
		).toEqual([
			['1', '100.00', false, ['X1', 'X2']],
			['2', '-1100.50', true, []],
		]);
	});

	it.each([
		['1,234.5000', '1234.50'],
		['-1.00', '-1.00'],
		['(12.30)', '-12.30'],
		['.5', '0.50'],
		['', ''],
		['1,23', null],
		['12 USD', null],
		['1.2.3', null],
		['-', null],
	])('reads %s as %s', (text, amount) => expect(signedMoney(text)).toBe(amount));
});

describe('the partner API', () => {
	const ok = (json: unknown) => ({ status: 200, headers: {}, body: JSON.stringify(json) });

	it('says in a reply of HTTP 200 that it knows nothing', () => {
		expect(
			readPartnerOrder(ok([{ orderNumber: '4', errorMessage: 'Order not found' }]), 'x'),
		).toBeNull();
		expect(readPartnerShipment(ok({ errorMessage: 'Order not found', lines: [] }), 'x')).toBeNull();
		expect(readPartnerInvoice(ok({ errorMessage: 'Invoice not found' }), 'x')).toBeNull();
	});

	it('is read whatever else it holds, a list of one or bare', () => {
		const order = {
			orderNumber: 4,
			purchaseOrderNumber: '16',
			orderStatus: 'Odd',
			extra: { a: 1 },
			lines: null,
		};
		expect(readPartnerOrder(ok([order]), 'x')).toEqual({
			orderNumber: '4',
			poNumber: '16',
			status: 'Odd',
			statusCode: '',
		});
		expect(readPartnerOrder(ok(order), 'x')?.poNumber).toBe('16');
	});

	it.each([
		[
			401,
			'{"requestId":"1","data":{"errorCode":"401","errorMessage":"Access token is missing"}}',
			/refused a new access token with HTTP 401 \(“Access token is missing”\)/,
		],
		[503, '<html>Gateway</html>', /answered HTTP 503 \(“Gateway”\)/],
		[200, '<html>Sign in</html>', /something other than JSON \(“Sign in”\)/],
		[403, '<html>Forbidden</html>', /turned away with HTTP 403 \(“Forbidden”\), without a message/],
	])('HTTP %s is a refusal in words', (status, body, sentence) => {
		expect(() => readPartnerInvoice({ status, headers: {}, body }, 'invoice 1')).toThrow(sentence);
	});
});

it.each([
	['1Z999AA1', '', 'https://www.ups.com/track?tracknum=1Z999AA1'],
	['33123', 'PUROLATOR GROUND', 'https://www.purolator.com/en/shipping/tracker?pin=33123'],
	['7001', 'FedEx Ground', 'https://www.fedex.com/fedextrack/?trknbr=7001'],
	['7001', 'Some carrier', ''],
	['', 'UPS', ''],
])('a package %s of “%s” is followed at %s', (number, carrier, link) =>
	expect(trackingLink(number, carrier)).toBe(link),
);
