import type { Values } from '../store';
import type { World } from '../world';

/** Ids of what an administrator sets up once. */
export interface SetUp {
	/** Material billing codes. */
	hardware: number;
	software: number;
	apiUser: number;
	/** Resources that own companies and opportunities. */
	people: number[];
	mainWarehouse: number;
	usa: number;
	canada: number;
	taxRegion: number;
	ground: number;
}

export function seedSetUp(world: World): SetUp {
	const add = (entity: string, values: Values, udf?: Values): number =>
		world.store.table(entity).insert(values, udf).id;
	const material = world.schema.picklistId('BillingCodes', 'useType', 'Material');

	const apiUser = resource(add, 'TD SYNNEX', 'Integration');
	world.apiResourceId = apiUser;
	world.actorId = apiUser;
	const people = [
		resource(add, 'Dana', 'Whitfield'),
		resource(add, 'Miguel', 'Ortega'),
		resource(add, 'Priya', 'Natarajan'),
	];
	resource(add, 'Former', 'Colleague', false);

	const code = (name: string, useType: number, isActive = true): number =>
		add('BillingCodes', {
			name,
			useType,
			billingCodeType: 0,
			description: `${name} (${useType === material ? 'material' : 'not material'})`,
			isActive,
			unitCost: 0,
			unitPrice: 0,
			generalLedgerAccount: 1,
			isExcludedFromNewContracts: false,
		});
	// the same name under another use type: whoever looks for the name alone takes the wrong one
	code('Hardware', 2);
	code('Remote Support', 1);
	code('On-site Support', 1);
	code('Mileage', 2);
	code('Internal Meeting', 3);
	const hardware = code('Hardware', material);
	const software = code('Software', material);
	code('Cables & Accessories', material);
	code('Hardware (old)', material, false);
	code('Managed Workstation', 5);
	const shipping = code('Freight', material);

	const usa = country(add, 'US', 'United States', true);
	const canada = country(add, 'CA', 'Canada', false);
	country(add, 'GB', 'United Kingdom', false);
	const currency = { isActive: true, currencyPositiveFormat: '$1.1' };
	add('Currencies', {
		name: 'USD',
		description: 'US Dollar',
		exchangeRate: 1,
		isInternalCurrency: true,
		...currency,
	});
	add('Currencies', {
		name: 'CAD',
		description: 'Canadian Dollar',
		exchangeRate: 0.73,
		isInternalCurrency: false,
		...currency,
	});

	const mainWarehouse = location(add, 'Main Warehouse', { isDefault: true });
	location(add, 'Service Van 1', {});
	location(add, 'Old Depot', { isActive: false });

	const ground = shippingType(add, 'UPS Ground', shipping);
	shippingType(add, 'FedEx 2Day', shipping);
	shippingType(add, 'Courier (discontinued)', shipping, false);
	const taxRegion = add('TaxRegions', { name: 'Colorado', isActive: true });
	const taxable = add('TaxCategories', { name: 'Taxable', description: 'Goods', isActive: true });
	add('TaxCategories', { name: 'Non-Taxable', description: 'Services', isActive: true });
	add('Taxes', {
		taxName: 'State Tax',
		taxRate: 2.9,
		taxRegionID: taxRegion,
		taxCategoryID: taxable,
		isCompounded: false,
	});
	for (const days of [30, 15]) {
		add('PaymentTerms', { name: `Net ${days} days`, paymentDueInDays: days, isActive: true });
	}
	add('Roles', { name: 'Engineer', isActive: true, hourlyRate: 145 });
	add('OrganizationalLevelAssociations', {
		organizationalLevel1ID: 1,
		organizationalLevel2ID: 1,
		isActive: true,
	});
	userDefinedFields(world, add);
	return { hardware, software, apiUser, people, mainWarehouse, usa, canada, taxRegion, ground };
}

type Add = (entity: string, values: Values, udf?: Values) => number;

function resource(add: Add, firstName: string, lastName: string, isActive = true): number {
	const login = `${firstName}.${lastName}`.toLowerCase().replaceAll(' ', '');
	return add('Resources', {
		firstName,
		lastName,
		email: `${login}@sandbox-msp.example`,
		userName: login.slice(0, 32),
		isActive,
		resourceType: 'Employee',
		licenseType: firstName === 'TD SYNNEX' ? 7 : 1,
	});
}

function country(add: Add, countryCode: string, name: string, isDefaultCountry: boolean): number {
	return add('Countries', {
		countryCode,
		name,
		displayName: name,
		isActive: true,
		isDefaultCountry,
	});
}

function location(add: Add, locationName: string, values: Values): number {
	return add('InventoryLocations', { locationName, isActive: true, isDefault: false, ...values });
}

function shippingType(add: Add, name: string, billingCodeID: number, isActive = true): number {
	return add('ShippingTypes', { name, description: name, billingCodeID, isActive });
}

function userDefinedFields(world: World, add: Add): void {
	const { schema } = world;
	const define = (entity: string, type: string, name: string, description: string): number =>
		add('UserDefinedFieldDefinitions', {
			name,
			description,
			udfType: schema.picklistId('UserDefinedFieldDefinitions', 'udfType', entity),
			dataType: schema.picklistId('UserDefinedFieldDefinitions', 'dataType', type),
			isActive: true,
			isRequired: false,
			createDate: world.clock.iso(),
		});
	define('Product', 'Text (Single Line)', 'TD SYNNEX SKU', 'SKU at TD SYNNEX');
	const lifecycle = define('Product', 'List', 'TD SYNNEX Lifecycle', 'State at TD SYNNEX');
	for (const valueForDisplay of ['Active', 'End of life', 'Discontinued']) {
		add('UserDefinedFieldListItems', { udfFieldId: lifecycle, valueForDisplay, isActive: true });
	}
	define(
		'Organization',
		'Text (Single Line)',
		'Distributor Account',
		'Account number at a distributor',
	);
	define('Opportunity', 'Text (Single Line)', 'Order Notes', 'Notes for purchasing');
	define('Ticket', 'Text (Single Line)', 'Order Request', 'Set by the technician');
}
