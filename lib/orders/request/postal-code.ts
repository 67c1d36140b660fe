/**
 * A postal code as TD SYNNEX reads it: `12207`, `12207-1234`, `K1A 0B1`. Forms that it takes
 * anyway, `122071234` and `K1A0B1`, stay as they were written, so that an order which is under way
 * does not look changed.
 */
export function postalCode(text: string, country: string): string {
	const code = text
		.toUpperCase()
		.replace(/[\s\-\u2010-\u2015]+/g, '-')
		.replace(/^-|-$/g, '');
	if (country === 'US' && /^\d{5}-\d{4}$/.test(code)) return code;
	if (country === 'CA' && /^[A-Z]\d[A-Z]-\d[A-Z]\d$/.test(code)) return code.replace('-', ' ');
	return text.toUpperCase();
}

/** Whether it is one of that country's; always true where the country is not known. */
export function isPostalCode(code: string, country: string): boolean {
	return FORMS[country]?.test(code) ?? true;
}

const FORMS: Record<string, RegExp> = {
	US: /^\d{5}(-?\d{4})?$/,
	CA: /^[A-Z]\d[A-Z] ?\d[A-Z]\d$/,
};
