import { list } from './lists';

/** Autotask's active people, for a drop-down. */
export const getResources = list(async (autotask) => {
	const people = await autotask.query('Resources', {
		filter: [{ op: 'eq', field: 'isActive', value: true }],
		fields: ['firstName', 'lastName'],
	});
	return people
		.map(({ id, firstName, lastName }) => ({
			name: `${String(firstName)} ${String(lastName)}`,
			value: String(id),
		}))
		.sort((one, other) => one.name.localeCompare(other.name));
});
