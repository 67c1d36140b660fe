import { findOwn } from '../../../../lib/orders/submit/whose-order';
import { parsePoStatus, type PoStatus } from '../../../../lib/tdsynnex/ec-xml/order-status';
import { journal } from '../order-samples';

const [LINE] = journal().lines as [ReturnType<typeof journal>['lines'][number]];
const POSTED = '2026-01-15T10:00:07Z';
const DOUBT = journal({ state: 'POSTING', answer: undefined, lines: [LINE], changed: POSTED });
const BARE = { createdAt: '2026-01-14T08:00:00Z', externalNumber: '', memo: '' };
/** Our clock when the status comes: 14 minutes and 53 seconds after the post. */
const NOW = Date.parse('2026-01-15T10:15:00Z');
/** The same moment on TD SYNNEX's clock, which names no zone. */
const ANSWERED = '2026-01-15T02:15:00';

/** The goods of our order under its number, placed so many minutes before the answer. */
function shown(minutesAgo: number): PoStatus {
	const status = parsePoStatus(
		`<SynnexB2B><OrderStatusResponse><PONumber>16</PONumber><Code>accepted</Code><Items><Item lineNumber="1"><Code>accepted</Code><OrderNumber>40000001</OrderNumber><OrderType>SO</OrderType><OrderQuantity>${LINE.quantity}</OrderQuantity><SKU>${LINE.sku}</SKU><ShipQuantity>0</ShipQuantity></Item></Items></OrderStatusResponse></SynnexB2B>`,
	);
	const placed = new Date(Date.parse(`${ANSWERED}Z`) - minutesAgo * 60_000);
	return {
		...status,
		orderedAt: placed.toISOString().slice(0, 19),
		answeredAt: ANSWERED,
	} as PoStatus;
}

const found = (minutesAgo: number, change: Partial<typeof DOUBT> = {}) =>
	findOwn(shown(minutesAgo), { ...DOUBT, ...change }, [LINE], BARE, NOW);

/** PO number and goods are the same throughout: what is left to tell is the time. */
describe('the same goods under the same PO number', () => {
	it.each([
		['in the minute of the post', 14],
		['15 minutes later, by which it had to arrive', 0],
		['a minute before, by clocks that are apart', 15],
	])('placed %s, are ours', (_, minutesAgo) => {
		expect(found(minutesAgo)).toMatchObject({ kind: 'ours', confirmed: false });
	});

	it('placed before the post are the order of another', () => {
		expect(found(60)).toMatchObject({
			kind: 'differs',
			differences: ['it was placed 45 minutes before this purchase order was posted'],
			numbers: ['40000001'],
		});
	});

	it('placed long after the post are the order of another', () => {
		const longAgo = '2026-01-15T09:30:00Z';
		expect(found(5, { changed: longAgo })).toMatchObject({
			kind: 'differs',
			differences: ['it was placed 40 minutes after this purchase order was posted'],
		});
	});

	it('that kept ours out as its duplicate are the order of another, whenever they were placed', () => {
		const text = 'TD SYNNEX says that it already has this PO number (Duplicate PO)';
		expect(found(14, { log: [{ time: POSTED, text }] })).toMatchObject({
			kind: 'differs',
			differences: ['TD SYNNEX refused ours, because this one already existed'],
		});
	});
});
