import type { Country } from '../world/warehouses';

export interface ShipMethod {
	code: string;
	description: string;
	serviceLevel: string;
	/** What the first pound and each further pound cost, in cents: invented. */
	cents: readonly [first: number, further: number];
	carrier: 'FEDEX' | 'UPS' | 'DHL' | 'PUROLATOR' | 'NONE';
}

const method = (
	code: string,
	description: string,
	serviceLevel: string,
	carrier: ShipMethod['carrier'],
	first: number,
	further: number,
): ShipMethod => ({ code, description, serviceLevel, carrier, cents: [first, further] });

/** The methods of the twin's account; codes are TD SYNNEX's, which of them an account has differs. */
export const SHIP_METHODS: Record<Country, readonly ShipMethod[]> = {
	US: [
		method('FG', 'FEDEX GROUND', 'GROUND', 'FEDEX', 1195, 38),
		method('FHD', 'FEDEX HOME DELIVERY', 'GROUND', 'FEDEX', 1320, 41),
		method('FX', 'FEDEX EXPRESS SAVER', '3DAY', 'FEDEX', 2410, 92),
		method('F2', 'FEDEX 2DAY', '2DAY', 'FEDEX', 2890, 130),
		method('FO', 'FEDEX STANDARD OVERNIGHT', 'NEXTDAY', 'FEDEX', 5240, 240),
		method('FP', 'FEDEX PRIORITY OVERNIGHT', 'NEXTDAY', 'FEDEX', 6120, 260),
		method('FS', 'FEDEX SATURDAY', 'SATURDAY', 'FEDEX', 7450, 290),
		method('UP', 'UPS GROUND', 'GROUND', 'UPS', 1225, 39),
		method('U3', 'UPS 3 DAY SELECT', '3DAY', 'UPS', 2380, 90),
		method('UB', 'UPS 2ND DAY AIR', '2DAY', 'UPS', 2940, 132),
		method('UR', 'UPS NEXT DAY AIR', 'NEXTDAY', 'UPS', 5980, 255),
		method('DH', 'DHL', 'EXPRESS', 'DHL', 4100, 210),
		method('WC', 'WILL CALL', 'PICKUP', 'NONE', 0, 0),
		method('WHS', 'WAREHOUSE SELECT', 'GROUND', 'FEDEX', 1210, 38),
		method('RI', 'FOLLOW ROUTING GUIDE', 'GROUND', 'FEDEX', 1240, 39),
		method('CPU', 'CUSTOMER PICK-UP', 'PICKUP', 'NONE', 0, 0),
		method('HS', 'HOLD SHIPMENT', 'HOLD', 'NONE', 0, 0),
		method('EDEL', 'ELECTRONIC DELIVERY', 'ELECTRONIC', 'NONE', 0, 0),
	],
	CA: [
		method('PUG', 'PUROLATOR GROUND', 'GROUND', 'PUROLATOR', 1390, 44),
		method('PUX', 'PUROLATOR EXPRESS GROUND', 'NEXTDAY', 'PUROLATOR', 3250, 160),
		method('PUA', 'PUROLATOR EXPRESS AIR', 'NEXTDAY', 'PUROLATOR', 4290, 175),
		method('UPG', 'UPS STANDARD', 'GROUND', 'UPS', 1450, 47),
		method('UPX', 'UPS EXPRESS SAVER', '2DAY', 'UPS', 3140, 150),
		method('UPSS', 'UPS EXPRESS SAVER', '2DAY', 'UPS', 3140, 150),
		method('WC', 'WILL CALL', 'PICKUP', 'NONE', 0, 0),
		method('WHS', 'WAREHOUSE SELECT', 'GROUND', 'PUROLATOR', 1290, 42),
		method('EDEL', 'ELECTRONIC DELIVERY', 'ELECTRONIC', 'NONE', 0, 0),
	],
};

export function shipMethod(country: Country, code: string): ShipMethod | null {
	return SHIP_METHODS[country].find((each) => each.code === code) ?? null;
}

/** What sales people write where an order names a method that the account lacks. */
export function chosenInstead(country: Country): ShipMethod {
	return SHIP_METHODS[country][0] as ShipMethod;
}

/** In cents, for so many pounds. */
export function freightCents({ cents: [first, further] }: ShipMethod, pounds: number): number {
	return pounds <= 0 ? 0 : first + further * Math.max(0, Math.ceil(pounds) - 1);
}
