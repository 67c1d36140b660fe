import { isMilitary, isTerritory } from '../request/us-ca-states';
import { isPoBox, maybePoBox } from './po-box';
import { type RuleInput, type Fault, stop, warn } from './types';

/**
 * A carrier does not deliver freight to a post-office box; the postal services do, and what is not
 * shipped needs no street.
 */
export function poBox({ order: { shipTo, options } }: RuleInput): Fault[] {
	if (goesByMail(options.shipMethod) || isNotDelivered(options.shipMethod)) return [];
	const lines = [shipTo.line1, shipTo.line2];
	if (lines.some(isPoBox))
		return [
			stop(
				'its ship-to is a post-office box, where no carrier delivers goods',
				'Enter a street address.',
			),
		];
	return lines
		.filter(maybePoBox)
		.map((line) =>
			warn(
				0,
				`"${line}" in its ship-to may be a post-office box, where no carrier delivers goods`,
				'If it is one, enter a street address.',
			),
		);
}

/**
 * Armed forces' post offices and the islands lie beyond what the domestic services of the carriers
 * reach. TD SYNNEX states nothing.
 */
export function destination({ order: { shipTo, options } }: RuleInput): Fault[] {
	const { shipMethod } = options;
	if (shipTo.country !== 'US' || isNotDelivered(shipMethod) || goesByMail(shipMethod)) return [];
	if (isMilitary(shipTo.state) || /^(APO|FPO|DPO)\b/i.test(shipTo.city))
		return military(shipMethod);
	if (!isTerritory(shipTo.state) || !isDomestic(shipMethod, shipTo.state)) return [];
	return [
		warn(
			0,
			`its ship-to is in ${shipTo.state}, and ship method ${shipMethod} is for the fifty states`,
			'Ask TD SYNNEX whether it goes there and what it costs, or select another ship method.',
		),
	];
}

function military(shipMethod: string): Fault[] {
	const remedy =
		'Ask TD SYNNEX which ship method of your account goes by mail and select that one, or ship to a street address.';
	return PARCEL_CARRIER.test(shipMethod)
		? [
				stop(
					`its ship-to is a military address (APO, FPO, DPO), where ship method ${shipMethod} does not go: only the postal service delivers there`,
					remedy,
				),
			]
		: [
				warn(
					0,
					`its ship-to is a military address (APO, FPO, DPO), where only the postal service delivers, and ship method ${shipMethod} is not known to be one of its methods`,
					remedy,
				),
			];
}

/** Sent by wire, fetched or held: no carrier delivers it. */
function isNotDelivered(shipMethod: string): boolean {
	return /^(EDEL|CPU|HS|F?WC|WC(MI|ET|GU|RO))$/.test(shipMethod);
}

/** Canada Post, UPS Mail Innovations. */
function goesByMail(shipMethod: string): boolean {
	return /^(CPC[ERPX]?|UMI[FP])$/.test(shipMethod);
}

/**
 * FedEx's services for the fifty states, UPS's Ground (which reaches Puerto Rico too) and 3 Day
 * Select.
 */
function isDomestic(shipMethod: string, state: string): boolean {
	return (
		/^(FG|FHD|FX|F2|FO|FP|FS|FMWT|F[2OPXF]F|MTF[G2OPSX]|U3)$/.test(shipMethod) ||
		(shipMethod === 'UP' && state !== 'PR')
	);
}

/** FedEx, UPS, DHL, by the beginnings of TD SYNNEX's codes. */
const PARCEL_CARRIER = /^(F[2AGHMOPSX]|F[A-Z]|MTF|U[3ABEHIPRS]|US$|CWT|DH)/;
