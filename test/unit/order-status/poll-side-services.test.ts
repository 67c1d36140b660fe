import type { WireResponse } from '../../../lib/shared/http';
import type { StatusReport } from '../../../lib/order-status/report/status-change';
import { bills, Desk, kinds, says } from './poll-fixture';

const gone = { code: 'shipped', ordered: 2, shipped: 2 };
const ORDERS = [16, 17, 18, 19, 20, 21];

describe('services beside the order status', () => {
	let desk: Desk;
	let partnerCalls: string[];
	beforeEach(() => {
		partnerCalls = [];
		desk = new Desk();
		for (const number of ORDERS.map(String)) {
			desk.order({ number });
			desk.answers(says('shipped', [gone], { po: number }), bills(number, []), number);
		}
	});
	const partner = (answer: () => WireResponse) => {
		desk.partner = (path) => {
			partnerCalls.push(path);
			return answer();
		};
	};
	const warned = ({ summary }: StatusReport) =>
		summary.activity.filter(({ outcome }) => outcome === 'warning');
	const allShipped = (report: StatusReport) => {
		expect(kinds(report)).toEqual(ORDERS.map(() => 'shipped'));
		expect(report.summary).toMatchObject({ failed: 0, problem: '' });
	};

	it('a refused login of the partner API is tried once, told once, and every order is followed', async () => {
		partner(() => ({ status: 401, headers: {}, body: '' }));
		const report = await desk.poll();
		allShipped(report);
		expect(partnerCalls).toHaveLength(1);
		expect(warned(report)).toHaveLength(1);
		expect(warned(report)[0]?.cause).toContain('was not called again in this poll');
	});

	it.each([
		['an error of n8n’s own', () => new Error('Cannot read properties of undefined')],
		['a text', () => 'thrown as it is'],
	])('%s ends nothing', async (_, thrown) => {
		partner(() => {
			throw thrown();
		});
		const report = await desk.poll();
		allShipped(report);
		expect(partnerCalls).toHaveLength(1);
		expect(warned(report)).toHaveLength(1);
	});

	it('one that is down is told once, and left after three orders', async () => {
		partner(() => ({ status: 400, headers: {}, body: 'no' }));
		const report = await desk.poll();
		allShipped(report);
		expect(warned(report)).toHaveLength(1);
		expect(partnerCalls.length).toBeLessThanOrEqual(ORDERS.length);
		expect(partnerCalls.length).toBeGreaterThanOrEqual(3);
	});

	it('a login that only the invoice service refuses is tried once: the status has its own user', async () => {
		const refusal =
			'<SynnexB2B><InvoiceResponse><errorReason>Login failed</errorReason></InvoiceResponse></SynnexB2B>';
		for (const number of ORDERS.map(String))
			desk.answers(says('shipped', [gone], { po: number }), refusal, number);
		const report = await desk.poll();
		allShipped(report);
		const asked = desk.asked.filter(({ url }) => url.endsWith('/invoice/query'));
		expect(asked).toHaveLength(1);
		expect(warned(report)).toHaveLength(1);
		expect(warned(report)[0]?.cause).toContain('refused the user id or password for invoice');
	});

	it('an invoice of another purchase order adds nothing', async () => {
		const answer = (poNumber: string) => () => ({
			status: 200,
			headers: {},
			body: JSON.stringify({
				invoiceNumber: '170000001',
				purchaseOrderNumber: poNumber,
				invoiceDueDate: '2026-07-01',
				currency: 'CAD',
			}),
		});
		const due = async (poNumber: string) => {
			desk = new Desk();
			desk.order();
			desk.answers(says('shipped', [gone]), bills('16', [{ number: '170000001' }]));
			partner(answer(poNumber));
			const report = await desk.poll();
			return [
				report.changes.find(({ kind }) => kind === 'invoiced')?.invoiceDueDate,
				kinds(report),
			];
		};
		expect(await due('16')).toEqual(['2026-07-01', ['shipped', 'invoiced', 'needsAttention']]);
		expect(await due('99')).toEqual(['', ['shipped', 'invoiced']]);
	});
});
