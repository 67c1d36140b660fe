/**
 * How manufacturers' names are compared: they are written in many ways ("HP", "HP Inc.",
 * "Hewlett-Packard").
 */

/** What is left of a name without case, signs and the words for a company's legal form. */
export function makerKey(name: string): string {
	const known = KEYS.get(name);
	if (known !== undefined) return known;
	if (KEYS.size >= MOST_KEYS) KEYS.clear();
	const key = withoutForm(name);
	KEYS.set(name, key);
	return key;
}

/**
 * A catalog has some hundred makers, and each is compared with every price rule for every
 * product.
 */
const KEYS = new Map<string, string>();
const MOST_KEYS = 5000;

function withoutForm(name: string): string {
	return name
		.toLowerCase()
		.replace(/[^a-z0-9]+/g, ' ')
		.replace(/\b(inc|corp|corporation|co|company|ltd|limited|llc|gmbh|technologies|systems)\b/g, '')
		.replace(/\s+/g, ' ')
		.trim();
}

/**
 * Whether both may be one maker: one name begins with the other, or is made of its initials. A
 * missing name may be anyone.
 */
export function maybeSameMaker(one: string, other: string): boolean {
	const [a, b] = [makerKey(one), makerKey(other)];
	if (a === '' || b === '') return true;
	if (beginsWith(a, b) || beginsWith(b, a) || isCutFrom(one, other) || isCutFrom(other, one))
		return true;
	return initials(a) === b || initials(b) === a;
}

/**
 * Whether a name is meant by what a person typed: the whole name, or `HP*` for all that begin so.
 */
export function isMaker(name: string, typed: string): boolean {
	const key = makerKey(name);
	const wanted = makerKey(typed);
	if (isCutFrom(name, typed)) return true;
	return typed.trim().endsWith('*') ? key.startsWith(wanted) : key !== '' && key === wanted;
}

/** TD SYNNEX's price file cuts names at 25 characters; a blank at the end is lost. */
function isCutFrom(name: string, whole: string): boolean {
	const cut = name.trim().toLowerCase();
	if (cut.length < CUT_AT - 1 || cut.length > CUT_AT) return false;
	return whole.trim().length > cut.length && whole.trim().toLowerCase().startsWith(cut);
}

const CUT_AT = 25;

function beginsWith(name: string, beginning: string): boolean {
	return `${name} `.startsWith(`${beginning} `);
}

/** `hewlett packard enterprise` is `hpe`; of a single word there are none. */
function initials(name: string): string {
	const words = name.split(' ');
	return words.length > 1 ? words.map((word) => word.charAt(0)).join('') : '';
}

/**
 * Whether a TD SYNNEX category code begins with what a person typed. Codes are padded with zeros in
 * the price file and bare in TD SYNNEX's own list of categories: `4003` finds `004003`, while `004`
 * is taken as it stands and does not find `040001`.
 */
export function categoryBegins(code: string, typed: string): boolean {
	const beginning = typed.trim();
	return code.startsWith(beginning) || code.replace(/^0+/, '').startsWith(beginning);
}
