/**
 * The two letters of a US state or territory or a Canadian province, however people write it: by
 * its name, in English, French or an older abbreviation, with or without accents, points and
 * "Territory". Anything else in capitals as it is.
 */
export function stateCode(text: string, country: string): string {
	const word = text.toUpperCase().replace(/[.]/g, '').trim();
	const codes = CODES[country];
	if (codes === undefined || codes.has(word)) return word;
	const plain = plainWords(text);
	const forms = [plain, plain.replaceAll(' ', ''), bareName(plain)];
	return forms.flatMap((form) => NAMES[country]?.get(form) ?? [])[0] ?? word;
}

/**
 * Whether two letters name a state or province of the country; always true where the country is not
 * known.
 */
export function isState(code: string, country: string): boolean {
	return CODES[country]?.has(code) ?? true;
}

/** Islands that the United States' domestic ground carriers do not reach. */
export function isTerritory(code: string): boolean {
	return TERRITORIES.has(code);
}

/** Armed Forces Americas, Europe, Pacific: addresses that only the postal service goes to. */
export function isMilitary(code: string): boolean {
	return MILITARY.has(code);
}

/** In capitals, without accents, points and apostrophes, one blank between words. */
function plainWords(text: string): string {
	return text
		.normalize('NFD')
		.replace(/\p{Mn}/gu, '')
		.toUpperCase()
		.replace(/[.'’]/g, '')
		.replace(/&/g, ' AND ')
		.replace(/[^A-Z]+/g, ' ')
		.trim();
}

/** Words that stand beside a name and say nothing. */
const AROUND =
	/\b(STATE|COMMONWEALTH|PROVINCE|TERRITORY|TERRITORIES|TERRITOIRE|TERRITOIRES|OF THE|OF|THE|DE LA|DE|DU|LE|LA)\b/g;

/** Code, name, then what else people write, all without accents and points. */
const US =
	'AL Alabama/Ala,AK Alaska,AZ Arizona/Ariz,AR Arkansas/Ark,CA California/Calif/Cal,CO Colorado/Colo,CT Connecticut/Conn,DE Delaware/Del,DC District of Columbia/Washington DC/Washington District of Columbia/Wash DC,FL Florida/Fla,GA Georgia,HI Hawaii,ID Idaho/Ida,IL Illinois/Ill,IN Indiana/Ind,IA Iowa,KS Kansas/Kan/Kans,KY Kentucky,LA Louisiana,ME Maine,MD Maryland,MA Massachusetts/Mass,MI Michigan/Mich,MN Minnesota/Minn,MS Mississippi/Miss,MO Missouri,MT Montana/Mont,NE Nebraska/Neb/Nebr,NV Nevada/Nev,NH New Hampshire,NJ New Jersey,NM New Mexico/N Mex,NY New York,NC North Carolina/N Carolina,ND North Dakota/N Dak/N Dakota,OH Ohio,OK Oklahoma/Okla,OR Oregon/Ore/Oreg,PA Pennsylvania/Penn/Penna,RI Rhode Island/Rhode Island and Providence Plantations,SC South Carolina/S Carolina,SD South Dakota/S Dak/S Dakota,TN Tennessee/Tenn,TX Texas/Tex,UT Utah,VT Vermont,VA Virginia,WA Washington/Wash,WV West Virginia/W Va/W Virginia,WI Wisconsin/Wis/Wisc,WY Wyoming/Wyo';
const US_TERRITORIES =
	'PR Puerto Rico,VI Virgin Islands/US Virgin Islands/United States Virgin Islands/USVI/Virgin Islands US,GU Guam,AS American Samoa,MP Northern Mariana Islands/Northern Marianas/CNMI,FM Federated States of Micronesia/Micronesia,MH Marshall Islands,PW Palau';
const ARMED_FORCES =
	'AA Armed Forces Americas/Armed Forces of the Americas,AE Armed Forces Europe/Armed Forces Africa/Armed Forces Canada/Armed Forces Middle East,AP Armed Forces Pacific';
const CA =
	'AB Alberta/Alta,BC British Columbia/Colombie Britannique/CB,MB Manitoba/Man,NB New Brunswick/Nouveau Brunswick,NL Newfoundland and Labrador/Newfoundland/NF/Nfld/NFL/Nfld and Labrador/Labrador/Terre Neuve et Labrador/Terre Neuve/TNL,NS Nova Scotia/Nouvelle Ecosse,NT Northwest Territories/Northwest Territory/Northwest/NWT/Territoires du Nord Ouest/Nord Ouest/TNO,NU Nunavut/NVT,ON Ontario/Ont,PE Prince Edward Island/PEI/Pr Edward Island/Ile du Prince Edouard/Ile Prince Edouard/IPE,QC Quebec/PQ/Que/QU,SK Saskatchewan/Sask,YT Yukon/YK/Yuk';

const CODES: Record<string, Set<string>> = {
	US: codesOf(US, US_TERRITORIES, ARMED_FORCES),
	CA: codesOf(CA),
};
const NAMES: Record<string, Map<string, string>> = {
	US: namesOf(US, US_TERRITORIES, ARMED_FORCES),
	CA: namesOf(CA),
};
const TERRITORIES = codesOf(US_TERRITORIES);
const MILITARY = codesOf(ARMED_FORCES);

function entriesOf(lists: string[]): { code: string; names: string[] }[] {
	return lists
		.flatMap((list) => list.split(','))
		.map((entry) => ({ code: entry.slice(0, 2), names: entry.slice(3).split('/') }));
}

function codesOf(...lists: string[]): Set<string> {
	return new Set(entriesOf(lists).map(({ code }) => code));
}

/**
 * Each name also without what stands around it, and each code as people point it (`N.Y.`, `P. E.
 * I.`).
 */
function namesOf(...lists: string[]): Map<string, string> {
	return new Map(
		entriesOf(lists).flatMap(({ code, names }) => [
			[code, code] as const,
			...names.flatMap((name) => keysOf(name).map((key) => [key, code] as const)),
		]),
	);
}

function keysOf(name: string): string[] {
	const plain = name.toUpperCase();
	return [plain, plain.replaceAll(' ', ''), bareName(plain)];
}

function bareName(plain: string): string {
	return plain.replace(AROUND, ' ').replace(/ +/g, ' ').trim();
}
