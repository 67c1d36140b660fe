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
	beforeUpdate(_row, changes, world) {
		delete changes.companyID;
		changes.lastModifiedTime = world.clock.iso();
		for (const day of ['installDate', 'warrantyExpirationDate']) {
			if (day in changes) changes[day] = midnight(changes[day]);
		}
	},
};

export const salesOrderRules = { SalesOrders, Projects, ConfigurationItems };

function requirePerson({ ownerResourceID }: Values, world: World): void {
	const owner = world.store.table('Resources').get(Number(ownerResourceID));
	// license type 7 is that of a user for the API only
	if (owner?.values.isActive !== true || owner.values.licenseType === 7) {
		throw referenceInvalid('ownerResourceID', 'Resource');
	}
}
