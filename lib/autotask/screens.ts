/**
 * Autotask's own screens, each written once. Paths as in Autotask's online help (2024 and later);
 * in older versions "Organization Settings & Users" reads "Company Settings & Users" or "Account
 * Settings & Users".
 */
export const SCREEN = {
	apiUser:
		'Admin > Organization Settings & Users > Resources/Users (HR) > Resources/Users > the API user',
	newApiUser:
		'Admin > Organization Settings & Users > Resources/Users (HR) > Resources/Users > New > New API User',
	securityLevel:
		"Admin > Organization Settings & Users > Resources/Users (HR) > Security > Security Levels > the API user's level",
	userDefinedFields:
		'Admin > Features & Settings > Application-wide (Shared) Features > User-Defined Fields > Products',
	materialCodes:
		'Admin > Features & Settings > Finance, Accounting & Invoicing > Billing Codes > Material Codes',
	inventoryLocations: 'Inventory > Inventory > Inventory Locations',
	products: 'Inventory > Inventory > Products',
	organizations: 'CRM > Organizations',
	extensions: 'Admin > Extensions & Integrations',
} as const;

/** Sections of a security level that let charges be seen, by what they belong to. */
export const CHARGE_RIGHTS = {
	ticket: 'Service Desk > Object Permissions > Tickets: View All',
	project: 'Projects > Object Permissions > Projects: View All',
	contract: 'Contracts > Object Permissions > Contracts: View All',
	salesOrder: 'CRM > Object Permissions > Sales Orders: View All',
} as const;

/** A section of a security level, such as `Inventory > Object Permissions > Products`. */
export function securitySection(section: string): string {
	return `${SCREEN.securityLevel} > ${section}`;
}

/** Places in Autotask's own screens, in its own words, for remedies. */
const USERS = 'Admin > Organization Settings & Users > Resources/Users (HR)';

/** What to do when the API user may not see products. */
export const LET_SEE = `In Autotask, open ${USERS} > Resources/Users, edit the API user, assign all lines of business on its Line of Business tab, select “Resource can view items with no assigned Line of Business”, and check the Products rights of its Security Level.`;

/** What to do when the API user may not write costs. */
export const LET_WRITE_COSTS = `In Autotask, open ${USERS} > Security > Security Levels, edit the one of the API user, and let it view and edit product costs. Or set the owner of Unit Cost to Human in this node.`;
