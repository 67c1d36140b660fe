/**
 * Text without HTML's ways of writing signs: feeds made for web shops have `24&quot; MONITOR`, and
 * in Autotask it would stand so on a customer's quote. What is no entity stays as it is.
 */
export function withoutEntities(text: string): string {
	if (!text.includes('&')) return text;
	return text.replace(
		/&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|([a-z]{2,6}));/gi,
		(all, decimal, hex, name) => {
			if (name) return SIGNS[String(name).toLowerCase()] ?? String(all);
			const code = decimal ? Number(decimal) : parseInt(String(hex), 16);
			return code > 31 && code <= 0x10ffff ? String.fromCodePoint(code) : ' ';
		},
	);
}

const SIGNS: Record<string, string> = {
	amp: '&',
	lt: '<',
	gt: '>',
	quot: '"',
	apos: "'",
	nbsp: ' ',
	reg: '®',
	copy: '©',
	trade: '™',
	deg: '°',
};
