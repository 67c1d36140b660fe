import { randomOf, type Random } from '../../core';
import type { Values } from '../store';
import type { World } from '../world';
import { CITIES, CUSTOMER_NAMES, FIRST_NAMES, LAST_NAMES, STREETS, type City } from './words';
import type { SetUp } from './set-up';

export interface Companies {
	tdSynnex: number;
	/** Other vendors. */
	vendors: number[];
	/** Active customers, each with at least one site and one contact. */
	customers: number[];
}

export function seedCompanies(world: World, setUp: SetUp): Companies {
	const random = randomOf(world.seed, 'companies');
	const type = (label: string): number =>
		world.schema.picklistId('Companies', 'companyType', label);
	const company = (companyName: string, companyType: number, more: Values = {}): number =>
		world.store.table('Companies').insert({
			companyName,
			companyType,
			phone: phone(random),
			ownerResourceID: random.pick(setUp.people),
			isActive: true,
			currencyID: world.store.table('Currencies').all()[0]?.id ?? null,
			...address(random.pick(CITIES), random, setUp),
			createDate: world.clock.iso(),
			createdByResourceID: setUp.people[0] ?? null,
			lastActivityDate: world.clock.iso(),
			lastTrackedModifiedDateTime: world.clock.iso(),
			...more,
		}).id;

	// the MSP itself: id 0, which is a record and not "none"
	company('Northgate Managed IT', type('Customer'), { taxRegionID: setUp.taxRegion });
	const vendors = ['Ingram Micro', 'D&H Distributing', 'CDW', 'Pax8'].map((name) =>
		company(name, type('Vendor')),
	);
	const tdSynnex = company('TD SYNNEX', type('Vendor'), { companyNumber: 'V-0042' });
	company('Tech Data (do not use)', type('Vendor'), { isActive: false });
	// a customer whose name could be taken for the vendor's
	company('Synnex Dental Group', type('Customer'));
	company('Harbour Light Prospects', type('Prospect'));

	const customers = CUSTOMER_NAMES.map((name) => company(name, type('Customer')));
	for (const id of customers) people(world, id, random, setUp);
	return { tdSynnex, vendors, customers };
}

function people(world: World, companyID: number, random: Random, setUp: SetUp): void {
	const sites = Array.from({ length: random.int(1, 3) }, (_, at) =>
		world.store.table('CompanyLocations').insert({
			companyID,
			name: at === 0 ? 'Head Office' : `Branch ${at}`,
			isActive: true,
			isPrimary: at === 0,
			phone: phone(random),
			...address(random.pick(CITIES), random, setUp),
		}),
	);
	for (let at = random.int(1, 4); at > 0; at--) {
		const [firstName, lastName] = [random.pick(FIRST_NAMES), random.pick(LAST_NAMES)];
		world.store.table('Contacts').insert({
			companyID,
			companyLocationID: random.pick(sites).id,
			firstName,
			lastName,
			emailAddress: `${firstName}.${lastName}@customer-${companyID}.example`.toLowerCase(),
			phone: phone(random),
			isActive: at === 4 ? 0 : 1,
			primaryContact: at === 1,
			createDate: world.clock.iso(),
			lastModifiedDate: world.clock.iso(),
		});
	}
}

function address(city: City, random: Random, setUp: SetUp): Values {
	return {
		address1: `${random.int(10, 9_800)} ${random.pick(STREETS)}`,
		city: city.name,
		state: city.state,
		postalCode: city.postalCode,
		countryID: city.country === 'CA' ? setUp.canada : setUp.usa,
	};
}

function phone(random: Random): string {
	return `(${random.int(201, 989)}) 555-01${String(random.int(0, 99)).padStart(2, '0')}`;
}
