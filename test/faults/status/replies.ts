import type { Life, LifeLine } from './life';
import { START } from './life';
import { truthAt, type PartTruth, type Truth } from './truth';

/** TD SYNNEX's replies about a life at some hour, in XML written out by hand: no writer of anybody's takes part. */
export function statusXml(life: Life, poNumber: string, hour: number): string {
	const truth = truthAt(life, hour);
	const items = truth.lines.flatMap(({ number, parts, leftover }) => {
		const line = life.lines.find((one) => one.number === number) as LifeLine;
		const quotation = leftover ? [leftoverXml(line)] : [];
		return [...quotation, ...parts.map((part) => itemXml(line, part, truth, hour))];
	});
	return `<SynnexB2B><OrderStatusResponse><CustomerNumber>100001</CustomerNumber><PONumber>${poNumber}</PONumber><Code>${truth.header}</Code><Reason/><PODatetime>${stamp(0)}</PODatetime><ResponseDateTime>${stamp(hour)}</ResponseDateTime><Items>${items.join('')}</Items></OrderStatusResponse></SynnexB2B>`;
}

export function invoiceXml(life: Life, poNumber: string, hour: number): string {
	const { invoices } = truthAt(life, hour);
	if (invoices.length === 0)
		return '<SynnexB2B><InvoiceResponse><errorCode>NotFound</errorCode><errorReason>No invoice found</errorReason></InvoiceResponse></SynnexB2B>';
	const bills = invoices.map(({ number, lines, credit }) => {
		const items = lines.map(({ line, quantity, serials }) => {
			const { sku, price } = life.lines.find((one) => one.number === line) as LifeLine;
			const serialXml = serials.map((serial) => `<SerialNo>SN: ${serial}</SerialNo>`).join('');
			return `<Item lineNumber="${line}"><ShipQuantity>${quantity}</ShipQuantity><UnitPrice>${price}00</UnitPrice><SKU>${sku}</SKU>${serialXml}</Item>`;
		});
		const total = credit === '' ? '2,469.00' : `-${credit}`;
		return `<Invoice><InvoiceDate>2026-06-03</InvoiceDate><InvoiceNumber>${number}</InvoiceNumber><Tracking><TrackNumber/></Tracking><Items>${items.join('')}</Items><Summary><TotalInvoiceAmount>${total}</TotalInvoiceAmount><Freight>19.5470</Freight><SalesTax>0.00</SalesTax></Summary></Invoice>`;
	});
	return `<SynnexB2B><InvoiceResponse><CustomerPONumber>${poNumber}</CustomerPONumber>${bills.join('')}</InvoiceResponse></SynnexB2B>`;
}

export function stamp(hour: number): string {
	return new Date(START + hour * 3_600_000).toISOString().slice(0, 19);
}

/** The order that was taken first: nothing ships for it, and it looks like one under review. */
function leftoverXml({ number, sku, quantity, price }: LifeLine): string {
	return `<Item lineNumber="${number}"><Code>accepted</Code><ShipDatetime/><OrderNumber>${49_000_000 + number}</OrderNumber><OrderType>QO</OrderType><OrderQuantity>${quantity}</OrderQuantity><UnitPrice>${price}</UnitPrice><SKU>${sku}</SKU><ShipQuantity>0</ShipQuantity><ShipFromWarehouse>16</ShipFromWarehouse><ShipMethod>FG</ShipMethod><ShipMethodDescription>FedEx Ground</ShipMethodDescription><ETADate/><Packages/></Item>`;
}

function itemXml(
	{ number, sku, price, nonStock }: LifeLine,
	state: PartTruth,
	{ held }: Truth,
	hour: number,
): string {
	const { part, code, shipped, eta, lastShip, packages } = state;
	const boxes = packages.map(
		({ tracking, trackingFrom, quantity, serials, serialsFrom, deliveredAt }) => {
			const own =
				serialsFrom <= hour
					? serials.map((serial) => `<SerialNo>${serial}</SerialNo>`).join('')
					: '';
			const delivered =
				deliveredAt !== null && deliveredAt <= hour
					? `<CarrierDeliveredDate>${stamp(deliveredAt)}</CarrierDeliveredDate>`
					: '';
			return `<Package><TrackingNumber>${trackingFrom <= hour ? tracking : ''}</TrackingNumber><ShipItemQuantity>${quantity}</ShipItemQuantity>${own}${delivered}</Package>`;
		},
	);
	const waits = part.backOrder && shipped === 0;
	const review = held || nonStock;
	const type = part.orderNumber === '' ? '' : review ? 'QO' : waits ? 'BO' : 'SO';
	const [method, carrier] = waits ? ['NL', 'Hold Order'] : ['FG', 'FedEx Ground'];
	return `<Item lineNumber="${number}"><Code>${code}</Code><ShipDatetime>${lastShip === null ? '' : stamp(lastShip)}</ShipDatetime><OrderNumber>${part.orderNumber}</OrderNumber><OrderType>${type}</OrderType><OrderQuantity>${part.quantity}</OrderQuantity><UnitPrice>${price}</UnitPrice><SKU>${nonStock ? '99' : sku}</SKU><ShipQuantity>${shipped}</ShipQuantity><ShipFromWarehouse>${part.warehouse}</ShipFromWarehouse><ShipMethod>${method}</ShipMethod><ShipMethodDescription>${carrier}</ShipMethodDescription><ETADate>${eta}</ETADate><Packages>${boxes.join('')}</Packages></Item>`;
}
