import { shownName, textIn } from '../../lib/autotask/records/shown-name';
import { list } from './lists';

/** Autotask's active people, for a drop-down. */
export const getResources = list(async (autotask) => {
	const people = await autotask.query('Resources', {
		filter: [{ op: 'eq', field: 'isActive', value: true }],
		fields: ['firstName', 'lastName'],
	});
	return people
		.map((person) => ({
			name: [textIn(person, 'firstName'), shownName(person, 'lastName')].join(' ').trim(),
			value: String(person.id),
		}))
		.sort((one, other) => one.name.localeCompare(other.name));
});
