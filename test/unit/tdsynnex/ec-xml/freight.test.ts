import { buildFreightQuote, parseFreightReply } from '../../../../lib/tdsynnex/ec-xml/freight';

const METHODS =
	'<AvailableShipMethod code=" DE "><ShipMethodDescription>LOCAL</ShipMethodDescription><ServiceLevel>1</ServiceLevel><Freight>9.50</Freight></AvailableShipMethod>' +
	'<AvailableShipMethod code="FG"><ShipMethodDescription>GROUND</ShipMethodDescription><ServiceLevel>5</ServiceLevel><Freight>1,012.00</Freight></AvailableShipMethod>';
const CHARGES = '<OtherCharges><MinOrderFee>5.00</MinOrderFee><CODFee>0.00</CODFee></OtherCharges>';
const reply = (inside: string) =>
	`<SynnexB2B><FreightQuoteResponse version="2.0"><TotalWeight>3.5</TotalWeight><TotalSales>1,203.00</TotalSales>` +
	`<FreeFreightThreshold>1,500.00</FreeFreightThreshold>${inside}</FreightQuoteResponse></SynnexB2B>`;

describe('a freight quote', () => {
	it.each([
		['beside', `<AvailableShipMethods>${METHODS}</AvailableShipMethods>${CHARGES}`],
		['inside', `<AvailableShipMethods>${METHODS}${CHARGES}</AvailableShipMethods>`],
	])('is read with its charges %s the methods, and codes without blanks', (_where, inside) => {
		expect(parseFreightReply(reply(inside))).toEqual({
			kind: 'freight',
			methods: [
				{ code: 'DE', description: 'LOCAL', serviceLevel: '1', freight: '9.50' },
				{ code: 'FG', description: 'GROUND', serviceLevel: '5', freight: '1012.00' },
			],
			minimumOrderFee: '5.00',
			freeFreightThreshold: '1500.00',
			totalSales: '1203.00',
			totalWeight: '3.5',
		});
	});

	it('says why there is none', () => {
		const xml =
			'<SynnexB2B><FreightQuoteResponse><ErrorMessage>Invalid ZIP Code </ErrorMessage></FreightQuoteResponse></SynnexB2B>';
		expect(parseFreightReply(xml)).toMatchObject({ kind: 'error', message: 'Invalid ZIP Code' });
	});

	it('is asked for with all that is required, and without a method for all of them', () => {
		const request = {
			customerNumber: '100001',
			time: '2026-01-15T10:00:00Z',
			warehouse: '503',
			shipTo: {
				name1: 'Demo',
				name2: '',
				line1: '1 Demo St',
				line2: '',
				city: 'Albany',
				state: 'NY',
				zip: '12207',
				country: 'US',
			},
			items: [
				{ lineNumber: 1, sku: '1234567', name: 'x'.repeat(90), quantity: 2 },
				{ lineNumber: 2, sku: '7654321', name: '', quantity: 1 },
			],
		};
		const all = buildFreightQuote({ ...request, shipMethod: '' });
		expect(all).not.toContain('ShipMethodCode');
		expect(all).toContain('<ShipFromWarehouse>503</ShipFromWarehouse>');
		expect(all).toContain(`<Description>${'x'.repeat(80)}</Description>`);
		expect(all).toContain('<SKU>7654321</SKU><Description>7654321</Description>');
		expect(buildFreightQuote({ ...request, shipMethod: 'FG' })).toContain(
			'<ShipMethodCode>FG</ShipMethodCode>',
		);
	});
});
