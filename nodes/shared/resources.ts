import type { ILoadOptionsFunctions, INodePropertyOptions } from 'n8n-workflow';
import { autotaskFor } from './autotask';

/** Autotask's active people, for a drop-down. */
export async function getResources(this: ILoadOptionsFunctions): Promise<INodePropertyOptions[]> {
	const autotask = await autotaskFor(this);
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
}
