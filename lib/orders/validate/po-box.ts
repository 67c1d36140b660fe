/**
 * Whether a line of an address names a post-office box, in English, French or Spanish. `CP 5` and
 * `BP 12` alone are not enough: after "Route", "Suite" and the like they are a road or a room.
 */
export function isPoBox(line: string): boolean {
	const plain = line
		.normalize('NFD')
		.replace(/\p{Mn}/gu, '')
		.toUpperCase();
	return BOX.test(plain) || abbreviated(plain);
}

/** "Box 12" on its own: a post-office box for most, a rural or company box for some. */
export function maybePoBox(line: string): boolean {
	return /^\s*(BOX|DRAWER|CALLER|BIN)\s*#?\s*\d+\s*$/i.test(line);
}

function abbreviated(plain: string): boolean {
	return [...plain.matchAll(ABBREVIATION)].some(({ index }) => {
		const before = /([A-Z]+)[.\s#-]*$/.exec(plain.slice(0, index))?.[1];
		return before === undefined || !NO_BOX_AFTER.has(before);
	});
}

/** `C.P. 12`, `CP12`, `B P 12`: case postale, casier postal, boîte postale. */
const ABBREVIATION = /\b[CB]\s?\.?\s?P\b\.?\s*(?:N[O°]\.?\s*|#\s*)?\d+\b|\b[CB]P\d+\b/g;

const BOX = new RegExp(
	[
		// a zero for the letter O, as it is often typed
		'\\bP\\s?[./]?\\s?[O0]\\s?\\.?\\s*[- ]?\\s*(BOX|BX|DRAWER|BIN|LOCK\\s?BOX)(?![A-Z])',
		'\\bP\\.?\\s?O\\.?\\s?B\\.?\\s*#?\\s*\\d+',
		'\\bPOST(AL)?\\s*(OFFICE)?\\s*(BOX|DRAWER)\\b',
		'\\bGENERAL\\s+DELIVERY\\b',
		'\\bPOSTE\\s+RESTANTE\\b',
		'\\b(CASE|CASIER|BOITE)\\s+POSTALE?\\b',
		'\\b(APARTADO|APDO)\\.?\\s*(POSTAL|DE\\s+CORREOS?|#|N[O°]\\.?)?\\s*\\d*\\b(?=\\s*(\\d|$|,))',
		'\\bCASILLA\\s*(POSTAL|DE\\s+CORREOS?|#)?\\s*\\d+\\b',
		'\\bLISTA\\s+DE\\s+CORREOS\\b',
	].join('|'),
);

/** Words after which `CP 5` is a road, a room or a place in a yard. */
const NO_BOX_AFTER = new Set(
	'ROUTE RTE RT ROAD RD CHEMIN CHEM CH RANG HIGHWAY HWY AUTOROUTE AUT COUNTY LINE SUITE STE UNIT UNITE BUREAU BUR LOCAL APT APP ROOM SALLE FLOOR ETAGE BUILDING BLDG BATIMENT BAT BAY DOCK DOOR PORTE QUAI GATE LOT ZONE AREA LEVEL NIVEAU WAREHOUSE ENTREPOT'.split(
		' ',
	),
);
