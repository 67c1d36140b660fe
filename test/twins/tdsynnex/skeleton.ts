import { XMLParser } from 'fast-xml-parser';

/**
 * A reply's shape: element names in order, each with what it holds. A mark after the name says how often:
 * `?` once or not at all, `*` any number, `+` at least once, nothing exactly once. A text alone holds no elements; `@name` is a needed attribute.
 */
export type Skeleton = Array<string | [name: string, inside: Skeleton]>;

type Ordered = Array<Record<string, unknown>>;

const parser = new XMLParser({
	ignoreAttributes: false,
	attributeNamePrefix: '',
	preserveOrder: true,
	parseTagValue: false,
});

/** Where a reply differs from its skeleton; empty when it does not. */
export function differences(xml: string, skeleton: Skeleton): string[] {
	const elements = (parser.parse(xml) as Ordered).filter((each) => !('?xml' in each));
	return compare(elements, skeleton, '');
}

function compare(elements: Ordered, skeleton: Skeleton, path: string): string[] {
	const found: string[] = [];
	const left = elements.filter((each) => !('#text' in each));
	for (const part of skeleton) {
		const [marked, inside] = typeof part === 'string' ? [part, []] : part;
		if (marked.startsWith('@')) continue;
		const [, name = '', mark = ''] = /^(\w+)([?*+]?)$/.exec(marked) ?? [];
		let count = 0;
		while (left[0] && name in left[0]) {
			const element = left.shift() as Record<string, unknown>;
			count++;
			found.push(...attributesOf(element, inside, `${path}/${name}`));
			found.push(...compare(element[name] as Ordered, inside, `${path}/${name}`));
			if (mark === '' || mark === '?') break;
		}
		if (count === 0 && (mark === '' || mark === '+')) found.push(`${path}/${name} is missing`);
	}
	return [...found, ...left.map((each) => `${path}/${Object.keys(each)[0]} does not belong here`)];
}

function attributesOf(element: Record<string, unknown>, inside: Skeleton, path: string): string[] {
	const needed = inside.flatMap((part) =>
		typeof part === 'string' && part.startsWith('@') ? [part.slice(1)] : [],
	);
	const given = (element[':@'] ?? {}) as Record<string, string>;
	return needed.filter((name) => !given[name]).map((name) => `${path} lacks ${name}`);
}

const ADDRESS_OF_INVOICE: Skeleton = [
	'AddressName',
	'AddressLine1',
	'AddressLine2',
	'City',
	'State',
	'Zip',
	'Country',
];

/** The replies as clients of the real services have seen them. */
export const REPLIES = {
	price: [
		[
			'priceResponse',
			[
				'customerNo',
				'userName',
				[
					'PriceAvailabilityList*',
					[
						'synnexSKU',
						'mfgPN?',
						'mfgCode?',
						'status',
						'description?',
						'GlobalProductStatusCode?',
						'price?',
						'priceType?',
						'specialDealNumber?',
						'totalQuantity?',
						[
							'AvailabilityByWarehouse*',
							[
								['warehouseInfo', ['number', 'zipcode', 'city', 'addr']],
								'qty',
								'onOrderQuantity',
								'estimatedArrivalDate?',
							],
						],
						'msrp?',
						'weight?',
						'parcelShippable?',
						'EURequired?',
						'lineNumber?',
					],
				],
			],
		],
	],
	order: [
		[
			'SynnexB2B',
			[
				[
					'OrderResponse',
					[
						'CustomerNumber',
						'PONumber',
						'Code',
						'Reason?',
						'ResponseDateTime',
						'ResponseElapsedTime',
						[
							'Items',
							[
								[
									'Item+',
									[
										'@lineNumber',
										'SKU',
										'OrderQuantity',
										'Code',
										'Reason?',
										'OrderNumber',
										'OrderType',
										'ShipFromWarehouse',
										'SynnexInternalReference',
									],
								],
							],
						],
					],
				],
			],
		],
	],
	status: [
		[
			'SynnexB2B',
			[
				[
					'OrderStatusResponse',
					[
						'CustomerNumber',
						'PONumber',
						'Code',
						'Reason',
						'PODatetime',
						'ResponseDateTime',
						[
							'Items',
							[
								[
									'Item*',
									[
										'@lineNumber',
										...[
											'Code',
											'ShipDatetime',
											'OrderNumber',
											'OrderType',
											'OrderQuantity',
											'UnitPrice',
										],
										...[
											'SKU',
											'MfgPN',
											'ProductName',
											'ShipQuantity',
											'ShipFromWarehouse',
											'ShipFromCity',
										],
										...[
											'ShipFromState',
											'ShipFromZip',
											'ShipMethod',
											'ShipMethodDescription',
											'ETADate',
										],
										...['Freight?', 'HandlingFee?', 'Tax?', 'RecyclingFee?'],
										[
											'Packages',
											[
												[
													'Package*',
													[
														'TrackingNumber',
														'Weight',
														'ShipItemQuantity',
														'SerialNo*',
														'IMEI*',
														'MACAddress*',
														'CarrierDeliveredDate?',
														'RefusedDeliveryDate?',
													],
												],
											],
										],
										...['VendorOrderNumber?', 'EstimatedDeliveryDate?', 'EstimatedShipDate?'],
										...['EstimatedShipDateCode?', 'CustPOLineNo?'],
									],
								],
							],
						],
						'ResponseElapsedTime',
					],
				],
			],
		],
	],
	freight: [
		[
			'SynnexB2B',
			[
				[
					'FreightQuoteResponse',
					[
						'@version',
						...['CustomerNumber', 'ResponseDateTime', 'ResponseElapsedTime'],
						...['TotalWeight', 'TotalSales', 'FreeFreightThreshold'],
						['ShipFromWarehouse', ['Number', 'ZipCode', 'City', 'Addr']],
						'ShipToZipCode?',
						['ShipTo?', ['AddressName1?', 'City?', 'State?', 'ZipCode', 'Country?', 'AddressType']],
						...['ShipMethodCode', 'ShipMethodDescription', 'ServiceLevel'],
						[
							'Items',
							[['Item+', ['@lineNumber', 'SKU', 'MfgPartNumber?', 'Description?', 'Quantity']]],
						],
						[
							'AvailableShipMethods',
							[
								[
									'AvailableShipMethod+',
									['@code', 'ShipMethodDescription', 'ServiceLevel', 'Freight'],
								],
								['OtherCharges?', ['MinOrderFee', 'CODFee']],
							],
						],
						['OtherCharges?', ['MinOrderFee', 'CODFee']],
						'SynnexInternalReference',
					],
				],
			],
		],
	],
	invoice: [
		[
			'SynnexB2B',
			[
				[
					'InvoiceResponse',
					[
						'CustomerPONumber',
						[
							'Invoice+',
							[
								...['InvoiceDate', 'InvoiceNumber', 'OrderType'],
								['ShipTo', ADDRESS_OF_INVOICE],
								['BillTo', ['AddressName1', 'AddressLine1', 'City', 'State', 'Zip', 'Country']],
								...[
									'Discount',
									'DiscountDays',
									'PaymentTermDays',
									'PaymentTermDesc',
									'ShipMethodCode',
								],
								...['ShipMethodDesc', 'ShipDate', 'InternalReferenceNumber'],
								['Tracking', ['TrackNumber']],
								[
									'Items',
									[
										[
											'Item+',
											[
												'@lineNumber',
												...[
													'ShipQuantity',
													'UnitPrice',
													'SynnexPartNumber',
													'ManuafacturerPartNumber',
													'SKU',
												],
												...[
													'VendorNumber',
													'VendorName',
													'UPCCode',
													'ProductDescription',
													'CustPOLineNo',
												],
												'SerialNo*',
											],
										],
									],
								],
								[
									'Summary',
									[
										...[
											'TotalInvoiceAmount',
											'ExpenseTotal',
											'MinOrderFee',
											'ProcessingFee',
											'RecyclingFee',
										],
										...['BoxCharge', 'Rebate', 'Freight', 'TotalWeight', 'SalesTax', 'Shipping'],
									],
								],
							],
						],
					],
				],
			],
		],
	],
	priceError: [['priceResponse', ['errorMessage', 'errorDetail']]],
	rootError: [['SynnexB2B', ['errorMessage', 'errorDetail']]],
	orderError: [['SynnexB2B', [['OrderResponse', ['ErrorMessage', 'ErrorDetail']]]]],
	statusError: [['SynnexB2B', [['OrderStatusResponse', ['ErrorMessage', 'ErrorDetail']]]]],
	freightError: [['SynnexB2B', [['FreightQuoteResponse', ['ErrorMessage', 'ErrorDetail']]]]],
	invoiceError: [['SynnexB2B', [['InvoiceResponse', ['errorCode', 'errorReason']]]]],
} satisfies Record<string, Skeleton>;
