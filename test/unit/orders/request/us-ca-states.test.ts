import { tidyAddress } from '../../../../lib/orders/request/address';
import { isPostalCode, postalCode } from '../../../../lib/orders/request/postal-code';
import { isState, stateCode } from '../../../../lib/orders/request/us-ca-states';

describe('a province as people write it', () => {
	const CANADA: Record<string, string> = {
		QC: 'QC, PQ, P.Q., Que., Qué., QUE, Quebec, Québec, QUÉBEC, québec, Province de Québec, Quebec Province',
		NL: 'NL, NF, Nfld., NFLD, Newfoundland, newfoundland, Newfoundland & Labrador, Newfoundland and Labrador, Labrador, Terre-Neuve-et-Labrador, Terre-Neuve',
		PE: 'PE, PEI, P.E.I., P. E. I., Prince Edward Island, PRINCE EDWARD ISLAND, Île-du-Prince-Édouard, Î.-P.-É.',
		YT: 'YT, Yukon, Yukon Territory, YUKON TERRITORY, The Yukon, Territoire du Yukon',
		NT: 'NT, NWT, N.W.T., Northwest Territories, northwest territory, Territoires du Nord-Ouest, T.N.-O.',
		NU: 'NU, Nunavut, Nunavut Territory, Territoire du Nunavut',
		ON: 'ON, Ont., Ontario, ONTARIO, Province of Ontario',
		BC: 'BC, B.C., British Columbia, Colombie-Britannique, C.-B.',
		NB: 'NB, N.B., New Brunswick, Nouveau-Brunswick',
		NS: 'NS, N.S., Nova Scotia, Nouvelle-Écosse',
		AB: 'AB, Alta., Alberta',
		SK: 'SK, Sask., Saskatchewan',
		MB: 'MB, Man., Manitoba',
	};
	const US: Record<string, string> = {
		DC: 'DC, D.C., District of Columbia, district of columbia, Washington DC, Washington D.C.',
		WA: 'WA, Washington, Wash., Washington State, State of Washington',
		NY: 'NY, N.Y., N. Y., New York, new york, NEW YORK STATE',
		CA: 'CA, Calif., California',
		HI: "HI, Hawaii, Hawai'i, Hawai’i",
		MA: 'MA, Mass., Massachusetts, Commonwealth of Massachusetts',
		WV: 'WV, W. Va., West Virginia',
		VA: 'VA, Virginia',
		PR: 'PR, P.R., Puerto Rico, Commonwealth of Puerto Rico',
		VI: 'VI, USVI, Virgin Islands, U.S. Virgin Islands',
		GU: 'GU, Guam, Territory of Guam, Guam Territory',
		MP: 'MP, CNMI, Northern Mariana Islands, Commonwealth of the Northern Mariana Islands',
		AE: 'AE, Armed Forces Europe',
	};
	const spellings = (country: string, table: Record<string, string>) =>
		Object.entries(table).flatMap(([code, all]) =>
			all.split(', ').map((text) => [text, code, country] as const),
		);

	it.each([...spellings('CA', CANADA), ...spellings('US', US)])(
		'%s is %s in %s',
		(text, code, country) => {
			expect(stateCode(text, country)).toBe(code);
			expect(isState(code, country)).toBe(true);
		},
	);

	it.each([
		['Ontario', 'US'],
		['Texas', 'CA'],
		['Bavaria', 'US'],
		['Atlantis', 'CA'],
		['', 'US'],
		['', 'CA'],
		['The State of', 'US'],
		['-', 'US'],
	])('%s is none in %s, and stays what it is', (text, country) => {
		expect(stateCode(text, country)).toBe(text.toUpperCase());
		expect(isState(stateCode(text, country), country)).toBe(false);
	});
});

describe('a postal code as people write it', () => {
	it.each([
		['k1a-0b1', 'CA', 'K1A 0B1'],
		['K1A – 0B1', 'CA', 'K1A 0B1'],
		['K1A 0B1', 'CA', 'K1A 0B1'],
		// forms that were always taken stay as they are: an order under way must not look changed
		['K1A0B1', 'CA', 'K1A0B1'],
		['122071234', 'US', '122071234'],
		['12207', 'US', '12207'],
		['12207 1234', 'US', '12207-1234'],
		['12207 - 1234', 'US', '12207-1234'],
		['12207-1234', 'US', '12207-1234'],
	])('%s in %s is sent as %s', (text, country, sent) => {
		expect(postalCode(text, country)).toBe(sent);
		expect(isPostalCode(sent, country)).toBe(true);
	});

	it.each([
		['1220', 'US'],
		['12207-12', 'US'],
		['K1A 0B', 'CA'],
		['12207', 'CA'],
	])('%s is none in %s', (text, country) =>
		expect(isPostalCode(postalCode(text, country), country)).toBe(false),
	);
});

it('an address is sent with both as TD SYNNEX reads them', () => {
	const typed = {
		name1: 'Demo Ltée',
		name2: '',
		line1: '1 rue Demo',
		line2: '',
		city: 'Laval',
		state: 'Qué.',
		zip: 'h7a-1b2',
		country: '',
	};
	expect(tidyAddress(typed, 'CA')).toMatchObject({ state: 'QC', zip: 'H7A 1B2', country: 'CA' });
});
