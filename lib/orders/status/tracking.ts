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
