/**
 * The tracking numbers in one text: a list parted by commas, semicolons or line ends (invoice
 * replies of 2026), or by blanks. Blanks also stand inside a number, as carriers print theirs (`1Z
 * 999 AA1 ...`): short pieces belong together.
 */
export function trackingNumbersIn(text: string): string[] {
	return text
		.split(/[,;|\r\n]+/)
		.flatMap((part) => {
			const words = part.split(/\s+/).filter((word) => word !== '');
			return words.every(({ length }) => length >= SHORTEST) ? words : [words.join('')];
		})
		.filter((number) => number !== '');
}

/**
 * Characters of the shortest number that any carrier of TD SYNNEX's gives (Purolator and UPS
 * freight: 9 to 12).
 */
const SHORTEST = 8;

/** Where a package can be followed; empty for a carrier whose page is not known. */
export function trackingLink(number: string, carrier: string): string {
	const name = `${carrier} ${/^1Z/i.test(number) ? 'UPS' : ''}`;
	const page = PAGES.find(([pattern]) => pattern.test(name))?.[1];
	return number === '' || page === undefined ? '' : page + encodeURIComponent(number);
}

/** The carriers of TD SYNNEX's ship methods, by what their descriptions say. */
const PAGES: [RegExp, string][] = [
	[/\bups\b/i, 'https://www.ups.com/track?tracknum='],
	[/fed\s?ex|fedx/i, 'https://www.fedex.com/fedextrack/?trknbr='],
	[/purolator/i, 'https://www.purolator.com/en/shipping/tracker?pin='],
	[/canada post/i, 'https://www.canadapost-postescanada.ca/track-reperage/en#/search?searchFor='],
	[/\busps\b|postal service/i, 'https://tools.usps.com/go/TrackConfirmAction?tLabels='],
	[/\bdhl\b/i, 'https://www.dhl.com/en/express/tracking.html?AWB='],
];
