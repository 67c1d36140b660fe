/**
 * Longest texts of an order, as the vendor's document of 2015 has them: what TD SYNNEX does with
 * longer ones is not known, and each can be changed by the buyer.
 */
export const TEXT_LENGTHS = {
	shipToName: 30,
	shipToAddress: 60,
	shipToAddress2: 30,
	shipToCity: 20,
	contactName: 30,
	contactPhone: 20,
	contactEmail: 30,
	/** Of one element; a longer comment goes out in several. */
	comment: 60,
	endUserPo: 15,
	specialPriceReference: 20,
	freightAccount: 30,
	shipMethod: 5,
	/** Of end user, licensee and reseller. */
	partyName: 35,
	partyAddress: 35,
	partyCity: 20,
	partyContact: 35,
	partyPhone: 20,
	partyEmail: 40,
	endUserAccount: 9,
	licenseAuthorization: 25,
};

export type TextName = keyof typeof TEXT_LENGTHS;
export type TextLengths = Readonly<Record<TextName, number>>;

/** A text in pieces of at most so many characters, parted at blanks where there are any. */
export function inPieces(text: string, length: number): string[] {
	const pieces: string[] = [];
	let rest = text;
	while (rest.length > length) {
		const blank = rest.lastIndexOf(' ', length);
		// a character of two halves stays whole
		const whole = /[\uD800-\uDBFF]/.test(rest.charAt(length - 1)) ? length - 1 : length;
		const at = blank > 0 ? blank : Math.max(whole, 1);
		pieces.push(rest.slice(0, at));
		rest = rest.slice(at).trimStart();
	}
	return rest === '' ? pieces : [...pieces, rest];
}
