import { referenceInvalid } from '../refusal';
import type { Values } from '../store';
import type { World } from '../world';
import { midnight } from './charges';
import { stamp, type Rules } from './rules';

/** Made by the won wizards alone. Its owner is a person with CRM, never a user for the API only. */
const SalesOrders: Rules = {
	beforeUpdate(_row, changes, world) {
		if ('ownerResourceID' in changes) requirePerson(changes, world);
		for (const day of ['salesOrderDate', 'promisedFulfillmentDate']) {
			if (day in changes) changes[day] = midnight(changes[day]);
		}
	},
};

const Projects: Rules = {
	defaults: (_sent, world) => ({
		...stamp(world, 'creatorResourceID', 'createDateTime'),
		projectNumber: `P${world.clock.iso().slice(0, 10).replaceAll('-', '')}.${String(
			1 + world.store.table('Projects').size,
		).padStart(4, '0')}`,
	}),
};

/** Devices: the company stays as it was made, whatever an update says. */
const ConfigurationItems: Rules = {
	defaults: (sent, world) => ({
		...stamp(world, 'createdByPersonID', 'createDate'),
		lastModifiedTime: world.clock.iso(),
		configurationItemCategoryID:
			sent.configurationItemCategoryID ??
			world.store.table('ConfigurationItemCategories').all()[0]?.id ??
			null,
		installDate: midnight(sent.installDate),
		warrantyExpirationDate: midnight(sent.warrantyExpirationDate),
	}),
	beforeCreate: requireOneCompany,
	beforeUpdate(row, changes, world) {
		delete changes.companyID;
		requireOneCompany({ ...row.values, ...changes }, world);
		changes.lastModifiedTime = world.clock.iso();
		for (const day of ['installDate', 'warrantyExpirationDate']) {
			if (day in changes) changes[day] = midnight(changes[day]);
		}
	},
};

export const salesOrderRules = { SalesOrders, Projects, ConfigurationItems };

/** Contact, location and contract of a device are its company's. */
function requireOneCompany(values: Values, world: World): void {
	for (const [key, entity, singular] of OF_COMPANY) {
		const row = world.store.table(entity).get(Number(values[key] ?? -1));
		if (row && row.values.companyID !== values.companyID) throw referenceInvalid(key, singular);
	}
}

const OF_COMPANY = [
	['contactID', 'Contacts', 'Contact'],
	['companyLocationID', 'CompanyLocations', 'CompanyLocation'],
	['contractID', 'Contracts', 'Contract'],
] as const;

function requirePerson({ ownerResourceID }: Values, world: World): void {
	const owner = world.store.table('Resources').get(Number(ownerResourceID));
	// license type 7 is that of a user for the API only
	if (owner?.values.isActive !== true || owner.values.licenseType === 7) {
		throw referenceInvalid('ownerResourceID', 'Resource');
	}
}
