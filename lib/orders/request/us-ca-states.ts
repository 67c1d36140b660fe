/** The two letters of a US state or territory or a Canadian province given by name; anything else in capitals as it is. */
export function stateCode(text: string, country: string): string {
	const word = text.toUpperCase().replace(/[.]/g, '').trim();
	return NAMES[country]?.get(word) ?? word;
}

/** Whether two letters name a state or province of the country; always true where the country is not known. */
export function isState(code: string, country: string): boolean {
	const names = NAMES[country];
	return names === undefined || [...names.values()].includes(code);
}

const US =
	'AL Alabama,AK Alaska,AZ Arizona,AR Arkansas,CA California,CO Colorado,CT Connecticut,DE Delaware,DC District of Columbia,FL Florida,GA Georgia,HI Hawaii,ID Idaho,IL Illinois,IN Indiana,IA Iowa,KS Kansas,KY Kentucky,LA Louisiana,ME Maine,MD Maryland,MA Massachusetts,MI Michigan,MN Minnesota,MS Mississippi,MO Missouri,MT Montana,NE Nebraska,NV Nevada,NH New Hampshire,NJ New Jersey,NM New Mexico,NY New York,NC North Carolina,ND North Dakota,OH Ohio,OK Oklahoma,OR Oregon,PA Pennsylvania,PR Puerto Rico,RI Rhode Island,SC South Carolina,SD South Dakota,TN Tennessee,TX Texas,UT Utah,VT Vermont,VA Virginia,VI Virgin Islands,GU Guam,AS American Samoa,MP Northern Mariana Islands,WA Washington,WV West Virginia,WI Wisconsin,WY Wyoming,AA Armed Forces Americas,AE Armed Forces Europe,AP Armed Forces Pacific';
const CA =
	'AB Alberta,BC British Columbia,MB Manitoba,NB New Brunswick,NL Newfoundland and Labrador,NS Nova Scotia,NT Northwest Territories,NU Nunavut,ON Ontario,PE Prince Edward Island,QC Quebec,SK Saskatchewan,YT Yukon';

const NAMES: Record<string, Map<string, string>> = { US: table(US), CA: table(CA) };

function table(list: string): Map<string, string> {
	return new Map(list.split(',').map((entry) => [entry.slice(3).toUpperCase(), entry.slice(0, 2)]));
}
