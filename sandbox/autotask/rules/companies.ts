import { stamp, type Rules } from './rules';

const Companies: Rules = {
	defaults: (sent, world) => ({
		...stamp(world, 'createdByResourceID', 'createDate'),
		isActive: sent.isActive ?? true,
		lastActivityDate: world.clock.iso(),
		lastTrackedModifiedDateTime: world.clock.iso(),
	}),
	afterUpdate: (row, world) =>
		world.store.table('Companies').update(row, { lastTrackedModifiedDateTime: world.clock.iso() }),
};

const CompanyLocations: Rules = {
	defaults: (sent) => ({ isActive: sent.isActive ?? true, isPrimary: sent.isPrimary ?? false }),
};

const Contacts: Rules = {
	defaults: (_sent, world) => ({
		createDate: world.clock.iso(),
		lastActivityDate: world.clock.iso(),
		lastModifiedDate: world.clock.iso(),
	}),
	afterUpdate: (row, world) =>
		world.store.table('Contacts').update(row, { lastModifiedDate: world.clock.iso() }),
};

const CompanyNotes: Rules = {
	defaults: (_sent, world) => ({
		createDateTime: world.clock.iso(),
		lastModifiedDate: world.clock.iso(),
	}),
};

export const companyRules = { Companies, CompanyLocations, Contacts, CompanyNotes };
