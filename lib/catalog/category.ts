/**
 * Whether a TD SYNNEX category code begins with what a person typed. Codes are padded with zeros in the
 * price file and bare in TD SYNNEX's own list of categories: `4003` finds `004003`, while `004` is taken
 * as it stands and does not find `040001`.
 */
export function categoryBegins(code: string, typed: string): boolean {
	const beginning = typed.trim();
	return code.startsWith(beginning) || code.replace(/^0+/, '').startsWith(beginning);
}
