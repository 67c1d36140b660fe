import type { Autotask, Filter } from '../../../autotask/types';
import type { ModuleEvidence } from '../../evidence';
import { ask, type Gate } from '../../http-recorder';
import { type Finding, notAsked } from '../../types';
import { MODULES } from './entities';
import { BUSINESS } from './line-of-business';

/** Every record: id 0, the MSP's own company, included. */
export const EVERY: Filter[] = [{ op: 'gte', field: 'id', value: 0 }];

/** What Autotask says of each module, and how many records a read shows. Two calls a module at most. */
export async function probeModules(
	autotask: Autotask,
	watched: Gate,
): Promise<Record<string, ModuleEvidence>> {
	const modules: Record<string, ModuleEvidence> = {};
	for (const { entity, proof } of MODULES) {
		const info = await ask(watched, () => autotask.entityInfo(entity));
		const readable = info.state === 'found' && info.value.canQuery;
		modules[entity] = {
			info,
			count:
				proof === 'read' && readable
					? await ask(watched, () => autotask.count(entity, EVERY))
					: notAsked('A read would prove nothing here'),
		};
	}
	return modules;
}

/** Asked only where the answer matters: every business record counted zero. */
export async function probeLinesOfBusiness(
	autotask: Autotask,
	gate: Gate,
	modules: Record<string, ModuleEvidence>,
): Promise<Finding<number>> {
	const seesSome = BUSINESS.some((entity) => {
		const count = modules[entity]?.count;
		return count?.state === 'found' && count.value > 0;
	});
	if (seesSome) return notAsked('Records are seen');
	return await ask(gate, () => autotask.count('OrganizationalLevelAssociations', EVERY));
}
