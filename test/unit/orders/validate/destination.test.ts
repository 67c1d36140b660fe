import { isPoBox, maybePoBox } from '../../../../lib/orders/validate/po-box';
import { destination, poBox } from '../../../../lib/orders/validate/destination';
import type { RuleInput } from '../../../../lib/orders/validate/types';

describe('a post-office box', () => {
	it.each([
		...[
			'PO Box 12',
			'P.O. Box 12',
			'P O Box 12',
			'P. O. Box 12',
			'po box #12',
			'P.O.Box12',
			'P/O Box 12',
			'PO-Box 12',
			'Pobox 12',
		],
		...[
			'POB 12',
			'P.O.B. 12',
			'P0 Box 12',
			'PO Drawer 5',
			'P.O. Bin 7',
			'Post Office Box 9',
			'Postal Box 9',
		],
		...['General Delivery', 'C.P. 12', 'CP 12', 'CP12', 'c.p. 45', 'C. P. 45', 'C.P. no 12'],
		...[
			'123 rue Demo, C.P. 45',
			'123 rue Demo CP 45',
			'Case postale 12',
			'Case postale 5, succ. A',
		],
		...[
			'Casier postal 3',
			'Boîte postale 12',
			'boite postale 12',
			'B.P. 12',
			'BP 12',
			'Poste restante',
		],
		...[
			'Apartado 12',
			'Apartado Postal 12',
			'Apdo. 12',
			'Apdo Postal 12',
			'Casilla 12',
			'Lista de Correos',
		],
	])('is %s', (line) => expect(isPoBox(line)).toBe(true));

	it.each([
		...[
			'Route CP 5',
			'Rte CP 5',
			'route CP5',
			'Suite BP 12',
			'Unit C.P. 4',
			'Dock BP-12',
			'Bureau CP 3',
		],
		...[
			'123 Boxwood Dr',
			'12 Box Elder Ln',
			'Box Hill Rd 4',
			'500 Apollo Blvd',
			'1 Post Office Square',
		],
		...[
			'100 Postal Rd',
			'12 CP Rail Way',
			'450 BP Building',
			'1 Poboxer St',
			'77 Casilla Street',
			'7 Casilla 5th St',
		],
		...[
			'12 Apartado Lane',
			'4 C P Allen Dr',
			'RR 2 Box 15',
			'12 Polk Street',
			'7 Po Boxing Rd',
			'9 Apartment 12',
		],
	])('is not %s', (line) => {
		expect(isPoBox(line)).toBe(false);
		expect(maybePoBox(line)).toBe(false);
	});
});

describe('where a ship method cannot go', () => {
	const candidate = (shipMethod: string, shipTo: object) =>
		({
			order: {
				shipTo: {
					line1: '1 Demo St',
					line2: '',
					city: 'Erie',
					state: 'PA',
					country: 'US',
					...shipTo,
				},
				options: { shipMethod },
			},
		}) as unknown as RuleInput;
	const levels = (rule: typeof poBox, shipMethod: string, shipTo: object) =>
		rule(candidate(shipMethod, shipTo)).map(({ level }) => level);

	it.each([
		['FG', { line1: 'PO Box 1' }, ['stop']],
		['FG', { line2: 'Case postale 1' }, ['stop']],
		['FG', { line1: 'Box 15' }, ['warn']],
		['FG', {}, []],
		// the postal services go there, and what is sent by wire goes nowhere
		['CPCX', { line1: 'C.P. 12' }, []],
		['UMIP', { line1: 'PO Box 1' }, []],
		['EDEL', { line1: 'PO Box 1' }, []],
	])('%s to %j: %j', (shipMethod, shipTo, found) => {
		expect(levels(poBox, shipMethod, shipTo)).toEqual(found);
	});

	it.each([
		['FG', { state: 'AE' }, ['stop']],
		['UP', { state: 'AP' }, ['stop']],
		['DH', { city: 'FPO', state: 'AA' }, ['stop']],
		['F2', { city: 'APO', state: 'NY' }, ['stop']],
		['XYZ', { state: 'AE' }, ['warn']],
		['UMIF', { state: 'AE' }, []],
		['EDEL', { state: 'AE' }, []],
		['FG', { state: 'PR' }, ['warn']],
		['F2', { state: 'GU' }, ['warn']],
		['UP', { state: 'PR' }, []],
		['UP', { state: 'VI' }, ['warn']],
		['FI', { state: 'PR' }, []],
		['FG', { state: 'HI' }, []],
		['FG', { state: 'PA' }, []],
		['CPU', { state: 'PR' }, []],
		['PUG', { state: 'QC', country: 'CA' }, []],
	])('%s to %j: %j', (shipMethod, shipTo, found) => {
		expect(levels(destination, shipMethod, shipTo)).toEqual(found);
	});

	it('is told with its ship method and a way out', () => {
		const [fault] = destination(candidate('FG', { state: 'AE' }));
		expect(fault?.cause).toContain('ship method FG does not go');
		expect(fault?.remedy).toContain('Ask TD SYNNEX which ship method');
	});
});
