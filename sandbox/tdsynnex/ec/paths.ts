/** Where the EC services are. */
export const PATHS = {
	PriceAvailability: '/SynnexXML/PriceAvailability',
	Availability: '/SynnexXML/Availability',
	PO: '/SynnexXML/PO',
	POStatus: '/SynnexXML/POStatus',
	FreightQuote: '/SynnexXML/FreightQuote',
	Invoice: '/webservice/invoice/query',
} as const;

export type EcService = keyof typeof PATHS;
