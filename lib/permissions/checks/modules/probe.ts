import type { Autotask, Filter } from '../../../autotask/types';
import type { ModuleEvidence } from '../../evidence';
import { probe, type StopSignal } from '../../http-recorder';
import { type ProbeResult, notProbed } from '../../types';
import { MODULES } from './entities';
import { BUSINESS } from './line-of-business';

/** Every record: id 0, the MSP's own company, included. */
export const EVERY: Filter[] = [{ op: 'gte', field: 'id', value: 0 }];

/**
 * What Autotask says of each module, and how many records a read shows. Two calls a module at most.
 */
export async function probeModules(
	autotask: Autotask,
	recorder: StopSignal,
): Promise<Record<string, ModuleEvidence>> {
	const modules: Record<string, ModuleEvidence> = {};
	for (const { entity, proof } of MODULES) {
		const info = await probe(recorder, () => autotask.entityInfo(entity));
		const readable = info.state === 'found' && info.value.canQuery;
		modules[entity] = {
			info,
			count:
				proof === 'read' && readable
					? await probe(recorder, () => autotask.count(entity, EVERY))
					: notProbed('A read would not prove anything here'),
		};
	}
	return modules;
}

/** Asked only where the answer matters: every business record counted zero. */
export async function probeLinesOfBusiness(
	autotask: Autotask,
	signal: StopSignal,
	modules: Record<string, ModuleEvidence>,
): Promise<ProbeResult<number>> {
	const seesSome = BUSINESS.some((entity) => {
		const count = modules[entity]?.count;
		return count?.state === 'found' && count.value > 0;
	});
	if (seesSome) return notProbed('Records are seen');
	return await probe(signal, () => autotask.count('OrganizationalLevelAssociations', EVERY));
}
